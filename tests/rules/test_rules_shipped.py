"""Every rule set that comes with the tool scores a form built for it to full marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from support import Item, Money, Row, check, department, figure, project

from scoring.finding import Severity
from scoring.model.form import AnyForm, Category
from scoring.number import plain
from scoring.report.ruleset import DENOMINATORS, METHODS, OVER, ROUNDING, entries
from scoring.rules import RuleSet, catalogue, examine_file
from scoring.rules.tables import Execution, Methods, OverAchievement, Rounding, cited

EACH = pytest.mark.parametrize("rules", catalogue(), ids=lambda rules: rules.id)
ANSWERS = {
    Category.INPUT_MANAGEMENT: ("健全", "健全"),
    Category.COST: ("≤12万元", "12万元"),
    Category.OUTPUT: ("≥40个", "40个"),
    Category.EFFECT: ("=3项", "3项"),
    Category.SATISFACTION: ("≥90%", "90%"),
}


def rows(rules: RuleSet) -> Iterator[Row]:
    """An indicator that is exactly met for each category group, with all of its points."""
    for group in rules.category:
        yield Row(group.of[0], *ANSWERS[group.of[0]], plain(group.points))


def built_for(rules: RuleSet, *indicators: Row) -> AnyForm:
    points = plain(rules.execution.points)
    if rules.kind == "department":
        money = Money("部门预算总额", "100", "100", "100", points, "100%", points)
        return department(*indicators, money=money)
    part = rules.fund_management
    items = (
        [Item(name, plain(part.item_points), plain(part.item_points)) for name in part.items] if part else []
    )
    return project(
        *indicators, money=Money(executed="100", points=points, rate="100%", score=points), items=items
    )


@EACH
def test_full_marks(rules: RuleSet) -> None:
    audited = check(built_for(rules, *rows(rules)), rules)
    assert audited.sheet.recomputed == rules.total.points
    assert audited.sheet.grade == rules.grade[0].name
    assert [finding for finding in audited.findings if finding.severity is Severity.ERROR] == []


@EACH
def test_the_parts_sum_up_and_nothing_is_wrong_with_the_file(rules: RuleSet) -> None:
    fund_points = rules.fund_management.points if rules.fund_management else 0
    assert rules.execution.points + fund_points + sum(g.points for g in rules.category) == rules.total.points
    assert examine_file(rules.id) == (rules, [])


def test_without_a_category_the_sample_still_gives_full_marks() -> None:
    rules = next(rules for rules in catalogue() if rules.rescale)
    audited = check(built_for(rules, *list(rows(rules))[:-1]), rules)
    assert audited.form.total is not None
    assert audited.form.total.text == "90"
    assert audited.sheet.recomputed == 100
    stated = replace(audited.form, total=figure("100", "G19"))
    assert [f for f in check(stated, rules).findings if f.severity is Severity.ERROR] == []


@EACH
def test_every_value_is_told_with_what_it_rests_on(rules: RuleSet) -> None:
    told = [value for entry in entries(rules) for value in entry.values]
    assert {rules.citation(table) for table in cited(rules)} == {v.citation for v in told if v.citation}


def test_every_choice_of_every_method_has_its_sentence() -> None:
    for name, field in Methods.model_fields.items():
        table = next(
            part for part in (field.annotation, *get_args(field.annotation)) if hasattr(part, "model_fields")
        )
        assert set(get_args(table.model_fields["use"].annotation)) == set(METHODS[name][1])
    for table, key, sentences in (
        (Rounding, "mode", ROUNDING),
        (Execution, "denominator", DENOMINATORS),
        (OverAchievement, "use", OVER),
    ):
        assert set(get_args(table.model_fields[key].annotation)) == set(sentences)
