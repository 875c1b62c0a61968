"""CS: 勾稽关系 — the money that the goals of the year tell, against the budget of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from scoring.checks.amounts import amount, more_or_less
from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import same_amount
from scoring.checks.registry import Found, form_check, quoted
from scoring.errors import NumeralError
from scoring.finding import Severity
from scoring.model.form import AnyForm, Figure
from scoring.model.money import MoneyUnit
from scoring.number import NOISE, ZERO, Verdict, compare, noiseless
from scoring.numerals import MAX_LENGTH, figure

_MONEY = r"(?<![\d,.])(?P<number>\d[\d,.]{0,29})\s*(?P<unit>亿元|万元|千元|元|万(?=资金|经费))"
_AMOUNT = re.compile(_MONEY)
_WHOLE = re.compile(
    r"(?:使用|申请|安排)(?:了|财政|预算|项目|年度|全年|资金|经费|拨款|总额|共计?|合计|总计|人民币|为|[:：])*"
    rf"{_MONEY}(?:资金|经费|预算)?"
)
_HEADS = ("，", ",", "。", "；", ";", "项目", "计划", "拟", "年", "年度")
_STOPS = tuple("，,。；;")
_ABOUT = re.compile(r"\s*(?:[/余多每]|左右|以[上下内])")
_DOUBTFUL = re.compile(
    r"其中|累计|分期|总投资|(?<!\d)(?:\d{1,2}|[二两三四五六七八九十])年(?![初中末底度])|每|人均"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount told in a goal, and the words that tell it."""

    words: str
    figure: Figure
    unit: MoneyUnit

    def value(self, unit: MoneyUnit) -> Decimal:
        """The amount in the unit given."""
        assert self.figure.value is not None
        return noiseless(self.unit.in_unit(self.figure.value, unit))

    def agrees(self, budget: Figure, unit: MoneyUnit) -> bool:
        """Whether it is this amount of the form; in another unit also where either is rounded."""
        assert budget.value is not None
        return self.value(unit) == noiseless(budget.value) or same_amount(
            budget, unit, self.figure, self.unit
        )


@form_check(
    "CS008",
    "年度目标中的金额与预算不符",
    Severity.WARNING,
    what="年度总体目标中写明项目资金额的（使用……万元、申请……万元），是否等于年初预算数或全年预算数（总额或任一来源）。",
    why="目标按多少钱定，就按多少钱考核；两处不符，多半是照抄了别的项目或预算变了没有改。",
    basis="项目支出绩效自评表“年度总体目标”与项目资金的勾稽关系。",
    mend="核对后改正目标中的金额或预算数。",
)
def goal_tells_other_money(context: FormContext) -> Iterator[Found]:
    form, funds = context.form, context.form.total_funds
    if form.kind != "project":
        raise NotChecked("只核对项目自评表")
    if funds is None or not funds.budget.value:
        raise NotChecked("没有全年预算数")
    amounts = [told for told, _ in _matches(form, _AMOUNT)]
    whole = [told for told, match in _matches(form, _WHOLE) if _is_whole(match, len(amounts) == 1)]
    if len({one.figure.value for one in whole}) != 1:
        raise NotChecked("年度目标中没有能断定为项目资金额的数")
    told = whole[0]
    if _accounted_for(told, amounts, form):
        return
    near = next((budget for budget in _budgets(form) if _rounded(told, budget, form.money_unit)), None)
    yield _rounding_found(told, near, form) if near else _found(told, form)


def _matches(form: AnyForm, pattern: re.Pattern[str]) -> Iterator[tuple[_Told, re.Match[str]]]:
    """The amounts that the goals tell in words of this pattern."""
    for goal in (goal.expected for goal in form.goals if len(goal.expected.text) <= MAX_LENGTH):
        for match in pattern.finditer(goal.text):
            unit = MoneyUnit("万元" if match["unit"] == "万" else match["unit"])
            with suppress(NumeralError):  # 1.2.3万元 is no amount
                number = Figure(match["number"], goal.place, figure(match["number"]))
                yield _Told(match[0], number, unit), match


def _is_whole(match: re.Match[str], alone: bool) -> bool:
    """Whether an amount is the project's whole money for certain: 使用26万元资金， as a clause of its own, or
    使用1.5万元购置… opening a goal, no other amount being told. 安排30万元用于… may be a part of it."""
    before, after = match.string[: match.start()].rstrip("共 "), match.string[match.end() :].lstrip()
    if _doubtful_from(match.string) < match.start():
        return False
    if not after or after.startswith(_STOPS):
        return not before or before.endswith(_HEADS)
    return alone and not before and match[0].startswith("使用") and not _ABOUT.match(after)


@lru_cache(maxsize=64)
def _doubtful_from(goal: str) -> int:
    """Where words begin after which an amount may be a part, a rate, or that of several years."""
    doubt = _DOUBTFUL.search(goal)
    return doubt.start() if doubt else len(goal)


def _budgets(form: AnyForm) -> list[Figure]:
    rows = sorted(form.funds, key=lambda row: not row.is_total)
    budgets = [budget for row in rows for budget in (row.budget, row.initial_budget)]
    return [budget for budget in budgets if budget.value]


def _accounted_for(told: _Told, amounts: list[_Told], form: AnyForm) -> bool:
    """Whether any amount of the goals is one of the budgets, or all, or all but `told`, add up to one."""
    budgets = _budgets(form)
    if any(one.agrees(budget, form.money_unit) for one in amounts for budget in budgets):
        return True
    total = sum((one.value(form.money_unit) for one in amounts), ZERO)
    sums = (total, total - told.value(form.money_unit))
    return any(budget.value is not None and noiseless(budget.value) in sums for budget in budgets)


def _rounded(told: _Told, budget: Figure, unit: MoneyUnit) -> bool:
    assert budget.value is not None
    assert told.figure.written is not None
    return compare(told.figure.written, unit.in_unit(budget.value, told.unit), NOISE) is Verdict.ROUNDING


def _rounding_found(told: _Told, near: Figure, form: AnyForm) -> Found:
    return Found(
        told.figure.place,
        f"年度目标写{quoted(told.words)}，表上的预算数为 {amount(near)} {form.money_unit}，"
        "差异为四舍五入所致。",
        stated=told.words,
        recomputed=amount(near),
        rounding=True,
    )


def _found(told: _Told, form: AnyForm) -> Found:
    funds, unit = form.total_funds, form.money_unit
    assert funds is not None
    assert funds.budget.value is not None
    difference = told.value(unit) - noiseless(funds.budget.value)
    initial = funds.initial_budget
    changed = initial.value is not None and noiseless(initial.value) != noiseless(funds.budget.value)
    before = f"年初预算数为 {amount(initial)} {unit}，" if changed else ""
    return Found(
        told.figure.place,
        f"年度目标写{quoted(told.words)}，{before}全年预算数为 {amount(funds.budget)} {unit}，"
        f"目标比全年预算数{more_or_less(difference, unit)}，请核对改正。",
        stated=told.words,
        recomputed=amount(funds.budget),
        difference=difference,
    )
