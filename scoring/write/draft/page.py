"""A worksheet as data: cells with values and styles, drop-downs, and colours under conditions.

What a sheet holds is decided here and in the modules that fill it; :mod:`scoring.write.draft.xlsx` only
writes it down. Rows and columns count from 1. Widths are in characters, heights in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from scoring.place import column_letters

TEXT = "@"
GENERAL = "General"


class Look(StrEnum):
    """What a cell looks like."""

    TITLE = "title"
    PLAIN = "plain"  # outside the ruled form
    CELL = "cell"
    BESIDE = "beside"  # to the right of the form, not printed
    HEADING = "heading"
    PROSE = "prose"


class Fill(StrEnum):
    """The colour behind a cell: what people are to do with it."""

    NONE = "none"
    INPUT = "input"
    PROPOSAL = "proposal"
    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown. One that is to be filled in is not locked."""

    look: Look = Look.CELL
    fill: Fill = Fill.NONE
    align: Literal["left", "center", "right"] = "center"
    number_format: str = GENERAL
    shrink: bool = False
    free: bool = False

    @property
    def locked(self) -> bool:
        """Whether the protected sheet keeps the cell from being changed: all but what is to be filled in
        or, `free`, may be."""
        return not self.free and self.fill not in (Fill.INPUT, Fill.PROPOSAL)


LABEL = Style()
TEXT_CELL = Style(number_format=TEXT)
LEFT = Style(align="left")
FIGURE = Style(shrink=True)
INPUT = Style(fill=Fill.INPUT)
INPUT_LEFT = replace(INPUT, align="left")
INPUT_FIGURE = replace(INPUT, shrink=True)
BESIDE = Style(look=Look.BESIDE)
BESIDE_LEFT = replace(BESIDE, align="left")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and the value it has before anything is filled in."""

    text: str
    cached: Decimal | str = ""


Value = str | Decimal | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or several merged ones, with what stands in them."""

    row: int
    column: int
    value: Value
    style: Style
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def cell(cls, row: int, column: int) -> Area:
        """One cell."""
        return cls(row, column, row, column)


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be typed into an area: one of some `choices`, or a number from `low` to `high`.

    Only a `strict` one refuses anything else; `told` is shown when the cell is selected, `refusal` when
    something is refused.
    """

    area: Area
    told: str = ""
    refusal: str = ""
    choices: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that an area takes where a formula, written for its first cell, holds."""

    area: Area
    formula: str
    fill: Fill


@dataclass
class Page:
    """A worksheet while it is filled."""

    name: str
    widths: Sequence[float]
    columns: int
    cells: list[Cell] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    colours: list[Colour] = field(default_factory=list)
    repeat_row: int = 0
    last_row: int = 0

    def put(
        self, row: int, column: int, value: Value, style: Style = LABEL, *, rows: int = 1, columns: int = 1
    ) -> None:
        """Set a cell."""
        self.cells.append(Cell(row, column, value, style, rows, columns))

    def enter(self, entry: Entry) -> None:
        """Say what may be typed."""
        self.entries.append(entry)

    def colour(self, area: Area, formula: str, fill: Fill) -> None:
        """Colour an area under a condition."""
        self.colours.append(Colour(area, formula, fill))


def name_of(row: int, column: int, *, fixed: bool = False) -> str:
    """E17, or $E$17, which stays the same wherever a formula is applied."""
    letters = column_letters(column)
    return f"${letters}${row}" if fixed else f"{letters}{row}"


def span(column: int, first: int, last: int, *, fixed: bool = False) -> str:
    """F20:F23."""
    return f"{name_of(first, column, fixed=fixed)}:{name_of(last, column, fixed=fixed)}"
