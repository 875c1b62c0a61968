"""预算执行率: points from two amounts of money."""

from decimal import Decimal

import pytest
from support import DEPARTMENT_RULES, MONEY, PROJECT_RULES, Money, check, department, figure, project

from scoring.number import Interval, half_up
from scoring.rules import RuleSet
from scoring.score.execution import execution_rate, score_execution

PROJECT = [  # budget, executed, score to 6 places: 10 × executed ÷ budget, at most 10
    ("100", "58.05", "5.805"),
    ("21.48", "4.7", "2.188082"),
    ("30.12", "15.79", "5.242364"),
    ("100", "100", "10"),
    ("100", "99.99", "9.999"),
    ("100", "100.01", "10"),
    ("100", "250", "10"),
    ("100", "0", "0"),
    ("0.01", "0.01", "10"),
]
DEPARTMENT = [  # 10 × executed ÷ budget ÷ 90 %, at most 10
    ("2952.43", "324.49", "1.221179"),  # 10.99 % → 1.22
    ("100", "90", "10"),
    ("100", "89.99", "9.998889"),
    ("1000", "899.99", "9.999889"),
    ("100", "90.01", "10"),
    ("100", "45", "5"),
    ("100", "110", "10"),
]


@pytest.mark.parametrize(
    ("rules", "budget", "executed", "score"),
    [(PROJECT_RULES, *case) for case in PROJECT] + [(DEPARTMENT_RULES, *case) for case in DEPARTMENT],
    ids=lambda value: value.id if isinstance(value, RuleSet) else None,
)
def test_score(rules: RuleSet, budget: str, executed: str, score: str) -> None:
    scored = score_execution(figure(budget, "E7"), figure(executed, "F7"), rules)
    assert scored is not None
    assert scored.interval.is_point
    assert half_up(scored.interval.low, 6) == Decimal(score)
    assert scored.citation == rules.citation(rules.execution)


@pytest.mark.parametrize(
    ("budget", "executed", "why"),
    [
        ("0", "0", "预算数为 0，不能计算执行率"),
        ("0", "5", "预算数为 0，不能计算执行率"),
        ("-1", "5", "预算数为 -1，不能计算执行率"),
        ("100", "-0.01", "执行数为负数（-0.01）"),
    ],
)
def test_amounts_that_give_no_rate_are_left_to_people(budget: str, executed: str, why: str) -> None:
    scored = score_execution(figure(budget, "E7"), figure(executed, "F7"), PROJECT_RULES)
    assert scored is not None
    assert (scored.method, scored.interval) == ("undecided", Interval(Decimal(0), Decimal(10)))
    assert scored.expression == f"{why}，由人判断"


@pytest.mark.parametrize(("budget", "executed"), [("", "5"), ("100", ""), ("一百", "5"), ("100", "—")])
def test_without_both_amounts_nothing_is_computed(budget: str, executed: str) -> None:
    assert score_execution(figure(budget, "E7"), figure(executed, "F7"), PROJECT_RULES) is None
    assert execution_rate(figure(budget, "E7"), figure(executed, "F7")) is None


def test_the_rate_is_exact_and_not_capped() -> None:
    assert execution_rate(figure("100", "E7"), figure("58.05", "F7")) == Decimal("58.05")
    assert execution_rate(figure("0.8", "E7"), figure("1", "F7")) == 125
    assert execution_rate(figure("0", "E7"), figure("4", "F7")) is None


def test_the_printed_rate_is_never_an_input() -> None:
    wrong_rate = check(project(money=Money(rate="100%")))
    assert wrong_rate.sheet.recomputed == check(project(money=MONEY)).sheet.recomputed


def test_the_department_form_has_full_points_at_its_own_limit() -> None:
    assert check(department()).sheet.lines[0].recomputed == 10
    below = Money("部门预算总额", "1000", "899", "1000", "10", "89.9%", "9.99")  # 10 × 89.9 ÷ 90 = 9.988…
    assert str(check(department(money=below)).sheet.lines[0].recomputed) == "9.99"
