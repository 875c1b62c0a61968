"""How a figure is written into a cell: in the manner of the cell, which its number format tells."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from scoring.number import half_up, plain
from scoring.place import Place
from scoring.read.workbook.numberformat import NumberFormat, parse_format
from scoring.read.workbook.styles import GENERAL
from scoring.write.workbook import PatchedWorkbook

PLACES = 2  # decimals of 执行率 and 偏差度, in percent
_TEXT = "@"
_HALF, _THIRD = Decimal("0.5"), Decimal(1) / 3


class Manner(Enum):
    """What kind of figure it is."""

    SCORE = "score"  # points
    RATE = "rate"  # percent, with its sign where the cell shows none of its own
    DEVIATION = "deviation"  # percent, without its sign where the cell shows none

    def told(self, value: Decimal) -> str:
        """The figure for people: 58.05%, -34.12, 5.81."""
        if self is Manner.SCORE:
            return plain(value)
        return format(half_up(value, PLACES), "f") + ("%" if self is Manner.RATE else "")


def write(book: PatchedWorkbook, cell: Place, value: Decimal, manner: Manner) -> str:
    """Write a figure into a cell that is no formula, and give it as people are told of it.

    Rates and deviations are exact percents. A cell that shows percents gets the fraction (0.5805), rounded
    where people see its last digit; one that shows text the text (58.05%), any other the number of percents.
    """
    code = book.format_code(cell)
    if manner is Manner.SCORE:
        book.set_number(cell, plain(value))
        return _as_shown(value, parse_format(code))
    if code == _TEXT or (manner is Manner.RATE and code == GENERAL):
        book.set_text(cell, manner.told(value))
    else:
        format_ = parse_format(code)
        shown = half_up(value, max(PLACES, len(format_.show(_THIRD).rstrip("%").partition(".")[2])))
        is_percent = format_.show(_HALF).startswith("50")
        book.set_number(cell, plain(shown.scaleb(-2) if is_percent else shown))
    return manner.told(value)


def _as_shown(score: Decimal, format_: NumberFormat) -> str:
    """A score, and what people see of it where the cell shows too few decimals."""
    shown = format_.show(score)
    cut = shown.replace(".", "", 1).isdecimal() and Decimal(shown) != score
    return f"{plain(score)}（这一格的格式只显示 {shown}，请增加小数位数）" if cut else plain(score)
