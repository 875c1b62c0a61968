"""A workbook of plain tables that filter, scroll and print well. No cell of it is ever a formula.

XlsxWriter stores a Decimal with the digits that it has: 1.29 is 1.29.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scoring import __version__
from scoring.report.listing import Amount, Cell
from scoring.report.xlsx.look import FONT, LINE, Column, Look, Tone, heading_look, height, look, width

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - any fixed time: the same result gives the same bytes
_A4 = 9
_FOOTER = 200  # characters; Excel takes 255, with the page numbers
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; where it has no rows it says `none`."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[tuple[Tone, Sequence[Cell]]]
    none: str = ""


class Book:
    """A workbook in the making. Its title and the rule sets stand on every page."""

    def __init__(self, title: str, rules: Sequence[str]) -> None:
        self._stream = BytesIO()
        self._book = Workbook(self._stream, _OPTIONS)
        self._book.set_properties({"title": title, "created": _CREATED})
        self._title = title
        self._rules = _listed(rules)
        self._formats: dict[frozenset[tuple[str, object]], Format] = {}

    def add(self, sheet: Sheet) -> None:
        """Write a table on a sheet of its own."""
        page = self._book.add_worksheet(sheet.name)
        columns = list(enumerate(sheet.columns))
        widths = [width(column, [row[number] for _, row in sheet.rows]) for number, column in columns]
        for number, column in columns:
            page.set_column(number, number, widths[number])
            page.write_string(0, number, column.heading, self._format(heading_look(column)))
        page.set_row(0, height([column.heading for _, column in columns], widths) + LINE)
        for line, (tone, row) in enumerate(sheet.rows, start=1):
            page.set_row(line, height(row, widths))
            for number, column in columns:
                cell = row[number]
                self._write(page, line, number, cell, self._format(look(column, tone, cell)))
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        else:
            page.write_string(1, 0, sheet.none, self._format(FONT))
        page.freeze_panes(1, 0)
        self._set_up_print(page, sheet.name)

    def close(self) -> bytes:
        """The content of the file."""
        self._book.close()
        return self._stream.getvalue()

    def _format(self, look: Look) -> Format:
        key = frozenset(look.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _write(self, page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
        match cell:
            case Amount():
                page.write_number(row, column, cell.value.scaleb(-2) if cell.percent else cell.value, look)
            case date():
                page.write_datetime(row, column, cell, look)
            case int():
                page.write_number(row, column, cell, look)
            case _:
                page.write_string(row, column, cell, look)

    def _set_up_print(self, page: Worksheet, name: str) -> None:
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.center_horizontally()
        page.set_header(f'&C&"宋体,Bold"&14{self._title}　{name}')
        page.set_footer(f"&L&8{self._rules}&R&8jixiao {__version__}　第 &P 页，共 &N 页")


def _listed(rules: Sequence[str]) -> str:
    """The rule sets, as many as there is room for; & would begin a code."""
    shown = "规则：" + "、".join(rules).replace("&", "&&")
    return shown if len(shown) <= _FOOTER else "规则见“说明”"
