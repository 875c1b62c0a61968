"""A worksheet that can be cut up: its cells by row and column, its merged ranges, and the workbook again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

Box = tuple[int, int, int, int]
"""Top, left, bottom, right; all counted from 1 and included."""


@dataclass(frozen=True)
class Value:
    """What a cell holds and how it is shown."""

    content: Any
    shown_as: str


@dataclass
class Sheet:
    """One worksheet."""

    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The last row that holds something."""
        return max(row for row, _ in self.cells)

    @property
    def columns(self) -> int:
        """The last column that holds something."""
        return max(column for _, column in self.cells)

    def text(self, row: int, column: int) -> str:
        """A cell's text, without the line ends in it."""
        value = self.cells.get((row, column))
        return str(value.content).replace("\n", "") if value else ""

    def insert_row(self, at: int) -> None:
        """Make room for a row; what is merged over it grows, as it does in a spreadsheet."""
        self._move(lambda row, column: (row + (row >= at), column))

    def insert_column(self, at: int) -> None:
        """Make room for a column."""
        self._move(lambda row, column: (row, column + (column >= at)))

    def _move(self, moved: Callable[[int, int], tuple[int, int]]) -> None:
        self.cells = {moved(*place): value for place, value in self.cells.items()}
        self.merged = [(*moved(top, left), *moved(bottom, right)) for top, left, bottom, right in self.merged]

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a merged range covers the cell."""
        return any(t <= row <= b and le <= column <= r for t, le, b, r in self.merged)

    def cut(self, at: int) -> tuple[Sheet, Sheet]:
        """The rows up to `at`, and those from `at` on as a sheet of their own."""
        above = Sheet({place: value for place, value in self.cells.items() if place[0] < at})
        below = Sheet({(row - at + 1, c): value for (row, c), value in self.cells.items() if row >= at})
        for top, left, bottom, right in self.merged:
            if top < at:
                above.merged.append((top, left, min(bottom, at - 1), right))
            if bottom >= at:
                below.merged.append((max(top - at, 0) + 1, left, bottom - at + 1, right))
        return above, below


def load(path: Path) -> Sheet:
    """The only worksheet of an example workbook."""
    (page,) = load_workbook(path).worksheets
    sheet = Sheet(merged=[(r.min_row, r.min_col, r.max_row, r.max_col) for r in page.merged_cells.ranges])
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet.cells[(cell.row, cell.column)] = Value(cell.value, cell.number_format)
    return sheet


def save(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these worksheets, named 表1, 表2, …"""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(f"表{number}")
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column, value.content)
            cell.number_format = value.shown_as
            if isinstance(value.content, str):
                cell.data_type = "s"  # =1套 is no formula
        for top, left, bottom, right in sheet.merged:
            if (top, left) != (bottom, right):
                page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
