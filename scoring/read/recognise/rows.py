"""Looking at rows: cells by column or by word, and figures and texts with their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from scoring.errors import NumeralError
from scoring.model.form import BLANKS, Figure, Text
from scoring.model.raw import Cell, Row
from scoring.number import Written
from scoring.numerals import figure, percentage
from scoring.place import Place
from scoring.read.recognise.words import heading

Columns = Mapping[str, int]


def by_column(row: Row) -> dict[int, Cell]:
    """The row's cells by their column."""
    return {cell.column: cell for cell in row.cells}


def columns(row: Row, words: Mapping[str, str]) -> dict[str, int]:
    """Which role stands in which column of a heading row (the first of two same headings counts)."""
    found: dict[str, int] = {}
    for cell in row.cells:
        role = words.get(heading(cell.text))
        if role:
            found.setdefault(role, cell.column)
    return found


def find(row: Row, words: Collection[str]) -> Cell | None:
    """The first cell whose heading is one of the words."""
    return next((cell for cell in row.cells if heading(cell.text) in words), None)


def place_of(row: Row, column: int) -> Place:
    """The place of a column in the row, whether a cell stands there or not."""
    return replace(row.place, column=column)


def text_at(row: Row, column: int | None) -> Text:
    """The text in a column; empty where nothing stands or the form has no such column."""
    cell = by_column(row).get(column) if column else None
    return Text(cell.text, cell.place) if cell else Text("", place_of(row, column or 0))


def figure_at(row: Row, column: int | None) -> Figure:
    """The number in a column (points, scores, money)."""
    return to_figure(text_at(row, column))


def rate_at(row: Row, column: int | None) -> Figure:
    """The percentage in a column; a number without a percent sign is kept as it stands."""
    return to_rate(text_at(row, column))


def to_figure(text: Text) -> Figure:
    """Read a text as a plain number."""
    return Figure(text.text, text.place, _written(text.text, figure))


def to_rate(text: Text) -> Figure:
    """Read a text as a percentage, else as a plain number."""
    return Figure(text.text, text.place, _written(text.text, percentage) or _written(text.text, figure))


def is_number(cell: Cell) -> bool:
    """Whether the cell holds a plain number."""
    return _written(cell.text, figure) is not None


def is_rate(cell: Cell) -> bool:
    """Whether the cell holds a percentage."""
    return _written(cell.text, percentage) is not None


def is_value(cell: Cell) -> bool:
    """Whether the cell holds a number, a percentage or a dash."""
    return is_number(cell) or is_rate(cell) or cell.text in BLANKS


def _written(text: str, grammar: Callable[[str], Written]) -> Written | None:
    if text in BLANKS:
        return None
    try:
        return grammar(text)
    except NumeralError:
        return None
