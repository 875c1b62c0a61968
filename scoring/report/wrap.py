"""Chinese text broken into lines of a width in columns, of which a Chinese character takes two."""

from __future__ import annotations

import re

from rich.cells import cell_len

_CLOSING = "，。；：！？、）》”’」』…%"
_PIECES = re.compile(rf"(?:[A-Za-z0-9.+\-−]+|[（《“‘「『]*.)[{_CLOSING}]*", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """Break Chinese text into lines of `width` columns: anywhere but inside a number or Latin word,
    and never before a closing mark."""
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and cell_len(line + piece) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line else lines
