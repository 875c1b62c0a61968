"""DV: 偏差度 — a target that was met: nothing to explain, or far exceeded and then to be explained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.explanations import speaks_of_shortfall
from scoring.checks.registry import Found, explained, form_check, quoted
from scoring.finding import Severity
from scoring.model.form import Category
from scoring.number import HUNDRED, ZERO, noiseless, plain, ratio
from scoring.numerals import Quantity, parse
from scoring.numerals.folding import quoted as shortened
from scoring.score import Line, Part
from scoring.score.trace import exact_text
from scoring.score.units import comparable

# How a floor that is reached was scored: full points, or less where the rules mind how far it is exceeded.
_REACHED = frozenset({"floor_met", "over_judgement", "over_deducted"})


@form_check(
    "DV003",
    "没有偏差却写了原因",
    Severity.NOTICE,
    what="实际完成值正好等于年度指标值、偏差度为0、得满分的三级指标，原因栏是否写着没有完成。",
    why="数字说完成、文字说没有完成，总有一处不实。",
    basis="自评表“实际完成值”与“偏差原因分析及改进措施”两栏的关系。",
    mend="没有完成的，改正实际完成值和得分；已经完成的，删去原因。",
)
def reason_without_deviation(context: FormContext) -> Iterator[Found]:
    for line in _indicators(context):
        if explained(line.reason) and _exactly_met(line) and speaks_of_shortfall(line.reason.text):
            yield Found(
                line.reason.place,
                f"指标{quoted(line.name.text)}年度指标值 {line.target}、实际完成值 {line.actual}，得满分 "
                f"{line.stated.text} 分，原因却写{shortened(line.reason.text.rstrip('。'))}，请核对："
                "没有完成的改正完成值和得分，已完成的删去原因。",
                stated=line.reason.text,
            )


def _indicators(context: FormContext) -> list[Line]:
    lines = context.sheet.of(Part.INDICATOR)
    if not lines:
        raise NotChecked("没有三级指标")
    return lines


def _exactly_met(line: Line) -> bool:
    """Full points, stated and recomputed, and neither more nor less than the target."""
    points, stated = line.points.value, line.stated.value
    if points is None or stated is None or line.deviation != 0 or line.recomputed != noiseless(points):
        return False
    printed = line.stated_deviation.value if line.stated_deviation else None
    goal, done = _figures(line)
    return noiseless(stated) == noiseless(points) and not printed and done == goal


def _figures(line: Line) -> tuple[Decimal, Decimal]:
    """Target and actual in one unit; of a share of the work (2023年12月31日前 answered with 100%) the target
    is 100, and both are 0 where there are no figures to compare."""
    target, actual = parse(line.target), parse(line.actual)
    if not isinstance(actual, Quantity):
        return ZERO, ZERO
    if not isinstance(target, Quantity):
        return HUNDRED, actual.value
    return comparable(target, actual) or (ZERO, ZERO)


@form_check(
    "DV004",
    "超额完成未说明原因",
    Severity.NOTICE,
    what="年度指标值是下限（≥、＞或只写一个数）的三级指标，实际完成值占指标值的比例超过规则的提示线时，是否写了原因。",
    why="超额太多往往是指标值定低了，也可能是完成值填错。",
    basis="规则文件所列的提示线；《项目支出绩效评价管理办法》（财预〔2020〕10号）：完成值高于指标值较多的要分析原因。",
    mend="在原因栏说明超额完成的原因；指标值定低了的，下一年调高。",
)
def over_achievement_unexplained(context: FormContext) -> Iterator[Found]:
    rule = context.rules.over_achievement
    if rule is None:
        raise NotChecked("规则没有写明超额完成的提示线")
    citation = context.rules.citation(rule)
    for line in _indicators(context):
        if line.category is Category.COST or line.scored is None or line.scored.method not in _REACHED:
            continue  # more spent than planned is no achievement
        goal, done = _figures(line)
        if goal > 0 and done * HUNDRED > goal * rule.percent and not explained(line.reason):
            achieved = exact_text(ratio(done, HUNDRED, by=goal))
            yield Found(
                line.reason.place,
                f"指标{quoted(line.name.text)}实际完成值 {line.actual} 是年度指标值 {line.target} 的 "
                f"{achieved}%，超过 {plain(rule.percent)}%，没有写原因，请补写（{citation.clause}）。",
                stated=line.actual,
                citation=citation,
            )
