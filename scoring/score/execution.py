"""预算执行率: the one part that is computed from money."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from scoring.model.form import Figure
from scoring.number import EXACT, HUNDRED, ZERO, Interval, plain, ratio
from scoring.rules.schema import RuleSet
from scoring.score.case import Scored


class Amounts(Protocol):
    """What has a budget: a row of money of a form, a row of the summary table."""

    @property
    def initial_budget(self) -> Figure | None:
        """年初预算数, None where there is no such column."""
        ...

    @property
    def budget(self) -> Figure:
        """全年预算数."""
        ...

    @property
    def executed(self) -> Figure:
        """全年执行数."""
        ...


def planned(row: Amounts, rules: RuleSet) -> Figure | None:
    """The amount that the rule set divides by; None where the row has no such column."""
    return row.budget if rules.execution.denominator == "budget" else row.initial_budget


def execution_rate(budget: Figure | None, executed: Figure) -> Decimal | None:
    """executed ÷ budget in percent, exact; None where a figure is missing or the budget is not above 0."""
    if budget is None or budget.value is None or executed.value is None or budget.value <= 0:
        return None
    return ratio(executed.value, HUNDRED, by=budget.value)


def score_execution(budget: Figure | None, executed: Figure, rules: RuleSet) -> Scored | None:
    """points × min(1, executed ÷ budget ÷ full_at); None where a figure is missing.

    Uses the amounts, never the printed rate. `budget` is the one that the rule set wants (see
    :func:`planned`).
    """
    if budget is None or budget.value is None or executed.value is None:
        return None
    amount, spent = budget.value, executed.value
    rule, cite = rules.execution, rules.citation(rules.execution)
    if amount <= 0 or spent < 0:
        why = f"执行数为负数（{plain(spent)}）" if amount > 0 else f"预算数为 {plain(amount)}，不能计算执行率"
        return Scored("undecided", Interval(ZERO, rule.points), f"{why}，由人判断", cite)
    expression = f"{plain(rule.points)} × {plain(spent)} ÷ {plain(amount)}"
    if rule.full_at != HUNDRED:
        expression += f" ÷ {plain(rule.full_at)}%"
    share = ratio(rule.points, spent, HUNDRED, by=EXACT.multiply(amount, rule.full_at))
    joint = " = " if share <= rule.points else f"，超过 {plain(rule.points)} 按满分计，得 "
    return Scored("execution", Interval.at(min(share, rule.points)), expression, cite, joint=joint)
