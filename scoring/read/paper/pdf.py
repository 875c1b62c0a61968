"""PDF files with a text layer: the whole document as one grid, lines and table rows in reading order.

Only what is ruled counts as a table. Its columns are the lines on the page: tables of the same width,
such as the parts of a form broken over pages, share one set of them, so that a cell of the second page
stands in the column of its heading on the first. A row torn in two by the end of a page stays two rows.

Left out: what repeats at the foot of the pages (a form goes on behind it), characters across the page
(watermarks) and beyond its edge. Pages that are pictures are named in a remark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scoring.model.raw import Cell, Grid, Row
from scoring.place import Place
from scoring.read.limits import CellMaker
from scoring.read.paper.pdfpage import ASK_ORIGINAL, fail, pages, sentences
from scoring.read.paper.pdftable import Columns, Line, PageText, Table, page_text

Remarks = tuple[tuple[str, Place], ...]

_NO_TEXT = f"这是扫描件或图片型 PDF，没有可读取的文字，{ASK_ORIGINAL}"
_NO_CODES = f"PDF 文件中的字大多没有编码，取不出文字，{ASK_ORIGINAL}"
_SOME_CODES = "PDF 文件中有 {} 个字没有编码，以“〓”代替，请对照原件核对。"
_PICTURES = "第 {} 页没有文字，可能是扫描的图片，没有读取，其中如有自评表，" + ASK_ORIGINAL
_DRAWING = "第 {} 页线条过多，没有当作表格读取，其中如有自评表，" + ASK_ORIGINAL
_NO_TABLE = f"PDF 文件中没有带框线的表格，各栏无法分辨，其中如有自评表，{ASK_ORIGINAL}"
_NAMED_PAGES = 10

_FOOT = 8  # what part of the page, from its end, running feet stand in: the last eighth
_HAIR = 20  # tenths of a point
_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes, file: str) -> tuple[tuple[Grid, ...], Remarks]:
    """Read every page."""
    with sentences(file):
        read = [page_text(page) for page in pages(data, file)]
    _check_text(read, file)
    columns = Columns(table for page in read for table in page.tables)
    feet = _running_feet(read)
    maker = CellMaker()
    rows = tuple(
        row
        for number, page in enumerate(read, start=1)
        for row in _rows(page, Place(file=file, page=number), columns, feet, maker)
    )
    return (Grid(name="", rows=rows, ruled=True),), _remarks(read, file)


def _check_text(read: Sequence[PageText], file: str) -> None:
    characters = sum(page.characters for page in read)
    if not characters:
        fail(_NO_TEXT, file)
    if 2 * sum(page.unknown for page in read) > characters:
        fail(_NO_CODES, file)


def _remarks(read: Sequence[PageText], file: str) -> Remarks:
    whole = Place(file=file)
    remarks: list[tuple[str, Place]] = []
    if not any(page.tables or page.overruled for page in read):
        remarks.append((_NO_TABLE, whole))
    numbered = list(enumerate(read, start=1))
    pictures = [number for number, page in numbered if page.has_pictures and not page.characters]
    if pictures:
        remarks.append((_PICTURES.format(_named(pictures)), replace(whole, page=pictures[0])))
    overruled = [number for number, page in numbered if page.overruled]
    if overruled:
        remarks.append((_DRAWING.format(_named(overruled)), replace(whole, page=overruled[0])))
    if unknown := sum(page.unknown for page in read):
        remarks.append((_SOME_CODES.format(unknown), whole))
    return tuple(remarks)


def _named(numbers: Sequence[int]) -> str:
    more = "等" if len(numbers) > _NAMED_PAGES else ""
    return "、".join(map(str, numbers[:_NAMED_PAGES])) + more


@dataclass(frozen=True, slots=True)
class _Foot:
    """A line at the foot of a page, as it is the same on every page."""

    words: str
    from_end: int


def _foot(line: Line, page: PageText) -> _Foot | None:
    from_end = page.height - line.bottom
    if from_end * _FOOT > page.height:
        return None
    return _Foot(_DIGITS.sub("#", "".join(line.texts)), from_end // _HAIR)


def _running_feet(read: Sequence[PageText]) -> frozenset[_Foot]:
    """What stands on two pages or more at the same height, whatever the numbers in it."""
    seen = Counter(foot for page in read for foot in {_foot(line, page) for line in page.lines})
    return frozenset(foot for foot, times in seen.items() if foot and times > 1)


def _rows(
    page: PageText, place: Place, columns: Columns, feet: frozenset[_Foot], maker: CellMaker
) -> Iterable[Row]:
    """Lines and tables from top to bottom; lines and tables are counted on each page from 1."""
    lines = enumerate(page.lines, start=1)
    tables = enumerate(page.tables, start=1)
    parts: list[tuple[int, list[Row]]] = [
        (line.bottom, [_line(line, replace(place, row=number), maker)])
        for number, line in lines
        if _foot(line, page) not in feet
    ]
    parts += [(table.top, _table(table, replace(place, table=n), columns, maker)) for n, table in tables]
    return (row for _, rows in sorted(parts, key=lambda part: part[0]) for row in rows)


def _line(line: Line, place: Place, maker: CellMaker) -> Row:
    cells = [maker.cell(text, replace(place, column=n)) for n, text in enumerate(line.texts, start=1)]
    return Row(tuple(cells), place)


def _table(table: Table, place: Place, columns: Columns, maker: CellMaker) -> list[Row]:
    rows = []
    for number, texts in enumerate(table.rows, start=1):
        where = replace(place, row=number)
        cells: list[Cell] = []
        for left, right, text in texts:
            if text:
                spot = replace(where, column=columns.number(table, left))
                cells.append(maker.cell(text, spot, width=columns.width(table, left, right)))
        if cells:
            rows.append(Row(tuple(cells), where))
    return rows
