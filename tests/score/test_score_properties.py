"""What holds for every form, tried on many."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from support import Money, Row, check, cost, effect, output, project, satisfaction, scored

from scoring.finding import Severity
from scoring.model.form import ProjectForm
from scoring.number import half_up
from scoring.score import Line

POINTS = st.decimals(0, 100, places=1)
TARGETS = st.decimals(Decimal("0.01"), 10**6, places=2)
ACTUALS = st.decimals(0, 10**7, places=2)
SIGNS = st.sampled_from(["≥", "≤", "=", ">", "<", ""])
UNITS = st.sampled_from(["", "个", "万元", "%", "元"])


def line(row: Row) -> Line:
    found = scored(row)
    assert found.interval is not None
    return found


def low(row: Row) -> Decimal:
    interval = line(row).interval
    assert interval is not None
    return interval.low


@given(POINTS, TARGETS, ACTUALS, ACTUALS)
def test_floors_rise_with_the_actual(points: Decimal, target: Decimal, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    assert low(output(f"≥{target}个", f"{less}个", str(points))) <= low(
        output(f"≥{target}个", f"{more}个", str(points))
    )


@given(POINTS, TARGETS, ACTUALS, ACTUALS)
def test_ceilings_fall_with_the_actual(
    points: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    less, more = sorted((one, other))
    assert low(output(f"≤{target}个", f"{less}个", str(points))) >= low(
        output(f"≤{target}个", f"{more}个", str(points))
    )


@given(POINTS, SIGNS, TARGETS, UNITS, ACTUALS, UNITS, st.sampled_from([output, cost, effect, satisfaction]))
def test_a_score_lies_between_0_and_the_points(
    points: Decimal,
    sign: str,
    target: Decimal,
    unit: str,
    actual: Decimal,
    other: str,
    row_of: type[Row],
) -> None:
    interval = line(row_of(f"{sign}{target}{unit}", f"{actual}{other}", str(points))).interval  # type: ignore[call-arg, arg-type]
    assert interval is not None
    assert 0 <= interval.low <= interval.high <= points


@given(POINTS, TARGETS, ACTUALS, st.sampled_from(["≥", "≤"]))
def test_the_deviation_has_the_sign_of_the_miss_and_is_0_where_nothing_was_missed(
    points: Decimal, target: Decimal, actual: Decimal, sign: str
) -> None:
    found = line(output(f"{sign}{target}个", f"{actual}个", str(points)))
    missed = actual < target if sign == "≥" else actual > target
    assert found.deviation is not None
    assert (found.deviation != 0) == missed
    if missed:
        assert (found.deviation < 0) == (sign == "≥")


@given(POINTS, TARGETS, ACTUALS)
def test_ten_times_the_figures_is_the_same_score(points: Decimal, target: Decimal, actual: Decimal) -> None:
    for sign in ("≥", "≤"):
        once = low(output(f"{sign}{target}个", f"{actual}个", str(points)))
        assert once == low(output(f"{sign}{target * 10}个", f"{actual * 10}个", str(points)))


def as_the_tool_scores_it(form: ProjectForm) -> ProjectForm:
    """The form with every stated score, deviation and total replaced by the recomputed one."""
    sheet = check(form).sheet
    money, *rest = sheet.lines
    indicators = rest[4:]
    rows = [
        Row(
            row.category,
            row.target.text,
            row.actual.text,
            row.points.text,
            str(found.recomputed),
            None if found.deviation is None else str(half_up(found.deviation, 2)),
            "原因",
        )
        for row, found in zip(form.indicators, indicators, strict=True)
    ]
    total = form.total_funds
    assert total is not None
    spent = Money(
        budget=total.budget.text,
        executed=total.executed.text,
        initial_budget="",
        rate="",
        score=str(money.recomputed),
    )
    return project(*rows, money=spent, total=str(sheet.recomputed))


@given(
    budget=TARGETS,
    executed=st.decimals(0, 10**6, places=2),
    spent=st.decimals(0, 10**6, places=2),
    made=ACTUALS,
    late=st.decimals(0, 150, places=2),
    happy=st.decimals(0, 100, places=2),
)
def test_a_form_scored_by_the_tool_has_no_error(
    budget: Decimal, executed: Decimal, spent: Decimal, made: Decimal, late: Decimal, happy: Decimal
) -> None:
    first = project(
        cost(f"≤{budget}万元", f"{spent}万元", "10"),
        output("≥5000个", f"{made}个", "20"),
        output("2023年12月31日前", f"{late}%", "10"),
        effect("方便", "较好", "25", "21"),
        satisfaction("≥95%", f"{happy}%", "5"),
        money=Money(budget=str(budget), executed=str(executed)),
    )
    audited = check(as_the_tool_scores_it(first))
    assert [finding for finding in audited.findings if finding.severity is Severity.ERROR] == []
    assert audited.sheet.recomputed == check(first).sheet.recomputed
