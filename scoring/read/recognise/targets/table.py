"""绩效目标表: which of its three kinds a table is, and the targets in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoring.model.form import Remark, Text
from scoring.model.raw import Row
from scoring.model.target import AnyTarget, ProjectTarget
from scoring.read.recognise.labels import is_continued, key
from scoring.read.recognise.rows import columns, find
from scoring.read.recognise.targets.department import DepartmentTable, heads_department
from scoring.read.recognise.targets.header import find_header, heads_projects, is_heading
from scoring.read.recognise.targets.projects import ProjectTable
from scoring.read.recognise.targets.single import read_single
from scoring.read.recognise.words import DEPARTMENT_NAME, INDICATOR_COLUMNS, PROJECT_NAME

_YEAR = re.compile(r"(20\d{2})年")
_NOTHING = "从这里起的绩效目标表没有读到项目和指标，表头应有“三级指标”“指标值”等字样，请核对。"
_LEAD = 3  # rows of headings that stand above the one by which a table is known


@dataclass
class TargetTable:
    """The rows since a table began, whatever it is; `kind` (project or department) marks one of targets."""

    title: Text | None = None
    kind: str = ""
    rows: list[Row] = field(default_factory=list)

    def begins_at(self, row: Row) -> bool:
        """Whether a table without a title shows at this row by its headings that it is one of targets."""
        if heads_projects(row):
            return self.kind != "project"
        return not self.kind and heads_department(row)

    def begun(self, row: Row) -> TargetTable:
        """The table without a title to which the row and the headings above it belong."""
        if not heads_projects(row):
            return TargetTable(Text("", row.place), "department")
        above: list[Row] = []
        while self.rows and len(above) < _LEAD and is_heading(self.rows[-1]):
            above.insert(0, self.rows.pop())
        return TargetTable(Text("", row.place), "project", above)

    def goes_on_with(self, title: str) -> bool:
        """Whether a title is only written again, as it is at the top of each page."""
        again = bool(self.title) and key(title) == key(self.title.text if self.title else "")
        return bool(self.kind) and (again or is_continued(title))

    def is_scored(self, row: Row) -> bool:
        """Whether a row has the headings of a form for scores, whatever the title said."""
        return bool(self.kind) and {"target", "score"} <= set(columns(row, INDICATOR_COLUMNS))

    def read(self, ruled: bool, year: int | None) -> tuple[list[AnyTarget], list[Remark]]:
        """The targets, and what is to be told of the table; neither where there is no table.

        `ruled` tells that columns can be trusted; `year` serves where the table names none.
        """
        if not any(len(row.cells) > 1 for row in self.rows):
            return [], []
        title = self.title or Text("", self.rows[0].place)
        found, remarks = self._targets(title, ruled, _year(title, self.rows) or year)
        if found:
            return found, [Remark(_said(found), title.place), *remarks]
        return [], [*remarks, Remark(_NOTHING, title.place)] if self.kind else []

    def _targets(self, title: Text, ruled: bool, year: int | None) -> tuple[list[AnyTarget], list[Remark]]:
        if header := find_header(self.rows):
            table = ProjectTable(title, header, ruled, year)
            return [*table.read(self.rows[header.last + 1 :])], table.remarks
        if any(map(heads_department, self.rows)) or self.kind == "department":
            parts = _parts(self.rows, DEPARTMENT_NAME)
            departments = [DepartmentTable(title, ruled, year).read(part) for part in parts]
            return [one for one in departments if one.name or one.indicators], []
        singles = [read_single(title, part, ruled, year) for part in _parts(self.rows, PROJECT_NAME)]
        return [single for single in singles if single], []


def _year(title: Text, rows: Sequence[Row]) -> int | None:
    texts = [title.text, *(cell.text for row in rows[:4] for cell in row.cells)]
    return next((int(found[1]) for text in texts if (found := _YEAR.search(key(text)))), None)


def _said(found: Sequence[AnyTarget]) -> str:
    projects = sum(isinstance(target, ProjectTarget) for target in found)
    what = f"绩效目标表（{projects} 个项目）" if projects else "部门整体绩效目标表"
    return f"从这里起是{what}，不作复核。"


def _parts(rows: Sequence[Row], names: frozenset[str]) -> Iterator[list[Row]]:
    """The rows cut where another table's name stands; what precedes the first one belongs to it."""
    part: list[Row] = []
    named = False
    for row in rows:
        if find(row, names):
            if named:
                yield part
                part = []
            named = True
        part.append(row)
    yield part
