"""Scored lines: each recomputed score beside the stated one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.errors import NumeralError
from scoring.model.form import Category, Figure, FundManagementItem, FundRow, Indicator, Text
from scoring.number import ZERO, Interval, Verdict, judge, noiseless, plain
from scoring.numerals import parse
from scoring.place import Place
from scoring.rules.schema import RuleSet
from scoring.rules.tables import Rounding
from scoring.score.case import Case, Scored
from scoring.score.execution import planned, score_execution
from scoring.score.methods import score_indicator


class Part(StrEnum):
    """The parts of a form that carry points."""

    EXECUTION = "execution"
    FUND_MANAGEMENT = "fund_management"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Line:
    """A scored line. `scored` is None where points are missing, so that nothing can be computed.

    `interval` and `recomputed` are rounded to the rule set's places; `recomputed` is the stated score
    where it lies inside the interval, the nearest end where it does not, and None where people have
    to judge and nothing is stated.
    """

    part: Part
    category: Category | None
    subcategory: str
    name: Text
    target: str
    actual: str
    points: Figure
    stated: Figure
    stated_deviation: Figure | None
    reason: Text
    scored: Scored | None
    interval: Interval | None
    recomputed: Decimal | None
    verdict: Verdict | None

    @property
    def place(self) -> Place:
        """Where the line's score stands."""
        return self.stated.place

    @property
    def difference(self) -> Decimal | None:
        """Stated − recomputed, in points."""
        if self.stated.value is None or self.recomputed is None:
            return None
        return noiseless(self.stated.value) - self.recomputed

    @property
    def deviation(self) -> Decimal | None:
        """The exact deviation (偏差度) in percent, None where none is defined."""
        return self.scored.deviation if self.scored else None


def execution_line(funds: FundRow, rules: RuleSet) -> Line:
    """The line of 预算执行率, from the total row of the funds."""
    nothing, budget = Text("", funds.label.place), planned(funds, rules)
    return _line(
        rules,
        part=Part.EXECUTION,
        name=Text("预算执行率", funds.label.place),
        target=budget.text if budget else "",
        actual=funds.executed.text,
        points=funds.points,
        stated=funds.score,
        reason=nothing,
        scored=score_execution(budget, funds.executed, rules),
    )


def fund_management_line(item: FundManagementItem, rules: RuleSet) -> Line:
    """The line of an item of 资金管理情况: people judge how many violations there were (注1)."""
    assert rules.fund_management is not None
    rule = rules.fund_management
    points = item.points.value if item.points.value is not None else rule.item_points
    scored = Scored(
        "violations",
        Interval(ZERO, max(points, ZERO)),
        f"{plain(points)} − {plain(rule.violation)} × 违规例数",
        rules.citation(rule),
    )
    return _line(
        rules,
        part=Part.FUND_MANAGEMENT,
        name=item.name,
        points=item.points,
        stated=item.score,
        reason=item.problem,
        scored=scored,
    )


def indicator_line(indicator: Indicator, rules: RuleSet) -> Line:
    """The line of a 三级指标."""
    return _line(
        rules,
        part=Part.INDICATOR,
        category=indicator.category,
        subcategory=indicator.subcategory,
        name=indicator.name,
        target=indicator.target.text,
        actual=indicator.actual.text,
        points=indicator.points,
        stated=indicator.score,
        stated_deviation=indicator.deviation,
        reason=indicator.reason,
        scored=_scored(indicator, rules),
    )


def _scored(indicator: Indicator, rules: RuleSet) -> Scored | None:
    points = indicator.points.value
    if points is None or points < 0:
        return None
    try:
        target, actual = parse(indicator.target.text), parse(indicator.actual.text)
    except NumeralError:
        why = "指标值或实际完成值未填或无法识别，由人判断"
        return Scored("undecided", Interval(ZERO, points), why, rules.citation(rules.methods.floor))
    return score_indicator(Case(points, target, actual, indicator.category, rules))


def _line(
    rules: RuleSet,
    *,
    part: Part,
    name: Text,
    points: Figure,
    stated: Figure,
    reason: Text,
    scored: Scored | None,
    category: Category | None = None,
    subcategory: str = "",
    target: str = "",
    actual: str = "",
    stated_deviation: Figure | None = None,
) -> Line:
    rounding = rules.rounding
    interval = scored.interval.rounded(rounding.places, rounding.rounder) if scored else None
    return Line(
        part=part,
        category=category,
        subcategory=subcategory,
        name=name,
        target=target,
        actual=actual,
        points=points,
        stated=stated,
        stated_deviation=stated_deviation,
        reason=reason,
        scored=scored,
        interval=interval,
        recomputed=_recomputed(stated, interval, rounding),
        verdict=_verdict(stated, scored, interval, rounding),
    )


def _recomputed(stated: Figure, interval: Interval | None, rounding: Rounding) -> Decimal | None:
    if interval is None:
        return None
    if interval.is_point:
        return interval.low
    if stated.value is None:
        return None
    return rounding.of(interval.nearest(noiseless(stated.value)))


def _verdict(
    stated: Figure, scored: Scored | None, interval: Interval | None, rounding: Rounding
) -> Verdict | None:
    if stated.written is None or scored is None or interval is None:
        return None
    if interval.is_point:
        exact, places = scored.interval.low, rounding.places
        return judge(stated.text, stated.written, stated.stored, exact, places, rounding.rounder)
    within = stated.value is not None and noiseless(stated.value) in interval
    return Verdict.EQUAL if within else Verdict.DIFFERENT
