"""Indicator rows: category and subcategory carry on from row to row, the rest stands in its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.model.form import BLANKS, Category, Indicator, Text
from scoring.model.raw import Cell, Row
from scoring.place import Place
from scoring.read.recognise.align import Cells, align
from scoring.read.recognise.rows import figure_of, place_of, rate_of, text_of
from scoring.read.recognise.words import CATEGORIES, SUBCATEGORIES, heading, indicator_name, is_structure

_NOTE = re.compile(r"\s*(?:<p>)?\s*(?:注|备注|说明|填表说明|\d+[.、．])")


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


def read_indicator(
    row: Row, columns: Mapping[str, int], ruled: bool, carried: Carried
) -> tuple[Indicator | None, bool, list[Cell]]:
    """Read one row under the heading `columns`: the indicator, whether its columns had slipped,
    and the cells that found no place. A row without target, actual and points is only structure.
    """
    carried.take([cell for cell in row.cells if is_structure(cell.text)])
    if _only_structure(row) or _is_note(row):
        return None, False, []
    reading = align(row, columns, ruled)
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
