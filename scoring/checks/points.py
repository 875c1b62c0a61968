"""PT: 分值 — do the points sum up as the rules want?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, form_check, quoted
from scoring.finding import Severity
from scoring.model.form import CATEGORY_NAMES, Category, Figure
from scoring.number import NOISE, ZERO, half_up, noiseless, plain
from scoring.rules.schema import CategoryPoints, RuleSet
from scoring.score import Line, Part
from scoring.score.weights import absent, present, wanted


def _value(figure: Figure) -> Decimal:
    if figure.value is None:
        raise NotChecked("有分值未填或无法识别")
    return figure.value


def _sum(lines: Iterable[Line]) -> Decimal:
    return noiseless(sum((_value(line.points) for line in lines), ZERO))


def _whole(context: FormContext) -> None:
    if context.form.missing:
        raise NotChecked("自评表不完整")


@form_check(
    "PT001",
    "分值合计不等于满分",
    Severity.ERROR,
    what="执行率、资金管理情况和全部三级指标的分值合计是否等于满分，“总分”行的分值是否等于这一合计。",
    why="分值合计不是满分，总得分和等级就没有可比性。",
    basis="项目支出绩效自评表的表后说明注2（满分100分）。",
    mend="调整各三级指标的分值，使合计等于100分。",
)
def total_points(context: FormContext) -> Iterator[Found]:
    _whole(context)
    rules, stated = context.rules, context.form.total_points
    total, (right, why) = _sum(context.sheet.lines), _full_points(context)
    if total not in (right, rules.total.points):
        yield Found(
            stated.place if stated else context.form.place,
            f"各行分值合计为 {plain(total)} 分，应为 {plain(right)} 分{why}，请调整分值。",
            stated=plain(total),
            recomputed=plain(right),
            difference=total - right,
            citation=rules.citation(rules.total),
        )
    rescaled = context.sheet.settlement.applicable is not None
    accepted = {total, rules.total.points} if rescaled else {total}
    if stated and stated.written and half_up(stated.written.value, NOISE) not in accepted:
        yield Found(
            stated.place,
            f"“总分”行的分值为 {stated.text}，各行分值合计为 {plain(total)}，请改正。",
            stated=stated.text,
            recomputed=plain(total),
            difference=stated.written.value - total,
            citation=rules.citation(rules.total),
        )


def _full_points(context: FormContext) -> tuple[Decimal, str]:
    """What the lines add up to: full marks, less the missing categories where the total is rescaled."""
    rules = context.rules
    found = present(context.sheet.lines)
    missing = absent(rules, found) if rules.rescale else []
    points = rules.total.points - sum((wanted(rule, rules, found)[0] for rule in missing), ZERO)
    names = "、".join(rule.name for rule in missing)
    return points, f"（不设{names}，总分按 {plain(rules.total.points)} 分折算）" if missing else ""


@form_check(
    "PT002",
    "一级指标分值与规则不符",
    Severity.ERROR,
    what="成本、产出、效益、满意度等一级指标下各三级指标的分值合计，是否等于规则规定的分值；不设成本或满意度指标的，其分值是否按规则移到产出或效益，或者总分按规则折算。",
    why="各部分权重由规则统一规定，单位只能在一级指标内部分配。",
    basis="项目支出绩效自评表的表后说明注2。",
    mend="在一级指标内部重新分配三级指标的分值。",
)
def category_points(context: FormContext) -> Iterator[Found]:
    _whole(context)
    if any(line.category is Category.OTHER for line in context.sheet.of(Part.INDICATOR)):
        raise NotChecked("有一级指标的名称不认识")
    rules, found = context.rules, present(context.sheet.lines)
    missing = absent(rules, found) if rules.rescale else []
    for rule in rules.category:
        if rule in missing:
            continue
        lines = [line for line in context.sheet.of(Part.INDICATOR) if line.category in rule.of]
        total = _sum(lines)
        right, moves = wanted(rule, rules, found)
        if total != right:
            moved = "".join(
                f"（不设{CATEGORY_NAMES[move.missing]}，加 {plain(move.points)} 分）" for move in moves
            )
            yield _category_found(context, rule, lines, total, right, moved)


def _category_found(
    context: FormContext, rule: CategoryPoints, lines: list[Line], total: Decimal, right: Decimal, moved: str
) -> Found:
    return Found(
        lines[0].points.place if lines else context.form.place,
        f"{rule.name}的分值合计为 {plain(total)} 分，按规则应为 {plain(right)} 分{moved}，请调整分值。",
        stated=plain(total),
        recomputed=plain(right),
        difference=total - right,
        citation=context.rules.citation(rule),
    )


@form_check(
    "PT003",
    "固定部分的分值与规则不符",
    Severity.ERROR,
    what="预算执行率的分值、资金管理情况各项的分值是否为规则规定的分值。",
    why="这两部分的分值由规则固定，单位不能改动。",
    basis="项目支出绩效自评表的表后说明注1、注2。",
    mend="把分值改为规则规定的分值。",
)
def fixed_points(context: FormContext) -> Iterator[Found]:
    rules = context.rules
    for line in context.sheet.lines:
        if line.part is Part.INDICATOR or line.points.value is None:
            continue
        rule = rules.execution if line.part is Part.EXECUTION else rules.fund_management
        assert rule is not None
        right = rules.execution.points if line.part is Part.EXECUTION else _item_points(rules)
        if noiseless(line.points.value) != right:
            yield Found(
                line.points.place,
                f"{quoted(line.name.text)}的分值为 {line.points.text}，按规则应为 {plain(right)}，请改正。",
                stated=line.points.text,
                recomputed=plain(right),
                difference=noiseless(line.points.value) - right,
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
