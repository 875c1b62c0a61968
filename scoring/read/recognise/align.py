"""Which cell of an indicator row plays which role: by its column, or in slipped text by its order.

In a ruled grid (a worksheet) the columns always hold. In text pasted from a page they may not: a row
is then read at the shift, or in the order, in which every cell fits its column; what fits nowhere is
kept aside and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import NumeralError
from scoring.model.raw import Cell, Row
from scoring.numerals import Quantity, parse
from scoring.read.recognise.labels import heading, indicator_name, is_structure
from scoring.read.recognise.rows import by_column, is_number, is_rate
from scoring.read.recognise.words import CATEGORIES, SUBCATEGORIES

SHIFTS = (0, 1, -1, 2, -2, 3)
LEAD = ("category", "subcategory", "name")
Cells = Mapping[str, Cell | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read: its cells by role, and whether the columns had slipped."""

    cells: Cells
    slipped: bool


def align(row: Row, columns: Mapping[str, int], ruled: bool) -> Reading | None:
    """The cells by role under the heading `columns`; None where no reading is sound."""
    return _by_columns(row, columns, 0) if ruled else _in_text(row, columns)


def _by_columns(row: Row, columns: Mapping[str, int], shift: int) -> Reading:
    cells = by_column(row)
    return Reading({role: cells.get(column + shift) for role, column in columns.items()}, shift != 0)


def _in_text(row: Row, columns: Mapping[str, int]) -> Reading | None:
    """The shift at which the row is complete, else its order, else its columns as they stand."""
    if not columns:
        return _by_order(row, columns)
    for shift in SHIFTS:
        reading = _by_columns(row, columns, shift)
        if _fits(row, reading.cells) and _complete(reading, columns):
            return reading
    standing = _by_columns(row, columns, 0)
    return _by_order(row, columns) or (standing if _stands(row, standing.cells) else None)


def _numbers(columns: Mapping[str, int]) -> list[str]:
    return [role for role in ("points", "score", "deviation") if role in columns]


def _complete(reading: Reading, columns: Mapping[str, int]) -> bool:
    """All numbers are there; a row that has moved must also tell its target and actual from its points."""
    values = [cell for role in ("target", "actual") if (cell := reading.cells.get(role))]
    told = not (reading.slipped and all(map(is_number, values)))
    return told and all(reading.cells[role] for role in _numbers(columns))


def _fits(row: Row, cells: Cells) -> bool:
    """Every cell has a role, and each role a cell that can play it."""
    numbers = [cell for role in ("points", "score", "deviation") if (cell := cells.get(role))]
    return _stands(row, cells) and all(map(is_number, numbers))


def _stands(row: Row, cells: Cells) -> bool:
    """Every cell has a role, and what leads to the target looks like a name in its place."""
    if {cell.column for cell in row.cells} - {cell.column for cell in cells.values() if cell}:
        return False
    lead, target, reason = [cells.get(role) for role in LEAD], cells.get("target"), cells.get("reason")
    if target is None or (reason and is_number(reason)) or any(cell and _is_figure(cell) for cell in lead):
        return False
    category, subcategory, name = (heading(cell.text) if cell else "" for cell in lead)
    if category in SUBCATEGORIES or subcategory in CATEGORIES or is_structure(name):
        return False
    return bool(name) or bool(subcategory and not is_structure(subcategory)) or _is_figure(target)


def _by_order(row: Row, columns: Mapping[str, int]) -> Reading | None:
    """Read […, name, target, actual, points, score, (deviation), (reason)] from the run of numbers."""
    cells = [cell for cell in row.cells if indicator_name(cell.text)]
    reason = cells.pop() if len(cells) > 1 and not is_number(cells[-1]) else None
    run = 0
    while run < len(cells) and is_number(cells[-1 - run]):
        run += 1
    wanted = _wanted_numbers(columns, run)
    if wanted == 0 or len(cells) < wanted + 2:
        return None
    front, numbers = cells[:-wanted], cells[-wanted:]
    *lead, target, actual = front
    name = lead[-1] if lead and not is_structure(lead[-1].text) else None
    if is_structure(target.text) or (name and _is_figure(name)):
        return None
    found: dict[str, Cell | None] = {"name": name, "target": target, "actual": actual, "reason": reason}
    found |= dict(zip(("points", "score", "deviation"), numbers, strict=False))
    return Reading(found, slipped=True)


def _wanted_numbers(columns: Mapping[str, int], run: int) -> int:
    """How many numbers close a row: points, score and, where the form has it, deviation."""
    if columns:
        return run if run == len(_numbers(columns)) else 0
    return run if run in (2, 3) else 0


def _is_figure(cell: Cell) -> bool:
    if is_number(cell) or is_rate(cell):
        return True
    try:
        expression = parse(cell.text)
    except NumeralError:
        return False
    return isinstance(expression, Quantity) and expression.operator is not None
