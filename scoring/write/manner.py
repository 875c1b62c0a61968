"""How a figure is written into a cell: in the manner of the cell, which its number format tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal
from enum import Enum

from scoring.errors import NumeralError
from scoring.number import Written, half_up, plain
from scoring.numerals import figure, percentage
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
    A cell whose format would show another figure (0.71 as 1, 3.29 as 329%, 5 as a date), or none, gets a
    format that shows this one.
    """
    code = book.format_code(cell)
    format_ = parse_format(code)
    if manner is Manner.SCORE:
        book.set_number(cell, plain(value))
        if _tells(format_, value, value, (figure,)):
            return manner.told(value)
        return manner.told(value) + _refit(book, cell, format_.show(value), value)
    if code == _TEXT or (manner is Manner.RATE and code == GENERAL):
        book.set_text(cell, manner.told(value))
        return manner.told(value)
    shown = half_up(value, max(PLACES, len(format_.show(_THIRD).rstrip("%").partition(".")[2])))
    is_percent = format_.show(_HALF).startswith("50")
    stored = shown.scaleb(-2) if is_percent else shown
    if _tells(format_, stored, shown, (percentage, figure)):
        book.set_number(cell, plain(stored))
        return manner.told(value)
    seen, shown = format_.show(stored), half_up(value, PLACES)
    is_percent = is_percent or manner is Manner.RATE
    book.set_number(cell, plain(shown.scaleb(-2) if is_percent else shown))
    return manner.told(value) + _refit(book, cell, seen, shown, "%" if is_percent else "")


def _tells(
    format_: NumberFormat, stored: Decimal, meant: Decimal, grammars: Iterable[Callable[[str], Written]]
) -> bool:
    """Whether the text that people see for a stored number reads as exactly the figure that is meant."""
    if format_.is_date(stored):
        return False  # also where it is no day of the calendar
    for grammar in grammars:
        with suppress(NumeralError):
            return grammar(format_.show(stored)).value == meant
    return False


def _refit(book: PatchedWorkbook, cell: Place, seen: str, meant: Decimal, sign: str = "") -> str:
    """Give a cell a format that shows the figure, and say what was done."""
    decimals = max(PLACES, len(plain(meant).partition(".")[2]))
    book.set_format(cell, f"0.{'0' * decimals}{sign}")
    return f"（这一格原来会显示成 {seen}，已改为显示 {decimals} 位小数）"
