"""What a cell stores behind its display: the noise of a spreadsheet's arithmetic makes no finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support import (
    PROJECT_RULES,
    Money,
    check,
    document,
    effect,
    figure,
    output,
    project,
    summary,
    summary_row,
    told,
)

from scoring.checks.amounts import rate_agrees
from scoring.number import ZERO
from scoring.rules.tables import Execution
from scoring.verification import examine

LESS, MORE = Decimal("19.9999999999999"), Decimal("20.0000000000001")


@pytest.mark.parametrize("stored", [LESS, MORE])
def test_a_judged_score_at_the_end_of_its_band_is_none_too_low(stored: Decimal) -> None:
    form = project(effect("方便", "较好", "25", "20.00"))
    (line,) = form.indicators
    form = replace(form, indicators=(replace(line, score=replace(line.score, stored=stored)),))
    assert [finding.code for finding in check(form).findings if finding.code == "IN001"] == []


@pytest.mark.parametrize(("score", "found"), [("19.99", ["IN001"]), ("20.00", [])])
def test_a_judged_score_below_its_band_is_told(score: str, found: list[str]) -> None:
    form = project(effect("方便", "较好", "25", score))
    assert [finding.code for finding in check(form).findings if finding.code == "IN001"] == found


def test_points_that_are_stored_with_noise_are_those_of_the_rules() -> None:
    form = project()
    item = form.fund_management[0]
    stored = replace(item.points, stored=Decimal("4.99999999999999"))
    form = replace(form, fund_management=(replace(item, points=stored), *form.fund_management[1:]))
    assert [finding for finding in check(form).findings if finding.code == "PT003"] == []


@pytest.mark.parametrize(
    ("stored", "shown", "difference"),
    [
        ("92.81", "93", ZERO),
        ("92.40", "92.81", Decimal("-0.41")),
        ("92.8099999999999", "92.81", ZERO),
        ("92.8123", "92.81", ZERO),
    ],
)
def test_the_difference_is_that_of_the_finding(stored: str, shown: str, difference: Decimal) -> None:
    form = project(total=shown)
    assert form.total
    audited = check(replace(form, total=replace(form.total, stored=Decimal(stored))))
    assert audited.difference == difference
    assert any(finding.code == "TO002" for finding in audited.findings) == bool(difference)


def test_a_grade_is_that_of_the_rounded_total() -> None:
    assert PROJECT_RULES.grade_of(Decimal("89.9999999999999")) == "优"
    assert PROJECT_RULES.grade_of(Decimal("89.995")) == "优"
    assert PROJECT_RULES.grade_of(Decimal("89.994")) == "良"


@pytest.mark.parametrize(
    ("written", "rate", "agrees"),
    [
        ("1", "100", True),
        ("1", "99.8", True),
        ("1", "60", False),
        ("0", "0", True),
        ("0", "4", False),
        ("0.8", "75", True),
        ("0.6", "60", True),
    ],
)
def test_a_rate_without_a_percent_sign_may_be_a_fraction(written: str, rate: str, agrees: bool) -> None:
    assert rate_agrees(figure(written, "H7"), Decimal(rate)) is agrees


def test_a_summary_cell_says_what_it_stores() -> None:
    row = summary_row(total="93")
    row = replace(row, total=replace(row.total, stored=Decimal("92.81")))
    made = told(examine([document(project(), summaries=(summary(row),))], None))
    assert "汇总表中“社区图书角建设”的得分" not in made


@pytest.mark.parametrize(("initial", "found"), [("0", 1), ("50", 0)])
def test_the_budget_that_must_be_usable_is_the_one_the_rules_divide_by(initial: str, found: int) -> None:
    rule = Execution.model_validate(
        {"points": 10, "full_at": 100, "cite": "note2", "denominator": "initial_budget"}
    )
    rules = PROJECT_RULES.model_copy(update={"execution": rule})
    audited = check(project(money=Money(initial_budget=initial, budget="0", executed="20")), rules)
    assert len([finding for finding in audited.findings if finding.code == "EX004"]) == found


def test_an_adjustment_is_not_called_unexplained_where_reasons_were_not_read() -> None:
    form = project(output("≥40个", "40个", "30"), money=Money(initial_budget="50"), items=())
    (line,) = form.indicators
    unread = replace(line.reason, place=replace(line.reason.place, column=0))
    checks = {
        one.code: one for one in check(replace(form, indicators=(replace(line, reason=unread),))).checks
    }
    assert checks["EX008"].outcome.value == "not_checked"
