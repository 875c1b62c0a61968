"""Records of binary workbooks (BIFF 12): each has a number, a length and its data."""

from __future__ import annotations

import struct
from collections.abc import Iterator

Record = tuple[int, bytes]
"""Its number and its data."""


def records(part: bytes, steps: Iterator[int]) -> Iterator[Record]:
    """The records of a part; each takes one of the steps. Raises ValueError where the part is cut off."""
    at = 0
    for _ in steps:
        if at == len(part):
            return
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        if at + length > len(part):
            raise ValueError("a record without end")
        yield kind, part[at : at + length]
        at += length
    raise ValueError("records beyond measure")


def _number(part: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number and where it ends: seven bits a byte, lowest first; the high bit says that more follow."""
    value = 0
    for index in range(longest):
        byte = part[at + index]
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value, at + index + 1
    return value, at + longest


def text(data: bytes, at: int) -> tuple[str, int]:
    """The text at an offset, and where it ends; a text that is not there (-1) is empty.

    Raises ValueError where it is cut off.
    """
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    if count == 0xFFFFFFFF:
        return "", at
    end = at + 2 * count
    if end > len(data):
        raise ValueError("a text without end")
    return data[at:end].decode("utf-16-le", "replace"), end
