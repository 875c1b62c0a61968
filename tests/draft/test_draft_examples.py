"""Draft, fill in, verify: the published forms filled with their own results, and the example's projects."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from comparison import differences
from conftest import ROOT
from filled import Answers, Computed, Layout, Office, Typed, office, read_computed

from scoring.drafting.lastyear import plan_form
from scoring.drafting.plan import Plan, PlannedIndicator
from scoring.drafting.run import plan_all
from scoring.finding import Severity
from scoring.model.form import Category, ProjectForm
from scoring.numerals import Deadline, Quantity
from scoring.read.sources import sources
from scoring.results import Audit, FormAudit
from scoring.rules import RuleSet
from scoring.score import Part
from scoring.verification import audit, read_all
from scoring.write.draft.answers import is_percent, parsed, takes_share
from scoring.write.draft.book import workbook
from scoring.write.draft.columns import BUDGET, EXECUTED, INITIAL, SCORE
from scoring.write.draft.form import form
from scoring.write.draft.goals import serial


@dataclass(frozen=True)
class Filled:
    """A drafted workbook, filled in and computed."""

    plan: Plan
    answers: Answers
    at: Layout
    book: Path

    @property
    def found(self) -> Computed:
        """What the spreadsheet found."""
        (found,) = read_computed(self.book)
        return found


def typed(target: str, actual: str) -> Typed:
    """How a person types what a form says: a number without its unit, a percentage, a date, or words."""
    wanted, said = parsed(target), parsed(actual)
    if isinstance(said, Quantity) and said.unit.base == "%":
        return said.written.value / (100 if not isinstance(wanted, Quantity) or is_percent(wanted) else 1)
    if isinstance(said, Quantity) and isinstance(wanted, Quantity):
        assert said.unit.factor == wanted.unit.factor, (target, actual)
        return said.written.value
    if isinstance(said, Deadline) and said.exact and said.due:
        return serial(said.due)
    return actual or None


def answers_of(audited: FormAudit) -> Answers:
    """What a published form says, as it is typed into a new one."""
    published = audited.form
    lines = audited.sheet.of(Part.INDICATOR)
    items = published.fund_management if isinstance(published, ProjectForm) else ()
    return Answers(
        management=[item.score.value for item in items],
        actuals=[typed(one.target.text, one.actual.text) for one in published.indicators],
        judged=[line.recomputed if line.interval and not line.interval.is_point else None for line in lines],
        reasons=[one.reason.text for one in published.indicators],
    )


def fill(path: Path, plan: Plan, answers: Answers, money: dict[tuple[int, int], Typed]) -> Layout:
    """Type the answers into a drafted workbook; its formulas and formats stay."""
    at = Layout.of(form(plan), plan)
    path.write_bytes(workbook(plan))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cells = {place: value for place, value in at.cells(answers).items() if value is not None} | money
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column)
        assert not cell.protection.locked, cell.coordinate
        cell.value = value
    book.save(path)
    return at


def money_of(audited: FormAudit, plan: Plan) -> dict[tuple[int, int], Typed]:
    """The money of a published form, source by source."""
    first = Layout.of(form(plan), plan).total + 1
    rows = [row for row in audited.form.funds if not row.is_total]
    columns = {INITIAL: "initial_budget", BUDGET: "budget", EXECUTED: "executed"}
    return {
        (first + number, column): getattr(row, name).value
        for number, row in enumerate(rows)
        for column, name in columns.items()
    }


def example_plans() -> list[Plan]:
    """The plans of examples/jiaozuo-2023."""
    documents, _ = read_all(list(sources([ROOT / "examples" / "jiaozuo-2023"])), covered=True)
    return plan_all(documents, None)[0]


def plausible(plan: Plan) -> Answers:
    """Results as good as the targets, but for effects that people judge; with reasons where they are owed."""
    answers = [_plausible(one, plan.rules) for one in plan.indicators]
    return Answers(
        budget=Decimal(20),
        executed=Decimal("11.61"),
        management=[Decimal(5)] * (4 if plan.kind == "project" else 0),
        actuals=[actual for actual, _, _ in answers],
        judged=[judged for _, judged, _ in answers],
        reasons=[reason for _, _, reason in answers],
    )


def _plausible(one: PlannedIndicator, rules: RuleSet) -> tuple[Typed, Typed, str]:
    target = parsed(one.target)
    assert one.points is not None
    if isinstance(target, Quantity):
        return target.written.value / (100 if is_percent(target) else 1), None, ""
    if one.category is Category.EFFECT:
        return "较好", one.points * Decimal("0.85"), "效果尚不明显，已改进服务。"
    if target is not None and takes_share(target, rules):
        return Decimal(1), None, ""
    return "两项都达到", one.points, ""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice."""
    return office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def books(program: Office, xinhua: Audit) -> tuple[list[Filled], list[Filled]]:
    """The 24 published forms drafted anew and filled with their own results, and the drafts of the example
    with plausible ones; all computed in one go."""
    made = []
    for audited in xinhua.forms:
        plan, answers = plan_form(audited.form, audited.ruleset), answers_of(audited)
        path = program.home / f"{int(audited.id):02}.xlsx"
        made.append((plan, answers, fill(path, plan, answers, money_of(audited, plan)), path))
    for number, plan in enumerate(example_plans(), start=50):
        answers, path = plausible(plan), program.home / f"{number}.xlsx"
        made.append((plan, answers, fill(path, plan, answers, {}), path))
    computed = program.computed(path for *_, path in made)
    found = [Filled(*one[:3], book) for one, book in zip(made, computed, strict=True)]
    return found[: len(xinhua.forms)], found[len(xinhua.forms) :]


def test_every_formula_gives_what_the_engine_gives(books: tuple[list[Filled], list[Filled]]) -> None:
    for one in (*books[0], *books[1]):
        assert list(differences(one.plan, one.answers, one.at, one.found)) == [], one.plan.name


def test_the_published_forms_total_what_they_recompute_to(
    books: tuple[list[Filled], list[Filled]], xinhua: Audit
) -> None:
    assert len(books[0]) == 24
    for one, audited in zip(books[0], xinhua.forms, strict=True):
        found = one.found
        assert found.form.year == 2024
        assert found.number(one.at.last, SCORE) == audited.sheet.recomputed
        scores = [found.number(one.at.first + n, SCORE) for n in range(one.at.count)]
        assert scores == [line.recomputed for line in audited.sheet.of(Part.INDICATOR)]


def test_what_was_filled_in_is_verified_without_an_error(books: tuple[list[Filled], list[Filled]]) -> None:
    result = audit(*(one.book for one in (*books[0], *books[1])))
    assert len(result.forms) == 35
    assert result.at_or_above(Severity.ERROR) == []


def test_a_figure_spoilt_afterwards_is_found(
    books: tuple[list[Filled], list[Filled]], tmp_path: Path
) -> None:
    one = next(one for one in books[1] if one.plan.kind == "project")
    spoilt = Path(shutil.copy(one.book, tmp_path / "改.xlsx"))
    book = openpyxl.load_workbook(spoilt, data_only=True)
    sheet = book.worksheets[0]
    cell = sheet.cell(one.at.first, SCORE)
    right = Decimal(str(cell.value))
    cell.value = float(right) - 1
    book.save(spoilt)
    found = {finding.code: finding for finding in audit(spoilt).at_or_above(Severity.ERROR)}
    assert set(found) == {"IN001", "TO001"}
    assert found["IN001"].place.spot == f"自评表!{cell.coordinate}"
    assert found["IN001"].difference == -1


def test_a_target_that_is_changed_is_followed_or_left_to_people(program: Office, xinhua: Audit) -> None:
    """Never is a score computed from what is no longer the target."""
    audited = next(one for one in xinhua.forms if isinstance(one.form, ProjectForm))
    plan, answers = plan_form(audited.form, audited.ruleset), answers_of(audited)
    where = {one.target: number for number, one in enumerate(plan.indicators)}
    changed = {
        where["≤10万元"]: "≤12万元",
        where["≤40万元"]: "≥40万元",
        where["2023年12月31日前"]: "2024年6月1日前",
    }
    answers = Answers(
        management=answers.management,
        actuals=answers.actuals,
        targets=changed,
        judged=[None] * len(plan.indicators),
        reasons=answers.reasons,
    )
    path = program.home / "changed.xlsx"
    at = fill(path, plan, answers, money_of(audited, plan))
    (book,) = program.computed([path])
    (found,) = read_computed(book)
    assert found.text(at.first + where["≤10万元"], 12) == "12"
    assert found.text(at.first + where["2023年12月31日前"], 12) == "2024年6月1日"
    lost = at.first + where["≤40万元"]
    assert (found.text(lost, 12), found.number(lost, SCORE)) == ("", None)
    assert found.text(lost, 16) == ("指标值换了写法，公式不再适用；由人判断，请填“判断得分”：0.00—4.00 分")
