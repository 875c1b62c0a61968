"""CS: 勾稽关系 — the department's indicators that have a formula, recomputed from the form's own money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import loose
from scoring.checks.lines import quantity
from scoring.checks.registry import Found, form_check, quoted
from scoring.cite import Citation
from scoring.finding import Severity
from scoring.model.form import FundRow, Indicator
from scoring.number import HUNDRED, ZERO, half_up, noiseless, plain, ratio, truncate
from scoring.numerals import Quantity


@dataclass(frozen=True, slots=True)
class Formula:
    """What the name of an indicator stands for: `above` ÷ `below`, in percent; `most` tells that the form
    has no more than an upper bound of it. `aside` is what may explain a difference."""

    name: re.Pattern[str]
    gist: str
    above: tuple[str, ...]
    below: str
    most: bool = False
    aside: str = ""

    @property
    def citation(self) -> Citation:
        """Where the definition was published."""
        return Citation("《部门整体绩效目标表》（焦作市2023年部门预算公开）", "指标值说明栏", self.gist)

    def compute(self, funds: FundRow) -> tuple[Decimal, str] | None:
        """The rate and its working; None where an amount is missing or the divisor is not above 0."""
        figures = [getattr(funds, name) for name in (*self.above, self.below)]
        if any(figure.value is None for figure in figures) or figures[-1].value <= 0:
            return None
        *above, below = (noiseless(figure.value) for figure in figures)
        if not self.most:
            above.sort(reverse=True)  # 预算调整率 of a budget that was cut is told without a sign
        value = max(above[0] - sum(above[1:]), ZERO)
        working = " − ".join(plain(term) for term in above)
        working = f"({working})" if len(above) > 1 else working
        return ratio(value, HUNDRED, by=below), f"{working} ÷ {plain(below)}"


_OF_ALL = r"(?:年度|部门|单位|整体|支出)*"
FORMULAS = (
    Formula(
        re.compile(f"{_OF_ALL}预算(?:资金)?执行率"),
        "预算执行率＝预算完成数÷（调整）预算数。",
        ("executed",),
        "budget",
    ),
    Formula(
        re.compile(f"{_OF_ALL}预算调整率"),
        "预算调整率＝预算调整数÷年初预算数；因国家政策、不可抗力、上级或本级党委政府临时交办的调整除外。",
        ("budget", "initial_budget"),
        "initial_budget",
        aside="，按规定不计入的调整请在原因栏注明",
    ),
    Formula(
        re.compile(f"{_OF_ALL}结转结余率"),
        "结转结余率＝结转结余总额÷（调整）预算数。",
        ("budget", "executed"),
        "budget",
        most=True,
    ),
)


@form_check(
    "CS009",
    "部门指标与表内金额不符",
    Severity.WARNING,
    what="部门整体自评表的预算执行率、预算调整率，是否等于用表上部门预算总额一行的金额算出的比例；结转结余率是否超过未执行预算所占的比例。",
    why="这几个指标有固定的公式，所需金额就在同一张表上。",
    basis="部门整体绩效目标表“指标值说明”栏；结转结余额不在表上，而且未执行的预算可能已经收回，所以只核对上限。",
    mend="按公式重新计算后改正；按规定不计入的调整，在原因栏注明。",
)
def formula_differs(context: FormContext) -> Iterator[Found]:
    form, funds = context.form, context.form.total_funds
    if form.kind != "department":
        raise NotChecked("只核对部门整体自评表")
    if funds is None:
        raise NotChecked("没有部门预算总额")
    checked = False
    for indicator in form.indicators:
        formula = _formula(indicator.name.text)
        stated, computed = _rate(indicator), formula.compute(funds) if formula else None
        if formula is None or stated is None or computed is None:
            continue
        checked = True
        if not _agrees(formula, stated, computed[0]):
            yield _found(indicator, formula, stated, *computed)
    if not checked:
        raise NotChecked("没有预算执行率、预算调整率、结转结余率指标，或所需金额未填")


def _formula(name: str) -> Formula | None:
    name = loose(name) if "率" in name else ""
    return next((formula for formula in FORMULAS if formula.name.fullmatch(name)), None)


def _rate(indicator: Indicator) -> Quantity | None:
    actual = quantity(indicator.actual.text)
    return actual if actual and actual.unit.text == "%" else None


def _agrees(formula: Formula, stated: Quantity, rate: Decimal) -> bool:
    value, decimals = abs(stated.written.value), stated.written.decimals
    if formula.most:
        return value <= half_up(rate, decimals)
    return value in (half_up(rate, decimals), truncate(rate, decimals))


def _found(indicator: Indicator, formula: Formula, stated: Quantity, rate: Decimal, working: str) -> Found:
    right = half_up(rate, max(2, stated.written.decimals))
    difference = right - abs(stated.written.value)
    told = "最多为" if formula.most else "应为"
    off = f"{'少' if difference > 0 else '多'} {plain(abs(difference))} 个百分点"
    citation = formula.citation
    return Found(
        indicator.actual.place,
        f"指标{quoted(indicator.name.text)}填 {indicator.actual.text}，按部门预算总额一行的金额，"
        f"{working} {told} {right:f}%，{off}，请核对改正{formula.aside}（{citation.clause}）。",
        stated=indicator.actual.text,
        recomputed=f"{right:f}%",
        citation=citation,
    )
