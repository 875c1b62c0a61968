"""PT: 分值 — do the points sum up as the rules want?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, form_check, quoted
from scoring.finding import Severity
from scoring.model.form import CATEGORY_NAMES, Category, Figure
from scoring.number import NOISE, ZERO, half_up, plain
from scoring.rules.schema import CategoryPoints, RuleSet
from scoring.score import Line, Part


def _value(figure: Figure) -> Decimal:
    if figure.value is None:
        raise NotChecked("有分值未填或无法识别")
    return figure.value


def _sum(lines: Iterable[Line]) -> Decimal:
    return half_up(sum((_value(line.points) for line in lines), ZERO), NOISE).normalize()


def _whole(context: FormContext) -> None:
    if context.form.missing:
        raise NotChecked("自评表不完整")


@form_check(
    "PT001",
    "分值合计不等于满分",
    Severity.ERROR,
    what="执行率、资金管理情况和全部三级指标的分值合计是否等于满分，“总分”行的分值是否等于这一合计。",
    why="分值合计不是满分，总得分和等级就没有可比性。",
    basis="项目支出绩效自评表表后说明注2（满分100分）。",
    mend="调整各三级指标的分值，使合计等于100分。",
)
def total_points(context: FormContext) -> Iterator[Found]:
    _whole(context)
    rules = context.rules
    total = _sum(context.sheet.lines)
    stated = context.form.total_points
    if total != rules.total.points:
        yield Found(
            stated.place if stated else context.form.place,
            f"各行分值合计为 {plain(total)} 分，应为 {plain(rules.total.points)} 分，请调整分值。",
            stated=plain(total),
            recomputed=plain(rules.total.points),
            difference=total - rules.total.points,
            citation=rules.citation(rules.total),
        )
    if stated and stated.written and half_up(stated.written.value, NOISE) != total:
        yield Found(
            stated.place,
            f"“总分”行的分值为 {stated.text}，各行分值合计为 {plain(total)}，请改正。",
            stated=stated.text,
            recomputed=plain(total),
            difference=stated.written.value - total,
            citation=rules.citation(rules.total),
        )


@form_check(
    "PT002",
    "一级指标分值与规则不符",
    Severity.ERROR,
    what="成本、产出、效益、满意度等一级指标下各三级指标的分值合计，是否等于规则规定的分值；不设成本或满意度指标的，其分值是否按规则移到产出或效益。",
    why="各部分权重由规则统一规定，单位只能在一级指标内部分配。",
    basis="项目支出绩效自评表表后说明注2。",
    mend="在一级指标内部重新分配三级指标的分值。",
)
def category_points(context: FormContext) -> Iterator[Found]:
    _whole(context)
    if any(line.category is Category.OTHER for line in context.sheet.of(Part.INDICATOR)):
        raise NotChecked("有一级指标的名称不认识")
    for rule in context.rules.category:
        lines = [line for line in context.sheet.of(Part.INDICATOR) if line.category in rule.of]
        total = _sum(lines)
        wanted, moved = _wanted(rule, context.rules, _present(context))
        if total != wanted:
            yield _category_found(context, rule, lines, total, wanted, moved)


def _present(context: FormContext) -> set[Category]:
    lines = [line for line in context.sheet.of(Part.INDICATOR) if line.points.value and line.category]
    return {line.category for line in lines if line.category}


def _wanted(rule: CategoryPoints, rules: RuleSet, present: set[Category]) -> tuple[Decimal, str]:
    """The points of a category group, with those of missing categories moved."""
    wanted, moved = rule.points, ""
    for move in rules.move:
        if move.missing in present:
            continue
        if move.missing in rule.of:
            wanted -= move.points
        if move.to in rule.of:
            wanted += move.points
            moved += f"（不设{CATEGORY_NAMES[move.missing]}，加 {plain(move.points)} 分）"
    return wanted, moved


def _category_found(
    context: FormContext, rule: CategoryPoints, lines: list[Line], total: Decimal, wanted: Decimal, moved: str
) -> Found:
    name = "和".join(CATEGORY_NAMES[category] for category in rule.of)
    return Found(
        lines[0].points.place if lines else context.form.place,
        f"{name}的分值合计为 {plain(total)} 分，按规则应为 {plain(wanted)} 分{moved}，请调整分值。",
        stated=plain(total),
        recomputed=plain(wanted),
        difference=total - wanted,
        citation=context.rules.citation(rule),
    )


@form_check(
    "PT003",
    "固定部分的分值与规则不符",
    Severity.ERROR,
    what="预算执行率的分值、资金管理情况各项的分值是否为规则规定的分值。",
    why="这两部分的分值由规则固定，单位不能改动。",
    basis="项目支出绩效自评表表后说明注1、注2。",
    mend="把分值改为规则规定的分值。",
)
def fixed_points(context: FormContext) -> Iterator[Found]:
    rules = context.rules
    for line in context.sheet.lines:
        if line.part is Part.INDICATOR or line.points.value is None:
            continue
        rule = rules.execution if line.part is Part.EXECUTION else rules.fund_management
        assert rule is not None
        wanted = rules.execution.points if line.part is Part.EXECUTION else _item_points(rules)
        if line.points.value != wanted:
            yield Found(
                line.points.place,
                f"{quoted(line.name.text)}的分值为 {line.points.text}，按规则应为 {plain(wanted)}，请改正。",
                stated=line.points.text,
                recomputed=plain(wanted),
                difference=line.points.value - wanted,
                citation=rules.citation(rule),
            )


def _item_points(rules: RuleSet) -> Decimal:
    assert rules.fund_management is not None
    return rules.fund_management.item_points


@form_check(
    "PT004",
    "分值未填或不是数字",
    Severity.ERROR,
    what="每一行的分值是否填写，是否是数字。",
    why="没有分值就不能计算这一行的得分，也不能核对总分。",
    basis="项目支出绩效自评表“分值”栏。",
    mend="在这一格填写数字，如 10。",
)
def points_missing(context: FormContext) -> Iterator[Found]:
    for line in context.sheet.lines:
        if line.part is Part.INDICATOR and "points" in context.form.missing:
            continue
        if line.points.value is None:
            state = f"“{line.points.text}”不是数字" if line.points.unreadable else "未填"
            effect = "" if line.scored else "，这一行不能计分"
            message = f"{quoted(line.name.text)}的分值{state}{effect}，请填写数字。"
            yield Found(line.points.place, message, stated=line.points.text)
        elif line.points.value < 0:
            yield Found(
                line.points.place,
                f"{quoted(line.name.text)}的分值为负数（{line.points.text}），这一行不能计分，请改正。",
                stated=line.points.text,
            )
