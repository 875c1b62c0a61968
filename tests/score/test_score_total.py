"""From the sum to the total: rescaled where a category is missing, capped where little was executed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import COST, EFFECT, PROJECT_RULES, Money, Row, check, effect, output, project, satisfaction

from scoring.model.form import Category, ProjectForm
from scoring.number import Interval, Verdict, half_up
from scoring.rules import RuleSet, load_ruleset
from scoring.rules.tables import Cap
from scoring.score import Sheet, score
from scoring.score.trace import total_working

RESCALED = load_ruleset("rescaled-2020")
FULL = Money(executed="100", rate="100%", score="10")
HALF = Money(executed="45", rate="45%", score="4.5")


def capped(*caps: tuple[str, str], rules: RuleSet = PROJECT_RULES) -> RuleSet:
    tables = tuple(Cap(below=Decimal(below), most=Decimal(most), cite="note2") for below, most in caps)
    return rules.model_copy(
        update={"cap": tables, "citations": {**rules.citations, **PROJECT_RULES.citations}}
    )


def nation(*rows: Row, money: Money = FULL, total: str | None = None) -> ProjectForm:
    return project(*rows, money=money, items=(), total=total)


def told(sheet: Sheet) -> str:
    assert sheet.sum is not None
    return total_working(sheet.settlement, sheet.sum, 2)


WHOLE = (output("≥40个", "36个", "50"), effect("方便", "100%", "30"), satisfaction("≥90%", "93%", "10"))
NO_SATISFACTION = WHOLE[:2]  # 10 + 45 + 30 = 85 of 90


def test_a_whole_form_is_not_rescaled() -> None:
    sheet = score(nation(*WHOLE), RESCALED)
    assert (sheet.settlement.applicable, sheet.recomputed) == (None, Decimal("95.00"))
    assert told(sheet) == ""


def test_a_form_without_a_category_is_brought_to_full_marks() -> None:
    sheet = score(nation(*NO_SATISFACTION), RESCALED)
    assert sheet.sum == Interval.at(Decimal("85.00"))
    assert sheet.recomputed == Decimal("94.44")  # 85 ÷ 90 × 100 = 94.444…
    assert told(sheet) == "各行得分之和 85.00 ÷ 90 × 100 = 94.444… → 94.44"
    assert sheet.grade == "优"


def test_the_working_of_an_even_total() -> None:
    rows = (output("≥50个", "41个", "50"), effect("方便", "100%", "30"))  # 10 + 41 + 30 = 81
    assert told(score(nation(*rows), RESCALED)) == "各行得分之和 81.00 ÷ 90 × 100 = 90.00"


def test_two_missing_categories() -> None:
    sheet = score(nation(output("≥40个", "36个", "50")), RESCALED)
    assert told(sheet) == "各行得分之和 55.00 ÷ 60 × 100 = 91.666… → 91.67"


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("94.44", Verdict.EQUAL),
        ("94.4", Verdict.ROUNDING),
        ("94.45", Verdict.DIFFERENT),
        ("85", Verdict.DIFFERENT),  # the sum, not rescaled
    ],
)
def test_the_stated_total_is_held_against_the_rescaled_one(stated: str, verdict: Verdict) -> None:
    assert score(nation(*NO_SATISFACTION, total=stated), RESCALED).verdict is verdict


def test_a_total_that_rescales_lines_rounded_by_hand_is_rounding() -> None:
    thirds = tuple(output("≥3个", "1个", "10", "3.3") for _ in range(5))  # 3.33 each
    form = nation(*thirds, effect("方便", "100%", "30"), total="62.78")  # (10 + 16.5 + 30) ÷ 90
    sheet = score(form, RESCALED)
    assert (sheet.recomputed, sheet.verdict) == (Decimal("62.94"), Verdict.ROUNDING)  # 56.65 ÷ 90


def test_points_that_the_form_has_moved_itself_are_not_rescaled() -> None:
    sheet = score(nation(output("≥40个", "36个", "60"), effect("方便", "100%", "30")), RESCALED)
    assert (sheet.settlement.applicable, sheet.recomputed) == (None, Decimal("94.00"))  # 10 + 54 + 30


def test_a_category_of_unknown_name_may_be_the_missing_one() -> None:
    unknown = replace(WHOLE[2], category=Category.OTHER, name="居民满意度", points="9")
    assert score(nation(*NO_SATISFACTION, unknown), RESCALED).settlement.applicable is None


def test_without_points_on_a_line_there_is_no_total() -> None:
    sheet = score(nation(output("≥40个", "36个", ""), effect("方便", "100%", "30")), RESCALED)
    assert (sheet.total, sheet.settlement.applicable) == (None, None)


def test_moved_points_need_no_rescaling() -> None:
    rules = PROJECT_RULES.model_copy(update={"rescale": RESCALED.rescale})
    form = project(output("≥40个", "40个", "40"), effect("方便", "100%", "30"), money=FULL)
    assert score(form, rules).settlement.applicable is None


def test_nor_do_they_where_points_fall_short_for_another_reason() -> None:
    rules = PROJECT_RULES.model_copy(update={"rescale": RESCALED.rescale})
    form = project(output("≥40个", "40个", "39"), effect("方便", "100%", "30"), money=FULL)
    assert score(form, rules).settlement.applicable is None


def test_an_open_line_leaves_a_rescaled_range() -> None:
    sheet = score(nation(output("≥40个", "36个", "50"), effect("方便", "达成", "30", "")), RESCALED)
    assert sheet.total == Interval(Decimal("87.78"), Decimal("94.44"))  # 79 and 85 of 90
    assert (sheet.recomputed, sheet.grade) == (None, None)
    assert told(sheet) == "各行得分之和 79.00–85.00 ÷ 90 × 100 = 87.78–94.44"


POINTS = st.integers(1, 60)


@given(
    parts=st.lists(st.tuples(POINTS, st.integers(0, 100), st.integers(1, 100)), min_size=1, max_size=4),
    executed=st.decimals(0, 200, places=2),
    cap=st.integers(0, 100),
    below=st.integers(1, 120),
)
def test_a_rescaled_total_stays_within_full_marks_and_a_cap_raises_none(
    parts: list[tuple[int, int, int]], executed: Decimal, cap: int, below: int
) -> None:
    rows = [output(f"≥{goal}个", f"{done}个", str(points)) for points, done, goal in parts]
    form = nation(*rows, money=Money(executed=str(executed)))
    free, held = score(form, RESCALED), score(form, capped((str(below), str(cap)), rules=RESCALED))
    assert free.total is not None
    assert held.total is not None
    if free.settlement.applicable is not None:
        assert 0 <= free.total.low <= free.total.high <= 100
        assert free.sum is not None
        assert free.total.low >= free.sum.low
    assert held.total.low <= free.total.low
    assert held.total.high <= free.total.high
    if executed < below:
        assert held.total.high <= cap
    else:
        assert held.total == free.total


CAP = capped(("60", "89"))


@pytest.mark.parametrize(
    ("executed", "rules", "total", "sentence"),
    [
        # 70 + 20 and the points of execution
        ("60", CAP, "96.00", ""),  # 60 % is not below 60 %
        ("59.99", CAP, "89.00", "各行得分之和 96.00；执行率 59.99% 低于 60%，总分最高 89 分"),
        ("45", CAP, "89.00", "各行得分之和 94.50；执行率 45% 低于 60%，总分最高 89 分"),
        ("45", capped(("60", "94.5")), "94.50", ""),  # it takes nothing
        (
            "45",
            capped(("60", "89"), ("30", "79")),
            "89.00",
            "各行得分之和 94.50；执行率 45% 低于 60%，总分最高 89 分",
        ),
        (
            "29",
            capped(("60", "89"), ("30", "79")),
            "79.00",
            "各行得分之和 92.90；执行率 29% 低于 30%，总分最高 79 分",
        ),
        (
            "29",
            capped(("30", "79"), ("60", "89")),
            "79.00",
            "各行得分之和 92.90；执行率 29% 低于 30%，总分最高 79 分",
        ),
    ],
)
def test_cap(executed: str, rules: RuleSet, total: str, sentence: str) -> None:
    rows = (COST, output("≥40个", "40个", "30"), EFFECT, satisfaction("≥90%", "93%", "5"))
    sheet = score(project(*rows, money=Money(executed=executed)), rules)
    assert str(sheet.recomputed) == total
    assert told(sheet) == sentence


def test_a_cap_lowers_the_grade() -> None:
    rows = (COST, output("≥40个", "40个", "30"), EFFECT, satisfaction("≥90%", "93%", "5"))
    form = project(*rows, money=HALF)
    assert (score(form, PROJECT_RULES).grade, score(form, CAP).grade) == ("优", "良")
    sheet = score(form, CAP)
    assert sheet.sum is not None
    assert sheet.settlement.citation(sheet.sum).clause == "注2"


def test_a_cap_on_a_rescaled_total() -> None:
    rules = capped(("60", "80"), rules=RESCALED)
    sheet = score(nation(*NO_SATISFACTION, money=HALF), rules)
    sentence = "各行得分之和 79.50 ÷ 90 × 100 = 88.333… → 88.33；执行率 45% 低于 60%，总分最高 80 分"
    assert told(sheet) == sentence
    assert sheet.recomputed == 80


def test_without_a_rate_nobody_knows_whether_the_cap_holds() -> None:
    unknown = Money(budget="0", executed="0", score="10")
    rows = (COST, output("≥40个", "40个", "30"), EFFECT, satisfaction("≥90%", "93%", "5"))
    sheet = score(project(*rows, money=unknown), CAP)
    assert sheet.total == Interval(Decimal(89), Decimal("100.00"))
    assert sheet.recomputed is None
    assert told(sheet) == "各行得分之和 100.00；执行率不能计算，如低于 60%，总分最高 89 分"


def test_nothing_changes_where_the_rules_have_neither() -> None:
    sheet = check(project()).sheet
    assert sheet.total is sheet.sum
    assert half_up(sheet.settlement.exact(Interval.at(Decimal("92.805"))).low, 3) == Decimal("92.805")
