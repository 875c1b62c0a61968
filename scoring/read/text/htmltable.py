"""Where the cells of a web page's table stand, and the numbers that office programs keep behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.errors import ReadError
from scoring.number import half_up
from scoring.place import Place
from scoring.read.workbook.numberformat import general
from scoring.read.workbook.values import number_in

Attributes = Mapping[str, str]

_MAX_COLUMN_SPAN, _MAX_ROW_SPAN = 1_000, 65_534  # as the HTML standard has it
_COUNT = re.compile(r"\s*\+?([0-9]{1,9})")
_SHOWN = re.compile(r"([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?)(%?)")
_GOOGLE = re.compile(r'\{"1":3,"3":([^,}]+)\}')
_TOO_LONG = 20  # digits
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"


@dataclass(slots=True)
class Budget:
    """Bounds the work for the merged cells of one page; a few kilobytes could ask for hours of it."""

    steps: int = 10_000_000

    def spend(self, steps: int, place: Place) -> None:
        """Take steps off. Raises ReadError where none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise ReadError(f"{place.spot}的列数或合并单元格多得不正常，{_SAVE_AS}", place)


class HtmlTable:
    """One table while it is read: its open row, and in this the parts of the open cell's text.

    As in the HTML standard a cell takes the first column that no cell from above reaches down to.
    """

    def __init__(self, place: Place, budget: Budget) -> None:
        self.place = place
        self.row = 0
        self.parts: list[str] = []
        self._budget = budget
        self._reached = [0]  # for each column, from 1: the last row that a cell in it reaches down to
        self._next = 1

    def begin_row(self) -> None:
        """Go on to the next row."""
        self.row += 1
        self._next = 1

    def begin_group(self) -> None:
        """Begin a row group (thead, tbody, tfoot): no cell reaches into the next one."""
        self._reached = [0]

    def begin_cell(self, attributes: Attributes) -> tuple[int, int]:
        """The column of the row's next cell, and how many it spans. Raises ReadError beyond measure."""
        width = min(_count(attributes.get("colspan", "")) or 1, _MAX_COLUMN_SPAN)
        height = _count(attributes.get("rowspan", "")) or _MAX_ROW_SPAN  # 0: to the end of the group
        column, columns = self._next, len(self._reached)
        while column < columns and self._reached[column] >= self.row:
            column += 1
        end = column + width
        self._budget.spend(end - self._next, self.place)
        self._reached.extend([0] * (end - columns))
        last = self.row + min(height, _MAX_ROW_SPAN) - 1
        for covered in range(column, end):
            self._reached[covered] = max(self._reached[covered], last)
        self._next = end
        return column, width

    def take(self) -> str:
        """The text written since the last call."""
        text = "".join(self.parts)
        self.parts.clear()
        return text


def _count(text: str) -> int:
    """A number of columns or rows, as the HTML standard reads it: 1 for what is none."""
    found = _COUNT.match(text)
    return int(found[1]) if found else 1


def stored_number(attributes: Attributes, text: str) -> str:
    """The number kept behind a shown number or percentage (0.5805 behind 58.05%), at Excel's 15 digits.

    Empty where there is none, and where the text does not show it: a page may say anything.
    """
    shown = _SHOWN.fullmatch(text)
    kept = _kept(attributes)
    if not shown or kept is None:
        return ""
    digits = shown[1].replace(",", "")
    places = len(digits.partition(".")[2])
    percents = 2 * len(shown[2])
    if not kept:  # Excel leaves out a number that is the text itself
        return general(Decimal(digits).scaleb(-percents))
    value = number_in(kept)
    if value is None or value.adjusted() > _TOO_LONG:
        return ""
    return general(value) if half_up(value.scaleb(percents), places) == Decimal(digits) else ""


def _kept(attributes: Attributes) -> str | None:
    """What Excel, LibreOffice or Google Sheets say of a cell's number; None where they say nothing."""
    for name in ("x:num", "sdval"):
        if name in attributes:
            return attributes[name].strip()
    google = _GOOGLE.fullmatch(attributes.get("data-sheets-value", ""))
    return google[1].strip() if google else None
