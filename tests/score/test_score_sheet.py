"""The sheet: lines in the form's order, each rounded and then summed, the total's verdict, the grade."""

from dataclasses import replace
from decimal import Decimal

import pytest
from support import (
    COST,
    EFFECT,
    ITEMS,
    PROJECT_RULES,
    SATISFACTION,
    Item,
    Money,
    check,
    cost,
    department,
    effect,
    output,
    project,
)

from scoring.model.form import ProjectForm
from scoring.number import Interval, Verdict
from scoring.score import Part, score

THIRDS = tuple(output("≥3个", "1个", "10", "3.33", reason="缺货") for _ in range(3))  # 10 ÷ 3 = 3.333…


def test_lines_keep_the_order_of_the_form() -> None:
    lines = check(project()).sheet.lines
    parts = [line.part for line in lines]
    assert parts == [Part.EXECUTION, *[Part.FUND_MANAGEMENT] * 4, *[Part.INDICATOR] * 4]
    assert [line.name.text for line in lines[1:5]] == [item.name for item in ITEMS]


def test_each_line_is_rounded_before_the_sum() -> None:
    sheet = check(project(COST, *THIRDS, EFFECT, SATISFACTION)).sheet
    # 5.81 + 20 + 10 + 3 × 3.33 + 25 + 5; unrounded it would be 75.805 → 75.81, not 75.80
    assert sheet.recomputed == Decimal("75.80")
    assert sheet.verdict is Verdict.EQUAL


def test_the_department_form_sums_its_own_parts() -> None:
    sheet = check(department()).sheet
    assert [line.part for line in sheet.lines] == [Part.EXECUTION, *[Part.INDICATOR] * 3]
    assert (sheet.recomputed, sheet.grade) == (Decimal(100), "优")


def test_the_total_sums_what_was_accepted_of_judged_lines() -> None:
    sheet = check(project(COST, output("≥1个", "1个", "30"), effect("方便", "较好", "25", "21"))).sheet
    # 5.81 + 20 + 10 + 30 + 21, of a band from 20 to 22.49
    assert sheet.total == Interval.at(Decimal("86.81"))
    assert sheet.recomputed == Decimal("86.81")


def test_the_total_is_a_range_while_a_judged_line_has_no_score() -> None:
    sheet = check(project(COST, effect("方便", "较好", "25", ""))).sheet
    # 5.81 + 20 + 10 + (20 to 22.49)
    assert sheet.total == Interval(Decimal("55.81"), Decimal("58.30"))
    assert (sheet.recomputed, sheet.verdict, sheet.grade) == (None, None, None)


def test_a_computed_line_without_a_stated_score_does_not_keep_the_total_open() -> None:
    sheet = check(project(replace(COST, score=""))).sheet
    assert sheet.recomputed == Decimal("35.81")  # 5.81 + 20 + 10


@pytest.mark.parametrize(
    "form",
    [
        project(missing=("execution",), money=None),
        project(output("≥1个", "1个", "")),
        project(money=Money(budget="")),
        replace(project(money=None, items=()), indicators=(), missing=("execution", "indicators")),
    ],
    ids=["a part is missing", "points are missing", "the budget is missing", "nothing is there"],
)
def test_what_is_missing_leaves_no_total(form: ProjectForm) -> None:
    sheet = score(form, PROJECT_RULES)
    assert (sheet.total, sheet.recomputed, sheet.verdict, sheet.grade) == (None, None, None, None)


@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        ("92.81", Verdict.EQUAL),
        ("92.810", Verdict.EQUAL),
        ("92.8", Verdict.ROUNDING),
        ("93", Verdict.ROUNDING),
        ("92", Verdict.DIFFERENT),
        ("92.80", Verdict.DIFFERENT),
        ("92.82", Verdict.DIFFERENT),
        ("92.9", Verdict.DIFFERENT),
    ],
)
def test_verdict_on_the_total(total: str, verdict: Verdict) -> None:
    assert check(project(total=total)).sheet.verdict is verdict


def test_a_total_that_sums_lines_rounded_to_one_decimal_is_rounding() -> None:
    """Every stated line is right but for its rounding, so their sum is no mistake either."""
    rounded = tuple(replace(row, score="3.3") for row in THIRDS)
    form = project(COST, *rounded, EFFECT, SATISFACTION, money=Money(score="5.8"))
    assert form.total is not None
    assert form.total.text == "75.7"  # recomputed 75.80
    assert check(form).sheet.verdict is Verdict.ROUNDING


def test_the_same_total_is_a_difference_when_it_is_not_the_sum_of_the_lines() -> None:
    rounded = tuple(replace(row, score="3.3") for row in THIRDS)
    form = project(COST, *rounded, EFFECT, SATISFACTION, money=Money(score="5.8"), total="75.6")
    assert check(form).sheet.verdict is Verdict.DIFFERENT


def test_the_same_total_is_a_difference_when_a_line_is_wrong() -> None:
    rows = (COST, replace(THIRDS[0], score="3.2"), *THIRDS[1:], EFFECT, SATISFACTION)
    form = project(*rows)
    assert form.total is not None
    assert form.total.text == "75.67"
    assert check(form).sheet.verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("lost", "total", "grade"),
    [
        ("0", "100", "优"),
        ("10", "90", "优"),
        ("10.01", "89.99", "良"),
        ("20", "80", "良"),
        ("20.01", "79.99", "中"),
    ],
)
def test_grades_from_80_up(lost: str, total: str, grade: str) -> None:
    full = Money(budget="100", executed="100", score="10")
    stated = str(25 - Decimal(lost))
    form = project(
        COST, output("≥1个", "1个", "30"), effect("方便", "很方便", "25", stated), SATISFACTION, money=full
    )
    sheet = check(form).sheet
    assert (sheet.recomputed, sheet.grade) == (Decimal(total), grade)


@pytest.mark.parametrize(("score", "grade"), [("60", "中"), ("59.99", "差"), ("0", "差")])
def test_grades_around_60(score: str, grade: str) -> None:
    form = project(output("好用", "能用", "70", score), money=Money(executed="0", score="0"), items=())
    form = replace(form, fund_management=project(items=(Item("安排科学性", "5", "0"),)).fund_management)
    assert check(form).sheet.grade == grade


def test_a_form_of_unspent_money_loses_execution_and_cost() -> None:
    """The commonest published form: nothing paid yet, all work done: 0 + 20 + 0 + 30 + 25 + 5."""
    unpaid = Money(budget="100", executed="0", rate="0.0%", score="0.00")
    rows = (cost("≤100万元", "0万元", "10", "0"), output("=1套", "1套", "30"), EFFECT, SATISFACTION)
    sheet = check(project(*rows, money=unpaid)).sheet
    assert (sheet.recomputed, sheet.verdict, sheet.grade) == (Decimal(80), Verdict.EQUAL, "良")
