"""EX: 预算执行 — the rate, its score, and the rows of money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.mismatch import mismatch
from scoring.checks.registry import Found, form_check
from scoring.finding import Severity
from scoring.model.form import Figure, FundRow
from scoring.number import HUNDRED, NOISE, ZERO, Verdict, half_up, plain, truncate
from scoring.score import Part
from scoring.score.execution import execution_rate, planned

_AMOUNTS = {"initial_budget": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}


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
        if budget and rate is not None and not _rate_agrees(row.rate, rate):
            right = format(half_up(rate, 2), "f")
            yield Found(
                row.rate.place,
                f"“{row.label.text}”填写的执行率为 {row.rate.text}，"
                f"{_amount(row.executed)} ÷ {_amount(budget)} 应为 {right}%，请改正。",
                stated=row.rate.text,
                recomputed=f"{right}%",
            )


def _amount(figure: Figure) -> str:
    return plain(figure.value) if figure.value is not None else figure.text


def _rate_agrees(stated: Figure, rate: Decimal) -> bool:
    """At the decimals written, rounded or cut; without a percent sign also as a fraction of 1."""
    assert stated.written is not None
    value, decimals = stated.written.value, stated.written.decimals
    readings = [rate] if "%" in stated.text or "％" in stated.text else [rate, rate / HUNDRED]
    return any(value in (half_up(exact, decimals), truncate(exact, decimals)) for exact in readings)


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
    "EX003",
    "资金来源合计与总额不符",
    Severity.ERROR,
    what="财政拨款、财政专户管理资金、单位资金之和，是否等于年度资金总额（年初预算数、全年预算数、全年执行数三栏分别核对）。",
    why="总额是计算执行率的依据，与明细不符时不知哪个数是对的。",
    basis="项目支出绩效自评表“项目资金”栏的勾稽关系。",
    mend="核对账目后改正总额或明细。",
)
def funds_do_not_add_up(context: FormContext) -> Iterator[Found]:
    total = context.form.total_funds
    parts = [row for row in context.form.funds if not row.is_total]
    if total is None or not parts:
        raise NotChecked("没有资金总额或资金来源明细")
    if not all(row.is_source for row in parts):
        raise NotChecked("有不认识的资金行，不知是否已含在其他来源中")
    checked = False
    for name, chinese in _AMOUNTS.items():
        figures: list[Figure] = [getattr(row, name) for row in parts]
        stated: Figure = getattr(total, name)
        if stated.value is None or any(f.unreadable for f in figures) or all(f.blank for f in figures):
            continue
        checked = True
        addends = [figure.value for figure in figures if figure.value is not None]
        if half_up(stated.value, NOISE) != half_up(sum(addends, ZERO), NOISE):
            yield _sum_found(total, chinese, stated, addends)
    if not checked:
        raise NotChecked("资金来源明细未填")


def _sum_found(total: FundRow, chinese: str, stated: Figure, addends: list[Decimal]) -> Found:
    assert stated.value is not None
    right = half_up(sum(addends, ZERO), NOISE).normalize()
    addition = f"{' + '.join(plain(value) for value in addends)} = " if len(addends) > 1 else ""
    return Found(
        stated.place,
        f"“{total.label.text}”的{chinese}为 {stated.text}，各来源合计 {addition}{plain(right)}，请核对改正。",
        stated=stated.text,
        recomputed=plain(right),
        difference=stated.value - right,
    )


@form_check(
    "EX004",
    "预算数或执行数不能用于计算",
    Severity.WARNING,
    what="全年预算数、全年执行数是否填写、是否是数字，预算数是否大于0。",
    why="缺少其中一个数，或预算数为0，执行率无法计算，得分只能由人判断。",
    basis="项目支出绩效自评表表头：执行率（B/A×100%）。",
    mend="填写数字；确无预算的，说明原因并由财政部门判断得分。",
)
def money_unusable(context: FormContext) -> Iterator[Found]:
    funds = context.form.total_funds
    if funds is None:
        raise NotChecked("没有预算执行情况")
    for name in ("budget", "executed"):
        figure: Figure = getattr(funds, name)
        chinese = _AMOUNTS[name]
        if figure.value is None:
            state = f"“{figure.text}”不是数字" if figure.unreadable else "未填"
            yield Found(figure.place, f"{chinese}{state}，执行率无法计算，请填写数字。", stated=figure.text)
        elif figure.value < 0:
            yield Found(figure.place, f"{chinese}为负数（{figure.text}），请核对改正。", stated=figure.text)
        elif name == "budget" and not figure.value:
            message = f"{chinese}为 0，执行率无法计算，执行率得分须由人判断，请核对预算数。"
            yield Found(figure.place, message, stated=figure.text)
