"""Fill a drafted page as a person would, have a spreadsheet compute it, and read what it found."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.drafting.plan import Plan
from scoring.model.form import AnyForm
from scoring.model.raw import Cell
from scoring.read import read_raw
from scoring.read.recognise import recognise
from scoring.write.draft.columns import ACTUAL, BUDGET, DEVIATION, EXECUTED, JUDGED, POINTS, REASON, TARGET
from scoring.write.draft.form import form
from scoring.write.draft.page import GENERAL, Page

Typed = Decimal | str | None
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">\
<value>0</value></prop></item>
</oor:items>
"""
_SECONDS = 300


@dataclass(frozen=True)
class Answers:
    """What a person types into a form: the budget and what was spent (of the first source), the scores of
    资金管理情况, and for each indicator the actual, the judged score and the reason; by number the points
    and the targets that are changed. `percent` are the actuals typed with a percent sign."""

    budget: Typed = None
    executed: Typed = None
    management: Sequence[Typed] = ()
    actuals: Sequence[Typed] = ()
    judged: Sequence[Typed] = ()
    reasons: Sequence[str] = ()
    points: Mapping[int, Typed] = field(default_factory=dict)
    targets: Mapping[int, str] = field(default_factory=dict)
    percent: frozenset[int] = frozenset()
    judged_execution: Typed = None


@dataclass(frozen=True)
class Layout:
    """Where the parts of a drafted form stand, found by their headings."""

    total: int
    management: int
    first: int
    count: int

    @classmethod
    def of(cls, page: Page, plan: Plan) -> Layout:
        """Look for the headings."""
        rows = {cell.value: cell.row for cell in reversed(page.cells) if isinstance(cell.value, str)}
        return cls(
            rows["全年预算数"] + 1, rows.get("情况说明", 0) + 1, rows["三级指标"] + 1, len(plan.indicators)
        )

    @property
    def last(self) -> int:
        """The row 总分."""
        return self.first + max(self.count, 1)

    def cells(self, answers: Answers) -> dict[tuple[int, int], Typed]:
        """What is typed, by row and column."""
        typed: dict[tuple[int, int], Typed] = {
            (self.total + 1, BUDGET): answers.budget,
            (self.total + 1, EXECUTED): answers.executed,
            (self.total, JUDGED): answers.judged_execution,
        }
        for number, score in enumerate(answers.management):
            typed[self.management + number, DEVIATION] = score  # 得分 of this part stands there
        columns = ((ACTUAL, answers.actuals), (JUDGED, answers.judged), (REASON, answers.reasons))
        for column, values in columns:
            typed |= {(self.first + number, column): value for number, value in enumerate(values)}
        for column, changed in ((POINTS, answers.points), (TARGET, answers.targets)):
            typed |= {(self.first + number, column): value for number, value in changed.items()}
        return typed


def filled(plan: Plan, answers: Answers, name: str = "自评表") -> tuple[Page, Layout]:
    """The page of a form with the answers typed in, into cells that are not locked."""
    page = form(plan, name)
    at = Layout.of(page, plan)
    typed = at.cells(answers)
    percent = {(at.first + number, ACTUAL) for number in answers.percent}
    for index, cell in enumerate(page.cells):
        place = (cell.row, cell.column)
        if place in typed:
            assert not cell.style.locked, place
            general = cell.style.number_format == GENERAL and place in percent
            style = replace(cell.style, number_format="0.00%") if general else cell.style
            page.cells[index] = replace(cell, value=typed[place], style=style)
    return page, at


@dataclass
class Office:
    """LibreOffice, which computes every formula anew when it opens a workbook."""

    program: str
    home: Path

    def __post_init__(self) -> None:
        user = self.home / "profile" / "user"
        user.mkdir(parents=True, exist_ok=True)
        (user / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def computed(self, books: Iterable[Path]) -> list[Path]:
        """The workbooks, computed and saved anew, in one go."""
        books = list(books)
        out = self.home / "computed"
        profile = f"-env:UserInstallation={(self.home / 'profile').as_uri()}"
        command = [self.program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
        subprocess.run([*command, *map(str, books)], capture_output=True, timeout=_SECONDS, check=True)
        return [out / book.name for book in books]


def office(home: Path) -> Office:
    """LibreOffice, where it is installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return Office(program, home)


@dataclass(frozen=True)
class Computed:
    """A form as the spreadsheet left it: as the tool reads it, and all its cells."""

    form: AnyForm
    cells: Mapping[tuple[int, int], Cell]

    def number(self, row: int, column: int) -> Decimal | None:
        """A cell's number; None where it is empty, NaN where it holds something else."""
        cell = self.cells.get((row, column))
        return Decimal(cell.stored or "NaN") if cell else None

    def text(self, row: int, column: int) -> str:
        """A cell's text."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


def read_computed(book: Path) -> list[Computed]:
    """The forms of a workbook, one on each sheet."""
    raw = read_raw(book)
    assert not raw.remarks, raw.remarks
    forms = {found.place.sheet: found for found in recognise(raw).forms}
    return [
        Computed(
            forms[grid.name],
            {(row.place.row, cell.column): cell for row in grid.rows for cell in row.cells},
        )
        for grid in raw.grids
        if grid.name in forms
    ]
