"""Write pages down as a workbook, with XlsxWriter.

Form text is written as text and as nothing else: never a formula, a number or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scoring.errors import RenderError
from scoring.report.printable import printable
from scoring.write.draft.page import Area, Cell, Colour, Entry, Fill, Formula, Look, Page, Style, name_of

SONG, FANGSONG, HEI = "宋体", "仿宋", "黑体"
COLOURS = {Fill.INPUT: "#FFF8D6", Fill.PROPOSAL: "#DDEBFA", Fill.RED: "#F8CBCB", Fill.AMBER: "#FCE0B8"}
_RED_TEXT, _PALE = "#9C0006", "#BFBFBF"
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"font_name": SONG, "font_size": 18, "bold": True},
    Look.PLAIN: {"font_name": FANGSONG, "font_size": 10},
    Look.CELL: {"font_name": FANGSONG, "font_size": 10, "border": 1},
    Look.BESIDE: {
        "font_name": FANGSONG,
        "font_size": 9,
        "font_color": "#595959",
        "border": 1,
        "border_color": _PALE,
    },
    Look.HEADING: {"font_name": HEI, "font_size": 10, "font_color": "#404040"},
    Look.PROSE: {"font_name": FANGSONG, "font_size": 10},
}
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# The sheet is protected against slips, not against its owner: there is no password, and rows and columns
# can be made wider.
_ALLOWED = {"format_cells": True, "format_rows": True, "format_columns": True}
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.8}
_LONGEST_TOLD = 255


def write(pages: Sequence[Page]) -> bytes:
    """The workbook's bytes. Raises RenderError for a text longer than a cell can hold."""
    data = BytesIO()
    book = Workbook(data, _OPTIONS)
    writer = _Writer(book)
    for page in pages:
        writer.page(page)
    book.close()
    return data.getvalue()


class _Sheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet whose formulas are written as they are. XlsxWriter looks through each for seventy functions
    of later editions of Excel, which takes two fifths of the time; none of ours is one of them."""

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


class _Writer:
    """A workbook and the formats that its cells share."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[Style, Format] = {}
        self._colours = {fill: book.add_format(_colour(fill)) for fill in COLOURS}

    def page(self, page: Page) -> None:
        """Write one worksheet."""
        sheet = self._book.add_worksheet(page.name, _Sheet)
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        for row, height in page.heights.items():
            sheet.set_row(row - 1, height)
        for cell in page.cells:
            self._cell(sheet, cell)
        for entry in page.entries:
            _enter(sheet, entry)
        for colour in page.colours:
            self._colour(sheet, colour)
        _set_up(sheet, page)

    def _cell(self, sheet: Worksheet, cell: Cell) -> None:
        style = self._format(cell.style)
        row, column = cell.row - 1, cell.column - 1
        if cell.rows * cell.columns > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
        match cell.value:
            case None | "":
                sheet.write_blank(row, column, None, style)
            case Formula():
                sheet.write_formula(row, column, f"={cell.value.text}", style, cell.value.cached)
            case Decimal():
                sheet.write_number(row, column, cell.value, style)
            case str():
                if sheet.write_string(row, column, str(printable(cell.value)), style):
                    raise RenderError(f"“{cell.value[:30]}…”太长，一个单元格放不下，请缩短后再起草。")

    def _format(self, style: Style) -> Format:
        found = self._formats.get(style)
        if found is None:
            found = self._formats[style] = self._book.add_format(_properties(style))
        return found

    def _colour(self, sheet: Worksheet, colour: Colour) -> None:
        how = {"type": "formula", "criteria": f"={colour.formula}", "format": self._colours[colour.fill]}
        sheet.conditional_format(*_corners(colour.area), how)


def _properties(style: Style) -> dict[str, Any]:
    about = {
        **_LOOKS[style.look],
        "align": style.align,
        "valign": "vcenter",
        "num_format": style.number_format,
        "locked": style.locked,
        "shrink": style.shrink,
        "text_wrap": not style.shrink,
    }
    if style.fill is not Fill.NONE:
        about["bg_color"] = COLOURS[style.fill]
    return about


def _colour(fill: Fill) -> dict[str, Any]:
    about: dict[str, Any] = {"bg_color": COLOURS[fill]}
    return about | {"font_color": _RED_TEXT} if fill is Fill.RED else about


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.top - 1, area.left - 1, area.bottom - 1, area.right - 1


def _enter(sheet: Worksheet, entry: Entry) -> None:
    how: dict[str, Any] = {"show_error": entry.strict}
    if entry.choices:
        how |= {"validate": "list", "source": list(entry.choices)}
    elif entry.low is not None:
        how |= {"validate": "decimal", "criteria": "between", "minimum": entry.low, "maximum": entry.high}
    else:
        how |= {"validate": "any"}
    if entry.told:
        how |= {"input_message": entry.told[:_LONGEST_TOLD]}
    if entry.refusal:
        how |= {"error_message": entry.refusal[:_LONGEST_TOLD]}
    sheet.data_validation(*_corners(entry.area), how)


def _set_up(sheet: Worksheet, page: Page) -> None:
    """A4, one page wide, the headings on each page, protected, no green corners."""
    sheet.set_paper(_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(**_MARGINS)
    sheet.set_footer("&C第&P页 共&N页")
    sheet.print_area(0, 0, page.last_row - 1, page.columns - 1)
    if page.repeat_row:
        sheet.repeat_rows(page.repeat_row - 1)
    sheet.print_black_and_white()
    everything = f"A1:{name_of(page.last_row, len(page.widths))}"
    sheet.ignore_errors({"number_stored_as_text": everything, "formula_differs": everything})
    sheet.protect("", _ALLOWED)
