"""The columns of a drafted form: those of the official layout, and those beside it.

A row of indicators refers to its own cells by these names.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.write.draft.page import name_of

CATEGORY, SUBCATEGORY, NAME, TARGET, ACTUAL, POINTS, SCORE, DEVIATION, REASON = range(1, 10)
LAST = REASON  # of the form; what stands beyond it is not printed
METHOD, GOAL, LOW, HIGH, JUDGED, HINT = range(LAST + 2, LAST + 8)

WIDTHS = (9.5, 13, 23, 14, 13, 10, 9, 9, 22, 2, 38, 11, 8, 8, 9.5, 34)

# The rows of money.
INITIAL, BUDGET, EXECUTED, EXECUTION_POINTS, RATE, EXECUTION_SCORE = range(4, 10)


@dataclass(frozen=True, slots=True)
class Cells:
    """The names of the cells of one scored row."""

    target: str
    actual: str
    points: str
    score: str
    deviation: str
    reason: str
    goal: str
    low: str
    high: str
    judged: str


def indicator_cells(row: int) -> Cells:
    """The cells of an indicator."""
    return _cells(row, TARGET, ACTUAL, POINTS, SCORE, DEVIATION, REASON)


def execution_cells(row: int) -> Cells:
    """The cells of 预算执行率, in the total row of the money; it has no deviation and no reason."""
    return _cells(row, BUDGET, EXECUTED, EXECUTION_POINTS, EXECUTION_SCORE, RATE, HINT)


def _cells(row: int, *columns: int) -> Cells:
    return Cells(*(name_of(row, column) for column in (*columns, GOAL, LOW, HIGH, JUDGED)))
