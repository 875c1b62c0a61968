"""A line: the recomputed score beside the stated one, their difference and the verdict."""

from decimal import Decimal

import pytest
from support import COST, Item, Money, Row, check, cost, effect, output, project, scored

from scoring.number import Verdict
from scoring.score import Line, Part

EQUAL, ROUNDING, DIFFERENT = Verdict.EQUAL, Verdict.ROUNDING, Verdict.DIFFERENT
SEVENTH = ("≥7000吨", "1000吨", "5")  # 5 × 1000 ÷ 7000 = 0.714285… → 0.71


@pytest.mark.parametrize(
    ("stated", "verdict", "difference"),
    [
        ("0.71", EQUAL, "0"),
        ("0.710", EQUAL, "0"),
        ("0.7", ROUNDING, "-0.01"),
        ("0.714", ROUNDING, "0.004"),
        ("0.7143", ROUNDING, "0.0043"),
        ("0.72", DIFFERENT, "0.01"),
        ("0.70", DIFFERENT, "-0.01"),  # two decimals written: no rounding explains it
        ("0.8", DIFFERENT, "0.09"),
        ("1", ROUNDING, "0.29"),
        ("0", DIFFERENT, "-0.71"),
        ("2", DIFFERENT, "1.29"),
    ],
)
def test_verdict_on_a_computed_score(stated: str, verdict: Verdict, difference: str) -> None:
    line = scored(output(*SEVENTH, stated))
    assert line.recomputed == Decimal("0.71")
    assert (line.verdict, line.difference) == (verdict, Decimal(difference))


def test_cut_instead_of_rounded_is_rounding() -> None:
    row = output("≥17吨", "12.247吨", "17", "12.24")  # 17 × 12.247 ÷ 17
    assert scored(row).recomputed == Decimal("12.25")
    assert scored(row).verdict is ROUNDING


@pytest.mark.parametrize(
    ("stated", "recomputed", "verdict", "difference"),
    [  # 较好 of 10 points: 8.00 to 8.99
        ("8", "8.00", EQUAL, "0"),
        ("7.99", "8.00", DIFFERENT, "-0.01"),
        ("8.5", "8.50", EQUAL, "0"),
        ("8.99", "8.99", EQUAL, "0"),
        ("9", "8.99", DIFFERENT, "0.01"),
        ("0", "8.00", DIFFERENT, "-8"),
    ],
)
def test_inside_a_band_people_are_right_outside_the_nearest_end_is(
    stated: str, recomputed: str, verdict: Verdict, difference: str
) -> None:
    line = scored(effect("方便", "较好", "10", stated))
    assert line.recomputed == Decimal(recomputed)
    assert (line.verdict, line.difference) == (verdict, Decimal(difference))


@pytest.mark.parametrize("stated", ["", "—", "八分"])
def test_with_nothing_stated_a_judged_line_stays_open_and_a_computed_one_does_not(stated: str) -> None:
    judged = scored(effect("方便", "较好", "10", stated))
    assert (judged.recomputed, judged.verdict, judged.difference) == (None, None, None)
    computed = scored(output(*SEVENTH, stated))
    assert (computed.recomputed, computed.verdict, computed.difference) == (Decimal("0.71"), None, None)


@pytest.mark.parametrize("points", ["", "五", "-5"])
def test_without_points_nothing_is_computed(points: str) -> None:
    line = scored(output("≥1个", "1个", points, "1"))
    assert (line.scored, line.interval, line.recomputed, line.verdict) == (None, None, None, None)


def test_a_line_of_0_points_is_worth_0() -> None:
    assert scored(output("≥1个", "", "0", "0")).recomputed == 0


def test_a_line_stands_where_its_score_stands() -> None:
    lines = check(project(COST, output("≥1个", "1个", "30"))).sheet.lines
    places = {line.name.text: line.place.spot for line in lines}
    assert places["预算执行率"] == "自评表!I7"
    assert places["安排科学性"] == "自评表!H11"
    assert places["建成数量"] == "自评表!G18"


def item(points: str, score: str) -> Line:
    form = project(items=(Item("安排科学性", points, score),))
    return check(form).sheet.of(Part.FUND_MANAGEMENT)[0]


@pytest.mark.parametrize(
    ("points", "score", "recomputed", "verdict"),
    [
        ("5", "5", "5", EQUAL),
        ("5", "0", "0", EQUAL),
        ("5", "-0.5", "0", DIFFERENT),
        ("5", "5.5", "5", DIFFERENT),
        ("4", "5", "4", DIFFERENT),  # the form's own points, right or not (PT003 sees to that)
    ],
)
def test_fund_management_is_left_to_people_within_its_points(
    points: str, score: str, recomputed: str, verdict: Verdict
) -> None:
    line = item(points, score)
    assert line.scored is not None
    assert line.scored.method == "violations"
    assert (line.recomputed, line.verdict) == (Decimal(recomputed), verdict)


def test_execution_is_scored_by_the_rules_points_not_by_the_forms() -> None:
    line = check(project(money=Money(points="20", score="11.61"))).sheet.lines[0]
    assert (line.recomputed, line.verdict) == (Decimal("5.81"), DIFFERENT)


@pytest.mark.parametrize(
    ("row", "deviation"),
    [
        (output("≥85人", "56人", "5"), Decimal(-2900) / 85),
        (cost("≤4万元", "4.2万元", "5"), 5),
        (output("≥85人", "85人", "5"), 0),
        (effect("方便", "较好", "5"), None),
    ],
    ids=lambda value: value.actual if isinstance(value, Row) else None,
)
def test_the_deviation_is_exact(row: Row, deviation: Decimal | None) -> None:
    found = scored(row).deviation
    if deviation is None:
        assert found is None
    else:
        assert found is not None
        assert abs(found - deviation) < Decimal("1E-20")
