"""What became of each cell of a file, counted after the file has been read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any

from scoring.model.coverage import Coverage
from scoring.model.document import Document
from scoring.model.form import Text
from scoring.model.raw import Cell, RawDocument, Row
from scoring.place import Place
from scoring.read.recognise.labels import heading, indicator_name, is_known, key, money_unit, title_kind
from scoring.read.recognise.rows import is_value
from scoring.read.recognise.words import (
    FUND_COLUMNS,
    INDICATOR_COLUMNS,
    MANAGEMENT_COLUMNS,
    NOTHING,
    OPERATORS,
    SECTIONS,
    SUBCATEGORIES,
    SUMMARY_COLUMNS,
)

LISTED = 100  # cells and tables that are told with their places

_LABELS = frozenset(MANAGEMENT_COLUMNS).union(
    SUMMARY_COLUMNS,
    {"主要内容", "预算情况", "项目单位(项目名称)", "项目金额", "绩效目标", "(万元)"},
    {"其他需要说明事项", "其他需要说明的问题"},
)
_COLUMNS = _LABELS.union(FUND_COLUMNS, INDICATOR_COLUMNS, SUBCATEGORIES, SECTIONS)
_ASIDE = re.compile(
    r"(填表|填报|联系|联系人|制表|审核|复核|单位|部门|金额单位|负责人|日期|时间)[^:]{0,8}(:|$)|\(?20\d{2}年"
)
_NOTE = re.compile(r"(?:<p>)?(?:注|备注|说明|填表说明|附|\d+[.、])")
_ZERO = re.compile(r"0(?:\.0+)?%?")


class Fate(StrEnum):
    """What a cell turned out to be; the names are those of Coverage."""

    USED = "used"
    LABELS = "labels"
    BLANK = "blank"
    PROSE = "prose"
    OUTSIDE = "outside"
    UNCLEAR = "unclear"


def survey(raw: RawDocument, document: Document) -> Coverage:
    """Count every cell of the file once, and list what was not understood."""
    rows = [row for grid in raw.grids for row in grid.rows]
    told = _Told()
    told.take(document)
    inside = _inside(rows, document)
    walk = _Walk(told)
    for number, row in enumerate(rows):
        walk.inside(row) if number in inside else walk.outside(row)
    return Coverage(
        **{fate.value: walk.counts[fate] for fate in Fate},
        cells=walk.counts.total(),
        unclear_cells=tuple(walk.unclear[:LISTED]),
        outside_parts=tuple(walk.parts[:LISTED]),
    )


@dataclass
class _Walk:
    """The state while walking down the rows; `extra` are the headings of columns that no form needs,
    `in_table` says that the row before belongs to a table that is no form."""

    told: _Told
    counts: Counter[str] = field(default_factory=Counter)
    unclear: list[Text] = field(default_factory=list)
    parts: list[Text] = field(default_factory=list)
    extra: dict[int, Cell] = field(default_factory=dict)
    in_table: bool = False

    def inside(self, row: Row) -> None:
        """Count the cells of a row of a form."""
        self.in_table = False
        headings = _is_heading(row)
        if headings:
            self.extra = {cell.column: cell for cell in row.cells if not _is_label(cell)}
        for cell in row.cells:
            fate = _fate(cell, row, self.told)
            if headings and fate is not Fate.USED:
                fate = Fate.LABELS
            if fate is Fate.UNCLEAR and cell.column in self.extra:
                fate = Fate.OUTSIDE
                self._note(self.parts, self.extra[cell.column])
            self.counts[fate] += 1
            if fate is Fate.UNCLEAR:
                self._note(self.unclear, cell)

    def outside(self, row: Row) -> None:
        """Count the cells of a row that is in no form."""
        self.extra = {}
        alone = len(row.cells) == 1
        for cell in row.cells:
            if self.told.uses(cell, row):
                self.counts[Fate.USED] += 1
            elif _is_label(cell):
                self.counts[Fate.LABELS] += 1
            elif alone:
                self.counts[Fate.PROSE] += 1
            else:
                self.counts[Fate.OUTSIDE] += 1
                if not self.in_table:
                    self._note(self.parts, cell)
                self.in_table = True
        self.in_table = self.in_table and not alone

    def _note(self, cells: list[Text], cell: Cell) -> None:
        told = Text(cell.text, cell.place)
        if told not in cells[-LISTED:]:
            cells.append(told)


@dataclass
class _Told:
    """What the document tells: the places of its data, and the words that stand in it without a place
    (a category, a date); `by_row` has the texts told of one row."""

    places: set[Place] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    by_row: dict[Place, list[str]] = field(default_factory=dict)

    def take(self, value: Any) -> None:
        """Note what a value of the model tells."""
        for part in _parts(value):
            if isinstance(part, str):
                self.words.add(heading(part))
            elif (place := getattr(part, "place", None)) and getattr(part, "text", ""):
                self.places.add(place)
                self.by_row.setdefault(_row_of(place), []).append(part.text)
            else:
                self.take(part)

    def uses(self, cell: Cell, row: Row) -> bool:
        """Whether the cell gave a datum. A line alone may hold a whole form, whose data then have
        columns of their own."""
        return cell.place in self.places or (len(row.cells) == 1 and _row_of(cell.place) in self.by_row)

    def ends_with(self, cell: Cell) -> bool:
        """Whether the cell is the unit of a target split over columns: its text closes another of the row."""
        texts = self.by_row.get(_row_of(cell.place), [])
        return any(len(text) > len(cell.text) and text.endswith(cell.text) for text in texts)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value) and not isinstance(value, Place):
        yield from (getattr(value, field.name) for field in fields(value))


def _row_of(place: Place) -> Place:
    return Place(place.file, place.sheet, place.page, place.table, place.row, 0, place.paragraph)


def _inside(rows: list[Row], document: Document) -> set[int]:
    """The rows from the first to the last of each form or table, by their number in the file."""
    standing = {cell.place: number for number, row in enumerate(rows) for cell in row.cells}
    inside: set[int] = set()
    for table in (*document.forms, *document.summaries, *document.targets):
        told = _Told()
        told.take(table)
        numbers = [standing[place] for place in told.places if place in standing]
        inside |= set(range(min(numbers, default=0), max(numbers, default=-1) + 1))
    return inside


def _fate(cell: Cell, row: Row, told: _Told) -> Fate:
    """What became of a cell of a form."""
    alone = len(row.cells) == 1
    if told.uses(cell, row):
        return Fate.USED
    if _is_label(cell) or (alone and _is_piece(cell)):
        return Fate.LABELS
    if cell.text in OPERATORS or heading(cell.text) in told.words or told.ends_with(cell):
        return Fate.USED
    if cell.text in NOTHING or not indicator_name(cell.text):
        return Fate.BLANK
    if _ZERO.fullmatch(cell.text) and not any(told.uses(other, row) for other in row.cells):
        return Fate.BLANK
    return Fate.PROSE if alone and _NOTE.match(key(cell.text)) else Fate.UNCLEAR


def _is_label(cell: Cell) -> bool:
    known = is_known(cell.text) or heading(cell.text) in _LABELS or title_kind(cell.text)
    return bool(known or money_unit(cell.text) or _ASIDE.match(key(cell.text)))


def _is_heading(row: Row) -> bool:
    """Whether the row holds the headings of columns, one of which may be unknown."""
    return sum(map(_is_label, row.cells)) >= 3 and not any(map(is_value, row.cells))


def _is_piece(cell: Cell) -> bool:
    """Whether a line holds a piece of a heading that was broken over lines (年初, 预算数)."""
    piece = heading(cell.text)
    return len(piece) > 1 and any(word.startswith(piece) or word.endswith(piece) for word in _COLUMNS)
