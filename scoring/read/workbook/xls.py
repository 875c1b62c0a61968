"""Old workbooks (.xls, .et): one grid for each visible worksheet.

The records are read here: the library there is for them hangs on some damaged files, and takes
gigabytes for others (see docs/decisions/0008).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scoring.read.damage import damage_told, locked
from scoring.read.limits import CellMaker
from scoring.read.strings import one_line
from scoring.read.workbook.biff import BOF, Record, Texts, encoding, records
from scoring.read.workbook.binary import Formats, double, error_text, packed_number, record_steps, truth_text
from scoring.read.workbook.ole import CompoundFile
from scoring.read.workbook.sheets import Content, SheetCells, gathered

STREAMS = ("Workbook", "Book")  # BIFF 8, and what came before; some files hold both

_CODEPAGE, _DATEMODE, _FILEPASS, _BOUNDSHEET = 0x42, 0x22, 0x2F, 0x85
_SST, _FORMAT, _XF = 0xFC, 0x41E, 0xE0
_BIFF5, _BIFF8 = 0x0500, 0x0600
_WORKSHEET, _VISIBLE, _HIDDEN = 0, 0, 1


@dataclass(slots=True)
class _Book:
    """What the sheets share; sheets are (name, state, offset)."""

    encoding: str = ""
    date1904: bool = False
    sheets: list[tuple[str, int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    written: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)

    def formats(self) -> Formats:
        return Formats(self.used, self.written, date1904=self.date1904)


def read_xls(data: bytes, file: str) -> Content:
    """Read every visible worksheet of a compound file with one of STREAMS in it."""
    with damage_told(file):
        compound = CompoundFile(data)
        stream = compound.read(next(name for name in STREAMS if name in compound))
        steps = record_steps()
        book = _book(records(stream, 0, steps), file)
        formats, maker = book.formats(), CellMaker()
        sheets: list[SheetCells] = []
        for name, state, offset in book.sheets:
            if state == _VISIBLE:
                cells = SheetCells(file, name, maker)
                _Sheet(book, formats, cells).read(records(stream, offset, steps))
                sheets.append(cells)
    hidden = [name for name, state, _ in book.sheets if state == _HIDDEN]
    return gathered(file, sheets, hidden)


def _book(found: Iterable[Record], file: str) -> _Book:
    book = _Book()
    for kind, parts in found:
        data = parts[0]
        if kind == _FILEPASS:
            raise locked(file)
        if kind == BOF:
            (version,) = struct.unpack_from("<H", data)
            if version not in (_BIFF5, _BIFF8):
                raise ValueError("no such version")
            book.encoding = encoding(936) if version == _BIFF5 else ""
        elif kind == _CODEPAGE and book.encoding:
            book.encoding = encoding(*struct.unpack_from("<H", data))
        elif kind == _DATEMODE:
            book.date1904 = data[:2] == b"\1\0"
        elif kind == _BOUNDSHEET:
            offset, state, sort = struct.unpack_from("<IBB", data)
            if sort == _WORKSHEET:
                book.sheets.append((Texts(parts, 6, book.encoding).text(1), state & 3, offset))
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", data)
            book.written[number] = Texts(parts, 2, book.encoding).text(1 if book.encoding else 2)
        elif kind == _XF:
            book.used.append(*struct.unpack_from("<2xH", data))
        elif kind == _SST:
            (count,) = struct.unpack_from("<4xI", data)
            texts = Texts(parts, 8)
            book.texts = [one_line(texts.text()) for _ in range(count)]
    return book


class _Sheet:
    """Reads the cells of one worksheet."""

    def __init__(self, book: _Book, formats: Formats, cells: SheetCells) -> None:
        self._book, self._formats, self._cells = book, formats, cells
        self._told_next: tuple[int, int] | None = None  # the formula whose text the next STRING tells
        self._readers: dict[int, Callable[[list[bytes]], None]] = {
            0x06: self._formula,
            0x207: self._string,
            0x203: self._number,
            0x27E: self._packed,
            0xBD: self._packed_row,
            0xFD: self._shared_text,
            0x204: self._text,
            0xD6: self._text,
            0x205: self._truth_or_error,
            0xE5: self._merged,
        }

    def read(self, found: Iterable[Record]) -> None:
        for kind, parts in found:
            if reader := self._readers.get(kind):
                reader(parts)

    def _put(self, row: int, column: int, text: str, stored: str = "") -> None:
        self._cells.put(row + 1, column + 1, text, stored)

    def _formula(self, parts: list[bytes]) -> None:
        row, column, style = struct.unpack_from("<3H", parts[0])
        sort, value, mark = struct.unpack_from("<BxB3xH", parts[0], 6)
        if mark != 0xFFFF:
            self._put(row, column, *self._formats.show(double(parts[0], 6), style))
        elif sort == 0:
            self._told_next = row, column
        elif sort in (1, 2):
            self._put(row, column, truth_text(value) if sort == 1 else error_text(value))

    def _string(self, parts: list[bytes]) -> None:
        if self._told_next:
            self._put(*self._told_next, one_line(Texts(parts, 0, self._book.encoding).text()))
            self._told_next = None

    def _number(self, parts: list[bytes]) -> None:
        row, column, style = struct.unpack_from("<3H", parts[0])
        self._put(row, column, *self._formats.show(double(parts[0], 6), style))

    def _packed(self, parts: list[bytes]) -> None:
        row, column, style, bits = struct.unpack_from("<3HI", parts[0])
        self._put(row, column, *self._formats.show(packed_number(bits), style))

    def _packed_row(self, parts: list[bytes]) -> None:
        row, first = struct.unpack_from("<2H", parts[0])
        count = (len(parts[0]) - 6) // 6
        for column, (style, bits) in enumerate(struct.iter_unpack("<HI", parts[0][4 : 4 + 6 * count]), first):
            self._put(row, column, *self._formats.show(packed_number(bits), style))

    def _shared_text(self, parts: list[bytes]) -> None:
        row, column, number = struct.unpack_from("<2H2xI", parts[0])
        self._put(row, column, self._book.texts[number])

    def _text(self, parts: list[bytes]) -> None:
        row, column = struct.unpack_from("<2H", parts[0])
        self._put(row, column, one_line(Texts(parts, 6, self._book.encoding).text()))

    def _truth_or_error(self, parts: list[bytes]) -> None:
        row, column, value, is_error = struct.unpack_from("<2H2xBB", parts[0])
        self._put(row, column, error_text(value) if is_error else truth_text(value))

    def _merged(self, parts: list[bytes]) -> None:
        (count,) = struct.unpack_from("<H", parts[0])
        for top, bottom, left, right in struct.iter_unpack("<4H", parts[0][2 : 2 + 8 * count]):
            self._cells.merge(top + 1, left + 1, bottom + 1, right + 1)
