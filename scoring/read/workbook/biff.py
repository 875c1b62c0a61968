"""Records of old workbooks (BIFF 5 of Excel 95, BIFF 8 since Excel 97), and the texts in them."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Sequence

BOF = 0x809
_EOF, _CONTINUE = 0x0A, 0x3C
_WIDE, _GUIDED, _RICH = 1, 4, 8  # flags of a text: two bytes a character, phonetic guides, several fonts
_CODEPAGES = {936: "gb18030", 1200: "utf-16-le", 10000: "mac-roman", 32768: "mac-roman", 32769: "cp1252"}
_CHINESE = "gb18030"

Record = tuple[int, list[bytes]]
"""Its number, and its data: the first part, and those of the CONTINUE records behind it."""


def records(stream: bytes, at: int, steps: Iterator[int]) -> Iterator[Record]:
    """The records of a substream, from its BOF at this offset to its EOF, without those of charts in it.

    Each takes one of the steps. Raises ValueError where no BOF stands, struct.error where the stream ends.
    """
    open_record: Record | None = None
    for kind, data in _single(stream, at, steps):
        if open_record and kind == _CONTINUE:
            open_record[1].append(data)
            continue
        if open_record:
            yield open_record
        open_record = kind, [data]
    if open_record:
        yield open_record


def _single(stream: bytes, at: int, steps: Iterator[int]) -> Iterator[tuple[int, bytes]]:
    depth = 0
    for _ in steps:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == BOF:
            depth += 1
        elif not depth:
            raise ValueError("no records here")
        if kind == _EOF:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
    raise ValueError("records beyond measure")


def encoding(codepage: int) -> str:
    """The encoding of texts under a code page; the Chinese one for those that nobody knows."""
    name = _CODEPAGES.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _CHINESE


class Texts:
    """Reads the texts in a record one after the other, over the breaks between its parts.

    `encoding` is that of BIFF 5; BIFF 8 tells with each text how it is written.
    """

    def __init__(self, parts: Sequence[bytes], at: int = 0, encoding: str = "") -> None:
        self._parts = iter(parts)
        self._data, self._at = next(self._parts), at
        self._encoding = encoding

    def text(self, width: int = 2) -> str:
        """The next text; `width` is the number of bytes that tell its length."""
        count = int.from_bytes(self.take(width), "little")
        if self._encoding:
            return self.take(count).decode(self._encoding, "replace")
        (flags,) = self.take(1)
        runs = int.from_bytes(self.take(2), "little") if flags & _RICH else 0
        guide = int.from_bytes(self.take(4), "little") if flags & _GUIDED else 0
        text = self._characters(count, flags & _WIDE)
        self.take(4 * runs + guide)
        return text

    def take(self, count: int) -> bytes:
        """The next bytes. Raises ValueError where there are none."""
        taken = b""
        while True:
            piece = self._data[self._at : self._at + count - len(taken)]
            self._at += len(piece)
            taken += piece
            if len(taken) == count:
                return taken
            self._turn()

    def _characters(self, count: int, wide: int) -> str:
        """Characters, of which each further part tells anew how they are written."""
        pieces = []
        while True:
            width = 2 if wide else 1
            piece = self._data[self._at : self._at + count * width]
            piece = piece[: len(piece) // width * width]
            self._at += len(piece)
            count -= len(piece) // width
            pieces.append(piece if wide else piece.decode("latin-1").encode("utf-16-le"))
            if not count:
                return b"".join(pieces).decode("utf-16-le", "replace")
            self._turn()
            (flags,) = self.take(1)
            wide = flags & _WIDE

    def _turn(self) -> None:
        data = next(self._parts, None)
        if data is None:
            raise ValueError("a text without end")
        self._data, self._at = data, 0
