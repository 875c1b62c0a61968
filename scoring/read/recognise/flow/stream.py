"""The cells of a form one after the other, and the rows made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scoring.model.raw import Cell, Row
from scoring.read.recognise.labels import heading


@dataclass
class Stream:
    """`at` is the cell to be read next, `left` are those that found no place."""

    cells: list[Cell]
    at: int = 0
    rows: list[Row] = field(default_factory=list)
    left: list[Cell] = field(default_factory=list)

    @property
    def here(self) -> Cell | None:
        """The cell to be read next; None at the end."""
        return self.cells[self.at] if self.at < len(self.cells) else None

    @property
    def word(self) -> str:
        """The heading that the next cell may be."""
        return heading(self.here.text) if self.here else ""

    def take_while(self, wanted: Callable[[Cell], bool]) -> list[Cell]:
        """The cells up to the first that is not wanted."""
        start = self.at
        while self.here and wanted(self.here):
            self.at += 1
        return self.cells[start : self.at]

    def emit(self, cells: Mapping[int, Cell]) -> None:
        """Make a row of cells by their column."""
        placed = tuple(replace(cell, column=column) for column, cell in sorted(cells.items()))
        if placed:
            self.rows.append(Row(placed, placed[0].place, counted=False))

    def emit_by_role(self, cells: Mapping[str, Cell], order: Sequence[str]) -> None:
        """Make a row of cells by the role of their column; what has no column is left over."""
        self.emit({order.index(role) + 1: cell for role, cell in cells.items() if role in order})
        self.left += [cell for role, cell in cells.items() if role not in order]
