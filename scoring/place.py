"""Where a datum stands, as a person counts it in the program he opens the file with."""

from __future__ import annotations

from dataclasses import dataclass


def column_letters(column: int) -> str:
    """Name a spreadsheet column (1 → A, 27 → AA)."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; all that is counted counts from 1, 0 means “the whole”.

    With `sheet` it is a worksheet cell, with `page` or `table` a table cell, with `paragraph` a
    paragraph outside tables, otherwise a line of text.
    """

    file: str
    sheet: str = ""
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0

    def at(self, column: int) -> Place:
        """The place in this row, in the column given."""
        return Place(self.file, self.sheet, self.page, self.table, self.row, column, self.paragraph)

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table, which may be empty; in a line of text what is missing may have
        slipped elsewhere."""
        return bool(self.column and (self.sheet or self.page or self.table))

    @property
    def spot(self) -> str:
        """The place within the file: 自评表!F12, 第3页表1第4行第2列, 表2第5行第3列, 第7段 or
        第634行第3格; "" for all of it."""
        if self.sheet:
            if not self.row:
                return self.sheet
            if not self.column:
                return f"{self.sheet}!第{self.row}行"
            return f"{self.sheet}!{column_letters(self.column)}{self.row}"
        if self.page or self.table:
            parts = [
                (self.page, "第{}页"),
                (self.table, "表{}"),
                (self.row, "第{}行"),
                (self.column, "第{}列"),
            ]
            return "".join(form.format(n) for n, form in parts if n)
        if self.paragraph:
            return f"第{self.paragraph}段"
        line = f"第{self.row}行" if self.row else ""
        return line + (f"第{self.column}格" if self.row and self.column else "")

    def __str__(self) -> str:
        return f"{self.file} › {self.spot}" if self.spot else self.file
