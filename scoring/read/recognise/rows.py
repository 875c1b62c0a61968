"""Looking at rows: cells by column or by word, and figures and texts with their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from scoring.errors import NumeralError
from scoring.model.form import BLANKS, Figure, Text
from scoring.model.raw import Cell, Row
from scoring.number import HUNDRED, Written, plain
from scoring.numerals import figure, percentage
from scoring.place import Place
from scoring.read.recognise.labels import heading

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


def widths(row: Row) -> dict[int, int]:
    """How many columns each cell of a heading row stands over, by its column."""
    return {cell.column: cell.width for cell in row.cells}


def snap(row: Row, headings: Mapping[int, int]) -> Row:
    """Bring the cells that stand under a merged heading, or are merged themselves, into its column.

    `headings` are the columns of the headings and their widths. What has a heading right above stays.
    """
    taken = {cell.column for cell in row.cells}
    if not headings or taken <= headings.keys():
        return row
    cells = []
    for cell in row.cells:
        column = cell.column if cell.column in headings else _heading_over(cell, headings)
        if column != cell.column and column not in taken:
            taken.add(column)
            cell = replace(cell, column=column)
        cells.append(cell)
    return replace(row, cells=tuple(cells))


def _heading_over(cell: Cell, headings: Mapping[int, int]) -> int:
    last = cell.column + cell.width
    over = (column for column, width in headings.items() if column < last and cell.column < column + width)
    return min(over, default=cell.column)


def find(row: Row, words: Collection[str]) -> Cell | None:
    """The first cell whose heading is one of the words."""
    return next((cell for cell in row.cells if heading(cell.text) in words), None)


def place_of(row: Row, column: int) -> Place:
    """The place of a column in the row, whether a cell stands there or not."""
    return row.place.at(column) if row.counted else row.place


def text_at(row: Row, column: int | None) -> Text:
    """The text in a column; empty where nothing stands or the form has no such column."""
    return text_of(cell_at(row, column), place_of(row, column or 0))


def figure_at(row: Row, column: int | None) -> Figure:
    """The number in a column (points, scores, money)."""
    return figure_of(cell_at(row, column), place_of(row, column or 0))


def rate_at(row: Row, column: int | None) -> Figure:
    """The percentage in a column; a number without a percent sign is kept as it stands."""
    return rate_of(cell_at(row, column), place_of(row, column or 0))


def text_of(cell: Cell | None, place: Place) -> Text:
    """A cell's text; an empty text at `place` where there is no cell."""
    return Text(cell.text, cell.place) if cell else Text("", place)


def exact_text(cell: Cell | None, place: Place) -> Text:
    """A target's or an actual's text; a number whose format hides digits is told as it is stored."""
    if cell is None or not cell.stored:
        return text_of(cell, place)
    stored, shown = Decimal(cell.stored), cell.text
    if is_rate(cell) and percentage(cell.text).value != stored * HUNDRED:
        shown = f"{plain(stored * HUNDRED)}%"
    elif is_number(cell) and figure(cell.text).value != stored:
        shown = plain(stored)
    return Text(shown, cell.place)


def figure_of(cell: Cell | None, place: Place) -> Figure:
    """A cell's number, as shown and as stored."""
    if cell is None:
        return Figure("", place)
    written = _written(cell.text, figure) or _stored(cell)
    stored = Decimal(cell.stored) if cell.stored and written else None
    return Figure(cell.text, cell.place, written, stored)


def figure_in(cell: Cell, number: str) -> Figure:
    """A number that stands in the text of a cell."""
    return figure_of(replace(cell, text=number, stored=""), cell.place)


def rate_of(cell: Cell | None, place: Place) -> Figure:
    """A cell's percentage, as shown; else its plain number."""
    if cell is None:
        return Figure("", place)
    return Figure(cell.text, cell.place, _written(cell.text, percentage) or _written(cell.text, figure))


def cell_at(row: Row, column: int | None) -> Cell | None:
    """The cell in a column, if there is one."""
    return by_column(row).get(column) if column else None


def _stored(cell: Cell) -> Written | None:
    """The number behind a cell whose format shows it in a way that is no plain number (￥12.00)."""
    if not cell.stored or is_rate(cell):
        return None
    value = Decimal(cell.stored)
    return Written(cell.text, value, max(0, -int(value.as_tuple().exponent)))


def is_number(cell: Cell) -> bool:
    """Whether the cell holds a plain number."""
    return _written(cell.text, figure) is not None


def is_rate(cell: Cell) -> bool:
    """Whether the cell holds a percentage."""
    return _written(cell.text, percentage) is not None


def is_value(cell: Cell) -> bool:
    """Whether the cell holds a number, a percentage or a dash."""
    return is_number(cell) or is_rate(cell) or cell.text in BLANKS


@lru_cache(maxsize=8192)
def _written(text: str, grammar: Callable[[str], Written]) -> Written | None:
    if text in BLANKS:
        return None
    try:
        return grammar(text)
    except NumeralError:
        return None
