"""FM: 资金管理情况 — each violation costs a point, and must be told."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, explained, form_check, quoted
from scoring.finding import Severity
from scoring.number import plain
from scoring.score import Line, Part


def _items(context: FormContext) -> list[Line]:
    items = context.sheet.of(Part.FUND_MANAGEMENT)
    if not items:
        raise NotChecked("表中没有资金管理情况")
    return items


@form_check(
    "FM001",
    "资金管理得分不是按例数扣分",
    Severity.WARNING,
    what="资金管理情况各项扣掉的分数，是否是每例扣分数的整数倍。",
    why="规则按违规例数扣分，每例1分，不会出现零头。",
    basis="项目支出绩效自评表的表后说明注1。",
    mend="按发现的违规例数重新扣分。",
)
def odd_deduction(context: FormContext) -> Iterator[Found]:
    for line in _items(context):
        rule = context.rules.fund_management
        assert rule is not None
        if line.stated.value is None or line.points.value is None:
            continue
        lost = line.points.value - line.stated.value
        if lost > 0 and lost % rule.violation:
            yield Found(
                line.place,
                f"{quoted(line.name.text)}扣了 {plain(lost)} 分，"
                f"规则是每例违规扣 {plain(rule.violation)} 分，请按例数扣分。",
                stated=line.stated.text,
                citation=context.rules.citation(rule),
            )


@form_check(
    "FM002",
    "资金管理扣分未说明问题",
    Severity.WARNING,
    what="资金管理情况扣了分的项，“存在问题和改进措施”是否填写。",
    why="扣分对应违规事项，不写明就无法整改和核实。",
    basis="项目支出绩效自评表“存在问题和改进措施”栏。",
    mend="写明发现的问题和改进措施。",
)
def deduction_unexplained(context: FormContext) -> Iterator[Found]:
    for line in _items(context):
        if line.stated.value is None or line.points.value is None or explained(line.reason):
            continue
        lost = line.points.value - line.stated.value
        if lost > 0:
            yield Found(
                line.reason.place,
                f"{quoted(line.name.text)}扣了 {plain(lost)} 分，没有写存在的问题，请补写问题和改进措施。",
                stated=line.stated.text,
            )
