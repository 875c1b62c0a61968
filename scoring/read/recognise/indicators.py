"""Indicator rows: category and subcategory carry on from row to row, the rest stands in its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.model.form import BLANKS, Category, Indicator, Text
from scoring.model.raw import Cell, Row
from scoring.place import Place
from scoring.read.recognise.align import Cells, align
from scoring.read.recognise.labels import heading, indicator_name, is_structure
from scoring.read.recognise.rows import exact_text, figure_of, place_of, rate_of, text_of
from scoring.read.recognise.words import CATEGORIES, NOTHING, SUBCATEGORIES

_NOTE = re.compile(r"\s*(?:<p>)?\s*(?:注|备注|说明|填表说明|\d+[.、．])")


@dataclass
class Carried:
    """Category and subcategory as they carry on from row to row (merged cells)."""

    category: Category | None = None
    category_text: str = ""
    subcategory: str = ""

    def take(self, cells: list[Cell], subcategories: int | None) -> None:
        """Note the category and subcategory words among the cells; `subcategories` is their column.

        成本指标 there, under 产出指标, is a subcategory (the national form).
        """
        for cell in cells:
            word = heading(cell.text)
            if word == "成本指标" and self.category is Category.OUTPUT and cell.column == subcategories:
                self.subcategory = word
            elif word in CATEGORIES:
                self.category, self.category_text, self.subcategory = CATEGORIES[word], word, ""
        for cell in cells:
            word = heading(cell.text)
            if word in SUBCATEGORIES:
                self.subcategory = word

    def open_category(self, cell: Cell | None) -> None:
        """Note a category written short (产出) or unknown: an unknown one never continues the one above."""
        if cell is None or is_structure(cell.text):
            return
        word = heading(cell.text)
        self.category = CATEGORIES.get(f"{word}指标", Category.OTHER)
        self.category_text, self.subcategory = word, ""


def read_indicator(
    row: Row, columns: Mapping[str, int], ruled: bool, carried: Carried
) -> tuple[Indicator | None, bool, list[Cell]]:
    """Read one row under the heading `columns`: the indicator, whether its columns had slipped,
    and the cells that found no place. A row without target, actual and points is only structure.
    """
    carried.take([cell for cell in row.cells if is_structure(cell.text)], columns.get("subcategory"))
    if _only_structure(row) or _is_note(row):
        return None, False, []
    reading = align(row, columns, ruled)
    if reading is None:
        return None, False, [cell for cell in row.cells if not is_structure(cell.text)]
    used = [cell for cell in reading.cells.values() if cell]
    if _says_none(reading.cells):
        return None, False, []
    has_values = reading.cells.get("actual") and reading.cells.get("points")
    if not (reading.cells.get("name") or reading.cells.get("target") or has_values):
        return None, False, [cell for cell in row.cells if not is_structure(cell.text)]
    lead = [cell for cell in row.cells if cell not in used and not is_structure(cell.text)]
    return _indicator(row, columns, reading.cells, carried), reading.slipped, lead


def _says_none(cells: Cells) -> bool:
    """A row that says there is no such indicator: 无 or nothing for its name and target, no points."""
    told = [cell.text for role in ("name", "target") if (cell := cells.get(role))]
    points = cells.get("points")
    empty = points is None or points.text in NOTHING or figure_of(points, points.place).value == 0
    return empty and all(text in NOTHING or not indicator_name(text) for text in told)


def _is_note(row: Row) -> bool:
    """A note under the form: 注：…, or one of its numbered sentences, alone in its row."""
    return len(row.cells) == 1 and bool(_NOTE.match(row.cells[0].text))


def _only_structure(row: Row) -> bool:
    return all(
        is_structure(cell.text) or cell.text in BLANKS or not indicator_name(cell.text) for cell in row.cells
    )


def _indicator(row: Row, columns: Mapping[str, int], cells: Cells, carried: Carried) -> Indicator:
    name = cells.get("name")
    carried.open_category(cells.get("category"))
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
        target=_target(cells, at("target")),
        actual=exact_text(cells.get("actual"), at("actual")),
        points=figure_of(cells.get("points"), at("points")),
        score=figure_of(cells.get("score"), at("score")),
        deviation=rate_of(cells.get("deviation"), at("deviation")) if has_deviation else None,
        reason=text_of(cells.get("reason"), at("reason")),
    )


def _target(cells: Cells, place: Place) -> Text:
    """The target; where it is split over three columns (计算符号, 指标值, 度量单位), put together."""
    target = exact_text(cells.get("target"), place)
    sign, unit = (cell.text if (cell := cells.get(role)) else "" for role in ("operator", "unit"))
    if not target or (sign in ("定性", "") and not unit):
        return target
    sign = "" if sign == "定性" or target.text.startswith(sign) else sign
    unit = "" if target.text.endswith(unit) else unit
    return Text(f"{sign}{target.text}{unit}", target.place)


def _name(cell: Cell | None, place: Place) -> Text:
    return Text(indicator_name(cell.text), cell.place) if cell else Text("", place)
