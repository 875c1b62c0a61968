"""项目支出绩效目标(申报)表: the targets of one project in a table of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.model.form import Figure, Remark, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import Amounts, ProjectTarget, TargetIndicator
from scoring.read.recognise.head import Head
from scoring.read.recognise.indicators import Carried, read_indicator
from scoring.read.recognise.labels import fund_label, heading
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import columns, figure_of, find, is_number, snap, widths
from scoring.read.recognise.targets.cells import name_of, prose_of, slipped, target_of
from scoring.read.recognise.targets.department import GOALS
from scoring.read.recognise.targets.header import AMOUNTS
from scoring.read.recognise.words import (
    FUND_TOTALS,
    IMPLEMENTING,
    INDICATOR_COLUMNS,
    PROJECT_NAME,
    SUPERVISING,
)

_SOURCES = {
    "财政拨款": "government",
    "政府预算资金": "government",
    "财政专户管理资金": "special",
    "单位资金": "own",
}
_CODES = frozenset({"项目编码", "项目代码", "项目编号"})


@dataclass
class _Single:
    """What was read of the table so far."""

    head: Head
    code: Text | None = None
    goal: Text | None = None
    amounts: dict[str, Figure] = field(default_factory=dict)
    indicators: list[TargetIndicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_single(title: Text, rows: Sequence[Row], ruled: bool, year: int | None) -> ProjectTarget | None:
    """The project of one table, None where the rows hold no table with 三级指标 and 指标值."""
    found = _Single(Head(title, year))
    at: dict[str, int] = {}
    headings: dict[int, int] = {}
    carried = Carried()
    for row in rows:
        heads = columns(row, INDICATOR_COLUMNS)
        if {"name", "target"} <= set(heads):
            at, headings = heads, widths(row)
        elif at:
            _indicator(found, snap(row, headings) if ruled else row, at, ruled, carried)
        else:
            _head(found, row)
    return _target(title, found) if at else None


def _head(found: _Single, row: Row) -> None:
    found.head.take(row)
    if cell := _beside(row, GOALS):
        found.goal = found.goal or prose_of(cell, cell.place)
    if cell := _beside(row, _CODES):
        found.code = Text(cell.text, cell.place)
    for label, cell in zip(row.cells, row.cells[1:], strict=False):
        word = fund_label(label.text)
        role = "total" if word in FUND_TOTALS else _SOURCES.get(word)
        if role and is_number(cell):
            found.amounts.setdefault(role, figure_of(cell, cell.place))


def _indicator(found: _Single, row: Row, at: dict[str, int], ruled: bool, carried: Carried) -> None:
    indicator, moved, unplaced = read_indicator(row, at, ruled, carried)
    if moved:
        found.remarks.append(slipped(row))
    if unplaced:
        found.remarks.append(not_understood(unplaced))
    if indicator is None:
        return
    written = Cell(indicator.target.text, indicator.target.place.column, indicator.target.place)
    target, doubts = target_of(written, written.place)
    found.remarks += doubts
    name = Cell(indicator.name.text, indicator.name.place.column, indicator.name.place)
    found.indicators.append(
        TargetIndicator(
            indicator.category,
            indicator.category_text,
            indicator.subcategory,
            name_of(name, name.place),
            target,
            Text("", target.place),
        )
    )


def _target(title: Text, found: _Single) -> ProjectTarget:
    head, nothing = found.head, Text("", title.place)
    supervising = head.name(SUPERVISING)
    name = head.name(PROJECT_NAME)
    return ProjectTarget(
        title=title,
        place=name.place,
        year=head.year,
        code=found.code or nothing,
        name=Text(name.text, name.place),
        unit_code="",
        unit_name=head.name(IMPLEMENTING).text or supervising.text,
        supervising_department=supervising.text,
        money_unit=head.money_unit,
        amounts=Amounts(*(found.amounts.get(role, Figure("", title.place)) for role in AMOUNTS)),
        goal=found.goal or nothing,
        indicators=tuple(found.indicators),
        remarks=tuple(found.remarks),
    )


def _beside(row: Row, words: frozenset[str]) -> Cell | None:
    """The cell after a label, if the row has both."""
    label = find(row, words)
    after = (cell for cell in row.cells if label and cell.column > label.column)
    return next((cell for cell in after if heading(cell.text) not in words), None)
