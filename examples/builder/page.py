"""A ruled form on one worksheet, written line by line from the top."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from builder.cells import Cell, stored
from builder.cells import height as text_height

SONG, FANGSONG = "宋体", "仿宋"
_THIN = Side(style="thin")
_BOX, _OPEN = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN), Border()


class Page:
    """A worksheet that prints on one page of A4."""

    def __init__(
        self, title: str, widths: Sequence[float], *, landscape: bool = False, beside: Page | None = None
    ) -> None:
        """An empty page under its title; `beside` is a page of the workbook that it is to stand in."""
        self.book: Workbook = beside.book if beside else Workbook()
        self.sheet = self.book.create_sheet() if beside else self.book.worksheets[0]
        self.sheet.title = title
        self.widths = widths
        self.heights: list[float] = []
        for column, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self._set_up_print(landscape)
        self.plain(Cell(title, len(widths)), font=Font(name=SONG, size=18, bold=True), height=34)

    @property
    def next_row(self) -> int:
        """The row that the next line will take."""
        return len(self.heights) + 1

    def line(self, *cells: Cell) -> None:
        """A ruled line."""
        self._row(cells, Font(name=FANGSONG, size=10), 0, _BOX)

    def plain(self, *cells: Cell, font: Font | None = None, height: float = 0) -> None:
        """A line without rules, above or below the form."""
        self._row(cells, font or Font(name=FANGSONG, size=10), height, _OPEN)

    def block(self, column: int, first: int, last: int, text: str) -> None:
        """Join the rows `first` to `last` of a column around one text, and give it the room it needs."""
        self._join(first, column, rows=last - first + 1)
        self.sheet.cell(first, column).value = text
        short = text_height(text, self.widths[column - 1]) - sum(self.heights[first - 1 : last])
        for row in range(first, last + 1) if short > 0 else ():
            self._set_height(row, self.heights[row - 1] + short / (last - first + 1))

    def join(self, column: int, first: int, last: int, columns: int = 1) -> None:
        """Join the rows `first` to `last` of one column or several around what the first cell holds."""
        self._join(first, column, rows=last - first + 1, columns=columns)

    def _row(self, cells: Sequence[Cell], font: Font, height: float, border: Border) -> None:
        row, column = self.next_row, 1
        for cell in cells:
            self._put(row, column, cell, font, border)
            width = sum(self.widths[column - 1 : column - 1 + cell.span])
            height = max(height, text_height(cell.text, width))
            column += cell.span
        self.heights.append(0)
        self._set_height(row, height)

    def _put(self, row: int, column: int, cell: Cell, font: Font, border: Border) -> None:
        for offset in range(cell.span):
            self.sheet.cell(row, column + offset).border = border
        target = self.sheet.cell(row, column)
        number = stored(cell.text) if cell.figure else None
        # "@" keeps a text such as =1套 or 95% a text, also after somebody edits the cell.
        target.value, target.number_format = number or (cell.text or None, "General" if cell.figure else "@")
        if not number and cell.text:
            target.data_type = "s"
        target.font = font
        target.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=True)
        self._join(row, column, columns=cell.span)

    def _join(self, row: int, column: int, *, rows: int = 1, columns: int = 1) -> None:
        if rows * columns > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1
            )

    def _set_height(self, row: int, height: float) -> None:
        self.heights[row - 1] = height
        self.sheet.row_dimensions[row].height = height

    def _set_up_print(self, landscape: bool) -> None:
        setup = self.sheet.page_setup
        setup.paperSize = 9  # A4
        setup.orientation = "landscape" if landscape else "portrait"
        setup.fitToWidth = setup.fitToHeight = 1
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.print_options.horizontalCentered = True
        self.sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.8, footer=0.4)
        footer = HeaderFooterItem()
        footer.center.text = "第&P页 共&N页"
        self.sheet.HeaderFooter.oddFooter = footer
