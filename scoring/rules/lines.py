"""In which line of a TOML file a key stands.

No maintained TOML library for Python tells it, so the standard parser is asked: how many lines, from the
top, does it have to read until the key is there? An array that is cut off in its middle is closed.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Key = Sequence[str | int]  # ("band", 1, "low"): low of the second [[band]]

_CLOSINGS = ("", "\n]", "\n]]", "\n]]]")  # arrays inside arrays, as deep as rule files have them


def line_of(text: str, key: Key) -> int:
    """The line (from 1) where a key begins, or where the table begins that lacks it; 0 where neither is.

    The text must be sound TOML.
    """
    lines = text.split("\n")
    while key and not holds(tomllib.loads(text), key):
        key = key[:-1]
    if not key:
        return 0
    last = bisect_left(range(len(lines) + 1), True, key=lambda count: holds(_read(lines, count)[1], key))
    return _read(lines, last - 1)[0] + 1


def _read(lines: Sequence[str], count: int) -> tuple[int, dict[str, Any]]:
    """What the first `count` lines say, and how many of them are read: not a statement that is cut off."""
    for read in range(count, 0, -1):
        for closing in _CLOSINGS:
            try:
                return read, tomllib.loads("\n".join(lines[:read]) + closing)
            except tomllib.TOMLDecodeError:
                continue
    return 0, {}


def holds(data: Any, key: Key) -> bool:
    """Whether nested tables and arrays have such a key."""
    for part in key:
        known = range(len(data)) if isinstance(data, list) else data
        if not isinstance(known, range | dict) or part not in known:
            return False
        data = data[part]
    return True
