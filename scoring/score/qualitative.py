"""Qualitative indicators and dates: shares, bands, the target's own words."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.number import HUNDRED, ZERO, Interval, plain, ratio, truncate
from scoring.numerals import Deadline, Expression, Quantity, Words, show
from scoring.rules.schema import Band
from scoring.score.case import Case, Scored

_OWN_FIGURE = re.compile(r"\d|百分|％|%|‰|[零无一二三四五六七八九十]|成以上")


def score_words(case: Case) -> Scored:
    """Score an answer to a target that is no quantity."""
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
        below = truncate(high, places)
        if below == high:
            below -= Decimal(1).scaleb(-places)
        high = max(low, below)
    expression = f"“{case.actual.text}”：{plain(case.points)} × {plain(band.low)}%—{plain(band.high)}%"
    return Scored("band", Interval(low, high), expression, case.rules.citation(band))


def _same_words(target: Expression, actual: Expression) -> bool:
    """A target answered in its own words; words that hold figures are left to people."""
    if isinstance(target, Words) and isinstance(actual, Words):
        return target.folded == actual.folded and not actual.has_figures
    return isinstance(target, Deadline) and isinstance(actual, Deadline) and show(target) == show(actual)
