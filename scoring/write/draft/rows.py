"""Fill a page row by row from the top."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.write.draft.heights import ONE_LINE, height
from scoring.write.draft.page import LABEL, Page, Style, Value


@dataclass(frozen=True, slots=True)
class Part:
    """A cell of a row, over one column or several."""

    value: Value = None
    columns: int = 1
    style: Style = LABEL


@dataclass
class Rows:
    """The page and the row that comes next."""

    page: Page
    row: int = 1

    def line(self, *parts: Part, least: int = 0) -> int:
        """Write a row, as high as its texts need but not lower than `least`; gives its number."""
        column, needed = 1, max(least, ONE_LINE)
        for part in parts:
            self.page.put(self.row, column, part.value, part.style, columns=part.columns)
            if isinstance(part.value, str):
                width = sum(self.page.widths[column - 1 : column - 1 + part.columns])
                needed = max(needed, height(part.value, width))
            column += part.columns
        self.page.heights[self.row] = needed
        self.row += 1
        return self.row - 1

    def label(self, first: int, text: str) -> None:
        """Set a label in the first column, over the rows from `first` to the last one written."""
        self.page.put(first, 1, text, LABEL, rows=self.row - first)
