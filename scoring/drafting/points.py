"""Propose the points of indicators: shared out within each group of categories, to the rule set's sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.drafting.plan import PlannedIndicator
from scoring.model.form import CATEGORY_NAMES
from scoring.number import ZERO, plain
from scoring.rules import RuleSet
from scoring.score.weights import wanted

# The steps in which points are shared: halves; finer ones only where that leaves an indicator with none.
STEPS = (Decimal("0.5"), Decimal("0.1"), Decimal("0.01"))


def shares(total: Decimal, count: int) -> list[Decimal]:
    """Share `total` points among `count` indicators, as evenly as steps of 0.5 allow; the first ones get
    what is over. They sum exactly to `total`."""
    step = next((step for step in STEPS if not total % step and total >= step * count), STEPS[-1])
    steps, over = divmod(total, step)
    each, more = divmod(int(steps), count)
    points = [step * (each + (number < more)) for number in range(count)]
    points[-1] += over
    return points


def with_points(indicators: Sequence[PlannedIndicator], rules: RuleSet) -> Iterator[PlannedIndicator]:
    """The indicators with proposed points; those of a category that the rule set does not know get none."""
    present = {indicator.category for indicator in indicators}
    proposed: dict[int, tuple[Decimal, str]] = {}
    for group in rules.category:
        members = [number for number, one in enumerate(indicators) if one.category in group.of]
        if not members:
            continue
        total, moves = wanted(group, rules, present)
        names = "和".join(CATEGORY_NAMES[category] for category in group.of if category in present)
        moved = "".join(
            f"（不设{CATEGORY_NAMES[move.missing]}，加 {plain(move.points)} 分）" for move in moves
        )
        ground = f"{names}共 {plain(total)} 分{moved}，由 {len(members)} 个指标均分"
        points = shares(max(total, ZERO), len(members))
        proposed |= {number: (share, ground) for number, share in zip(members, points, strict=True)}
    for number, indicator in enumerate(indicators):
        share, ground = proposed.get(number, (None, ""))
        yield replace(indicator, points=share, points_ground=ground)
