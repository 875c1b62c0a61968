"""A part of a summary row (the columns headed 得分率) beside what the row's form states of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.amounts import rate_agrees
from scoring.checks.context import FormContext
from scoring.model.form import CATEGORY_NAMES, Category, Figure
from scoring.model.summary import SummaryRow
from scoring.number import HUNDRED, ZERO, Written, half_up, noiseless, plain, ratio
from scoring.score import Line, Part
from scoring.score.trace import exact_text

_NAMES = {"fund_management": "资金管理情况"} | {
    category.value: name for category, name in CATEGORY_NAMES.items()
}


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """A part of a row, and what the form states of that part: its score of so many points."""

    row: SummaryRow
    part: str
    figure: Figure
    written: Written
    score: Decimal
    points: Decimal
    places: int

    @property
    def name(self) -> str:
        """The part as it is headed: 成本指标."""
        return _NAMES[self.part]

    @property
    def rate(self) -> Decimal:
        """The true 得分率, in percent."""
        return ratio(self.score, HUNDRED, by=self.points)

    @property
    def is_score(self) -> bool:
        """Whether the cell holds the score."""
        return self.written.value == half_up(self.score, self.places)

    @property
    def is_rate(self) -> bool:
        """Whether the cell holds the rate."""
        return rate_agrees(self.figure, self.rate)

    @property
    def told(self) -> str:
        """What the form states, as messages tell it."""
        score, points = plain(self.score), plain(self.points)
        return f"自评表为 {score} 分（分值 {points} 分，得分率 {exact_text(self.rate)}%）"


def summary_parts(row: SummaryRow, form: FormContext) -> Iterator[SummaryPart]:
    """The parts of a row that are filled in and that its form states."""
    sums = _stated(form)
    for part, figure in row.parts:
        if figure.written and part in sums:
            yield SummaryPart(row, part, figure, figure.written, *sums[part], form.places)


def _stated(form: FormContext) -> dict[str, tuple[Decimal, Decimal]]:
    """Score and points of each part as the form states them; a part with a line left blank is not known."""
    if form.form.missing:
        return {}
    lines: dict[str, list[Line]] = {}
    for line in form.sheet.lines:
        if line.part is Part.FUND_MANAGEMENT:
            lines.setdefault("fund_management", []).append(line)
        elif line.category is Category.OTHER:
            return {}
        elif line.category:
            lines.setdefault(line.category.value, []).append(line)
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for part, own in lines.items():
        score, points = _sum(line.stated for line in own), _sum(line.points for line in own)
        if score is not None and points:
            found[part] = score, points
    return found


def _sum(figures: Iterator[Figure]) -> Decimal | None:
    values = [figure.value for figure in figures]
    known = [value for value in values if value is not None]
    return noiseless(sum(known, ZERO)) if len(known) == len(values) else None
