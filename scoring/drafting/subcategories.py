"""Propose the 二级指标 of an indicator, with its ground."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.drafting.clues import CLUES, Clue, Look
from scoring.errors import NumeralError
from scoring.model.form import Category
from scoring.numerals import Deadline, Expression, Quantity, Words, parse


@dataclass(frozen=True, slots=True)
class Proposal:
    """A subcategory that the tool proposes, and why."""

    text: str
    ground: str


def propose(category: Category, name: str, target: str) -> Proposal | None:
    """The first clue that speaks; None for a category that has no usual subcategories."""
    expression = _parsed(target)
    for clue in CLUES.get(category, ()):
        ground = _ground(clue, name, expression)
        if ground:
            return Proposal(clue.subcategory, ground)
    return None


def _parsed(target: str) -> Expression | None:
    try:
        return parse(target)
    except NumeralError:
        return None


def _ground(clue: Clue, name: str, expression: Expression | None) -> str:
    """Why the clue speaks, empty where it does not."""
    unit = expression.unit if isinstance(expression, Quantity) else None
    match clue.look:
        case Look.NAME:
            word = next((word for word in clue.words if word in name), "")
            return f"名称中有“{word}”" if word else ""
        case Look.UNIT:
            return f"单位是“{unit.text}”" if unit and unit.base in clue.words else ""
        case Look.ANY_UNIT:
            return f"单位是“{unit.text}”" if unit and unit.base else ""
        case Look.DATE:
            return clue.told if isinstance(expression, Deadline) else ""
        case Look.WORDS:
            return clue.told if isinstance(expression, Words) else ""
        case Look.ALWAYS:
            return clue.told
