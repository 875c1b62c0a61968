"""Waiver tables by their header words: the 差异清单 that this tool writes, and tables written by hand.

They are no papers: their sentences about forms and summary tables must not be read as such.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scoring.model.form import BLANKS
from scoring.model.raw import Grid, Row
from scoring.place import Place
from scoring.read.recognise.labels import key

CODE, FORM, FILE, SPOT = "编号", "自评表", "文件", "位置"
STATED, RECOMPUTED, MESSAGE = "自评", "复算", "说明"
WHO, WHEN, WHY = "认可人", "认可日期", "认可理由"
FILLED_IN = (WHO, WHEN, WHY)

_WORDS = {word: word for word in (CODE, FORM, FILE, SPOT, STATED, RECOMPUTED, MESSAGE, *FILLED_IN)}
_WORDS |= {"项目名称": FORM, "文件名": FILE, "单元格": SPOT}
_IN_EACH = "认可"


@dataclass(frozen=True, slots=True)
class WaiverTable:
    """The columns of a table by their headings, the place of the header, and the rows below."""

    columns: dict[str, int]
    place: Place
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table: the texts by the heading, where something is written."""

    texts: dict[str, str]
    columns: dict[str, int]
    place: Place

    def get(self, heading: str) -> str:
        """The text under a heading, empty where nothing or only a dash is written."""
        return self.texts.get(heading, "")

    def at(self, heading: str) -> Place:
        """The cell under a heading, or the row where there is no such column."""
        column = self.columns.get(heading)
        return self.place.at(column) if column else self.place

    @property
    def filled_in(self) -> bool:
        """Whether anything is said of an acceptance."""
        return any(map(self.get, FILLED_IN))


def waiver_tables(grids: Iterable[Grid]) -> list[WaiverTable]:
    """The waiver tables among the grids of a file."""
    return [table for grid in grids if (table := _table(grid))]


def _table(grid: Grid) -> WaiverTable | None:
    if not any(_IN_EACH in cell.text for row in grid.rows for cell in row.cells):
        return None
    rows = list(_split(grid))
    for index, row in enumerate(rows):
        columns = {_WORDS[word]: cell.column for cell in row.cells if (word := key(cell.text)) in _WORDS}
        if columns.keys() & {*FILLED_IN} and columns.keys() & {CODE, FORM}:
            records = tuple(_record(below, columns) for below in rows[index + 1 :])
            return WaiverTable(columns, row.place, records)
    return None


def _split(grid: Grid) -> Iterator[Row]:
    """The rows of a grid; where a csv file is too short to be known as one, its lines are cut here."""
    for row in grid.rows:
        if grid.ruled or len(row.cells) > 1 or "," not in row.cells[0].text:
            yield row
            continue
        fields = next(csv.reader([row.cells[0].text]))
        cells = (
            replace(row.cells[0], text=field.strip(), column=n, place=row.place.at(n))
            for n, field in enumerate(fields, start=1)
        )
        yield replace(row, cells=tuple(cell for cell in cells if cell.text))


def _record(row: Row, columns: dict[str, int]) -> Record:
    by_column = {cell.column: cell.text for cell in row.cells if cell.text not in BLANKS}
    texts = {heading: by_column[column] for heading, column in columns.items() if column in by_column}
    return Record(texts, columns, row.place)
