"""CS: 勾稽关系 — the cost indicators against the money of the same form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.amounts import addition, amount, more_or_less
from scoring.checks.context import FormContext, NotChecked
from scoring.checks.lines import quantity
from scoring.checks.registry import Found, form_check
from scoring.finding import Severity
from scoring.model.form import AnyForm, Category, Indicator
from scoring.model.money import MoneyUnit
from scoring.number import EXACT, ZERO, Written, noiseless, plain
from scoring.numerals import Operator, Quantity

_HALF = Decimal("0.5")
_FLOORS = (Operator.AT_LEAST, Operator.ABOVE)


@form_check(
    "CS007",
    "成本指标合计与全年执行数不符",
    Severity.WARNING,
    what="各成本指标的指标值（万元等金额）相加正好等于全年预算数的，它们的实际完成值相加是否等于全年执行数。",
    why="指标值是全年预算的分解，实际成本就是全年执行数的分解，两处不符说明有一处填错。",
    basis="项目支出绩效自评表成本指标与项目资金的勾稽关系。",
    mend="核对账目后改正成本指标的实际完成值或全年执行数；已发生未支付的，在原因栏说明。",
)
def costs_differ(context: FormContext) -> Iterator[Found]:
    form, funds = context.form, context.form.total_funds
    if form.missing:
        raise NotChecked("自评表不完整")
    if funds is None or funds.budget.value is None or funds.executed.value is None:
        raise NotChecked("预算数、执行数不能用于计算")
    costs = list(_costs(form))
    if not costs:
        raise NotChecked("没有以金额为指标值的成本指标")
    unit = form.money_unit
    planned = sum((target.value for _, target in costs), ZERO)
    if planned != noiseless(unit.in_unit(funds.budget.value, MoneyUnit.YUAN)):
        raise NotChecked("成本指标的指标值相加不等于全年预算数，不是全年预算的分解")
    spent = [_spent(indicator, target) for indicator, target in costs]
    total = sum((value for value, _ in spent), ZERO)
    executed = noiseless(unit.in_unit(funds.executed.value, MoneyUnit.YUAN))
    if total != executed:
        halves = [*(half for _, half in spent), unit.in_unit(_half(funds.executed.written), MoneyUnit.YUAN)]
        yield _found(costs[0][0], form, spent, rounding=abs(total - executed) < sum(halves, ZERO))


def _costs(form: AnyForm) -> Iterator[tuple[Indicator, Quantity]]:
    """The cost indicators whose targets are amounts; on the national form they stand under 产出指标."""
    for indicator in form.indicators:
        if indicator.category is Category.COST or "成本" in indicator.subcategory:
            target = quantity(indicator.target.text)
            if target and target.unit.is_money and target.operator not in _FLOORS:
                yield indicator, target


def _spent(indicator: Indicator, target: Quantity) -> tuple[Decimal, Decimal]:
    """What was spent, and half of its last decimal, by which it may have been rounded; in 元."""
    actual = quantity(indicator.actual.text)
    if actual is None or not (actual.unit.is_money or not actual.unit.text):
        raise NotChecked("有成本指标的实际完成值不是金额")
    factor = (actual if actual.unit.text else target).unit.factor
    return EXACT.multiply(actual.written.value, factor), EXACT.multiply(_half(actual.written), factor)


def _half(figure: Written | None) -> Decimal:
    return _HALF.scaleb(-figure.decimals) if figure else ZERO


def _found(
    indicator: Indicator, form: AnyForm, spent: list[tuple[Decimal, Decimal]], *, rounding: bool
) -> Found:
    funds, unit = form.total_funds, form.money_unit
    assert funds is not None
    assert funds.executed.value is not None
    working, total = addition(MoneyUnit.YUAN.in_unit(value, unit) for value, _ in spent)
    difference = total - noiseless(funds.executed.value)
    executed = f"全年执行数 {amount(funds.executed)} {unit}"
    off = f"比{executed}{more_or_less(difference, unit)}，请核对改正"
    told = f"{executed}，差异可由四舍五入解释" if rounding else off
    return Found(
        indicator.actual.place,
        f"成本指标的指标值合计等于全年预算数 {amount(funds.budget)} {unit}，"
        f"实际完成值合计 {working} {unit}，{told}。",
        stated=plain(total),
        recomputed=amount(funds.executed),
        difference=difference,
        rounding=rounding,
    )
