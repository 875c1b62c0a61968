"""The cells of one worksheet, read from its XML in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from scoring.model.raw import Cell, Row
from scoring.place import Place
from scoring.read.limits import CellMaker
from scoring.read.package import Attributes
from scoring.read.strings import TextRuns
from scoring.read.values import CellValues

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LETTERS = re.compile(r"[A-Z]{1,3}")
_MERGE_WORK = 5_000_000  # cells looked at for merged ranges; overlapping ones could ask for any number


class WorksheetHandler(TextRuns):
    """Gathers the cells that hold something.

    `uncalculated` are the places of formulas that were never calculated: a program wrote the file.
    """

    def __init__(self, file: str, sheet: str, values: CellValues, maker: CellMaker) -> None:
        super().__init__()
        self.uncalculated: list[Place] = []
        self._file, self._sheet = file, sheet
        self._values = values
        self._maker = maker
        self._cells: dict[int, dict[int, Cell]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = 0
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
            self._column = 0
        elif name == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self._merged.append((*_position(first), *_position(last or first)))
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        """Note an end tag."""
        if name == "c":
            self._finish()
        elif name == "v":
            self._open = False
        elif name == "worksheet":
            self._drop_covered()
        else:
            super().end(name)

    def rows(self) -> tuple[Row, ...]:
        """The rows that hold something, top to bottom, without what merged cells cover."""
        return tuple(
            Row(
                cells=tuple(cell for _, cell in sorted(self._cells[row].items())),
                place=Place(file=self._file, sheet=self._sheet, row=row),
            )
            for row in sorted(self._cells)
            if self._cells[row]
        )

    def _begin(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        # Some programs leave addresses out: such a cell follows the one before it.
        self._row, self._column = _position(address) if address else (self._row, self._column + 1)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = False

    def _finish(self) -> None:
        raw = self.take()
        if not raw and not self._formula:
            return
        place = Place(file=self._file, sheet=self._sheet, row=self._row, column=self._column)
        if not raw:
            if self._kind != "str":  # a calculated empty text is a result
                self._maker.count(place)
                self.uncalculated.append(place)
            return
        if not (0 < place.row <= _LAST_ROW and 0 < place.column <= _LAST_COLUMN):
            raise ValueError(f"no such cell: {place.row}, {place.column}")
        text, stored = self._values.read(self._kind, raw, self._style)
        if text:
            cells = self._cells.setdefault(self._row, {})
            cells[self._column] = self._maker.cell(text, place, stored)

    def _drop_covered(self) -> None:
        """Take out what lies under merged cells: people see the top left one only."""
        rows = sorted(self._cells)
        work = 0
        for top, left, bottom, right in self._merged:
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                cells = self._cells[row]
                work += 1 + len(cells)
                if work > _MERGE_WORK:
                    raise ValueError("merged ranges overlap beyond measure")
                for column in [column for column in cells if left <= column <= right]:
                    if (row, column) != (top, left):
                        del cells[column]


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
