"""Walk through a file's rows and hand each to the form, table or text it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scoring.model.document import Document
from scoring.model.form import AnyForm, Remark, Text
from scoring.model.raw import Grid, RawDocument, Row
from scoring.model.summary import SummaryTable
from scoring.read.recognise.forms import FormReader
from scoring.read.recognise.head import Head
from scoring.read.recognise.rows import find
from scoring.read.recognise.tables import StatementReader, SummaryReader
from scoring.read.recognise.words import (
    DEPARTMENT_NAME,
    GRADE,
    PROJECT_NAME,
    SUBCATEGORIES,
    heading,
    key,
    title_kind,
)

_NO_SCORES = "从这里起的表没有标题，也没有分值、得分栏，不是自评表（可能是绩效目标表），未作复核。"
_EMPTY = "从这里起的自评表是空白的，没有项目名称、金额和指标，未作复核。"
_YEAR = re.compile(r"^(20\d{2})年度")


def recognise(raw: RawDocument) -> Document:
    """Everything that the file holds, in its order."""
    walks = [Walk(grid) for grid in raw.grids]
    for walk in walks:
        for row in walk.grid.rows:
            walk.step(row)
        walk.close()
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        forms=tuple(form for walk in walks for form in walk.forms),
        summaries=tuple(table for walk in walks for table in walk.summaries),
        statements=tuple(statement for walk in walks for statement in walk.text.statements),
        remarks=(
            *(Remark(message, place) for message, place in raw.remarks),
            *(remark for walk in walks for remark in walk.remarks),
        ),
    )


@dataclass
class Walk:
    """The state while walking down one grid."""

    grid: Grid
    forms: list[AnyForm] = field(default_factory=list)
    summaries: list[SummaryTable] = field(default_factory=list)
    text: StatementReader = field(default_factory=StatementReader)
    form: FormReader | None = None
    summary: SummaryReader | None = None
    year: int | None = None
    remarks: list[Remark] = field(default_factory=list)

    def step(self, row: Row) -> None:
        """Hand on the next row."""
        if self._starts(row):
            return
        if self.summary and not self.summary.take(row):
            self.close()
        if self.summary:
            return
        if self.form and not self.form.ended:
            self.form.take(row)
        elif self.form and find(row, GRADE):
            self.form.take_grade(row)
        elif self._headless(row):
            self.close()
            head = Head(Text("", row.place))
            self.form = FormReader("project", head, self.grid.ruled, headless=True, section="indicators")
            self.form.take(row)
        else:
            self._running_text(row)

    def close(self) -> None:
        """End what is being read."""
        if self.form and self.form.is_empty:
            self.remarks.append(Remark(_EMPTY, self.form.head.title.place))
        elif self.form and self.form.is_self_evaluation:
            self.forms.append(self.form.form(self.year))
        elif self.form:
            self.remarks.append(Remark(_NO_SCORES, self.form.head.title.place))
        if self.summary:
            self.summaries.append(self.summary.table())
        self.form = self.summary = None

    def _starts(self, row: Row) -> bool:
        """A title starts a form or a table; a form without a title starts at its name."""
        title = next((cell for cell in row.cells if title_kind(cell.text)), None)
        if title:
            self.close()
            kind, text = str(title_kind(title.text)), Text(title.text, title.place)
            if kind == "summary":
                self.summary = SummaryReader(text, self.grid.ruled)
                return True
            self.form = FormReader(kind, Head(text), self.grid.ruled)
            self.form.take(row)
            return True
        return self._untitled(row)

    def _untitled(self, row: Row) -> bool:
        if (self.form and not self.form.ended) or self.summary:
            return False
        label = find(row, PROJECT_NAME | DEPARTMENT_NAME)
        if label is None or len(row.cells) > 4 or row.cells[0] is not label:
            return False
        self.close()
        kind = "project" if heading(label.text) in PROJECT_NAME else "department"
        self.form = FormReader(kind, Head(Text("", row.place)), self.grid.ruled)
        self.form.take(row)
        return True

    def _headless(self, row: Row) -> bool:
        """A row of the indicator part outside any form: the form's first page is missing."""
        return len(row.cells) > 1 and any(heading(cell.text) in SUBCATEGORIES for cell in row.cells)

    def _running_text(self, row: Row) -> None:
        if self.year is None and (found := _YEAR.match(key(row.cells[0].text))):
            self.year = int(found[1])
        self.text.take(row)
