"""Cells of a form, and the numbers behind what they show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from unicodedata import east_asian_width

LINE_HEIGHT = 13.5
PADDING = 5.0
_FIGURE = re.compile(r"-?\d+(?:\.(\d+))?(%?)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A text over `span` columns; a `figure` is stored as a number that shows as the text."""

    text: str = ""
    span: int = 1
    align: str = "center"
    figure: bool = False


def figures(*texts: str) -> list[Cell]:
    """Cells of numbers; what is no number (a dash) stays text."""
    return [Cell(text, figure=True) for text in texts]


def stored(text: str) -> tuple[Decimal, str] | None:
    """The number and the format that together show as `text`: 58.05% → 0.5805 as 0.00%."""
    match = _FIGURE.fullmatch(text)
    if not match:
        return None
    decimals, percent = len(match[1] or ""), match[2]
    shape = "0" + ("." + "0" * decimals if decimals else "") + percent
    return Decimal(text.rstrip("%")) / (100 if percent else 1), shape


def height(text: str, width: float) -> float:
    """The height in points that a text of 10 points takes in a column of this width."""
    room = max(2, int(width - 1) // 2 * 2)
    lines = sum(max(1, ceil(_units(part) / room)) for part in text.split("\n"))
    return lines * LINE_HEIGHT + PADDING


def _units(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
