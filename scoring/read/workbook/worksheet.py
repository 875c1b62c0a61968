"""The cells of one worksheet, read from its XML in one pass."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.read.package import Attributes
from scoring.read.strings import TextRuns
from scoring.read.workbook.sheets import SheetCells
from scoring.read.workbook.values import CellValues

_LETTERS = re.compile(r"[A-Z]{1,3}")


class WorksheetHandler(TextRuns):
    """Gathers the cells that hold something."""

    def __init__(self, cells: SheetCells, values: CellValues) -> None:
        super().__init__()
        self._cells = cells
        self._values = values
        self._row = self._column = 0
        self._address = ""  # of the cell, until its row and column are asked for
        self._kind = self._style = ""
        self._formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if name == "c":
            self._begin(attributes)
        elif name == "v":
            self._open = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column, self._address = 0, ""
        elif name == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self._cells.merge(*_position(first), *_position(last or first))
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        """Note an end tag."""
        if name == "c":
            self._finish()
        elif name == "v":
            self._open = False
        else:
            super().end(name)

    def _begin(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        if address:
            self._address = address
        else:  # some programs leave addresses out: such a cell follows the one before it
            self._row, self._column = self._place()
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = False

    def _finish(self) -> None:
        raw = self.take()
        if raw:
            text, stored = self._values.read(self._kind, raw, self._style)
            self._cells.put(*self._place(), text, stored)
        elif self._formula and self._kind != "str":  # a calculated empty text is a result
            self._cells.lack(*self._place())

    def _place(self) -> tuple[int, int]:
        """Row and column of the cell; most cells are empty and are never asked for."""
        if self._address:
            self._row, self._column = _position(self._address)
            self._address = ""
        return self._row, self._column


def _position(address: str) -> tuple[int, int]:
    """Row and column of an address such as C5."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), _column(letters)


@lru_cache(maxsize=256)
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise ValueError(f"no column: {letters}")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("@")
    return column
