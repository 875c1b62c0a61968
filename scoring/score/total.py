"""From the sum of the lines to the total: rescaling where a category is missing, and the cap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.cite import Citation
from scoring.model.form import AnyForm
from scoring.number import ZERO, Interval, ratio
from scoring.rules.schema import Cap, RuleSet
from scoring.score.execution import execution_rate, planned
from scoring.score.line import Line, Part
from scoring.score.weights import absent, present


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a form's sum becomes its total; the same for the stated sum and for the recomputed one.

    `applicable` are the points of the form's lines where they are brought to full marks, else None.
    `caps` are those that apply to its `rate` (in percent), all of them where the rate is not known.
    """

    rules: RuleSet
    applicable: Decimal | None
    rate: Decimal | None
    caps: tuple[Cap, ...]

    @property
    def cap(self) -> Cap | None:
        """The lowest of the caps."""
        return min(self.caps, key=lambda cap: cap.most, default=None)

    def rescaled(self, total: Interval) -> Interval:
        """The sum brought to full marks, not rounded."""
        if self.applicable is None:
            return total
        full = self.rules.total.points
        return Interval(*(ratio(end, full, by=self.applicable) for end in (total.low, total.high)))

    def exact(self, total: Interval) -> Interval:
        """The total of a sum, not rounded. Without a rate, nobody knows whether the cap holds."""
        total = self.rescaled(total)
        if self.cap is None:
            return total
        low, high = (min(end, self.cap.most) for end in (total.low, total.high))
        return Interval(low, high if self.rate is not None else total.high)

    def of(self, total: Interval) -> Interval:
        """The total of a sum, rounded as the rule set wants it."""
        if self.applicable is None and not self.caps:
            return total
        rounding = self.rules.rounding
        return self.exact(total).rounded(rounding.places, rounding.rounder)

    def capped(self, total: Interval) -> bool:
        """Whether the cap takes something from this sum, or may do so."""
        return self.cap is not None and self.rescaled(total).high > self.cap.most

    def citation(self, total: Interval) -> Citation:
        """What the total of this sum rests on."""
        if self.cap and self.capped(total):
            return self.rules.citation(self.cap)
        if self.applicable is not None and self.rules.rescale:
            return self.rules.citation(self.rules.rescale)
        return self.rules.citation(self.rules.total)


def settle(form: AnyForm, lines: Sequence[Line], rules: RuleSet) -> Settlement:
    """What the rules do to the sum of this form."""
    rate = None
    if rules.cap and form.total_funds:
        rate = execution_rate(planned(form.total_funds, rules), form.total_funds.executed)
    return Settlement(rules, _applicable(lines, rules), rate, caps(rules, rate))


def caps(rules: RuleSet, rate: Decimal | None) -> tuple[Cap, ...]:
    """The caps on the total at an execution rate in percent: all of them where it is not known."""
    return tuple(cap for cap in rules.cap if rate is None or rate < cap.below)


def _applicable(lines: Sequence[Line], rules: RuleSet) -> Decimal | None:
    """The points of the lines where the rules rescale, because a category is missing and they fall short."""
    if not rules.rescale or not absent(rules, present(lines)):
        return None
    points = [_points(line, rules) for line in lines]
    known = [value for value in points if value is not None]
    total = sum(known, ZERO)
    return total if len(known) == len(points) and ZERO < total < rules.total.points else None


def _points(line: Line, rules: RuleSet) -> Decimal | None:
    """What a line can earn. 预算执行率 is scored by the points of the rules, whatever the form says."""
    if line.part is Part.EXECUTION:
        return rules.execution.points
    if line.part is Part.FUND_MANAGEMENT and line.points.value is None and rules.fund_management:
        return rules.fund_management.item_points
    return line.points.value
