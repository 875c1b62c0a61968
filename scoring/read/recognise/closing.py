"""The rows that close a form: 总分 and 自评等级."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scoring.model.form import Figure, Text
from scoring.model.raw import Cell, Row
from scoring.read.recognise.labels import heading
from scoring.read.recognise.rows import figure_at, figure_of, find, is_number
from scoring.read.recognise.words import GRADE, GRADES, TOTAL

_LABEL = re.compile(rf"^(?:{'|'.join(GRADE)})[:：]")


def read_total(row: Row, columns: Mapping[str, int], ruled: bool) -> tuple[Figure | None, Figure | None]:
    """The points and the score of 总分: in their columns, or in slipped text in this order."""
    if ruled and {"points", "score"} <= set(columns):
        return figure_at(row, columns["points"]), figure_at(row, columns["score"])
    cells: list[Cell | None] = [cell for cell in row.cells if is_number(cell)]
    if [cell.column for cell in cells if cell] == [columns.get("score")]:
        cells.insert(0, None)
    figures = [figure_of(cell, row.place) if cell else None for cell in cells]
    points, total = (*figures, None, None)[:2]
    return points, total


def read_grade(row: Row) -> Text | None:
    """The grade beside its label, or beside the total, alone or with its label in one cell (等级：良, as
    this tool prints it); a longer text is no grade."""
    label = find(row, GRADE) or find(row, TOTAL)
    if label and heading(label.text) in TOTAL:
        told = ((cell, _LABEL.sub("", cell.text)) for cell in row.cells)
        return next((Text(text, cell.place) for cell, text in told if text in GRADES), None)
    after = [cell for cell in row.cells if label and cell.column > label.column]
    return Text(after[0].text, after[0].place) if after and len(after[0].text) <= 2 else None
