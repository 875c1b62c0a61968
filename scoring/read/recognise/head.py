"""The head of a form: whose it is, for which year, and the date it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scoring.model.form import Text
from scoring.model.money import MoneyUnit
from scoring.model.raw import Cell, Row
from scoring.read.recognise.labels import heading, is_known, key, money_unit, title_kind
from scoring.read.recognise.rows import place_of
from scoring.read.recognise.words import (
    DEPARTMENT_NAME,
    FUND_COLUMNS,
    HEAD_LABELS,
    IMPLEMENTING,
    PROJECT_NAME,
    SUPERVISING,
)

_LABELS = PROJECT_NAME | DEPARTMENT_NAME | SUPERVISING | IMPLEMENTING | frozenset(FUND_COLUMNS)
_YEAR = re.compile(r"(20\d{2})年度|^\(?(20\d{2})年\)?$")
_DATE = re.compile(r"20\d{2}年\d{1,2}月(\d{1,2}日)?")
_ASIDE = re.compile(r"填表|联系|填报|单位:|金额单位|制表")


@dataclass
class Head:
    """What the rows above the funds told so far."""

    title: Text
    year: int | None = None
    date: str = ""
    money_unit: MoneyUnit = MoneyUnit.WAN
    labelled: dict[str, Text] = field(default_factory=dict)
    beside: dict[str, Text] = field(default_factory=dict)
    loose: list[Text] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Read one row of the head."""
        self.note_money_unit(row)
        for cell in row.cells:
            self._year_and_date(cell)
        for label, cell in _labelled(row):
            self.labelled.setdefault(label, Text(cell.text, cell.place))
        for cell in row.cells:
            if heading(cell.text) in HEAD_LABELS:
                beside = Text("", place_of(row, cell.column + cell.width))
                self.beside.setdefault(heading(cell.text), beside)
        if len(row.cells) == 1 and self._is_loose(row.cells[0]):
            cell = row.cells[0]
            self.loose.append(Text(cell.text, cell.place))

    def note_money_unit(self, row: Row) -> None:
        """Note the unit of money where a heading or a line of its own tells it."""
        for cell in row.cells:
            self.money_unit = money_unit(cell.text) or self.money_unit

    def name(self, words: frozenset[str]) -> Text:
        """The value beside one of the labels; where there is none, an empty one where it should stand."""
        known = [*self.labelled.items(), *self.beside.items()]
        return next((text for label, text in known if label in words), Text("", self.title.place))

    @property
    def project(self) -> Text:
        """项目名称. Where text has moved it out of its row, the loose line under the title holds it."""
        name = self.name(PROJECT_NAME)
        others = {key(self.name(SUPERVISING).text), key(self.name(IMPLEMENTING).text)}
        others |= {key(text.text) for text in self.loose[1:]}
        return self.loose[0] if self.loose and (not name or key(name.text) in others) else name

    def _year_and_date(self, cell: Cell) -> None:
        if self.year is None and (found := _YEAR.search(key(cell.text))):
            self.year = int(found[1] or found[2])
        if not self.date and (found := _DATE.fullmatch(key(cell.text))):
            self.date = found[0]

    def _is_loose(self, cell: Cell) -> bool:
        text = key(cell.text)
        known = is_known(cell.text) or title_kind(cell.text) or money_unit(cell.text)
        dated = _DATE.fullmatch(text) or re.fullmatch(r"\(?20\d{2}年度?\)?", text)
        return not (known or dated or _ASIDE.search(text))


def _labelled(row: Row) -> list[tuple[str, Cell]]:
    """Each label of the row with the cell after it, if that is not a label itself."""
    pairs = zip(row.cells, row.cells[1:], strict=False)
    return [
        (heading(label.text), cell)
        for label, cell in pairs
        if heading(label.text) in _LABELS - set(FUND_COLUMNS) and heading(cell.text) not in _LABELS
    ]
