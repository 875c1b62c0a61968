"""Walk through a file's rows and hand each to the form, table or text it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from scoring.model.document import Document
from scoring.model.form import AnyForm, Remark, Text
from scoring.model.raw import Cell, Grid, RawDocument, Row
from scoring.model.summary import SummaryTable
from scoring.model.target import AnyTarget
from scoring.read.recognise.claims import ClaimReader
from scoring.read.recognise.flow import Stretch, stretches
from scoring.read.recognise.forms import FormReader
from scoring.read.recognise.head import Head
from scoring.read.recognise.labels import heading, is_continued, key, title_kind
from scoring.read.recognise.parts import Parts
from scoring.read.recognise.personal import personal_numbers
from scoring.read.recognise.rows import find
from scoring.read.recognise.tables import StatementReader, SummaryReader
from scoring.read.recognise.targets import TargetTable
from scoring.read.recognise.waivers import waiver_tables
from scoring.read.recognise.words import DEPARTMENT_NAME, GRADE, PROJECT_NAME, SUBCATEGORIES

_NO_SCORES = "从这里起的表没有标题，也没有分值、得分栏，不是自评表（可能是绩效目标表），未作复核。"
_EMPTY = "从这里起的自评表是空白的，没有项目名称、金额和指标，未作复核。"
_OWN_LIST = "这是复核得出的差异清单（或认可表），不是自评材料，没有作为自评表读取。"
_YEAR = re.compile(r"^(20\d{2})年度")
_TOP = 5  # rows of a sheet that may stand before the first one of a table


def recognise(raw: RawDocument) -> Document:
    """Everything that the file holds, in its order."""
    if lists := waiver_tables(raw.grids):
        return Document(raw.file, raw.sha256, remarks=(Remark(_OWN_LIST, lists[0].place),))
    walk = Walk()
    for grid in raw.grids:
        for stretch in stretches(grid):
            walk.enter(stretch.grid)
            for row in stretch.grid.rows:
                walk.step(row)
            walk.leave(stretch)
    walk.close()
    document = Document(
        file=raw.file,
        sha256=raw.sha256,
        forms=tuple(walk.forms),
        summaries=tuple(walk.summaries),
        statements=tuple(walk.text.statements),
        targets=tuple(walk.targets),
        remarks=(*(Remark(message, place) for message, place in raw.remarks), *walk.remarks),
        claims=walk.claims.end(),
    )
    return replace(document, personal=personal_numbers(raw, document))


@dataclass
class Walk:
    """The state while walking down the grids of a file, one after the other."""

    ruled: bool = True
    forms: list[AnyForm] = field(default_factory=list)
    summaries: list[SummaryTable] = field(default_factory=list)
    text: StatementReader = field(default_factory=StatementReader)
    claims: ClaimReader = field(default_factory=ClaimReader)
    form: FormReader | None = None
    summary: SummaryReader | None = None
    year: int | None = None
    remarks: list[Remark] = field(default_factory=list)
    targets: list[AnyTarget] = field(default_factory=list)
    table: TargetTable = field(default_factory=TargetTable)

    def enter(self, grid: Grid) -> None:
        """Begin a grid. What is being read ends with the grid before, but for a form without its total
        that goes on here: departments spread one form over several worksheets."""
        first = next((row for row in grid.rows[:_TOP] if len(row.cells) > 1), None)
        goes_on = self.form and first and not self.form.ended and not _begins(first)
        if not (goes_on and first and self.form and self.form.goes_on_with(first)):
            self.close()
        self.ruled = grid.ruled

    def step(self, row: Row) -> None:
        """Hand on the next row."""
        if self._starts(row) or self._in_targets(row):
            return
        if self.summary and not self.summary.take(row):
            self.close()
        if self.summary:
            return
        if self.form and not self.form.ended:
            self.form.take(row, self.ruled)
        elif self.form and find(row, GRADE):
            self.form.take_grade(row)
        elif self._headless(row):
            self.close()
            parts = Parts("project", Head(Text("", row.place)), headless=True)
            self.form = FormReader(parts, section="indicators")
            self.form.take(row, self.ruled)
        else:
            self._running_text(row)

    def leave(self, stretch: Stretch) -> None:
        """End a stretch; what had to be said of it is said of its form."""
        if self.form and stretch.remarks:
            self.form.parts.remarks.extend(stretch.remarks)
            self.form.parts.flat, self.form.parts.lost = True, stretch.lost

    def close(self) -> None:
        """End what is being read."""
        if self.form and not self.form.is_bare:
            parts = self.form.parts
            if parts.is_empty:
                self.remarks.append(Remark(_EMPTY, parts.head.title.place))
            elif parts.is_self_evaluation:
                self.forms.append(parts.form(self.year))
            else:
                self._read_targets(otherwise=[Remark(_NO_SCORES, parts.head.title.place)])
        elif self.table.kind:
            self._read_targets(otherwise=[])
        if self.summary:
            self.summaries.append(self.summary.table())
        self.form, self.summary, self.table = None, None, TargetTable()

    def _read_targets(self, otherwise: list[Remark]) -> None:
        targets, remarks = self.table.read(self.ruled, self.year)
        self.targets += targets
        self.remarks += remarks or otherwise

    def _starts(self, row: Row) -> bool:
        """A title starts a form or a table; a form without a title starts at its name."""
        title = _title(row)
        if title and self.form and not self.form.ended and is_continued(title.text):
            return True
        if title and self.table.goes_on_with(title.text):
            return False
        if title:
            self.close()
            kind, text = str(title_kind(title.text)), Text(title.text, title.place)
            if kind == "summary":
                self.summary = SummaryReader(text, self.ruled)
                return True
            if kind.startswith("target_"):
                self.table = TargetTable(text, kind.removeprefix("target_"), [row])
                return True
            self._begin(kind, text, row)
            return True
        if (self.form and not self.form.ended) or self.summary or self.table.kind:
            return False
        if kind := _name_row(row):
            self.close()
            self._begin(kind, Text("", row.place), row)
        return bool(kind)

    def _begin(self, kind: str, title: Text, row: Row) -> None:
        self.form = FormReader(Parts(kind, Head(title)))
        self.form.take(row, self.ruled)
        self.table.rows.append(row)

    def _in_targets(self, row: Row) -> bool:
        """A row of a target table. One that has headings for scores is a form, whatever its title said."""
        reading = (self.form and not self.form.ended) or self.summary
        if not reading and self.table.begins_at(row):
            table = self.table.begun(row)
            self.close()
            self.table = table
        if self.table.is_scored(row):
            table, self.table = self.table, TargetTable()
            self.form = FormReader(Parts(table.kind, Head(table.title or Text("", row.place))))
            for above in table.rows:
                self.form.take(above, self.ruled)
        self.table.rows.append(row)
        if self.table.kind and len(row.cells) == 1:
            self._running_text(row)
        return bool(self.table.kind)

    def _headless(self, row: Row) -> bool:
        """A row of the indicator part outside any form: the form's first page is missing."""
        return len(row.cells) > 1 and any(heading(cell.text) in SUBCATEGORIES for cell in row.cells)

    def _running_text(self, row: Row) -> None:
        if self.year is None and (found := _YEAR.match(key(row.cells[0].text))):
            self.year = int(found[1])
        self.text.take(row)
        self.claims.take(row)


def _title(row: Row) -> Cell | None:
    return next((cell for cell in row.cells if title_kind(cell.text)), None)


def _name_row(row: Row) -> str:
    """The kind of form whose name the row gives: a form without a title starts there."""
    label = find(row, PROJECT_NAME | DEPARTMENT_NAME)
    if label is None or len(row.cells) > 4 or row.cells[0] is not label:
        return ""
    return "project" if heading(label.text) in PROJECT_NAME else "department"


def _begins(row: Row) -> bool:
    title = _title(row)
    return bool(_name_row(row) or (title and not is_continued(title.text)))
