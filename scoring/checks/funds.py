"""EX: 预算执行 — the rows of money: do they add up, can they be computed with, do they go together?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.amounts import AMOUNTS, addition, amount, more_or_less
from scoring.checks.context import FormContext, NotChecked
from scoring.checks.explanations import speaks_of_adjustment
from scoring.checks.registry import Found, form_check
from scoring.finding import Severity
from scoring.model.form import AnyForm, Figure, FundRow
from scoring.number import noiseless, plain


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
    total, parts = _total_and_sources(context.form)
    if not all(row.is_source for row in parts):
        raise NotChecked("有不认识的资金行，不知是否已含在其他来源中")
    checked = False
    for name, chinese in AMOUNTS.items():
        figures: list[Figure] = [getattr(row, name) for row in parts]
        stated: Figure = getattr(total, name)
        if stated.value is None or any(f.unreadable for f in figures) or all(f.blank for f in figures):
            continue
        checked = True
        working, right = addition(figure.value for figure in figures if figure.value is not None)
        if noiseless(stated.value) != right:
            yield Found(
                stated.place,
                f"“{total.label.text}”的{chinese}为 {stated.text}，各来源合计 {working}，请核对改正。",
                stated=stated.text,
                recomputed=plain(right),
                difference=stated.value - right,
            )
    if not checked:
        raise NotChecked("资金来源明细未填")


def _total_and_sources(form: AnyForm) -> tuple[FundRow, list[FundRow]]:
    total, parts = form.total_funds, [row for row in form.funds if not row.is_total]
    if total is None or not parts:
        raise NotChecked("没有资金总额或资金来源明细")
    return total, parts


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
    planned = context.rules.execution.denominator
    for name in (planned, "executed"):
        figure: Figure = getattr(funds, name)
        chinese = AMOUNTS[name]
        if figure.blank and _money_of_sources(context.form, name):
            continue  # EX006 tells what to write there
        if figure.value is None:
            state = f"“{figure.text}”不是数字" if figure.unreadable else "未填"
            yield Found(figure.place, f"{chinese}{state}，执行率无法计算，请填写数字。", stated=figure.text)
        elif figure.value < 0:
            yield Found(figure.place, f"{chinese}为负数（{figure.text}），请核对改正。", stated=figure.text)
        elif name == planned and not figure.value:
            message = f"{chinese}为 0，执行率无法计算，执行率得分须由人判断，请核对预算数。"
            yield Found(figure.place, message, stated=figure.text)


@form_check(
    "EX005",
    "执行数超过预算数",
    Severity.WARNING,
    what="每一资金行的全年执行数，是否超过这一行的全年预算数。",
    why="没有预算不得支出；执行数大于预算数，多半是预算调整后没有改预算数，或金额填错。",
    basis="《中华人民共和国预算法》第十三条：支出以经批准的预算为依据，未列入预算的不得支出。",
    mend="核对账目后改正；全年预算数填调整后的预算数。",
)
def executed_above_budget(context: FormContext) -> Iterator[Found]:
    checked = False
    for row in context.form.funds:
        budget, executed = row.budget.value, row.executed.value
        if budget is None or executed is None or budget < 0:
            continue
        checked = True
        over = noiseless(executed) - noiseless(budget)
        if over > 0:
            unit = context.form.money_unit
            yield Found(
                row.executed.place,
                f"“{row.label.text}”的全年执行数为 {amount(row.executed)} {unit}，超过全年预算数 "
                f"{amount(row.budget)} {unit}，{more_or_less(over, unit)}，请核对改正。",
                stated=row.executed.text,
            )
    if not checked:
        raise NotChecked("没有可以比较的预算数和执行数")


@form_check(
    "EX006",
    "资金总额未填而明细有数",
    Severity.WARNING,
    what="资金来源填了金额的，年度资金总额的同一栏（年初预算数、全年预算数、全年执行数）是否空着。",
    why="执行率和得分用总额计算，总额空着就无法计算。",
    basis="项目支出绩效自评表“项目资金”栏的勾稽关系。",
    mend="在总额一行填写各来源的合计。",
)
def total_blank(context: FormContext) -> Iterator[Found]:
    total, parts = _total_and_sources(context.form)
    sources = "各来源" if all(row.is_source for row in parts) else "认得出的来源"
    for name, chinese in AMOUNTS.items():
        figure: Figure = getattr(total, name)
        money = _money_of_sources(context.form, name)
        if figure.blank and money:
            working, right = addition(money)
            yield Found(
                figure.place,
                f"“{total.label.text}”的{chinese}未填，{sources}合计 {working}，请核对后补填。",
                stated=figure.text,
                recomputed=plain(right),
            )


def _money_of_sources(form: AnyForm, name: str) -> list[Decimal]:
    """The amounts, other than 0, of the rows known to be sources."""
    figures: list[Figure] = [getattr(row, name) for row in form.funds if row.is_source and not row.is_total]
    return [figure.value for figure in figures if figure.value]


@form_check(
    "EX008",
    "预算调整未说明原因",
    Severity.NOTICE,
    what="全年预算数与年初预算数不同的，表上任何一处（偏差原因、存在问题、目标完成情况）是否说到预算的调整。",
    why="预算年中增减，是绩效目标和完成情况变化的原因，不说明就看不懂。",
    basis="项目支出绩效自评表“年初预算数”“全年预算数”两栏的关系。",
    mend="在“偏差原因分析及改进措施”或“实际完成情况”栏说明预算为什么追加或压减；填错的改正金额。",
)
def adjustment_unexplained(context: FormContext) -> Iterator[Found]:
    form = context.form
    if form.missing or form.total_funds is None:
        raise NotChecked("自评表不完整")
    funds = form.total_funds
    if funds.initial_budget.value is None or funds.budget.value is None:
        raise NotChecked("年初预算数或全年预算数未填")
    initial, budget = noiseless(funds.initial_budget.value), noiseless(funds.budget.value)
    if initial != budget and not speaks_of_adjustment(form, budget):
        unit = form.money_unit
        yield Found(
            funds.budget.place,
            f"全年预算数为 {plain(budget)} {unit}，比年初预算数 {plain(initial)} {unit}"
            f"{more_or_less(budget - initial, unit)}，全表没有说明，请说明预算调整的原因。",
            stated=funds.budget.text,
        )
