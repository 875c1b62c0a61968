"""Indicator rows: by their columns, and in text whose columns have slipped, by their order.

In a ruled grid (a worksheet) the columns always hold. In text pasted from a page they may not: a row
is then read at the shift, or in the order, in which every cell fits its column; what fits nowhere is
kept aside and reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import NumeralError
from scoring.model.form import BLANKS, Category, Indicator, Text
from scoring.model.raw import Cell, Row
from scoring.numerals import Quantity, parse
from scoring.place import Place
from scoring.read.recognise.rows import by_column, figure_of, is_number, is_rate, place_of, rate_of, text_of
from scoring.read.recognise.words import CATEGORIES, SUBCATEGORIES, heading, indicator_name, is_structure

_NOTE = re.compile(r"\s*(?:<p>)?\s*(?:注|备注|说明|填表说明|\d+[.、．])")
SHIFTS = (0, 1, -1, 2, -2, 3)
LEAD = ("category", "subcategory", "name")
Cells = Mapping[str, Cell | None]


@dataclass
class Carried:
    """Category and subcategory as they carry on from row to row (merged cells)."""

    category: Category | None = None
    category_text: str = ""
    subcategory: str = ""

    def take(self, cells: list[Cell]) -> None:
        """Note the category and subcategory words among the cells."""
        for cell in cells:
            word = heading(cell.text)
            if word in CATEGORIES:
                self.category, self.category_text, self.subcategory = CATEGORIES[word], word, ""
        for cell in cells:
            word = heading(cell.text)
            if word in SUBCATEGORIES:
                self.subcategory = word


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read: its cells by role, and whether the columns had slipped."""

    cells: Cells
    slipped: bool


def read_indicator(
    row: Row, columns: Mapping[str, int], ruled: bool, carried: Carried
) -> tuple[Indicator | None, bool, list[Cell]]:
    """Read one row under the heading `columns`: the indicator, whether its columns had slipped,
    and the cells that found no place. A row without target, actual and points is only structure.
    """
    carried.take([cell for cell in row.cells if is_structure(cell.text)])
    if _only_structure(row) or _is_note(row):
        return None, False, []
    reading = _by_columns(row, columns, 0) if ruled else _in_text(row, columns)
    if reading is None:
        return None, False, [cell for cell in row.cells if not is_structure(cell.text)]
    used = [cell for cell in reading.cells.values() if cell]
    if not (reading.cells.get("name") or reading.cells.get("target")):
        return None, False, [cell for cell in row.cells if not is_structure(cell.text)]
    lead = [cell for cell in row.cells if cell not in used and not is_structure(cell.text)]
    return _indicator(row, columns, reading.cells, carried), reading.slipped, lead


def _is_note(row: Row) -> bool:
    """A note under the form: 注：…, or one of its numbered sentences, alone in its row."""
    return len(row.cells) == 1 and bool(_NOTE.match(row.cells[0].text))


def _only_structure(row: Row) -> bool:
    return all(
        is_structure(cell.text) or cell.text in BLANKS or not indicator_name(cell.text) for cell in row.cells
    )


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


def _indicator(row: Row, columns: Mapping[str, int], cells: Cells, carried: Carried) -> Indicator:
    name = cells.get("name")
    subcategory = cells.get("subcategory")
    if subcategory and not is_structure(subcategory.text):
        if name is None:
            name = subcategory
        else:
            carried.subcategory = subcategory.text

    def at(role: str) -> Place:
        return place_of(row, columns.get(role, 0))

    category = SUBCATEGORIES.get(heading(carried.subcategory), carried.category)
    has_deviation = "deviation" in cells if not columns else "deviation" in columns
    return Indicator(
        category=category or Category.OTHER,
        category_text=carried.category_text,
        subcategory=carried.subcategory,
        name=_name(name, at("name")),
        target=text_of(cells.get("target"), at("target")),
        actual=text_of(cells.get("actual"), at("actual")),
        points=figure_of(cells.get("points"), at("points")),
        score=figure_of(cells.get("score"), at("score")),
        deviation=rate_of(cells.get("deviation"), at("deviation")) if has_deviation else None,
        reason=text_of(cells.get("reason"), at("reason")),
    )


def _name(cell: Cell | None, place: Place) -> Text:
    return Text(indicator_name(cell.text), cell.place) if cell else Text("", place)
