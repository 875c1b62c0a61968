"""What other places rule: each method at its limit and just past it, the arithmetic beside each case."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import (
    DEPARTMENT_RULES,
    PROJECT_RULES,
    Money,
    Row,
    check,
    choosing,
    cost,
    department,
    effect,
    output,
    project,
    scored,
)

from scoring.number import Interval, half_up
from scoring.rules import RuleSet, load_ruleset
from scoring.rules.tables import Execution, OverAchievement, Rounding
from scoring.score import Line, Part
from scoring.score.trace import working

NATION, HUBEI = load_ruleset("national-2020"), load_ruleset("hubei-project-2020")
RATIO, AT_MOST = choosing(ceiling="ratio"), choosing(ceiling="at_most_ratio")
IN_PROPORTION, JUDGED = choosing(equal_exceeded="proportional"), choosing(equal_exceeded="judgement")
NOTHING_FOR_0 = choosing(zero_target="zero")
UNSPENT_IS_MET = choosing(unspent_cost="met")


def over(use: str, percent: str = "130") -> RuleSet:
    table = OverAchievement.model_validate({"use": use, "percent": percent, "cite": "note4"})
    return PROJECT_RULES.model_copy(update={"over_achievement": table})


def told(line: Line) -> tuple[str, str, str | None]:
    """Method, score (or its range) and deviation, as short texts."""
    assert line.scored is not None
    assert line.interval is not None
    low, high = str(line.interval.low), str(line.interval.high)
    deviation = None if line.deviation is None else str(half_up(line.deviation, 2))
    return line.scored.method, low if low == high else f"{low}–{high}", deviation


CASES: list[tuple[RuleSet, Row, tuple[str, str, str | None]]] = [
    (RATIO, output("≤4万元", "4万元", "5"), ("ceiling_met", "5.00", "0.00")),
    (RATIO, output("≤4万元", "4.01万元", "5"), ("ceiling_ratio", "4.99", "0.25")),  # 5 × 4 ÷ 4.01 = 4.987…
    (RATIO, output("≤4万元", "4.2万元", "5"), ("ceiling_ratio", "4.76", "5.00")),  # 20 ÷ 4.2 = 4.761…
    (RATIO, output("≤4万元", "8万元", "5"), ("ceiling_ratio", "2.50", "100.00")),  # where linear gives 0
    (RATIO, output("≤0次", "1次", "5"), ("undecided", "0.00–5.00", None)),
    (RATIO, cost("≤4万元", "4.2万元", "5"), ("ceiling_ratio", "4.76", "5.00")),
    (AT_MOST, output("≤4万元", "4万元", "5"), ("ceiling_met", "5.00", "0.00")),
    (AT_MOST, output("≤4万元", "4.01万元", "5"), ("ceiling_at_most_ratio", "0.00–4.99", "0.25")),
    (AT_MOST, output("≤4万元", "8万元", "5"), ("ceiling_at_most_ratio", "0.00–2.50", "100.00")),
    (IN_PROPORTION, output("=10个", "10个", "5"), ("floor_met", "5.00", "0.00")),
    (IN_PROPORTION, output("=10个", "10.01个", "5"), ("equal_proportional", "5.00", "0.10")),  # 4.995
    (
        IN_PROPORTION,
        output("=10个", "12个", "5"),
        ("equal_proportional", "4.00", "20.00"),
    ),  # 5 × (1 − 2 ÷ 10)
    (IN_PROPORTION, output("10个", "12个", "5"), ("equal_proportional", "4.00", "20.00")),
    (IN_PROPORTION, output("=10个", "20个", "5"), ("equal_proportional", "0.00", "100.00")),
    (IN_PROPORTION, output("=10个", "30个", "5"), ("equal_proportional", "0.00", "200.00")),
    (IN_PROPORTION, output("=10个", "9个", "5"), ("floor_proportional", "4.50", "-10.00")),
    (IN_PROPORTION, output("≥10个", "12个", "5"), ("floor_met", "5.00", "0.00")),  # a floor is not “=”
    (JUDGED, output("=10个", "10个", "5"), ("floor_met", "5.00", "0.00")),
    (JUDGED, output("=10个", "11个", "5"), ("equal_judgement", "0.00–5.00", None)),
    (NOTHING_FOR_0, output("=0次", "0次", "5"), ("floor_met", "5.00", "0.00")),
    (NOTHING_FOR_0, output("=0次", "1次", "5"), ("zero_target", "0.00", None)),
    (NOTHING_FOR_0, output("≤0次", "0次", "5"), ("ceiling_met", "5.00", "0.00")),
    (NOTHING_FOR_0, output("≤0次", "0.01次", "5"), ("zero_target", "0.00", None)),
    (NOTHING_FOR_0, output("≥-1个", "-2个", "5"), ("undecided", "0.00–5.00", None)),  # below 0 is no target
    (choosing(zero_target="judgement"), output("≤0次", "1次", "5"), ("undecided", "0.00–5.00", None)),
    (PROJECT_RULES, output("≤0次", "1次", "5"), ("undecided", "0.00–5.00", None)),
    (UNSPENT_IS_MET, cost("≤40万元", "0万元", "4"), ("ceiling_met", "4.00", "0.00")),
    (UNSPENT_IS_MET, cost("≤40万元", "0.01万元", "4"), ("ceiling_met", "4.00", "0.00")),
    (over("reason"), output("≥100个", "999个", "10"), ("floor_met", "10.00", "0.00")),
    (over("deduct"), output("≥100个", "130个", "10"), ("floor_met", "10.00", "0.00")),
    (over("deduct"), output("≥100个", "130.1个", "10"), ("over_deducted", "9.99", "30.10")),  # 0.1 ÷ 100
    (over("deduct"), output("≥100个", "150个", "10"), ("over_deducted", "8.00", "50.00")),  # 20 ÷ 100
    (over("deduct"), output("=100个", "150个", "10"), ("over_deducted", "8.00", "50.00")),
    (over("deduct"), output("≥100个", "230个", "10"), ("over_deducted", "0.00", "130.00")),
    (over("deduct"), output("≥100个", "500个", "10"), ("over_deducted", "0.00", "400.00")),
    (over("deduct", "112.5"), output("≥8个", "9个", "10"), ("floor_met", "10.00", "0.00")),
    (over("deduct"), output("≥0个", "5个", "10"), ("floor_met", "10.00", "0.00")),  # no share of 0
    (over("deduct"), output("≤100个", "10个", "10"), ("ceiling_met", "10.00", "0.00")),
    (over("judgement"), output("≥100个", "130个", "10"), ("floor_met", "10.00", "0.00")),
    (over("judgement"), output("≥100个", "130.01个", "10"), ("over_judgement", "0.00–10.00", None)),
    (NATION, output("≤4万元", "4.2万元", "5"), ("ceiling_at_most_ratio", "0.00–4.76", "5.00")),
    (NATION, output("≥59人次", "87人次", "5"), ("over_judgement", "0.00–5.00", None)),
    (NATION, effect("提高", "部分达成", "10"), ("band", "6.00–7.99", None)),
    (HUBEI, output("≤4万元", "4.2万元", "5"), ("ceiling_ratio", "4.76", "5.00")),
    (HUBEI, cost("≤40万元", "0万元", "4"), ("ceiling_met", "4.00", "0.00")),
    (HUBEI, effect("提高", "部分达成", "10"), ("band", "5.00–7.99", None)),
    (HUBEI, effect("提高", "未达成", "10"), ("band", "0.00–4.99", None)),
]


@pytest.mark.parametrize(
    ("rules", "row", "expected"), CASES, ids=lambda v: v.id if isinstance(v, RuleSet) else ""
)
def test_method(rules: RuleSet, row: Row, expected: tuple[str, str, str | None]) -> None:
    assert told(scored(row, rules)) == expected


WORKINGS = [
    (
        RATIO,
        output("≤4万元", "4.2万元", "5", "4.9"),
        "5 × 4 ÷ 4.2 = 4.761… → 4.76（自评 4.9，多计 0.14；注4）",
    ),
    (
        AT_MOST,
        output("≤4万元", "4.2万元", "5", "5"),
        "超过上限，最高 5 × 4 ÷ 4.2，扣多少由人判断，应在 0.00–4.76 之间（自评 5，多计 0.24；注4）",
    ),
    (
        IN_PROPORTION,
        output("=10个", "12个", "5", "5"),
        "5 × [1 − (12 − 10) ÷ 10] = 4.00（自评 5，多计 1；注4）",
    ),
    (
        JUDGED,
        output("=10个", "11个", "5", "4"),
        "指标值为“=”10，实际 11 超过了它，由人判断，应在 0.00–5.00 之间（自评 4，在范围内；注4）",
    ),
    (
        NOTHING_FOR_0,
        output("≤0次", "1次", "5", "5"),
        "指标值为 0 而实际为 1，得 0.00（自评 5，多计 5；注4）",
    ),
    (
        over("deduct"),
        output("≥100个", "150个", "10", "10"),
        "10 × [1 − (150 − 100 × 130%) ÷ 100] = 8.00（自评 10，多计 2；注4）",
    ),
    (
        over("judgement"),
        output("≥100个", "150个", "10", "10"),
        "150 > 100 × 130%，超额较多，是否扣分，由人判断，应在 0.00–10.00 之间（自评 10，在范围内；注4）",
    ),
]


@pytest.mark.parametrize(("rules", "row", "sentence"), WORKINGS, ids=[row.actual for _, row, _ in WORKINGS])
def test_working(rules: RuleSet, row: Row, sentence: str) -> None:
    assert working(scored(row, rules), 2) == sentence


@given(
    goal=st.decimals("0.01", 10**6, places=2),
    done=st.decimals("0.01", 10**6, places=2),
    points=st.decimals("0.5", 100, places=1),
)
def test_what_is_open_in_the_national_rules_holds_what_the_known_practices_give(
    goal: Decimal, done: Decimal, points: Decimal
) -> None:
    row = output(f"≤{goal}天", f"{done}天", str(points))
    opened, linear, ratio = (scored(row, rules).scored for rules in (AT_MOST, PROJECT_RULES, RATIO))
    assert opened is not None
    assert linear is not None
    assert ratio is not None
    assert linear.interval.low in opened.interval
    assert ratio.interval.low in opened.interval
    assert linear.interval.low <= ratio.interval.low == opened.interval.high <= points
    assert opened.interval.is_point == (done <= goal)


@given(
    goal=st.integers(1, 10**4),
    done=st.integers(0, 10**5),
    more=st.integers(1, 10**4),
    points=st.integers(1, 50),
)
def test_points_come_off_the_more_the_further_the_limit_is_exceeded(
    goal: int, done: int, more: int, points: int
) -> None:
    for rules, row in ((over("deduct"), "≥"), (IN_PROPORTION, "="), (RATIO, "≤")):
        near, far = (
            scored(output(f"{row}{goal}个", f"{goal + end}个", str(points)), rules)
            for end in (done, done + more)
        )
        assert near.interval is not None
        assert far.interval is not None
        assert 0 <= far.interval.low <= near.interval.low <= points


def execution(**changes: object) -> RuleSet:
    rule = {"points": 10, "full_at": 100, "cite": "note2", **changes}
    return PROJECT_RULES.model_copy(update={"execution": Execution.model_validate(rule)})


INITIAL = Money(initial_budget="50", budget="40", executed="20")


@pytest.mark.parametrize(
    ("rules", "money", "sentence"),
    [
        (execution(), INITIAL, "10 × 20 ÷ 40 = 5.00"),
        (execution(points=20), INITIAL, "20 × 20 ÷ 40 = 10.00"),
        (execution(denominator="initial_budget"), INITIAL, "10 × 20 ÷ 50 = 4.00"),
        (
            execution(denominator="initial_budget"),
            Money(initial_budget="0", budget="40", executed="20"),
            "预算数为 0，不能计算执行率，由人判断，应在 0.00–10.00 之间",
        ),
    ],
)
def test_execution(rules: RuleSet, money: Money, sentence: str) -> None:
    (line,) = check(project(money=money), rules).sheet.of(Part.EXECUTION)
    assert working(line, 2).partition("（")[0] == sentence


def test_without_the_amount_to_divide_by_nothing_is_computed() -> None:
    form = project(money=Money(initial_budget="", budget="40", executed="20"))
    sheet = check(form, execution(denominator="initial_budget")).sheet
    assert sheet.lines[0].scored is None
    assert sheet.total is None


def test_execution_that_is_not_scored_is_no_line_unless_the_form_gives_it_points() -> None:
    rules = execution(points=0)
    silent = check(project(money=Money(points="", score="—")), rules)
    assert silent.sheet.of(Part.EXECUTION) == []
    assert str(silent.sheet.recomputed) == "87.00"  # 92.81 − 5.81
    assert {check.reason for check in silent.checks if check.code == "EX002"} == {"规则不计预算执行率的得分"}
    assert not [finding for finding in silent.findings if finding.code == "IN004"]
    stated = check(project(), rules)
    assert [str(line.recomputed) for line in stated.sheet.of(Part.EXECUTION)] == ["0.00"]
    assert {"EX002", "PT003"} <= {finding.code for finding in stated.findings}


TRUNCATED = Rounding(places=2, mode="truncated", cite="rounding")
ONE_PLACE = Rounding(places=1, mode="half_up", cite="rounding")


@pytest.mark.parametrize(
    ("rounding", "actual", "score"),
    [
        (TRUNCATED, "2.995个", "9.98"),  # 10 × 2.995 ÷ 3 = 9.983…
        (TRUNCATED, "2个", "6.66"),  # 6.666…, half up 6.67
        (TRUNCATED, "1.5个", "5.00"),
        (ONE_PLACE, "2个", "6.7"),
    ],
)
def test_rounding(rounding: Rounding, actual: str, score: str) -> None:
    rules = PROJECT_RULES.model_copy(update={"rounding": rounding})
    assert str(scored(output("≥3个", actual, "10"), rules).recomputed) == score


def test_cut_decimals_are_shown_and_the_rounded_figure_is_no_mismatch() -> None:
    rules = PROJECT_RULES.model_copy(update={"rounding": TRUNCATED})
    cut, rounded, wrong = (
        scored(output("≥3个", "2个", "10", score), rules) for score in ("6.66", "6.67", "6.65")
    )
    assert working(cut, 2) == "10 × 2 ÷ 3 = 6.666…，舍去尾数 → 6.66（自评 6.66，相符；注4）"
    assert working(rounded, 2).endswith("（自评 6.67，差异为四舍五入所致；注4）")
    assert working(wrong, 2).endswith("（自评 6.65，少计 0.01；注4）")


@pytest.mark.parametrize(
    ("points", "word", "interval"),
    [
        ("10", "较好", ("8.00", "8.99")),
        ("3.33", "较好", ("2.66", "2.99")),  # 2.664 to 2.997: the end is no score, so 2.99 is below it
        ("3.33", "一般", ("2.00", "2.66")),  # 1.998 to 2.664
    ],
)
def test_a_band_ends_at_the_last_score_below_its_end(
    points: str, word: str, interval: tuple[str, str]
) -> None:
    low, high = map(Decimal, interval)
    assert scored(effect("方便", word, points)).interval == Interval(low, high)


def test_the_department_form_follows_its_own_rule_set() -> None:
    rules = DEPARTMENT_RULES.model_copy(update={"rounding": TRUNCATED})
    money = Money("部门预算总额", "2952.43", "324.49", score="1.22")
    assert str(check(department(money=money), rules).sheet.lines[0].recomputed) == "1.22"  # 1.221…
