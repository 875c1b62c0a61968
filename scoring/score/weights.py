"""How the points are spread over the categories of a form, and what becomes of those it does not have."""

from __future__ import annotations

from decimal import Decimal

from scoring.model.form import Category
from scoring.rules.schema import CategoryPoints, Move, RuleSet


def wanted(rule: CategoryPoints, rules: RuleSet, found: set[Category]) -> tuple[Decimal, list[Move]]:
    """The points of a category group after all moves, and the moves that gave it some."""
    points, moved = rule.points, []
    for move in rules.move:
        if move.missing in found:
            continue
        if move.missing in rule.of:
            points -= move.points
        if move.to in rule.of:
            points += move.points
            moved.append(move)
    return points, moved
