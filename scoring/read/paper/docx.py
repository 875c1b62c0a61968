"""Word documents (.docx, .docm): the body as one grid, its paragraphs and table rows in their order.

What the printed page would show is read: text inserted while changes were tracked but not text
deleted, the results of fields but not their codes, and no hidden text. A table inside a cell follows
the row it stands in, as a table of its own. Headers, footers, notes and comments are no part of the
body; what the body holds in pictures and text boxes is named in a remark.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from scoring.model.raw import Cell, Grid, Row
from scoring.place import Place
from scoring.read.limits import CellMaker
from scoring.read.package import Attributes, Package
from scoring.read.paper.wordtable import WordTable, value
from scoring.read.strings import one_line

DOCUMENT = "word/document.xml"

Remarks = tuple[tuple[str, Place], ...]

# What is not read: text deleted or moved away, text boxes, phonetic guides, the same again for old
# programs (mc:Fallback); and …Change, which tells what a property was before.
_UNREAD = frozenset({"del", "moveFrom", "txbxContent", "rt", "Fallback"})
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TEXTS = ("t", "m:t")  # of a run, and of a formula
_SYMBOLS = {"A3": "≤", "B3": "≥", "B9": "≠", "B1": "±", "B4": "×", "B8": "÷"}  # of the font Symbol
_UNKNOWN = "〓"  # what Chinese printers set for a character they do not have
_OFF = ("0", "false", "off")
_MAX_DEPTH = 100  # tables inside tables; real ones go two or three deep
_PICTURES = {"pic": "pic", "imagedata": "pic"}  # pic:pic, and v:imagedata of older programs
_LEFT_OUT = {
    "pic": "文档中有 {} 张图片，图片中的文字没有读取，其中如有自评表，请改成可以编辑的表格后再试。",
    "txbxContent": "文档中有 {} 个文本框，其中的文字没有读取，如有自评内容，请移到正文或表格中后再试。",
    "altChunk": "文档中嵌入了 {} 处其他文件的内容，没有读取，请用 Word 或 WPS 打开，另存为 .docx 后再试。",
}


def read_docx(package: Package) -> tuple[tuple[Grid, ...], Remarks]:
    """Read the body of the document."""
    body = _Body(package.file)
    package.parse(DOCUMENT, body.start, body.end, body.text)
    whole = Place(file=package.file)
    remarks = tuple(
        (message.format(body.left_out[kind]), whole)
        for kind, message in _LEFT_OUT.items()
        if body.left_out[kind]
    )
    return (Grid(name="", rows=body.rows(), ruled=True),), remarks


@dataclass(slots=True)
class _Line:
    """A row; its cells keep columns and widths of their table's own grid until the table has been read."""

    table: WordTable
    place: Place
    cells: list[Cell] = field(default_factory=list)

    def row(self) -> Row:
        settled = self.table.settled
        return Row(tuple(_moved(cell, *settled(cell.column, cell.width)) for cell in self.cells), self.place)


def _moved(cell: Cell, column: int, width: int) -> Cell:
    return replace(cell, column=column, width=width, place=replace(cell.place, column=column))


class _Body:
    """Gathers paragraphs and table rows; `left_out` counts what was met and not read."""

    def __init__(self, file: str) -> None:
        self.left_out: Counter[str] = Counter()
        self._file = file
        self._maker = CellMaker()
        self._lines: list[_Line] = []
        # The open row of the table being read and of those around it; first comes the body itself.
        self._open = [_Line(WordTable(0), Place(file=file))]
        self._tables = self._paragraphs = 0
        self._unread = 0  # elements open since one that is not read
        self._in_run = self._hidden = self._in_text = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        local = name.rpartition(":")[2]
        if self._unread:
            self._unread += 1
            return
        if local in _LEFT_OUT or local in _PICTURES:
            self.left_out[_PICTURES.get(local, local)] += 1
        if local in _UNREAD or local.endswith("Change"):
            self._unread = 1
        elif name == "r":
            self._in_run, self._hidden = True, False
        elif name in _TEXTS:
            self._in_text = not self._hidden
        elif self._in_run:
            self._in_run_starts(name, attributes)
        else:
            self._in_table_starts(name, attributes)

    def end(self, name: str) -> None:
        """Note an end tag."""
        if self._unread:
            self._unread -= 1
        elif name in _TEXTS:
            self._in_text = False
        elif name == "r":
            self._in_run = self._hidden = False
        elif name == "p":
            self._end_paragraph()
        elif name == "tc":
            self._end_cell()
        elif name == "tr":
            self._end_row()
        elif name == "tbl":
            self._open.pop()

    def text(self, data: str) -> None:
        """Note character data."""
        if self._in_text:
            self._write(data)

    def rows(self) -> tuple[Row, ...]:
        """The rows that hold something, in the order of the document."""
        return tuple(line.row() for line in self._lines if line.cells)

    def _write(self, text: str) -> None:
        self._open[-1].table.parts.append(text)

    def _in_run_starts(self, name: str, attributes: Attributes) -> None:
        if name == "vanish":
            self._hidden = value(attributes, "val") not in _OFF
        elif self._hidden:
            return
        elif name in _CHARACTERS:
            self._write(_CHARACTERS[name])
        elif name == "sym":
            known = value(attributes, "font") == "Symbol"
            self._write(_SYMBOLS.get(value(attributes, "char")[-2:].upper(), _UNKNOWN) if known else _UNKNOWN)

    def _in_table_starts(self, name: str, attributes: Attributes) -> None:
        if name == "tbl":
            if len(self._open) > _MAX_DEPTH:
                raise ValueError("tables inside tables beyond measure")
            self._tables += 1
            table = WordTable(self._tables)
            self._open.append(_Line(table, Place(file=self._file, table=table.number)))
            return
        table = self._open[-1].table
        table.start(name, attributes)
        if name == "tr":
            self._open[-1] = _Line(table, Place(file=self._file, table=table.number, row=table.row))
            self._lines.append(self._open[-1])

    def _end_paragraph(self) -> None:
        if len(self._open) > 1:
            self._write("\n")
            return
        (body,) = self._open
        if text := one_line(body.table.take()):
            self._paragraphs += 1
            place = Place(file=self._file, paragraph=self._paragraphs)
            cell = self._maker.cell(text, replace(place, column=1))
            self._lines.append(_Line(body.table, place, [cell]))

    def _end_cell(self) -> None:
        line = self._open[-1]
        text, column = one_line(line.table.take()), line.table.end_cell()
        if text and column:
            place = replace(line.place, column=column)
            line.cells.append(self._maker.cell(text, place, width=line.table.span))

    def _end_row(self) -> None:
        if self._lines[-1] is self._open[-1] and not self._lines[-1].cells:
            self._lines.pop()  # so that a million empty rows take no room
