"""Where the cells of a Word table stand: columns by the table's own grid, without what merged cells cover."""

from __future__ import annotations

from scoring.read.package import Attributes

_MAX_COLUMNS = 1_000  # Word itself admits 63
# Twips (1/20 point). Borders drawn by hand miss each other by a hair, and the grid then has a column
# between them; with less than the usual margins of a cell no text fits into one.
_SLIVER = 216


def value(attributes: Attributes, name: str, default: str = "") -> str:
    """An attribute by its name; its prefix is the writing program's choice."""
    return next((text for key, text in attributes.items() if key.rpartition(":")[2] == name), default)


class WordTable:
    """One table while it is read: its open row, and in this its open cell with the parts of its text."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = 0
        self.parts: list[str] = []
        self._numbers = [0, 1]  # for each column of the grid, from 1: its number without slivers
        self._since = 0  # twips from where the last numbered column begins to the last border
        self._slivers_hold_cells = False
        self._column, self._next = 0, 1  # in the grid: of the last cell, of the one after it
        self._span = 1
        self._vertical = self._horizontal = ""
        self._merged: set[int] = set()
        self._merged_above: set[int] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if name == "gridCol":
            self._add_column(value(attributes, "w"))
        elif name == "tr":
            self.row += 1
            self._column, self._next = 0, 1
            self._merged_above, self._merged = self._merged, set()
        elif name == "gridBefore":
            self._next = 1 + _count(value(attributes, "val", "0"))
        elif name == "tc":
            self._span, self._vertical, self._horizontal = 1, "", ""
        elif name == "gridSpan":
            self._span = max(1, _count(value(attributes, "val", "1")))
        elif name == "vMerge":
            self._vertical = value(attributes, "val", "continue")
        elif name == "hMerge":
            self._horizontal = value(attributes, "val", "continue")

    def take(self) -> str:
        """The text written since the last call."""
        text = "".join(self.parts)
        self.parts.clear()
        return text

    def end_cell(self) -> int:
        """The column of the grid in which the cell begins; 0 where a merged cell covers it."""
        before, column = self._column, self._next
        self._column, self._next = column, column + self._span
        if self._next > _MAX_COLUMNS + 1:
            raise ValueError(f"no such column: {self._next - 1}")
        if before and self._number(before) == self._number(column):
            self._slivers_hold_cells = True
        if self._vertical:
            self._merged.add(column)
        below = self._vertical == "continue" and column in self._merged_above
        beside = self._horizontal == "continue" and before > 0
        return 0 if below or beside else column

    @property
    def span(self) -> int:
        """How many columns of the grid the last cell spans."""
        return self._next - self._column

    def settled(self, column: int, span: int) -> tuple[int, int]:
        """The column as people count it and how many of these a cell spans, slivers left out.

        Known once the whole table has been read.
        """
        if self._slivers_hold_cells:
            return column, span
        number = self._number(column)
        return number, max(1, self._number(column + span) - number)

    def _add_column(self, width: str) -> None:
        if len(self._numbers) > _MAX_COLUMNS + 1:
            raise ValueError("too many columns")
        twips = int(width) if width.isdecimal() else 0
        self._since += twips
        begins = not twips or self._since >= _SLIVER  # a width of 0 is one that was never worked out
        self._numbers.append(self._numbers[-1] + begins)
        if begins:
            self._since = 0

    def _number(self, column: int) -> int:
        last = len(self._numbers) - 1
        return self._numbers[min(column, last)] + max(0, column - last)


def _count(text: str) -> int:
    count = int(text)
    if not 0 <= count <= _MAX_COLUMNS:
        raise ValueError(f"no such number of columns: {text}")
    return count
