"""Chinese text broken into lines of a width in columns, of which a Chinese character takes two."""

from __future__ import annotations

import re

from rich.cells import cell_len

_CLOSING = "，。；：！？、）》”’」』…%"
# What a message is about: stated and recomputed figure, and the difference.
FIGURES = r"(?:自评|复算|(?:加总|相加|合计|应)为|多计|少计) [0-9.+\-−–%]+(?: 分)?"
_PIECES = re.compile(rf"(?:{FIGURES}|!?[A-Za-z0-9.+\-−]+|[（《“‘「『]*.)[{_CLOSING}]*", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of `width` columns: anywhere but inside a number or Latin word or between
    复算 and its figure, and never before a closing mark."""
    lines, line, used = [], "", 0
    for piece in _PIECES.findall(text):
        size = cell_len(piece)
        if line and used + size > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
            used = cell_len(line)
        else:
            line += piece
            used += size
    return [*lines, line.rstrip()] if line else lines
