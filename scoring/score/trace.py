"""The working of a line in one sentence that a clerk can check with a pocket calculator.

5 × 1000 ÷ 7000 = 0.714… → 0.71（自评 2，多计 1.29；注4）
"""

from __future__ import annotations

from decimal import Decimal

from scoring.number import Interval, Verdict, half_up, plain, truncate
from scoring.score.line import Line
from scoring.score.total import Settlement

SHOWN = 3  # decimals of an unrounded value before the ellipsis


def points_text(value: Decimal, places: int) -> str:
    """A score at the rule set's places: 0.71, 10.00."""
    return format(half_up(value, places), "f")


def range_text(interval: Interval, places: int) -> str:
    """A score, or “18.00–20.00” where people have to judge."""
    low, high = points_text(interval.low, places), points_text(interval.high, places)
    return low if low == high else f"{low}–{high}"


def exact_text(value: Decimal) -> str:
    """An unrounded value, cut after three decimals with an ellipsis: 0.714…"""
    cut = truncate(value, SHOWN)
    return plain(cut) if cut == value else f"{format(cut, 'f')}…"


def difference_text(difference: Decimal) -> str:
    """多计 1.29 or 少计 5 (stated − recomputed)."""
    return f"{'多计' if difference > 0 else '少计'} {plain(abs(difference))}"


def working(line: Line, places: int) -> str:
    """The line's trace: expression, unrounded and rounded value, the stated score and the clause."""
    if line.scored is None or line.interval is None:
        return "分值未填或无法识别，不能计算。"
    return f"{computed(line, places)}（{_stated(line)}；{line.scored.citation.clause}）"


def computed(line: Line, places: int) -> str:
    """The first half of the working: expression, unrounded and rounded value. The line must be scored."""
    assert line.scored is not None
    assert line.interval is not None
    if not line.interval.is_point:
        return f"{line.scored.expression}，应在 {range_text(line.interval, places)} 之间"
    result = rounded_text(line.scored.interval.low, line.interval.low, places)
    return f"{line.scored.expression}{line.scored.joint}{result}"


def rounded_text(exact: Decimal, rounded: Decimal, places: int) -> str:
    """What a computation gives and what is made of it: 4.75, 0.714… → 0.71 or 5.805，舍去尾数 → 5.80."""
    shown = points_text(rounded, places)
    if rounded == exact:
        return shown
    cut = "，舍去尾数" if rounded != half_up(exact, places) else ""
    return f"{exact_text(exact)}{cut} → {shown}"


def total_working(settlement: Settlement, total: Interval, places: int) -> str:
    """How the total comes of the sum of the lines; empty where it is that sum.

    各行得分之和 81.00 ÷ 90 × 100 = 90.00；执行率 45% 低于 60%，总分最高 89 分
    """
    capped = settlement.cap if settlement.capped(total) else None
    if settlement.applicable is None and capped is None:
        return ""
    said = f"各行得分之和 {range_text(total, places)}"
    if settlement.applicable is not None:
        share, full = settlement.rescaled(total), plain(settlement.rules.total.points)
        result = share.rounded(places, settlement.rules.rounding.rounder)
        text = rounded_text(share.low, result.low, places) if share.is_point else range_text(result, places)
        points = plain(settlement.applicable)
        said += f" ÷ {points} × {full} = {text}"
    if capped:
        rate = settlement.rate
        told = f"执行率 {exact_text(rate)}% " if rate is not None else "执行率不能计算，如"
        said += f"；{told}低于 {plain(capped.below)}%，总分最高 {plain(capped.most)} 分"
    return said


def _stated(line: Line) -> str:
    if line.stated.written is None:
        return "得分未填" if line.stated.blank else f"得分“{line.stated.text}”不是数字"
    stated = f"自评 {line.stated.said}"
    match line.verdict:
        case Verdict.DIFFERENT if line.difference:
            return f"{stated}，{difference_text(line.difference)}"
        case Verdict.ROUNDING:
            return f"{stated}，差异为四舍五入所致"
        case _ if line.interval and not line.interval.is_point:
            return f"{stated}，在范围内"
        case _:
            return f"{stated}，相符"
