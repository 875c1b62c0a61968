"""Where a box beside a cell begins and ends: in cells and pixels, as drawings are anchored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import islice

from lxml import etree

from scoring.write.worksheet import Area, Worksheet
from scoring.write.xml import main

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_COLUMN_PIXELS, _ROW_PIXELS = 64, 20  # where the sheet says nothing
_CHARACTER, _PADDING = 7, 5  # pixels of a digit of the usual font, and of a column beside its digits
_LARGEST = 2_000  # pixels; more is nonsense
_MOST = 200  # rows or columns that a box may lie over: many may be hidden
_GAP = 12  # pixels between the cell and its box


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


class Layout:
    """The widths of the columns and the heights of the rows of one worksheet."""

    def __init__(self, sheet: Worksheet) -> None:
        root = sheet.root
        usual = root.find(main("sheetFormatPr"))
        usual = root if usual is None else usual
        self._width = _columns_pixels(usual.get("defaultColWidth"), _COLUMN_PIXELS)
        self._height = _rows_pixels(usual.get("defaultRowHeight"), _ROW_PIXELS)
        self._columns = list(islice(root.iterfind(f"{main('cols')}/{main('col')}"), _LAST_COLUMN))
        self._column = lru_cache(maxsize=None)(self._column_pixels)
        self._sheet = sheet

    def beside(self, cell: Area, size: Size) -> str:
        """The anchor of a box to the right of a cell: column, pixels, row, pixels, twice, from 0."""
        top = max(cell.top - 1, 1)
        right, x = _reached(cell.right + 1, _GAP + size.width, self._column, _LAST_COLUMN)
        bottom, y = _reached(top, size.height, self._row, _LAST_ROW)
        left = min(cell.right + 1, _LAST_COLUMN)
        return f"{left - 1}, {_GAP}, {top - 1}, 0, {right - 1}, {x}, {bottom - 1}, {y}"

    def _column_pixels(self, column: int) -> int:
        for found in self._columns:
            if _whole(found.get("min")) <= column <= _whole(found.get("max")):
                return 0 if _hidden(found) else _columns_pixels(found.get("width"), self._width)
        return self._width

    def _row(self, row: int) -> int:
        found = self._sheet.row(row)
        if found is None:
            return self._height
        return 0 if _hidden(found) else _rows_pixels(found.get("ht"), self._height)


def _reached(start: int, distance: int, pixels: Callable[[int], int], last: int) -> tuple[int, int]:
    """The row or column that lies `distance` pixels after the beginning of `start`, and how far in it."""
    at = start
    while at < min(last, start + _MOST) and distance > pixels(at):
        distance -= pixels(at)
        at += 1
    return min(at, last), min(distance, pixels(at))


def _hidden(found: etree._Element) -> bool:
    return found.get("hidden") in ("1", "true")


def _columns_pixels(characters: str | None, otherwise: int) -> int:
    found = _number(characters)
    return otherwise if found is None else min(int(found * _CHARACTER) + _PADDING, _LARGEST)


def _rows_pixels(points: str | None, otherwise: int) -> int:
    found = _number(points)
    return otherwise if found is None else min(int(found * 4 / 3), _LARGEST)


def _number(written: str | None) -> Decimal | None:
    """A width or a height; None for nonsense."""
    try:
        found = Decimal(written or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def _whole(written: str | None) -> int:
    return int(written) if written and written.isdecimal() else 0
