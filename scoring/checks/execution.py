"""EX: 预算执行 — the rate, its score, and the reason that a low rate owes; for the money see funds.py."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.amounts import amount, rate_agrees
from scoring.checks.context import FormContext, NotChecked
from scoring.checks.explanations import unexplained
from scoring.checks.mismatch import mismatch
from scoring.checks.registry import Found, form_check
from scoring.finding import Severity
from scoring.number import Verdict, half_up, plain
from scoring.score import Part
from scoring.score.execution import execution_rate, planned
from scoring.score.trace import exact_text


@form_check(
    "EX001",
    "执行率与预算数、执行数不符",
    Severity.ERROR,
    what="每一资金行填写的执行率，是否等于全年执行数除以全年预算数。",
    why="执行率是执行率得分的依据，填错会误导审核。",
    basis="项目支出绩效自评表表头：执行率（B/A×100%）。",
    mend="按全年执行数÷全年预算数×100%重新计算后填写。",
)
def rate_mismatch(context: FormContext) -> Iterator[Found]:
    rows = [row for row in context.form.funds if row.rate.written]
    if not rows:
        raise NotChecked("表上未填执行率")
    for row in rows:
        budget = planned(row, context.rules)
        rate = execution_rate(budget, row.executed)
        if budget and rate is not None and not rate_agrees(row.rate, rate):
            right = format(half_up(rate, 2), "f")
            yield Found(
                row.rate.place,
                f"“{row.label.text}”填写的执行率为 {row.rate.text}，"
                f"{amount(row.executed)} ÷ {amount(budget)} 应为 {right}%，请改正。",
                stated=row.rate.text,
                recomputed=f"{right}%",
            )


@form_check(
    "EX002",
    "执行率得分与复算不符",
    Severity.ERROR,
    what="执行率得分是否等于分值乘以执行率（全年执行数除以全年预算数，用表上的数计算，不用填写的执行率）。",
    why="这一得分完全由两个金额决定，没有判断余地。",
    basis="项目：表后说明注2；部门整体：执行率达到90%得满分。",
    mend="把得分改为复算的得分。",
)
def execution_score(context: FormContext) -> Iterator[Found]:
    lines = context.sheet.of(Part.EXECUTION)
    if not lines and not context.rules.execution.points:
        raise NotChecked("规则不计预算执行率的得分")
    if not lines:
        raise NotChecked("没有预算执行情况")
    line = lines[0]
    if line.stated.written is None and not line.stated.blank:
        yield Found(
            line.place, f"执行率得分“{line.stated.text}”不是数字，请填写数字。", stated=line.stated.text
        )
        return
    if line.verdict is None or line.difference is None:
        raise NotChecked("执行率得分未填，或预算数、执行数无法识别")
    if line.verdict is Verdict.EQUAL:
        return
    yield mismatch(context, line, "执行率", "，请改正")


@form_check(
    "EX007",
    "执行率低未说明原因",
    Severity.NOTICE,
    what="执行率低于规则的提示线时，表上任何一处（偏差原因、存在问题、目标完成情况）是否写了原因。",
    why="钱花得少，不写原因就看不出是没有做、没有付，还是预算定得过大。",
    basis="规则文件所列的提示线。",
    mend="在“偏差原因分析及改进措施”栏写明执行率低的原因。",
)
def low_rate_unexplained(context: FormContext) -> Iterator[Found]:
    rule, form = context.rules.low_execution, context.form
    if rule is None:
        raise NotChecked("规则没有写明执行率的提示线")
    if form.missing or form.total_funds is None:
        raise NotChecked("自评表不完整")
    funds = form.total_funds
    budget = planned(funds, context.rules)
    rate = execution_rate(budget, funds.executed)
    if budget is None or rate is None:
        raise NotChecked("预算数或执行数不能用于计算")
    if rate < rule.percent and unexplained(form):
        citation = context.rules.citation(rule)
        yield Found(
            funds.rate.place,
            f"执行率为 {amount(funds.executed)} ÷ {amount(budget)} = {exact_text(rate)}%，"
            f"低于 {plain(rule.percent)}%，全表没有写原因，请在原因栏说明（{citation.clause}）。",
            stated=funds.rate.text,
            citation=citation,
        )
