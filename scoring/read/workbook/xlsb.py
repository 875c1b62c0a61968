"""Binary workbooks (.xlsb): one grid for each visible worksheet."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scoring.read.damage import damage_told
from scoring.read.limits import CellMaker
from scoring.read.package import Package
from scoring.read.strings import one_line
from scoring.read.workbook.binary import Formats, double, error_text, packed_number, record_steps, truth_text
from scoring.read.workbook.relations import read_relations
from scoring.read.workbook.sheets import Content, SheetCells, gathered
from scoring.read.workbook.xlsbrecords import Record, records, text

BINARY_WORKBOOK = "xl/workbook.bin"

_WORKBOOK_PROPERTIES, _SHEET = 153, 156
_SHARED_TEXT = 19
_FORMAT, _CELL_STYLES, _END_CELL_STYLES, _STYLE = 44, 617, 618, 47
_VISIBLE, _HIDDEN = 0, 1
_ROW, _MERGED = 0, 176
# How the cells are kept, by the number of their record; 8 to 11 are results of formulas.
_CELLS = {1: "blank", 2: "packed", 3: "error", 4: "truth", 5: "double", 6: "text", 7: "shared text"}
_CELLS |= {8: "text", 9: "double", 10: "truth", 11: "error", 62: "rich text"}
# The same without a column: the cell follows the one before.
_FOLLOWING = {kind + 11: kind for kind in range(1, 8)} | {61: 62}


@dataclass(slots=True)
class _Book:
    """What the sheets share; sheets are (name, relation, state)."""

    date1904: bool = False
    sheets: list[tuple[str, str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    written: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)

    def formats(self) -> Formats:
        return Formats(self.used, self.written, date1904=self.date1904)


def read_xlsb(package: Package) -> Content:
    """Read every visible worksheet."""
    relations, steps = read_relations(package, BINARY_WORKBOOK), record_steps()

    def part(name: str | None) -> Iterator[Record]:
        return records(package.read(name) if name else b"", steps)

    with damage_told(package.file):
        book = _Book()
        _read_workbook(part(BINARY_WORKBOOK), book)
        _read_texts(part(relations.parts.get("sharedStrings")), book)
        _read_styles(part(relations.parts.get("styles")), book)
        formats, maker = book.formats(), CellMaker()
        sheets: list[SheetCells] = []
        hidden: list[str] = []
        for name, relation, state in book.sheets:
            if relation not in relations.worksheets:
                continue
            if state == _VISIBLE:
                cells = SheetCells(package.file, name, maker)
                _Sheet(book.texts, formats, cells).read(part(relations.worksheets[relation]))
                sheets.append(cells)
            elif state == _HIDDEN:
                hidden.append(name)
    return gathered(package.file, sheets, hidden)


def _read_workbook(found: Iterable[Record], book: _Book) -> None:
    for kind, data in found:
        if kind == _WORKBOOK_PROPERTIES:
            book.date1904 = bool(data[0] & 1)
        elif kind == _SHEET:
            (state,) = struct.unpack_from("<I", data)
            relation, at = text(data, 8)
            book.sheets.append((text(data, at)[0], relation, state))


def _read_texts(found: Iterable[Record], book: _Book) -> None:
    # A byte of flags stands before each text.
    book.texts = [one_line(text(data, 1)[0]) for kind, data in found if kind == _SHARED_TEXT]


def _read_styles(found: Iterable[Record], book: _Book) -> None:
    of_cells = False
    for kind, data in found:
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", data)
            book.written[number] = text(data, 2)[0]
        elif kind in (_CELL_STYLES, _END_CELL_STYLES):
            of_cells = kind == _CELL_STYLES
        elif kind == _STYLE and of_cells:
            book.used.append(*struct.unpack_from("<2xH", data))


class _Sheet:
    """Reads the cells of one worksheet."""

    def __init__(self, texts: list[str], formats: Formats, cells: SheetCells) -> None:
        self._texts, self._formats, self._cells = texts, formats, cells
        self._row = self._column = 0

    def read(self, found: Iterable[Record]) -> None:
        for kind, data in found:
            if kind == _ROW:
                self._row, self._column = struct.unpack_from("<I", data)[0] + 1, 0
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", data)
                self._cells.merge(top + 1, left + 1, bottom + 1, right + 1)
            elif kind in _CELLS:
                column, style = struct.unpack_from("<II", data)
                self._put(kind, column + 1, style, data[8:])
            elif kind in _FOLLOWING:
                (style,) = struct.unpack_from("<I", data)
                self._put(_FOLLOWING[kind], self._column + 1, style, data[4:])

    def _put(self, kind: int, column: int, style: int, data: bytes) -> None:
        self._column = column
        self._cells.put(self._row, column, *self._value(kind, data, style & 0xFFFFFF))

    def _value(self, kind: int, data: bytes, style: int) -> tuple[str, str]:
        """The text of a cell, and the number behind it."""
        match _CELLS[kind]:
            case "packed":
                return self._formats.show(packed_number(*struct.unpack_from("<I", data)), style)
            case "double":
                return self._formats.show(double(data), style)
            case "error":
                return error_text(data[0]), ""
            case "truth":
                return truth_text(data[0]), ""
            case "text":
                return one_line(text(data, 0)[0]), ""
            case "rich text":
                return one_line(text(data, 1)[0]), ""
            case "shared text":
                return self._texts[struct.unpack_from("<I", data)[0]], ""
        return "", ""
