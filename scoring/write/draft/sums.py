"""What a form adds up, and whether its points sum to what the rule set says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.drafting.plan import Plan
from scoring.model.form import CATEGORY_NAMES, Category
from scoring.number import NOISE, plain
from scoring.rules.tables import CategoryPoints
from scoring.score.weights import wanted
from scoring.write.draft.columns import POINTS
from scoring.write.draft.page import Formula, span


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence on a sum of points, the condition under which it is off, and the rows it sums."""

    told: Formula
    off: str
    rows: tuple[tuple[int, int], ...] = ()


@dataclass
class Sums:
    """The cells with points and with scores, as names or ranges; `count` is the number of scores, `rows`
    the first and last row of each category."""

    points: list[str] = field(default_factory=list)
    scores: list[str] = field(default_factory=list)
    count: int = 0
    rows: dict[Category, tuple[int, int]] = field(default_factory=dict)

    @property
    def total_points(self) -> str:
        """The sum of all points."""
        return f"ROUND(SUM({','.join(self.points)}),{NOISE})"

    @property
    def missing(self) -> str:
        """How many scores are missing, in a sentence; nothing where none is."""
        missing = f"{self.count}-COUNT({','.join(self.scores)})"
        return f'IF({missing}>0,"还有 "&({missing})&" 行没有得分","")'

    def total(self, places: int, management: tuple[int, int, int] | None) -> str:
        """The total, once every score is there. `management` is the first row of 资金管理情况, the last, and
        their column of scores, which people fill in: none may lie outside its points."""
        scores = ",".join(self.scores)
        wrong = [f"COUNT({scores})<{self.count}"]
        if management:
            first, last, column = management
            given, most = span(column, first, last), span(column - 1, first, last)
            wrong += [f"MAX({given})>MAX({most})", f"MIN({given})<0"]
        return f'IF(OR({",".join(wrong)}),"",ROUND(SUM({scores}),{places}))'


def checks(plan: Plan, sums: Sums) -> Iterator[Check]:
    """A check for each group of categories and one for the whole."""
    for group in plan.rules.category:
        if check := _group(plan, sums, group):
            yield check
    total = plan.rules.total.points
    yield _check("各部分", sums.total_points, plain(total), plan.total_points, total)


def _group(plan: Plan, sums: Sums, group: CategoryPoints) -> Check | None:
    names = "和".join(CATEGORY_NAMES[category] for category in group.of)
    rows = tuple(sums.rows[category] for category in group.of if category in sums.rows)
    right, _ = wanted(group, plan.rules, {one.category for one in plan.indicators if one.points})
    points = _wanted(plan, sums, group)
    if not rows:
        text = f'"{names}：没有指标，应有 "&({points})&" 分，请补充指标"'
        told = f"{names}：没有指标，应有 {plain(right)} 分，请补充指标"
        return Check(Formula(text, told), "TRUE") if points != "0" else None
    found = f"ROUND(SUM({','.join(span(POINTS, *each, fixed=True) for each in rows)}),{NOISE})"
    return _check(names, found, points, plan.points(group.of), right, rows)


def _wanted(plan: Plan, sums: Sums, group: CategoryPoints) -> str:
    """The points of a group: those of a category move as soon as it has none."""
    points, moving = group.points, ""
    for move in plan.rules.move:
        sign = (move.to in group.of) - (move.missing in group.of)
        if sign and move.missing in sums.rows:
            none = f"SUM({span(POINTS, *sums.rows[move.missing], fixed=True)})=0"
            moving += f"{'+' if sign > 0 else '-'}IF({none},{plain(move.points)},0)"
        else:
            points += sign * move.points
    return plain(points) + moving


def _check(
    names: str,
    found: str,
    wanted: str,
    points: Decimal,
    right: Decimal,
    rows: tuple[tuple[int, int], ...] = (),
) -> Check:
    """Say the sum that is found and the one that is wanted; `points` and `right` are the two as drafted."""
    off = f"{found}<>{wanted}"
    text = f'"{names}：分值合计 "&{found}&"，应为 "&({wanted})&IF({off},"，请调整","")'
    more = "" if points == right else "，请调整"
    return Check(Formula(text, f"{names}：分值合计 {plain(points)}，应为 {plain(right)}{more}"), off, rows)
