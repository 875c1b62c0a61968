"""Make look-alikes alike: full-width and half-width forms, spaces, and the many ways to type ≥ and ≤.

Folding serves understanding only; what is shown to people is always the text as written. It is a
closed table on purpose: Unicode's own compatibility folding would turn ① into 1 and 10⁵ into 105.
"""

from __future__ import annotations

import re

MAX_LENGTH = 2000  # characters in a cell; longer texts are no cell of a form

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = str.maketrans("−﹣–‐‑﹢﹪﹥﹤﹦═﹐﹒∕⁄", "-----+%><==,.//")
_INVISIBLE = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
_TABLE = {**_WIDTH, **_SAME, **_INVISIBLE}

# A space between digits stays: “8 9” may be two numbers. All others are how a line was broken.
_LOOSE_SPACE = re.compile(r"(?<![0-9.,]) | (?![0-9.,])")
_AT_LEAST = re.compile(r"[>》〉]=|=>|[≧⩾≮]")
_AT_MOST = re.compile(r"[<《〈]=|=<|[≦⩽≯]")
_CLOSING = "。;、"


def fold(text: str) -> str:
    """The text as the grammar sees it: `fold("≧ ９５ ％；") == "≥95%"`."""
    spaced = " ".join(text.translate(_TABLE).split())
    close = _LOOSE_SPACE.sub("", spaced)
    return _AT_MOST.sub("≤", _AT_LEAST.sub("≥", close)).rstrip(_CLOSING)


def quoted(text: str) -> str:
    """The text as a message quotes it: “…”, on one line and never longer than a line."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 30 else f"“{line[:30]}…”"
