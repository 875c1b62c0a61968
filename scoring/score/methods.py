"""The closed list of methods that turn a target and an actual into a score.

Rule sets choose among them by name; nothing here knows a number that a rule set could hold.
Scores are exact (unrounded) intervals in points, deviations exact percents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.cite import Citation
from scoring.model.form import Category
from scoring.number import HUNDRED, ZERO, Interval, half_up, plain, ratio
from scoring.numerals import Deadline, Expression, Operator, Quantity, Words, show
from scoring.rules.schema import Band, RuleSet
from scoring.score.units import comparable

_OWN_FIGURE = re.compile(r"\d|百分|％|%|‰|[零无一二三四五六七八九十]|成以上")
CEILINGS = frozenset({Operator.AT_MOST, Operator.BELOW})
UNLIKE_UNITS = "unlike_units"


@dataclass(frozen=True, slots=True)
class Scored:
    """What a method found. `expression` shows the working and `joint` leads from it to the score;
    `deviation` is None where none is defined."""

    method: str
    interval: Interval
    expression: str
    citation: Citation
    deviation: Decimal | None = None
    joint: str = " = "


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator to be scored."""

    points: Decimal
    target: Expression
    actual: Expression
    category: Category
    rules: RuleSet

    def full(self, method: str, why: str, cite: Citation) -> Scored:
        """All points; a target that is met deviates by 0."""
        return Scored(method, Interval.at(self.points), why, cite, ZERO, joint="，得满分 ")

    def judged(self, why: str, method: str = "judgement") -> Scored:
        """Any score from 0 to the full points: the rules leave it to people."""
        cite = self.rules.citation(self.rules.methods.floor)
        return Scored(method, Interval(ZERO, self.points), f"{why}，由人判断", cite)

    def undecided(self, why: str) -> Scored:
        """Left to people because what was filled in does not fit together; see check IN003."""
        return self.judged(why, "undecided")


def score_indicator(case: Case) -> Scored:
    """Choose the method by what the target and the actual are (注4 and the practice the rule set cites)."""
    if isinstance(case.target, Quantity):
        if isinstance(case.actual, Quantity):
            return _quantitative(case, case.target, case.actual)
        return case.undecided("指标值是数量而实际完成值不是数量")
    return _qualitative(case)


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
    exceeded = operator in (Operator.EQUAL, None) and done > goal
    if exceeded and goal <= 0:
        return case.undecided(f"指标值为 {plain(goal)} 而实际为 {plain(done)}，无法按比例计分")
    if done >= goal:
        cite = case.rules.citation(methods.equal_exceeded if exceeded else methods.floor)
        return case.full(
            "floor_met", f"{plain(done)} {'>' if done > goal else '='} {plain(goal)}，完成", cite
        )
    if goal <= 0:
        return case.undecided(f"指标值为 {plain(goal)}，无法按比例计分")
    share = ratio(case.points, max(done, ZERO), by=goal)
    expression = f"{plain(case.points)} × {plain(max(done, ZERO))} ÷ {plain(goal)}"
    return Scored(
        "floor_proportional",
        Interval.at(share),
        expression,
        case.rules.citation(methods.floor),
        _deviation(goal, done),
    )


def _cost(case: Case, target: Quantity, actual: Quantity, goal: Decimal, done: Decimal) -> Scored:
    money = target.unit.is_money or not target.unit.text
    methods = case.rules.methods
    if money and done < 0:
        return case.undecided(f"实际成本为负数（{actual.text}）")
    if money and done == 0 and goal > 0 and methods.unspent_cost.use == "zero":
        cite = case.rules.citation(methods.unspent_cost)
        spent = f"成本指标未支出（{actual.text}）"
        return Scored("cost_unspent", Interval.at(ZERO), spent, cite, ZERO, joint="，得 ")
    if target.operator in CEILINGS:
        return _ceiling(case, goal, done)
    if done == goal:
        cite = case.rules.citation(methods.floor)
        return case.full("floor_met", f"{plain(done)} = {plain(goal)}，完成", cite)
    return case.undecided("成本指标未写“≤”而实际与指标值不同")


def _ceiling(case: Case, goal: Decimal, done: Decimal) -> Scored:
    cite = case.rules.citation(case.rules.methods.ceiling)
    if done <= goal:
        return case.full(
            "ceiling_met", f"{plain(done)} {'<' if done < goal else '='} {plain(goal)}，未超上限", cite
        )
    if goal <= 0:
        return case.undecided(f"指标值为 {plain(goal)}，无法按比例计分")
    left = max(ZERO, goal + goal - done)
    expression = f"{plain(case.points)} × [1 − ({plain(done)} − {plain(goal)}) ÷ {plain(goal)}]"
    score = ratio(case.points, left, by=goal)
    joint = " = " if left else "，小于 0 按 0 计，得 "
    return Scored("ceiling_linear", Interval.at(score), expression, cite, _deviation(goal, done), joint)


def _deviation(goal: Decimal, done: Decimal) -> Decimal:
    """偏差度 of a missed target, in percent: (actual − target) ÷ target × 100."""
    return ratio(done - goal, HUNDRED, by=goal)


def _qualitative(case: Case) -> Scored:
    target, actual, methods = case.target, case.actual, case.rules.methods
    if _answers_by_share(target, actual):
        assert isinstance(actual, Quantity)
        return _share(case, actual)
    band = next((b for b in case.rules.band if actual.text in b.words), None)
    if band:
        return _band(case, band)
    if _same_words(target, actual):
        return case.full("own_words", f"“{actual.text}”与指标值一致", case.rules.citation(methods.own_words))
    if isinstance(target, Deadline) and isinstance(actual, Deadline) and target.due and actual.due:
        if actual.due <= target.due:
            return case.full("in_time", f"“{actual.text}”在期限内", case.rules.citation(methods.floor))
        if actual.earliest and actual.earliest > target.due:
            return case.undecided(f"“{actual.text}”晚于期限“{target.text}”")
    return case.judged(f"“{actual.text}”是否达到“{target.text}”无法计算")


def _answers_by_share(target: Expression, actual: Expression) -> bool:
    """Whether a percentage tells how far the target was completed. Against a target that holds a figure
    itself (增长率≥5%), or wants none of something (零投诉), it may be the value of the target instead."""
    if not isinstance(actual, Quantity) or actual.unit.base != "%" or actual.operator:
        return False
    return isinstance(target, Deadline) or not (isinstance(target, Words) and _OWN_FIGURE.search(target.text))


def _share(case: Case, actual: Quantity) -> Scored:
    percent = min(max(actual.value, ZERO), HUNDRED)
    cite = case.rules.citation(case.rules.methods.percentage_answer)
    expression = f"{plain(case.points)} × {plain(percent)}%"
    score = ratio(case.points, percent, by=HUNDRED)
    return Scored("percentage_share", Interval.at(score), expression, cite, percent - HUNDRED)


def _band(case: Case, band: Band) -> Scored:
    """A judged indicator lies in its band; the upper end belongs to the next better one."""
    places = case.rules.rounding.places
    low, high = (ratio(case.points, end, by=HUNDRED) for end in (band.low, band.high))
    if band.high < HUNDRED:
        high = max(low, half_up(high, places) - Decimal(1).scaleb(-places))
    expression = f"“{case.actual.text}”：{plain(case.points)} × {plain(band.low)}%—{plain(band.high)}%"
    return Scored("band", Interval(low, high), expression, case.rules.citation(band))


def _same_words(target: Expression, actual: Expression) -> bool:
    """A target answered in its own words; words that hold figures are left to people."""
    if isinstance(target, Words) and isinstance(actual, Words):
        return target.folded == actual.folded and not actual.has_figures
    return isinstance(target, Deadline) and isinstance(actual, Deadline) and show(target) == show(actual)
