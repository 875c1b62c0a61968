"""One table of an OpenDocument spreadsheet: its rows and cells as they are met.

Element names are those that OpenDocument itself uses: its programs, Excel and WPS keep the prefixes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scoring.read.package import Attributes
from scoring.read.strings import one_line
from scoring.read.workbook.numberformat import general
from scoring.read.workbook.sheets import SheetCells
from scoring.read.workbook.values import iso_date, number_in

_CELL, _COVERED = "table:table-cell", "table:covered-table-cell"
_NUMBERS = ("float", "percentage", "currency")
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100  # that one element may stand for


@dataclass(slots=True)
class _Cell:
    """A cell that holds something, with the columns and rows over which it is merged."""

    column: int
    times: int
    text: str
    stored: str
    columns: int
    rows: int


@dataclass(slots=True)
class Table:
    """Puts what it meets into `cells`; rows and cells that stand for many are put as often."""

    cells: SheetCells
    _row: int = 1
    _column: int = 1
    _rows: int = 1
    _open: list[_Cell] = field(default_factory=list)
    _attributes: Attributes = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _in_text: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if name == "table:table-row":
            self._rows, self._column = _count(attributes, "number-rows-repeated"), 1
        elif name in (_CELL, _COVERED):
            self._attributes = attributes
        elif name == "text:p":
            self._in_text = True
            self._parts.append("\n")
        elif not self._in_text:
            return
        elif name == "text:s":
            self._parts.append(" " * min(int(attributes.get("text:c", "1")), _MOST_SPACES))
        elif name == "text:tab":
            self._parts.append(" ")
        elif name == "text:line-break":
            self._parts.append("\n")

    def end(self, name: str) -> None:
        """Note an end tag."""
        if name == "text:p":
            self._in_text = False
        elif name == _CELL:
            self._end_cell()
        elif name == _COVERED:
            self._parts.clear()
            self._column += _count(self._attributes, "number-columns-repeated")
        elif name == "table:table-row":
            self._end_row()

    def text(self, data: str) -> None:
        """Note character data; any white space in it stands for one space."""
        if self._in_text:
            self._parts.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        attributes = self._attributes
        text, stored = _value(one_line("".join(self._parts)), attributes)
        self._parts.clear()
        times = _count(attributes, "number-columns-repeated")
        if text:
            columns, rows = (_count(attributes, f"number-{way}-spanned") for way in ("columns", "rows"))
            self._open.append(_Cell(self._column, times, text, stored, columns, rows))
        elif "table:formula" in attributes and "office:value-type" not in attributes:
            self.cells.lack(self._row, self._column)
        self._column += times

    def _end_row(self) -> None:
        if self._open:
            for row in range(self._row, self._row + self._rows):
                for cell in self._open:
                    self._put(row, cell)
            self._open.clear()
        self._row += self._rows

    def _put(self, row: int, cell: _Cell) -> None:
        for column in range(cell.column, cell.column + cell.times):
            self.cells.put(row, column, cell.text, cell.stored)
            if cell.columns > 1 or cell.rows > 1:
                self.cells.merge(row, column, row + cell.rows - 1, column + cell.columns - 1)


def _count(attributes: Attributes, name: str) -> int:
    count = int(attributes.get(f"table:{name}", "1"))
    if count < 1:
        raise ValueError(f"no such number: {count}")
    return count


def _value(text: str, attributes: Attributes) -> tuple[str, str]:
    """The text shown, or else what the cell keeps; and the number behind it."""
    kind = attributes.get("office:value-type", "")
    if kind in _NUMBERS:
        number = number_in(attributes.get("office:value", ""))
        stored = "" if number is None else general(number)
        return text or stored, stored
    if text:
        return text, ""
    if kind == "boolean":
        return attributes.get("office:boolean-value", "").upper(), ""
    if kind == "date":
        return iso_date(attributes.get("office:date-value", "")), ""
    return one_line(attributes.get(f"office:{kind}-value", "")), ""
