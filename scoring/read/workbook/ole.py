"""Compound files, in which old Office programs keep what they write: streams in chains of sectors."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence

_LISTED = 109  # sectors of the allocation table that the header itself names
_ENTRY = 128  # bytes of an entry of the directory
_MINI = 64  # bytes of the sectors in which short streams are kept, inside a stream of their own
_STREAM = 2  # the kind of an entry
_MARKS = 0xFFFFFFFA  # from here on numbers of sectors are marks: the end of a chain, a free sector


class CompoundFile:
    """The streams at the top level of a compound file, by name without regard to case.

    Raises ValueError, LookupError or struct.error where the file is damaged.
    """

    def __init__(self, data: bytes) -> None:
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise ValueError("no such sectors")
        self._data, self._size = data, 1 << shift
        directory, self._cutoff, mini = struct.unpack_from("<I4xII", data, 48)
        self._table = self._allocation()
        entries = self._chain(directory)
        self._entries = [entries[at : at + _ENTRY] for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        self._mini_table = _numbers(self._chain(mini))
        self._streams = dict(self._top_level())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._streams

    def read(self, name: str) -> bytes:
        """The content of a stream."""
        start, size = struct.unpack_from("<II", self._streams[name.lower()], 116)
        if size >= self._cutoff:
            return self._chain(start)[:size]
        (root,) = struct.unpack_from("<I", self._entries[0], 116)
        short = self._chain(root)
        sectors = _followed(start, self._mini_table)
        return b"".join(short[_MINI * sector : _MINI * (sector + 1)] for sector in sectors)[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(start, self._table)))

    def _allocation(self) -> Sequence[int]:
        """For each sector the one that follows it in its chain; never more than the file has."""
        most = len(self._data) // self._size
        table = array("I")
        for number in self._allocation_sectors(most):
            if len(table) < most:
                table.extend(_numbers(self._sector(number)))
        return table[:most]

    def _allocation_sectors(self, most: int) -> Iterator[int]:
        (further,) = struct.unpack_from("<I", self._data, 68)
        named: Sequence[int] = struct.unpack_from(f"<{_LISTED}I", self._data, 76)
        for _ in range(most):
            yield from (number for number in named if number < _MARKS)
            if further >= _MARKS:
                return
            *named, further = _numbers(self._sector(further))

    def _top_level(self) -> Iterator[tuple[str, bytes]]:
        """The streams that hang from the root, which is a binary tree; those of embedded objects do not."""
        (child,) = struct.unpack_from("<I", self._entries[0], 76)
        ahead, seen = [child], set()
        while ahead:
            number = ahead.pop()
            if number >= _MARKS or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            length, kind, left, right = struct.unpack_from("<HBxII", entry, 64)
            if kind == _STREAM:
                yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le").lower(), entry
            ahead += [left, right]


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _followed(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors of a chain, in their order."""
    for _ in range(len(table) + 1):
        if start >= _MARKS:
            return
        yield start
        start = table[start]
    raise ValueError("a chain without end")
