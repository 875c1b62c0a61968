"""部门(单位)整体绩效目标表: the department's goal, tasks, money and indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scoring.model.form import Remark, Task, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import DepartmentTarget, TargetFund
from scoring.read.recognise.labels import heading, money_unit
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import columns, figure_of, find, is_number, place_of, snap, widths
from scoring.read.recognise.targets.cells import ended, has_room, is_aside, joined, name_of, prose_of, slips
from scoring.read.recognise.targets.departmentindicators import IndicatorReader
from scoring.read.recognise.targets.departmentrows import EXPLANATION_COLUMNS
from scoring.read.recognise.words import DEPARTMENT_NAME, FUND_SOURCES, FUND_TOTALS, TASK_NAME

GOALS = frozenset({"年度履职目标", "年度总体目标", "年度绩效目标", "总体目标", "年度目标"})
_TASKS = {"任务名称": "name", "主要内容": "content"}
_SECTIONS = frozenset({"年度主要任务", "预算情况", "部门预算情况", "绩效指标"}) | GOALS
_FUNDS = FUND_TOTALS | FUND_SOURCES | {"基本支出", "项目支出"}
_NUMBERING = re.compile(r"^.*(?::|\(\d+\)|\d+[.、])")


def heads_department(row: Row) -> bool:
    """Whether a row holds the headings of the department's indicators, 指标值说明 among them."""
    return {"name", "target", "explanation"} <= set(columns(row, EXPLANATION_COLUMNS))


@dataclass
class DepartmentTable:
    """Takes the rows of one table in their order."""

    title: Text
    ruled: bool
    year: int | None
    name: Text | None = None
    goal: Text | None = None
    tasks: list[Task] = field(default_factory=list)
    funds: list[TargetFund] = field(default_factory=list)
    money_unit: str = "万元"
    remarks: list[Remark] = field(default_factory=list)
    section: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[int, int] = field(default_factory=dict)
    indicators: IndicatorReader = field(init=False)
    left: bool = False
    ended: bool = False

    def __post_init__(self) -> None:
        self.indicators = IndicatorReader(self.ruled)

    def read(self, rows: Sequence[Row]) -> DepartmentTarget:
        """The table; `rows` are all from its title on."""
        for row in rows:
            if self.ended:
                break
            told = (unit for cell in row.cells if (unit := money_unit(cell.text)))
            self.money_unit = next(told, self.money_unit)
            if self._opens(row):
                continue
            if is_aside(row):
                self._aside(row)
            else:
                self._take(snap(row, self.headings) if self.ruled else row)
                self.left = False
        empty = Text("", self.title.place)
        return DepartmentTarget(
            title=self.title,
            place=self.title.place,
            year=self.year,
            name=self.name or empty,
            goal=self.goal or empty,
            tasks=tuple(self.tasks),
            money_unit=self.money_unit,
            funds=tuple(self.funds),
            indicators=tuple(self.indicators.indicators),
            remarks=tuple(sorted(self._remarks(), key=lambda remark: remark.place)),
        )

    def _remarks(self) -> list[Remark]:
        return [*self.remarks, *self.indicators.remarks, *slips(self.indicators.slipped)]

    def _opens(self, row: Row) -> bool:
        """Rows that a label tells: the name, the goal, the headings of tasks and of indicators."""
        if heads_department(row) or (self.section == "indicators" and _only_headings(row)):
            self.section, self.headings = "indicators", widths(row)
            self.indicators.columns = columns(row, EXPLANATION_COLUMNS)
        elif self.section == "indicators":
            return False
        elif find(row, TASK_NAME):
            self.section, self.columns, self.headings = "tasks", columns(row, _TASKS), widths(row)
        elif cell := _beside(row, DEPARTMENT_NAME):
            self.name = self.name or name_of(cell, cell.place)
        elif cell := _beside(row, GOALS):
            self.section, self.goal = "goal", prose_of(cell, cell.place)
        else:
            return False
        return True

    def _aside(self, row: Row) -> None:
        if self.section == "indicators":
            self.left = True
            self.indicators.take_aside(row)

    def _take(self, row: Row) -> None:
        if self.left and not self.indicators.goes_on_with(row):
            self.ended = True
            self.remarks.append(ended(row))
        elif self.section == "indicators":
            self.indicators.take(row)
        elif self._fund(row):
            self.section = "funds"
        elif self.section == "tasks":
            self._task(row)
        elif self.section == "goal" and self.goal and has_room(self.goal) and len(row.cells) == 1:
            self.goal, remark = joined(self.goal, row.cells[0])
            self.remarks.append(remark)
        elif (self.section or self.name) and not all(heading(cell.text) in _SECTIONS for cell in row.cells):
            self.remarks.append(not_understood(list(row.cells)))

    def _fund(self, row: Row) -> bool:
        cells = [cell for cell in row.cells if heading(cell.text) not in _SECTIONS]
        if not cells or _NUMBERING.sub("", heading(cells[0].text)) not in _FUNDS:
            return False
        label, figures = cells[0], [cell for cell in cells[1:] if is_number(cell)]
        column = self.funds[-1].figure.place.column if self.funds else label.column + 1
        figure = figure_of(figures[0] if figures else None, place_of(row, column))
        self.funds.append(TargetFund(name_of(label, label.place), figure))
        if len(cells) > 1 + len(figures[:1]):
            self.remarks.append(not_understood([cell for cell in cells[1:] if cell not in figures[:1]]))
        return True

    def _task(self, row: Row) -> None:
        cells = [cell for cell in row.cells if heading(cell.text) not in _SECTIONS]
        found = {role: self._standing(cells, column) for role, column in self.columns.items()}
        if not found.get("name") and len(cells) == 2:
            found = dict(zip(("name", "content"), cells, strict=True))
        name, content = found.get("name"), found.get("content")
        if name:
            texts = (name_of(name, name.place), prose_of(content, row.place), Text("", row.place))
            self.tasks.append(Task(*texts))
        elif content and self.tasks and has_room(self.tasks[-1].content):
            last = self.tasks[-1]
            text, remark = joined(last.content, content)
            self.tasks[-1] = replace(last, content=text)
            self.remarks.append(remark)
        else:
            content = None
        left = [cell for cell in cells if cell not in (name, content)]
        if left:
            self.remarks.append(not_understood(left))

    def _standing(self, cells: Sequence[Cell], column: int) -> Cell | None:
        return next((cell for cell in cells if cell.column == column), None)


def _beside(row: Row, words: frozenset[str]) -> Cell | None:
    """The cell after a label, if the row has both."""
    label = find(row, words)
    return next((cell for cell in row.cells if label and cell.column > label.column), None)


def _only_headings(row: Row) -> bool:
    return len(columns(row, EXPLANATION_COLUMNS)) == len(row.cells) > 1
