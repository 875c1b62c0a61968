"""How much room a text takes: not every program fits rows to what is written in them."""

from __future__ import annotations

from math import ceil
from unicodedata import east_asian_width

LINE = 14
ONE_LINE, TWO_LINES, HIGHEST = 20, 32, 400  # no program makes a row much higher


def height(text: str, width: float) -> int:
    """The height in points of a text of 10 points in a column of `width` characters."""
    room = max(2, int(width) - 1)
    lines = sum(max(1, ceil(_units(part) / room)) for part in text.split("\n"))
    return min(max(ONE_LINE, lines * LINE + 4), HIGHEST)


def _units(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
