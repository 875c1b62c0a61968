"""Forms scored by the tool have no error; one figure spoilt gives an error there, and but for its sums
nowhere else."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_forms import forms
from support import check, rate

from scoring import numerals
from scoring.finding import Outcome, Severity
from scoring.model.form import AnyForm, Figure, ProjectForm, Text
from scoring.place import Place
from scoring.results import FormAudit
from scoring.rules import RuleSet, catalogue, load_ruleset
from scoring.score import Line, Part

FEW = settings(max_examples=40, deadline=None)  # for each test and rule set; a form takes a while to draw
CAPPED = load_ruleset(Path(__file__).parent / "capped.toml")
RULE_SETS = [*catalogue(), CAPPED]
EACH_RULE_SET = pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.id)
PROJECT_RULE_SETS = [rules for rules in RULE_SETS if rules.kind == "project"]
CHANGES = st.sampled_from(
    [Decimal(change) for change in ("0.02", "0.5", "1.23", "7", "-0.03", "-2", "-11.1")]
)


def errors(audited: FormAudit) -> set[Place]:
    assert Outcome.CRASHED not in {result.outcome for result in audited.checks}
    return {finding.place for finding in audited.findings if finding.severity is Severity.ERROR}


def spoilt(figure: Figure, change: Decimal) -> Figure:
    """The figure with something added, written with two decimals."""
    assert figure.value is not None
    text = f"{figure.value + change:.2f}"
    if "%" in figure.text:
        return replace(rate(f"{text}%", "A1"), place=figure.place)
    return replace(figure, text=text, written=numerals.figure(text))


def place_of(figure: Figure | None) -> Place:
    assert figure is not None
    return figure.place


def sums(form: AnyForm) -> set[Place]:
    """Where the scores of the lines add up: the total, and the grade that it gives."""
    return {place_of(form.total)} | ({form.grade.place} if form.grade else set())


@EACH_RULE_SET
@FEW
@given(data=st.data())
def test_a_form_scored_by_the_tool_has_no_error(rules: RuleSet, data: st.DataObject) -> None:
    assert errors(check(data.draw(forms(rules)), rules)) == set()


@EACH_RULE_SET
@FEW
@given(data=st.data(), change=CHANGES)
def test_a_spoilt_score_is_found_there_and_in_the_total(
    rules: RuleSet, data: st.DataObject, change: Decimal
) -> None:
    form = data.draw(forms(rules))
    number = data.draw(st.integers(0, len(form.indicators) - 1))
    indicators = list(form.indicators)
    score = spoilt(indicators[number].score, change)
    line = check(form, rules).sheet.of(Part.INDICATOR)[number]
    assume(proven_wrong(line, score))
    indicators[number] = replace(indicators[number], score=score)
    found = errors(check(replace(form, indicators=tuple(indicators)), rules))
    assert score.place in found
    assert found <= {score.place} | sums(form)


def proven_wrong(line: Line, score: Figure) -> bool:
    """Whether the score lies outside what the rules leave open."""
    assert line.interval is not None
    assert score.value is not None
    return score.value not in line.interval


@EACH_RULE_SET
@FEW
@given(data=st.data(), change=CHANGES)
def test_a_spoilt_deviation_is_found_there_alone(
    rules: RuleSet, data: st.DataObject, change: Decimal
) -> None:
    form = data.draw(forms(rules))
    lines = check(form, rules).sheet.of(Part.INDICATOR)
    decided = [number for number, line in enumerate(lines) if line.deviation is not None]
    assume(decided)
    number = data.draw(st.sampled_from(decided))
    indicators = list(form.indicators)
    before = indicators[number].deviation
    assert before is not None
    indicators[number] = replace(indicators[number], deviation=spoilt(before, change))
    found = errors(check(replace(form, indicators=tuple(indicators)), rules))
    assert found == {before.place}


@EACH_RULE_SET
@FEW
@given(data=st.data(), change=CHANGES, column=st.sampled_from(["rate", "score"]))
def test_a_spoilt_rate_or_execution_score_is_found_there(
    rules: RuleSet, data: st.DataObject, change: Decimal, column: str
) -> None:
    form = data.draw(forms(rules))
    (funds,) = form.funds
    figure = spoilt(getattr(funds, column), change)
    changed = replace(funds, rate=figure) if column == "rate" else replace(funds, score=figure)
    found = errors(check(replace(form, funds=(changed,)), rules))
    assert figure.place in found
    assert found <= {figure.place} | sums(form)


@EACH_RULE_SET
@FEW
@given(data=st.data(), change=CHANGES)
def test_a_spoilt_total_is_found_there_alone(rules: RuleSet, data: st.DataObject, change: Decimal) -> None:
    form = data.draw(forms(rules))
    assert form.total is not None
    total = spoilt(form.total, change)
    assert errors(check(replace(form, total=total), rules)) == {total.place}


@pytest.mark.parametrize("rules", PROJECT_RULE_SETS, ids=lambda rules: rules.id)
@FEW
@given(data=st.data())
def test_a_spoilt_grade_is_found_there_alone(rules: RuleSet, data: st.DataObject) -> None:
    form = data.draw(forms(rules))
    assert form.grade is not None
    others = [grade.name for grade in rules.grade if grade.name != form.grade.text]
    grade = Text(data.draw(st.sampled_from(others)), form.grade.place)
    assert errors(check(replace(form, grade=grade), rules)) == {grade.place}


@EACH_RULE_SET
@FEW
@given(data=st.data())
def test_a_spoilt_actual_is_found_in_its_line_alone(rules: RuleSet, data: st.DataObject) -> None:
    """What was computed from it is no longer right: the score, the deviation, and then the total."""
    form = data.draw(forms(rules))
    number = data.draw(st.integers(0, len(form.indicators) - 1))
    before = form.indicators[number]
    others = [row.actual.text for row in form.indicators if row.actual.text != before.actual.text]
    text = data.draw(st.sampled_from([*others, "0个", "1", "较差"]))
    indicators = list(form.indicators)
    indicators[number] = replace(before, actual=Text(text, before.actual.place))
    found = errors(check(replace(form, indicators=tuple(indicators)), rules))
    assert found <= {before.score.place, place_of(before.deviation)} | sums(form)


@EACH_RULE_SET
@FEW
@given(data=st.data(), change=st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("-0.5")]))
def test_spoilt_points_are_found_in_their_sums(rules: RuleSet, data: st.DataObject, change: Decimal) -> None:
    form = data.draw(forms(rules))
    number = data.draw(st.integers(0, len(form.indicators) - 1))
    indicators = list(form.indicators)
    before = indicators[number]
    indicators[number] = replace(before, points=spoilt(before.points, change))
    audited = check(replace(form, indicators=tuple(indicators)), rules)
    of_category = {row.points.place for row in form.indicators if row.category is before.category}
    assert place_of(form.total_points) in errors(audited)
    assert errors(audited) <= {place_of(form.total_points), before.score.place} | of_category | sums(form)


@FEW
@given(data=st.data(), change=st.sampled_from([Decimal(1), Decimal(6), Decimal(-9)]))
def test_a_spoilt_item_is_found_where_no_number_of_violations_gives_it(
    data: st.DataObject, change: Decimal
) -> None:
    rules = next(rules for rules in catalogue() if rules.fund_management)
    form = data.draw(forms(rules))
    assert isinstance(form, ProjectForm)
    items = list(form.fund_management)
    score = spoilt(items[0].score, change)
    assert score.value is not None
    assume(not 0 <= score.value <= 5)
    items[0] = replace(items[0], score=score)
    spoilt_form: AnyForm = replace(form, fund_management=tuple(items))
    found = errors(check(spoilt_form, rules))
    assert score.place in found
    assert found <= {score.place} | sums(form)
