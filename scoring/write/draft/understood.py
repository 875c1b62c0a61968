"""Which rule sets the formulas of a workbook can follow.

Rule sets grow: a new table, key or method means that points are computed in another way. What is not
listed here is left to people, never computed by a rule that may not be the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from scoring.rules import RuleSet
from scoring.rules.tables import Table

# The methods for which there are formulas.
METHODS = {
    "floor": {"proportional"},
    "ceiling": {"linear", "ratio", "at_most_ratio"},
    "equal_exceeded": {"met"},
    "unspent_cost": {"zero", "met"},
    "percentage_answer": {"share"},
    "own_words": {"met"},
    "deviation": {"relative"},
}
_KNOWN = frozenset(
    {
        *("id", "name", "edition", "kind", "from_year", "extends", "auto", "severity", "citations"),
        *("total.points", "rounding.places", "execution.points", "execution.full_at"),
        *("fund_management.items", "fund_management.item_points", "fund_management.violation"),
        *("category.of", "category.points", "move.missing", "move.to", "move.points"),
        *("band.words", "band.low", "band.high", "grade.name", "grade.start", "note.text"),
        *("low_execution.percent", "over_achievement.percent"),
        *(f"methods.{name}.use" for name in METHODS),
    }
)
_KNOWN_VALUES = {("rounding.mode", "half_up"), ("over_achievement.use", "judgement")}


class Aspect(StrEnum):
    """What a part of a rule set bears upon."""

    EVERYTHING = "everything"
    EXECUTION = "execution"
    QUANTITIES = "quantities"
    FLOORS = "floors"
    TOTAL = "total"


_ASPECTS = {
    "execution": Aspect.EXECUTION,
    "methods": Aspect.QUANTITIES,
    "over_achievement": Aspect.FLOORS,
    "cap": Aspect.TOTAL,
    "rescale": Aspect.TOTAL,
}


def knows(rules: RuleSet, method: str) -> bool:
    """Whether there is a formula for the method that a rule set has chosen."""
    return getattr(rules.methods, method).use in METHODS[method]


def not_understood(rules: RuleSet, *aspects: Aspect) -> list[str]:
    """The parts of a rule set that bear upon everything, or upon one of the aspects, and for which there
    are no formulas; empty where the scores can be computed."""
    wanted = (Aspect.EVERYTHING, *aspects)
    strange = (
        path for path, value in _leaves(rules, "") if not (path in _KNOWN or (path, value) in _KNOWN_VALUES)
    )
    return [path for path in strange if _ASPECTS.get(path.split(".")[0], Aspect.EVERYTHING) in wanted]


def _leaves(table: Table, path: str) -> Iterator[tuple[str, object]]:
    """Every value that is not its field's default, by the names that lead to it."""
    for name, about in type(table).model_fields.items():
        value = getattr(table, name)
        if value == about.default or name == "cite":
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Table):
                yield from _leaves(part, f"{path}{name}.")
            else:
                yield f"{path}{name}", part
