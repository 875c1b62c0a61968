"""The closed list of methods that turn a target and an actual into a score.

Rule sets choose among them by name; nothing here knows a number that a rule set could hold.
Scores are exact (unrounded) intervals in points, deviations exact percents. The methods for quantities
stand here, those for words and dates in :mod:`scoring.score.qualitative`.
"""

from __future__ import annotations

from decimal import Decimal

from scoring.cite import Citation
from scoring.model.form import Category
from scoring.number import HUNDRED, ZERO, Interval, plain, ratio
from scoring.numerals import Operator, Quantity
from scoring.score.case import Case, Scored
from scoring.score.qualitative import score_words
from scoring.score.units import comparable

CEILINGS = frozenset({Operator.AT_MOST, Operator.BELOW})
UNLIKE_UNITS = "unlike_units"


def score_indicator(case: Case) -> Scored:
    """Choose the method by what the target and the actual are (注4 and the practice the rule set cites)."""
    if isinstance(case.target, Quantity):
        if isinstance(case.actual, Quantity):
            return _quantitative(case, case.target, case.actual)
        return case.undecided("指标值是数量而实际完成值不是数量")
    return score_words(case)


def _quantitative(case: Case, target: Quantity, actual: Quantity) -> Scored:
    pair = comparable(target, actual)
    if pair is None:
        return case.judged(f"“{target.text}”与“{actual.text}”单位不同", UNLIKE_UNITS)  # see check CS010
    goal, done = pair
    if case.category is Category.COST and target.operator not in (Operator.AT_LEAST, Operator.ABOVE):
        return _cost(case, target, actual, goal, done)
    if target.operator in CEILINGS:
        return _ceiling(case, goal, done)
    return _floor(case, target.operator, goal, done)


def _floor(case: Case, operator: Operator | None, goal: Decimal, done: Decimal) -> Scored:
    methods = case.rules.methods
    if operator in (Operator.EQUAL, None) and done > goal:
        return _equal_exceeded(case, goal, done)
    if done >= goal:
        return _reached(case, goal, done, case.rules.citation(methods.floor))
    if goal <= 0:
        return _no_proportion(case, goal, done)
    share = ratio(case.points, max(done, ZERO), by=goal)
    expression = f"{plain(case.points)} × {plain(max(done, ZERO))} ÷ {plain(goal)}"
    cite = case.rules.citation(methods.floor)
    return Scored("floor_proportional", Interval.at(share), expression, cite, _deviation(goal, done))


def _equal_exceeded(case: Case, goal: Decimal, done: Decimal) -> Scored:
    method = case.rules.methods.equal_exceeded
    cite = case.rules.citation(method)
    if goal <= 0:
        return _no_proportion(case, goal, done)
    match method.use:
        case "met":
            return _reached(case, goal, done, cite)
        case "proportional":
            return _linear(case, "equal_proportional", goal, done, cite)
        case "judgement":
            why = f"指标值为“=”{plain(goal)}，实际 {plain(done)} 超过了它"
            return case.judged(why, "equal_judgement", cite)


def _reached(case: Case, goal: Decimal, done: Decimal, cite: Citation) -> Scored:
    """A floor that is met, unless the rules mind how far it is exceeded."""
    over = case.rules.over_achievement
    if over and over.use != "reason" and goal > 0:
        limit = ratio(goal, over.percent, by=HUNDRED)
        if done > limit:
            shown, cite = f"{plain(goal)} × {plain(over.percent)}%", case.rules.citation(over)
            if over.use == "deduct":
                return _linear(case, "over_deducted", goal, done, cite, limit, shown)
            return case.judged(f"{plain(done)} > {shown}，超额较多，是否扣分", "over_judgement", cite)
    return case.full("floor_met", f"{plain(done)} {'>' if done > goal else '='} {plain(goal)}，完成", cite)


def _cost(case: Case, target: Quantity, actual: Quantity, goal: Decimal, done: Decimal) -> Scored:
    money = target.unit.is_money or not target.unit.text
    methods = case.rules.methods
    if money and done < 0:
        return case.undecided(f"实际成本为负数（{actual.text}）")
    if money and done == 0 and goal > 0 and methods.unspent_cost.use == "zero":
        cite = case.rules.citation(methods.unspent_cost)
        return case.nothing("cost_unspent", f"成本指标未支出（{actual.text}）", cite, ZERO)
    if target.operator in CEILINGS:
        return _ceiling(case, goal, done)
    if done == goal:
        cite = case.rules.citation(methods.floor)
        return case.full("floor_met", f"{plain(done)} = {plain(goal)}，完成", cite)
    return case.undecided("成本指标未写“≤”而实际与指标值不同")


def _ceiling(case: Case, goal: Decimal, done: Decimal) -> Scored:
    method = case.rules.methods.ceiling
    cite = case.rules.citation(method)
    if done <= goal:
        return case.full(
            "ceiling_met", f"{plain(done)} {'<' if done < goal else '='} {plain(goal)}，未超上限", cite
        )
    if goal <= 0:
        return _no_proportion(case, goal, done)
    if method.use == "linear":
        return _linear(case, "ceiling_linear", goal, done, cite)
    share = ratio(case.points, goal, by=done)
    expression = f"{plain(case.points)} × {plain(goal)} ÷ {plain(done)}"
    deviation = _deviation(goal, done)
    if method.use == "ratio":
        return Scored("ceiling_ratio", Interval.at(share), expression, cite, deviation)
    why = f"超过上限，最高 {expression}，扣多少由人判断"
    return Scored("ceiling_at_most_ratio", Interval(ZERO, share), why, cite, deviation)


def _linear(
    case: Case,
    method: str,
    goal: Decimal,
    done: Decimal,
    cite: Citation,
    limit: Decimal | None = None,
    shown: str = "",
) -> Scored:
    """Points off for what lies beyond a limit (by default the target), in proportion to the target."""
    limit = goal if limit is None else limit
    left = max(ZERO, goal + limit - done)
    score = ratio(case.points, left, by=goal)
    beyond = f"({plain(done)} − {shown or plain(limit)})"
    expression = f"{plain(case.points)} × [1 − {beyond} ÷ {plain(goal)}]"
    joint = " = " if left else "，小于 0 按 0 计，得 "
    return Scored(method, Interval.at(score), expression, cite, _deviation(goal, done), joint)


def _no_proportion(case: Case, goal: Decimal, done: Decimal) -> Scored:
    """A target of 0 or below that is missed: nothing can be divided by it."""
    method = case.rules.methods.zero_target
    why = f"指标值为 {plain(goal)} 而实际为 {plain(done)}"
    if method and method.use == "zero" and not goal:
        return case.nothing("zero_target", why, case.rules.citation(method))
    return case.undecided(f"{why}，无法按比例计分")


def _deviation(goal: Decimal, done: Decimal) -> Decimal:
    """偏差度 of a missed target, in percent: (actual − target) ÷ target × 100."""
    return ratio(done - goal, HUNDRED, by=goal)
