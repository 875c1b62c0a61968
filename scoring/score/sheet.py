"""The score sheet of a form: every line recomputed, the total, and the grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.model.form import AnyForm, ProjectForm
from scoring.number import NOISE, ZERO, Interval, Verdict, half_up, judge
from scoring.rules.schema import RuleSet
from scoring.score.line import Line, Part, execution_line, fund_management_line, indicator_line
from scoring.score.total import Settlement, settle


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines of a form, summed; `settlement` makes the total of the sum.

    `sum` and `total` are ranges where people still have to judge a line for which nothing is stated, and
    None where a line or a part is missing; `recomputed` is the total where it is one value.
    """

    ruleset: RuleSet
    lines: tuple[Line, ...]
    settlement: Settlement
    sum: Interval | None
    total: Interval | None
    recomputed: Decimal | None
    verdict: Verdict | None
    grade: str | None

    def of(self, part: Part) -> list[Line]:
        """The lines of one part."""
        return [line for line in self.lines if line.part is part]


def score(form: AnyForm, rules: RuleSet) -> Sheet:
    """Recompute a form. Lines keep the order of the form; nothing that is missing is invented."""
    lines = tuple(_lines(form, rules))
    settlement, total = settle(form, lines, rules), _sum(form, lines)
    settled = settlement.of(total) if total is not None else None
    recomputed = settled.low if settled is not None and settled.is_point else None
    return Sheet(
        ruleset=rules,
        lines=lines,
        settlement=settlement,
        sum=total,
        total=settled,
        recomputed=recomputed,
        verdict=_total_verdict(form, lines, settlement, total) if recomputed is not None else None,
        grade=rules.grade_of(recomputed) if recomputed is not None else None,
    )


def _lines(form: AnyForm, rules: RuleSet) -> Iterator[Line]:
    if form.total_funds and (rules.execution.points or form.total_funds.points.value):
        yield execution_line(form.total_funds, rules)
    if isinstance(form, ProjectForm) and rules.fund_management:
        for item in form.fund_management:
            yield fund_management_line(item, rules)
    for indicator in form.indicators:
        yield indicator_line(indicator, rules)


def _sum(form: AnyForm, lines: tuple[Line, ...]) -> Interval | None:
    if form.missing or not lines:
        return None
    total = Interval.at(ZERO)
    for line in lines:
        if line.interval is None:
            return None
        total += line.interval if line.recomputed is None else Interval.at(line.recomputed)
    return total


def _total_verdict(
    form: AnyForm, lines: tuple[Line, ...], settlement: Settlement, total: Interval | None
) -> Verdict | None:
    """A stated total that sums stated lines, each right but for its rounding, differs by rounding only."""
    if form.total is None or form.total.written is None or total is None:
        return None
    exact, rounding = settlement.exact(total).low, settlement.rules.rounding
    stated = form.total
    verdict = judge(stated.text, form.total.written, stated.stored, exact, rounding.places, rounding.rounder)
    right = all(line.verdict in (Verdict.EQUAL, Verdict.ROUNDING) for line in lines)
    if verdict is Verdict.DIFFERENT and right:
        added = sum((line.stated.value for line in lines if line.stated.value is not None), ZERO)
        if half_up(stated.value or ZERO, NOISE) == half_up(settlement.of(Interval.at(added)).low, NOISE):
            return Verdict.ROUNDING
    return verdict
