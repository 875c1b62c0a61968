"""How a figure is written into a cell: in the manner of the cell, which its number format tells."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from scoring.number import half_up, plain
from scoring.place import Place
from scoring.read.workbook.numberformat import parse_format
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

    A score that the cell would show with too few decimals (0.71 as 1) gives the cell a format that shows it.
    Rates and deviations are exact percents. A cell that shows percents gets the fraction (0.5805), rounded
    where people see its last digit; one that shows text the text (58.05%), any other the number of percents.
    """
    code = book.format_code(cell)
    if manner is Manner.SCORE:
        book.set_number(cell, plain(value))
        return manner.told(value) + _shown_whole(book, cell, value, parse_format(code).show(value))
    if code == _TEXT or (manner is Manner.RATE and code == GENERAL):
        book.set_text(cell, manner.told(value))
    else:
        format_ = parse_format(code)
        shown = half_up(value, max(PLACES, len(format_.show(_THIRD).rstrip("%").partition(".")[2])))
        is_percent = format_.show(_HALF).startswith("50")
        book.set_number(cell, plain(shown.scaleb(-2) if is_percent else shown))
    return manner.told(value)


def _shown_whole(book: PatchedWorkbook, cell: Place, score: Decimal, shown: str) -> str:
    """See to it that people see a score as it is, and say what was done for that."""
    if not shown.replace(".", "", 1).isdecimal() or Decimal(shown) == score:
        return ""
    decimals = len(plain(score).partition(".")[2])
    book.set_format(cell, f"0.{'0' * decimals}")
    return f"（这一格原来只显示 {shown}，已改为显示 {decimals} 位小数）"
