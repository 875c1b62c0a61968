"""预算执行率: the one part that is computed from money."""

from __future__ import annotations

from decimal import Decimal

from scoring.model.form import Figure
from scoring.number import EXACT, HUNDRED, ZERO, Interval, plain, ratio
from scoring.rules.schema import RuleSet
from scoring.score.methods import Scored


def execution_rate(budget: Figure, executed: Figure) -> Decimal | None:
    """executed ÷ budget in percent, exact; None where a figure is missing or the budget is not above 0."""
    if budget.value is None or executed.value is None or budget.value <= 0:
        return None
    return ratio(executed.value, HUNDRED, by=budget.value)


def score_execution(budget: Figure, executed: Figure, rules: RuleSet) -> Scored | None:
    """points × min(1, executed ÷ budget ÷ full_at); None where a figure is missing.

    Uses the amounts, never the printed rate.
    """
    planned, spent = budget.value, executed.value
    if planned is None or spent is None:
        return None
    rule, cite = rules.execution, rules.citation(rules.execution)
    if planned <= 0 or spent < 0:
        return Scored("undecided", Interval(ZERO, rule.points), "预算数或执行数不大于 0，由人判断", cite)
    expression = f"{plain(rule.points)} × {plain(spent)} ÷ {plain(planned)}"
    if rule.full_at != HUNDRED:
        expression += f" ÷ {plain(rule.full_at)}%"
    share = ratio(rule.points, spent, HUNDRED, by=EXACT.multiply(planned, rule.full_at))
    joint = " = " if share <= rule.points else f"，超过 {plain(rule.points)} 按满分计，得 "
    return Scored("execution", Interval.at(min(share, rule.points)), expression, cite, joint=joint)
