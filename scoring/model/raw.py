"""Cells without meaning: what every reader delivers and every recogniser starts from."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.place import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its text as a person sees it, its column (from 1) and place.

    `stored` is the number kept behind a formatted cell (0.5805 behind 58.05%), as text; empty where
    the container knows none. `width` is the number of columns a merged cell spans.
    """

    text: str
    column: int
    place: Place
    stored: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that hold something, left to right; a paragraph is a row of one cell.

    `counted` tells that its columns are those a person counts; rows put together from text that a
    page has run into one have columns of their own.
    """

    cells: tuple[Cell, ...]
    place: Place
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that belong together: a worksheet, or a whole text.

    `ruled` says that columns can be trusted (a worksheet); in text pasted from a page they may have slipped.
    """

    name: str
    rows: tuple[Row, ...]
    ruled: bool


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as read; `file` is the name that places show.

    `remarks` are sentences about what could not be delivered (a hidden sheet, a formula never calculated).
    """

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    remarks: tuple[tuple[str, Place], ...] = ()
