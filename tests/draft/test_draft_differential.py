"""The formulas of drafted workbooks against the engine: LibreOffice computes them, every cell must agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from comparison import differences
from filled import Answers, Computed, Layout, filled, office, read_computed
from generated import case
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import FILE, PROJECT_RULES

from scoring.drafting.plan import Plan, PlannedFund, PlannedIndicator
from scoring.model.form import CATEGORY_NAMES, Category
from scoring.number import half_up, ratio
from scoring.place import Place
from scoring.score import score
from scoring.write.draft.page import Cell, Formula, Page
from scoring.write.draft.xlsx import write

FORMS = 800
_NUDGE = 2e-15  # as in scoring.write.draft.formulas
_SHEETS = 40  # of one workbook


@dataclass(frozen=True)
class Case:
    """A form, what was typed into it, and what the spreadsheet made of it."""

    plan: Plan
    answers: Answers
    at: Layout
    found: Computed

    @property
    def differences(self) -> list[str]:
        """What is not as the engine says."""
        return list(differences(self.plan, self.answers, self.at, self.found))


def _planned(category: Category, target: str, points: str) -> PlannedIndicator:
    return PlannedIndicator(category, CATEGORY_NAMES[category], "", target, target, Decimal(points))


# A form in which every formula shows something.
WHOLE = Plan(
    kind="project",
    rules=PROJECT_RULES,
    year=2023,
    name="社区图书角建设",
    money_unit="万元",
    total=PlannedFund("年度资金总额", Decimal(20)),
    sources=(PlannedFund("财政拨款", Decimal(20)),),
    indicators=(
        _planned(Category.COST, "≤4万元", "10"),
        _planned(Category.OUTPUT, "≥85人", "10"),
        _planned(Category.OUTPUT, "2023年12月31日前", "20"),
        _planned(Category.EFFECT, "明显", "25"),
        _planned(Category.SATISFACTION, "≥95%", "4"),
    ),
    place=Place(FILE),
)
TYPED = Answers(
    budget=Decimal("21.48"),
    executed=Decimal("4.7"),
    management=(Decimal(5), Decimal(4), Decimal(5), Decimal(5)),
    actuals=(Decimal("4.2"), Decimal(56), Decimal("0.8"), "较好", Decimal("0.931")),
    judged=(None, None, None, Decimal("21.5"), None),
    reasons=("", "场地没有落实", "", "", ""),
)


def _broken(cell: Cell) -> Cell:
    """The same cell with a formula that gives one more, or a text with a mark more."""
    assert isinstance(cell.value, Formula)
    old = cell.value.text
    new = f'IF(ISNUMBER({old}),N({old})+1,({old})&"！")'
    return replace(cell, value=Formula(new))


def _mutants() -> list[tuple[Page, int]]:
    """The whole form once for each of its formulas, that formula broken; and the cell's number."""
    page, _ = filled(WHOLE, TYPED)
    numbers = [number for number, cell in enumerate(page.cells) if isinstance(cell.value, Formula)]
    mutants = []
    for number in numbers:
        mutant, _ = filled(WHOLE, TYPED, f"改{number}")
        mutant.cells[number] = _broken(mutant.cells[number])
        mutants.append((mutant, number))
    return mutants


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Case], list[Case]]:
    """The generated forms, and the whole form with each formula broken in turn; all computed in one go."""
    program = office(tmp_path_factory.mktemp("office"))
    made = [(plan, answers) for plan, answers in map(case, range(FORMS))]
    pages = [filled(plan, answers, f"表{number}") for number, (plan, answers) in enumerate(made)]
    mutants = [(page, Layout.of(page, WHOLE)) for page, _ in _mutants()]
    whole = [filled(WHOLE, TYPED)]
    sheets = [page for page, _ in (*whole, *mutants, *pages)]
    found = [
        form for book in program.computed(_written(sheets, program.home)) for form in read_computed(book)
    ]
    cases = [
        Case(plan, answers, at, form)
        for (plan, answers), (_, at), form in zip(
            [(WHOLE, TYPED)] * (1 + len(mutants)) + made, (*whole, *mutants, *pages), found, strict=True
        )
    ]
    broken = 1 + len(mutants)
    return [cases[0], *cases[broken:]], cases[1:broken]


def _written(pages: Sequence[Page], folder: Path) -> list[Path]:
    books = []
    for first in range(0, len(pages), _SHEETS):
        book = folder / f"{first:05}.xlsx"
        book.write_bytes(write(pages[first : first + _SHEETS]))
        books.append(book)
    return books


def test_every_formula_gives_what_the_engine_gives(results: tuple[list[Case], list[Case]]) -> None:
    cases, _ = results
    assert len(cases) == FORMS + 1
    found = {one.plan.name: one.differences for one in cases}
    assert {name: told for name, told in found.items() if told} == {}


def test_the_generated_forms_meet_every_case(results: tuple[list[Case], list[Case]]) -> None:
    """Else agreement would prove little."""
    cases, _ = results
    lines = [line for one in cases for line in score(one.found.form, one.plan.rules).lines]
    methods = Counter(line.scored.method for line in lines if line.scored)
    assert set(methods) >= {
        *("execution", "violations", "floor_met", "floor_proportional", "ceiling_met", "ceiling_linear"),
        *("ceiling_ratio", "ceiling_at_most_ratio", "over_judgement"),
        *("cost_unspent", "percentage_share", "band", "own_words", "in_time", "judgement", "undecided"),
    }
    assert min(methods.values()) >= 10
    ties = [
        line
        for line in lines
        if line.scored and line.scored.interval.is_point and line.scored.interval.low * 1000 % 10 == 5
    ]
    assert len(ties) >= 50
    totals = [score(one.found.form, one.plan.rules).recomputed for one in cases]
    assert sum(total is not None for total in totals) >= 50
    assert sum(total is None for total in totals) >= 50


def test_a_broken_formula_is_noticed(results: tuple[list[Case], list[Case]]) -> None:
    _, broken = results
    formulas = [cell for cell in filled(WHOLE, TYPED)[0].cells if isinstance(cell.value, Formula)]
    assert len(broken) == len(formulas)
    assert [cell for cell, one in zip(formulas, broken, strict=True) if not one.differences] == []


def _rounded(value: float, points: float, *, naive: bool) -> Decimal:
    """As a worksheet computes the formula; `naive` as a program rounds that does not look for near ties."""
    moved = value + points * _NUDGE
    return Decimal(math.floor(moved * 100 + 0.5) if naive else round(Decimal(repr(moved)) * 100)) / 100


@given(
    points=st.sampled_from(["0.5", "1.5", "2", "3.3", "5", "10", "12.5", "25", "30", "100"]).map(Decimal),
    digits=st.integers(1, 10**9 - 1),
    decimals=st.integers(0, 4),
    half=st.integers(0, 20_000),
    off=st.sampled_from([0, 0, 1, -1]),
)
@settings(max_examples=2000)
def test_ties_and_what_is_nearly_one_round_as_in_the_engine(
    points: Decimal, digits: int, decimals: int, half: int, off: int
) -> None:
    """For figures of nine digits, whatever a program's own ROUND makes of ties that binary cannot hold."""
    target = Decimal(digits).scaleb(-decimals)
    tie = ratio(Decimal(2 * half + 1), target, by=200 * points)
    actual = half_up(tie, decimals) + Decimal(off).scaleb(-decimals)
    assume(0 <= actual <= target)
    exact = ratio(points, actual, by=target)
    binary = float(points) * (float(actual) / float(target))
    left = ratio(points, target - actual, by=target)  # of a ceiling that is exceeded by `actual`
    binary_left = float(points) * (2 - float(target + actual) / float(target))
    for naive in (True, False):
        assert _rounded(binary, float(points), naive=naive) == half_up(exact, 2)
        assert _rounded(binary_left, float(points), naive=naive) == half_up(left, 2)
