"""The summary table (汇总表), and scores told in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scoring.model.form import Figure, Text
from scoring.model.money import MoneyUnit
from scoring.model.raw import Row
from scoring.model.summary import Statement, Subject, SummaryRow, SummaryTable
from scoring.read.recognise.labels import heading, key, money_unit
from scoring.read.recognise.rows import columns, figure_at, figure_in, rate_at, snap, text_at, widths
from scoring.read.recognise.words import SUMMARY_COLUMNS, SUMMARY_PARTS, TOTAL


@dataclass
class SummaryReader:
    """Takes the rows of one summary table in order."""

    title: Text
    ruled: bool
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[SummaryRow] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)
    money_unit: MoneyUnit = MoneyUnit.WAN

    def take(self, row: Row) -> bool:
        """Read the next row; False once the table has ended."""
        if not self.rows:
            self.money_unit = next(
                filter(None, (money_unit(cell.text) for cell in row.cells)), self.money_unit
            )
        if self.ruled:
            row = snap(row, self.headings)
        found = columns(row, SUMMARY_COLUMNS)
        if {"name", "total"} <= set(found):
            self.columns, self.headings = found, widths(row)
            return True
        if not self.columns:
            return len(row.cells) <= 3
        name = text_at(row, self.columns["name"])
        if not name or len(row.cells) < 3:
            return self.ruled  # a heading of a group in a worksheet; in a text the table has ended
        if heading(name.text) not in TOTAL:
            self.rows.append(self._row(row, name))
        return True

    def table(self) -> SummaryTable:
        """The table as read."""
        return SummaryTable(self.title, self.title.place, tuple(self.rows), self.money_unit)

    def _row(self, row: Row, name: Text) -> SummaryRow:
        at = self.columns

        def text(role: str) -> Text | None:
            return text_at(row, at[role]) if role in at else None

        return SummaryRow(
            number=text_at(row, at.get("number")).text,
            name=name,
            budget=figure_at(row, at.get("budget")),
            executed=figure_at(row, at.get("executed")),
            rate=rate_at(row, at.get("rate")),
            parts=tuple((part, rate_at(row, at[part])) for part in SUMMARY_PARTS if part in at),
            total=figure_at(row, at["total"]),
            grade=text("grade"),
            initial_budget=figure_at(row, at["initial_budget"]) if "initial_budget" in at else None,
            supervising_department=text("supervising_department"),
            implementing_unit=text("implementing_unit"),
            note=text("note"),
        )


_DEPARTMENT = re.compile(r"部门整体(?:支出)?绩效自评(?:结果|得分|总分)?(?:为|是|得分为?):?([\d.]+)分")
_PROJECT = re.compile(
    r"绩效评价(?:得分|总分|结果)为?:?([\d.]+)分(?:,?(?:评价)?等级为?[“\"]?([优良中差])[”\"]?)?"
)
_PROJECT_NAME = re.compile(r"具体为:(.+?)(?:主要|项目|,|。|$)")
_PROJECT_BUDGET = re.compile(r"预算([\d.]+)万元")
_REACH = 6  # rows after which a project named earlier is no longer meant


@dataclass
class StatementReader:
    """Looks for scores in running text; a project's name and budget may stand some lines before its score."""

    statements: list[Statement] = field(default_factory=list)
    name: str = ""
    budget: Figure | None = None
    age: int = 0

    def take(self, row: Row) -> None:
        """Read a paragraph."""
        if len(row.cells) != 1:
            return
        cell, text = row.cells[0], key(row.cells[0].text)
        self.age += 1
        if found := _PROJECT_NAME.search(text):
            budget = _PROJECT_BUDGET.search(text)
            self.name, self.age = found[1], 0
            self.budget = figure_in(cell, budget[1]) if budget else None
        for match in _DEPARTMENT.finditer(text):
            self.statements.append(Statement(Subject.DEPARTMENT, "", figure_in(cell, match[1]), None))
        for match in _PROJECT.finditer(text):
            if self.name and self.age <= _REACH:
                grade = Text(match[2], cell.place) if match[2] else None
                score = figure_in(cell, match[1])
                self.statements.append(Statement(Subject.PROJECT, self.name, score, grade, self.budget))
