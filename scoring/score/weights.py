"""How the points are spread over the categories of a form, and what becomes of those it does not have."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.model.form import Category
from scoring.rules.schema import CategoryPoints, RuleSet
from scoring.rules.tables import Move
from scoring.score.line import Line


def present(lines: Iterable[Line]) -> set[Category]:
    """The categories that have points on the form."""
    return {line.category for line in lines if line.category and line.points.value}


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


def absent(rules: RuleSet, found: set[Category]) -> list[CategoryPoints]:
    """The groups that the form does not have and whose points nobody takes over.

    A form with a category of unknown name may have them under that name: then none is certain.
    """
    if Category.OTHER in found:
        return []
    return [rule for rule in rules.category if not found & set(rule.of) and wanted(rule, rules, found)[0] > 0]
