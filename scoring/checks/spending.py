"""CS: 勾稽关系 — the money of all projects against what running text and the accounts tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import NotChecked
from scoring.checks.packet import PacketContext
from scoring.checks.registry import Found, packet_check
from scoring.checks.telling import Telling, more, tellings
from scoring.finding import Severity
from scoring.model.form import Figure
from scoring.model.money import MoneyUnit
from scoring.model.summary import Claim, Told
from scoring.number import ZERO, half_up, noiseless, plain

_CENTS = 2  # decimals that an amount has, whether zeros at its end are written or not
_SAID = {Told.PROJECT_EXPENDITURE: "项目支出", Told.PROJECT_MONEY: "自评项目涉及资金"}


@packet_check(
    "CS016",
    "项目执行数合计与决算项目支出不符",
    Severity.WARNING,
    what="全部项目自评表的全年执行数合计，是否等于文字说明中的决算项目支出和自评涉及的资金（后者也可以是预算数合计）。",
    why="项目全部自评的，各表的执行数应当合计为决算的项目支出；不等则有项目没有自评，或有表的金额填错。",
    basis="部门决算的项目支出与项目支出绩效自评表“全年执行数”的勾稽关系。",
    mend="查对缺少的项目和各表的全年执行数，改正后再核对。",
)
def spending_differs(context: PacketContext) -> Iterator[Found]:
    found: list[Found | None] = []
    unsure = ""
    for telling in tellings(context.packet, *_SAID):
        here = sum(figure.value is not None for figure, _ in _amounts(telling, "executed"))
        if telling.count is None:
            unsure = "文字说明没有写明自评项目的个数，或前后不一，不知报送的自评表是否齐全"
        elif not here == len(telling.projects) == telling.count:
            told = plain(telling.count)
            unsure = f"有全年执行数的项目自评表 {here} 张，文字说明写的是 {told} 个项目，合计不能核对"
        else:
            found += [_found(claim, told, telling) for claim, told in _to_compare(telling)]
    if unsure and not any(found):
        raise NotChecked(unsure)
    yield from filter(None, found)


def _to_compare(telling: Telling) -> list[tuple[Claim, Decimal]]:
    """The expenditure of the accounts is that of these projects only where the text says no other money."""
    money, spent = telling.told(Told.PROJECT_MONEY), telling.told(Told.PROJECT_EXPENDITURE)
    whole = {_in_yuan(claim, told) for claim, told in money}
    return money + [(claim, told) for claim, told in spent if not whole or _in_yuan(claim, told) in whole]


def _in_yuan(claim: Claim, told: Decimal) -> Decimal:
    return claim.money_unit.in_unit(told, MoneyUnit.YUAN)


def _found(claim: Claim, told: Decimal, telling: Telling) -> Found | None:
    unit, written = claim.money_unit, claim.figure.written
    decimals = written.decimals if written else 0
    sums = {name: _sum(telling, name, unit) for name in ("executed", "budget", "initial_budget")}
    may_be = sums if claim.what is Told.PROJECT_MONEY else ("executed",)
    if told in [half_up(sums[name][0], decimals) for name in may_be]:
        return None
    total, slack = sums["executed"]
    total = noiseless(total)
    difference = told - total
    rounding = abs(difference) <= slack + _half(decimals)
    told_so = "差异为四舍五入所致" if rounding else f"文字{more(difference)} {unit}，请核对各表的执行数和文字"
    return Found(
        claim.figure.place,
        f"报送的 {len(telling.projects)} 个项目全年执行数合计 {plain(total)} {unit}，"
        f"文字说明写{_SAID[claim.what]} {claim.figure.text} {unit}，{told_so}。",
        stated=claim.figure.text,
        recomputed=plain(total),
        difference=difference,
        rounding=rounding,
    )


def _amounts(telling: Telling, name: str) -> Iterator[tuple[Figure, MoneyUnit]]:
    for project in telling.projects:
        if funds := project.form.total_funds:
            yield getattr(funds, name), project.form.money_unit


def _sum(telling: Telling, name: str, unit: MoneyUnit) -> tuple[Decimal, Decimal]:
    """The sum of all projects, and how far their own rounding may have moved it."""
    total = slack = ZERO
    for figure, own in _amounts(telling, name):
        if figure.value:
            decimals = max(_CENTS, -int(figure.value.normalize().as_tuple().exponent))
            total += own.in_unit(figure.value, unit)
            slack += own.in_unit(_half(decimals), unit)
    return total, slack


def _half(decimals: int) -> Decimal:
    """Half a unit of the last decimal: 0.005 for two."""
    return Decimal(5).scaleb(-decimals - 1)
