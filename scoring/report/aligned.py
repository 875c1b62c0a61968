"""Columns of figures that stand under each other at the decimal point, each as it was written.

Behind a figure with fewer decimals than others of its column, hidden ones take their room: they are laid
out but not drawn, so nothing is added to what was written and nothing to the text of the PDF. In a column
that is centered, the room of the digits it lacks in front is an indent, told as a class of the cell.
All figures of the cut fonts have one width (see figures.py), which is CSS's `ch`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from scoring.model.form import Figure
from scoring.report.printable import printable
from scoring.report.view import figure

_NUMBER = re.compile(r"([+\-−]?[\d,]*\d)(\.\d+)?(%?)")
_ROOM = 6  # characters of a centered column, 100.00: indented beyond, a figure would be torn
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Cell:
    """What a cell holds, and the class of the cell where its column is centered: indent-1 to indent-5."""

    text: Markup
    lacks: int = 0

    @property
    def indent(self) -> str:
        """The class, or none."""
        return f"indent-{self.lacks}" if self.lacks else ""

    def __html__(self) -> str:
        return self.text


def aligned(column: Iterable[Figure | str | None]) -> list[Cell]:
    """The cells of a column; what is no number (a dash, a text) stands alone."""
    texts = [str(printable(cell if isinstance(cell, str) else figure(cell))) for cell in column]
    parsed = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [found.groups("") for found in parsed if found]
    before, after, percent = (max((part[n] for part in numbers), key=len, default="") for n in range(3))
    narrow = len(before) + len(after) + len(percent) <= _ROOM
    return [
        Cell(
            escape(text) + _hidden(after[len(found[2] or "") :] + percent[len(found[3]) :]),
            len(before) - len(found[1]) if narrow else 0,
        )
        if found
        else Cell(escape(text))
        for text, found in zip(texts, parsed, strict=True)
    ]


def _hidden(lacking: str) -> Markup:
    room = _DIGIT.sub("0", lacking)
    return Markup('<span class="hidden">{}</span>').format(room) if room else Markup("")
