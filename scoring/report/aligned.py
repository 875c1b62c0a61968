"""Columns of figures that stand under each other at the decimal point, each as it was written.

Where a figure has fewer digits than others of its column, hidden ones take their room: they are laid
out but not drawn, so nothing is added to what was written and nothing to the text of the PDF. A narrow 1
gets the room of a 0: many fonts have no figures of one width, and cut fonts have no features to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from scoring.model.form import Figure
from scoring.report.printable import printable
from scoring.report.view import figure

_NUMBER = re.compile(r"([+\-−]?[\d,]*\d)(\.\d+)?(%?)")
_DIGIT = re.compile(r"\d")
_ONE = Markup('<span class="one">1</span>')


def aligned(column: Iterable[Figure | str | None], room: int | None = None) -> list[Markup]:
    """The cells of a column as HTML; what is no number (a dash, a text) stands alone.

    With `room`, in characters, nothing is padded beyond it: one long figure must not tear the short ones.
    """
    texts = [_text(cell) for cell in column]
    parsed = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [found.groups("") for found in parsed if found]
    before, after, percent = (max((part[n] for part in numbers), key=len, default="") for n in range(3))
    if room is not None and len(before) + len(after) + len(percent) > room:
        return [tabular(text) for text in texts]
    return [
        _padded(
            text,
            before[: len(before) - len(found[1])],
            after[len(found[2] or "") :],
            percent[len(found[3]) :],
        )
        if found
        else escape(text)
        for text, found in zip(texts, parsed, strict=True)
    ]


def tabular(text: str) -> Markup:
    """A figure whose digits all have the same width."""
    return _ONE.join(_text(text).split("1"))


def _text(cell: Figure | str | None) -> str:
    return str(printable(cell if isinstance(cell, str) else figure(cell)))


def _padded(text: str, before: str, *after: str) -> Markup:
    return _hidden(before) + tabular(text) + _hidden("".join(after))


def _hidden(digits: str) -> Markup:
    room = _DIGIT.sub("0", digits)
    return Markup('<span class="hidden">{}</span>').format(room) if room else Markup("")
