"""Web pages, and Excel exports that are web pages under the name .xls, read like a Word document.

Paragraphs and table rows stand in the order of the page; a table inside a cell follows the row it
stands in, as a table of its own. Read is what a person sees, as far as the page itself tells: no
scripts, no choices of a list, nothing marked as hidden (style sheets are not looked into). Hidden
rows and cells keep their place, as they do in Excel. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid, Row
from scoring.place import Place
from scoring.read.limits import CellMaker
from scoring.read.strings import one_line
from scoring.read.text.htmlparser import parse
from scoring.read.text.htmltable import Attributes, Budget, HtmlTable, stored_number
from scoring.read.workbook.sheets import Content

_UNREAD = frozenset({
    "head", "script", "style", "template", "noscript", "noframes", "iframe", "select", "option", "datalist",
    "del", "rt", "rp", "svg", "xml", "canvas", "audio", "video", "object",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
})  # fmt: skip
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f]+")
_BREAK = "\r"  # written for <br>; the parser leaves no other
_EMPTY_LINE = re.compile(r"\r\s*\r")

_FRAMES = (
    "这是多个工作表的网页，各表的内容在旁边的文件夹里，请用 Excel 或 WPS 打开该文件，另存为 .xlsx 后再试。"
)


def read_html(text: str, file: str) -> Content:
    """Read the whole page. Raises ReadError for a page beyond measure and for one made of frames."""
    page = _Page(file)
    _send(parse(text, file), page)
    return (Grid(name="", rows=page.rows(), ruled=True),), ()


def _send(root: Element, page: _Page) -> None:
    """Tell the page its tags and texts in their order."""
    path: list[tuple[str, Element, Iterator[Element]]] = []
    coming: Iterator[Element] = iter((root,))
    while True:
        element = next(coming, None)
        if element is None:
            if not path:
                return
            name, element, coming = path.pop()
            page.end(name)
        elif isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            path.append((name, element, coming))
            coming = iter(element)
            page.start(name, element.attrib)
            page.text(element.text)
            continue
        page.text(element.tail)  # what follows an element or a comment


@dataclass(slots=True)
class _Line:
    """A row of a table, and its open cell: where it stands and what the page says of it."""

    table: HtmlTable
    place: Place
    cells: list[Cell] = field(default_factory=list)
    column: int = 0
    width: int = 1
    attributes: Attributes = field(default_factory=dict)


class _Page:
    """Gathers paragraphs and table rows."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._maker = CellMaker()
        self._budget = Budget()
        self._lines: list[_Line] = []
        # The open row of the table being read and of those around it; first comes the page itself.
        self._open = [_Line(HtmlTable(Place(file=file), self._budget), Place(file=file))]
        self._tables = self._paragraphs = 0
        self._unread = 0  # elements open since one that is not read

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if self._unread:
            self._unread += 1
            return
        if name == "tr":
            self._begin_row()
        elif name in _CELLS:
            self._begin_cell(attributes)
        if name in _UNREAD or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            self._unread = 1
        elif name == "br":
            self._write(_BREAK)
        elif name in _GROUPS:
            self._open[-1].table.begin_group()
        elif name in _BLOCKS:
            self._break()
            if name == "table":
                self._begin_table()
        elif name == "frameset":
            raise ReadError(_FRAMES, Place(file=self._file))

    def end(self, name: str) -> None:
        """Note an end tag."""
        if self._unread:
            self._unread -= 1
        elif name in _CELLS:
            self._end_cell()
        elif name == "caption":
            self._end_paragraph()
        elif name in _BLOCKS:
            if name == "table":
                self._open.pop()
            self._break()

    def text(self, data: str | None) -> None:
        """Note character data; a line end between two Chinese characters shows no space."""
        if data and not self._unread:
            self._write(_SPACES.sub(lambda space: "\n" if "\n" in space[0] else " ", data))

    def rows(self) -> tuple[Row, ...]:
        """The rows that hold something, in the order of the page."""
        return tuple(Row(tuple(line.cells), line.place) for line in self._lines if line.cells)

    def _write(self, text: str) -> None:
        self._open[-1].table.parts.append(text)

    def _break(self) -> None:
        """Begin a new line inside a table, a new paragraph outside."""
        if len(self._open) > 1:
            self._write("\n")
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        table = self._open[-1].table
        for paragraph in _EMPTY_LINE.split(table.take()):
            if text := one_line(paragraph):
                self._paragraphs += 1
                place = Place(file=self._file, paragraph=self._paragraphs)
                cell = self._maker.cell(text, replace(place, column=1))
                self._lines.append(_Line(table, place, [cell]))

    def _begin_table(self) -> None:
        self._tables += 1
        place = Place(file=self._file, table=self._tables)
        self._open.append(_Line(HtmlTable(place, self._budget), place))

    def _begin_row(self) -> None:
        table = self._open[-1].table
        table.begin_row()
        self._open[-1] = _Line(table, replace(table.place, row=table.row))
        self._lines.append(self._open[-1])

    def _begin_cell(self, attributes: Attributes) -> None:
        line = self._open[-1]
        line.table.take()  # only white space can stand between cells
        line.column, line.width = line.table.begin_cell(attributes)
        line.attributes = attributes

    def _end_cell(self) -> None:
        line = self._open[-1]
        if text := one_line(line.table.take()):
            place = replace(line.place, column=line.column)
            stored = stored_number(line.attributes, text)
            line.cells.append(self._maker.cell(text, place, stored, line.width))
