"""DV: 偏差度 — the printed deviation, and the reason that a loss of points owes."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, explained, form_check, quoted
from scoring.finding import Severity
from scoring.number import HUNDRED, NOISE, Verdict, compare, half_up
from scoring.score import Line, Part

PLACES = 2  # 偏差度 is printed in percent with two decimals: −34.12


@form_check(
    "DV001",
    "偏差度与复算不符",
    Severity.ERROR,
    what="填写的偏差度是否等于（实际完成值－年度指标值）÷年度指标值×100，完成目标的是否为0.00。",
    why="偏差度决定是否要说明原因，填错会漏掉应说明的指标。",
    basis="已公开的2023年度自评表偏差度栏通行算法。",
    mend="把偏差度改为复算的数。",
)
def deviation_mismatch(context: FormContext) -> Iterator[Found]:
    if not context.form.has_deviation:
        raise NotChecked("这种表没有偏差度栏")
    for line in context.sheet.of(Part.INDICATOR):
        stated, exact = line.stated_deviation, line.deviation
        if stated is None or stated.written is None or exact is None:
            continue
        verdict = compare(stated.written, exact, PLACES)
        fraction = half_up(exact / HUNDRED, stated.written.decimals)  # −10.00 written as −0.1
        if verdict is Verdict.EQUAL or stated.written.value == fraction:
            continue
        right = format(half_up(exact, PLACES), "f")
        rounding = verdict is Verdict.ROUNDING
        told = "差异为四舍五入所致" if rounding else "请改正"
        yield Found(
            stated.place,
            f"指标{quoted(line.name.text)}的偏差度填 {stated.text}，"
            f"按 {line.target} 与 {line.actual} 复算为 {right}，{told}。",
            stated=stated.text,
            recomputed=right,
            difference=stated.written.value - half_up(exact, PLACES),
            rounding=rounding,
            citation=context.rules.citation(context.rules.methods.deviation),
        )


@form_check(
    "DV002",
    "失分未说明原因",
    Severity.WARNING,
    what="得分低于分值的三级指标，“偏差原因分析及改进措施”是否填写。",
    why="不写原因，看不出是没有完成还是指标定得不当，也谈不上改进。",
    basis="自评表“偏差原因分析及改进措施”栏；规则文件写明条款的，见该条款。",
    mend="补写偏差原因和改进措施。",
)
def reason_missing(context: FormContext) -> Iterator[Found]:
    lines = context.sheet.of(Part.INDICATOR)
    if not lines:
        raise NotChecked("没有三级指标")
    rule = context.rules.reason
    citation = context.rules.citation(rule) if rule else None
    clause = f"（{citation.clause}）" if citation else ""
    for line in lines:
        if _lost_points(line) and not explained(line.reason):
            yield Found(
                line.reason.place,
                f"指标{quoted(line.name.text)}分值 {line.points.text}、得分 {line.stated.text}，"
                f"没有写偏差原因，请补写原因和改进措施{clause}。",
                stated=line.stated.text,
                citation=citation,
            )


def _lost_points(line: Line) -> bool:
    """Stated below its points, and not only through a slip that the score check already names."""
    if line.stated.value is None or line.points.value is None:
        return False
    if half_up(line.stated.value, NOISE) >= half_up(line.points.value, NOISE):
        return False
    full = line.recomputed is not None and line.recomputed >= line.points.value
    return not full
