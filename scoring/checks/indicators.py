"""IN: 得分 — each scored line against the rules."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.lines import quantity
from scoring.checks.mismatch import mismatch
from scoring.checks.registry import Found, form_check, quoted
from scoring.finding import Severity
from scoring.model.form import Indicator, Text
from scoring.number import NOISE, ZERO, Verdict, half_up
from scoring.numerals import Operator
from scoring.score import Line, Part
from scoring.score.methods import UNLIKE_UNITS
from scoring.score.trace import points_text, range_text


def _outside(line: Line) -> bool:
    """Whether the stated score lies below 0 or above the line's points."""
    if line.stated.value is None or line.points.value is None:
        return False
    return not ZERO <= half_up(line.stated.value, NOISE) <= half_up(line.points.value, NOISE)


@form_check(
    "IN001",
    "指标得分与复算不符",
    Severity.ERROR,
    what="每个三级指标的得分，是否等于按年度指标值、实际完成值和分值依规则复算的得分；规则留给人判断的，是否落在允许的范围内。",
    why="自评得分的差错大多出在这里：上限指标算反、比例算错、未支出的成本指标给了分。",
    basis="项目支出绩效自评表的表后说明注4，及规则文件中所列的通行算法。",
    mend="按提示的算式核对；指标值或实际完成值填错的先改正，否则把得分改为复算得分。",
)
def score_mismatch(context: FormContext) -> Iterator[Found]:
    for line in context.sheet.of(Part.INDICATOR):
        if line.verdict in (None, Verdict.EQUAL) or line.difference is None or _outside(line):
            continue
        yield mismatch(context, line, f"指标{quoted(line.name.text)}", "，请核对改正")


@form_check(
    "IN002",
    "得分超出分值或为负数",
    Severity.ERROR,
    what="每一行的得分是否在0分和这一行的分值之间。",
    why="得分不可能高于分值，也不可能是负数。",
    basis="项目支出绩效自评表“分值”“得分”两栏的关系。",
    mend="把得分改为0到分值之间的数。",
)
def score_out_of_range(context: FormContext) -> Iterator[Found]:
    for line in context.sheet.lines:
        if line.part is Part.EXECUTION or not _outside(line) or line.scored is None:
            continue
        negative = line.stated.value is not None and line.stated.value < 0
        wrong = "是负数" if negative else f"超过分值 {line.points.text}"
        decided = line.interval is not None and line.interval.is_point
        right = (
            points_text(line.recomputed, context.places) if line.recomputed is not None and decided else None
        )
        told = f"，复算为 {right} 分（{line.scored.expression}）" if right else ""
        yield Found(
            line.place,
            f"{quoted(line.name.text)}得分 {line.stated.text} {wrong}{told}，请改正。",
            stated=line.stated.text,
            recomputed=right,
            difference=line.difference,
            citation=line.scored.citation,
        )


@form_check(
    "IN003",
    "指标无法据以计分",
    Severity.WARNING,
    what="年度指标值、实际完成值是否填写，指标值是否为0等使比例无法计算的情形（单位不同的见 CS010）。",
    why="这些指标只能由人判断，工具不猜。",
    basis="项目支出绩效自评表的表后说明注4（按完成值与指标值的比例计分）。",
    mend="补填或改正年度指标值、实际完成值，使两者可以比较。",
)
def not_scorable(context: FormContext) -> Iterator[Found]:
    for indicator, line in _compared(context):
        name = line.name.text
        columns = {"年度指标值": indicator.target, "实际完成值": indicator.actual}
        empty = {column: cell for column, cell in columns.items() if not cell}
        for column, cell in empty.items():
            yield Found(cell.place, f"指标{quoted(name)}的{column}未填，无法计分，请补填。")
        if empty:
            continue
        if _always_met(indicator.target.text):
            message = (
                f"指标{quoted(name)}的年度指标值为“{line.target}”，任何结果都算完成，请改填有意义的指标值。"
            )
            yield Found(indicator.target.place, message)
        elif line.scored and line.scored.method == "undecided":
            yield Found(
                indicator.actual.place, f"指标{quoted(name)}：{line.scored.expression}，请核对两栏的填写。"
            )


def _compared(context: FormContext) -> Iterator[tuple[Indicator, Line]]:
    """The indicators with their lines, where the columns that are compared were recognised."""
    if {"target", "actual"} & set(context.form.missing):
        raise NotChecked("没有认出年度指标值或实际完成值栏")
    return zip(context.form.indicators, context.sheet.of(Part.INDICATOR), strict=True)


def _always_met(text: str) -> bool:
    """A floor of 0 or below is no target."""
    target = quantity(text)
    return bool(target and target.operator is Operator.AT_LEAST and target.written.value <= 0)


@form_check(
    "CS010",
    "完成值与指标值单位不一致",
    Severity.WARNING,
    what="年度指标值和实际完成值都是数量的，两者的单位是否一致，单位是否多写了百分号。",
    why="单位不同的数不能比较；多写一个百分号，数的意思就变了。",
    basis="自评表“年度指标值”“实际完成值”两栏的勾稽关系。",
    mend="把两栏改成同一单位；多写的百分号删去。",
)
def units_differ(context: FormContext) -> Iterator[Found]:
    for indicator, line in _compared(context):
        cell = indicator.actual
        if line.scored and line.scored.method == UNLIKE_UNITS:
            told = "，无法计分，请改成同一单位"
        elif slip := _slip(indicator):
            cell, told = slip[0], f"：{slip[1]}"
        else:
            continue
        yield Found(
            cell.place,
            f"指标{quoted(line.name.text)}的实际完成值“{line.actual}”与年度指标值“{line.target}”单位不一致{told}。",
            stated=cell.text,
        )


def _slip(indicator: Indicator) -> tuple[Text, str] | None:
    """Which of two quantities has a percent sign behind its unit that the other lacks, and what it means."""
    cells = [(cell, quantity(cell.text)) for cell in (indicator.actual, indicator.target)]
    slips = [(cell, found.slip.removesuffix("。")) for cell, found in cells if found and found.slip]
    return slips[0] if len(slips) == 1 and all(found for _, found in cells) else None


@form_check(
    "IN004",
    "得分未填或不是数字",
    Severity.ERROR,
    what="每一行（预算执行率除外，见 EX002）的得分是否填写，是否是数字。",
    why="缺一行得分，自评总分就不成立。",
    basis="项目支出绩效自评表“得分”栏。",
    mend="在这一格填写数字；工具给出的复算得分可供参考。",
)
def score_missing(context: FormContext) -> Iterator[Found]:
    if not context.sheet.lines:
        raise NotChecked("没有可计分的行")
    for line in context.sheet.lines:
        if line.part is Part.INDICATOR and "score" in context.form.missing:
            continue
        if line.stated.written is not None or (line.part is Part.EXECUTION and line.stated.unreadable):
            continue
        state = f"“{line.stated.text}”不是数字" if line.stated.unreadable else "未填"
        hint = f"（复算为 {range_text(line.interval, context.places)} 分）" if line.interval else ""
        message = f"{quoted(line.name.text)}的得分{state}，请填写数字{hint}。"
        yield Found(line.place, message, stated=line.stated.text)
