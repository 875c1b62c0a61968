"""The tables of an evaluation report: funds, scores by part, indicators with why they lost points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.model.form import CATEGORY_NAMES, Category, FundRow
from scoring.number import HUNDRED, ZERO, half_up, plain, ratio
from scoring.report import view
from scoring.report.statement import BLANK
from scoring.report.wording import short
from scoring.score import Line, Part
from scoring.score.execution import execution_rate
from scoring.score.trace import computed, points_text, range_text

_ROOM = 40  # characters of a name or value in a sentence; the tables have all of it


@dataclass(frozen=True, slots=True)
class FundsRow:
    """A source of funds; `rate` is recomputed from the amounts."""

    label: str
    initial_budget: str
    budget: str
    executed: str
    rate: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the form: its points, stated and recomputed scores, and the share that was earned."""

    name: str
    points: str
    scores: view.Compared
    share: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its recomputed score and deviation."""

    name: str
    target: str
    actual: str
    points: str
    stated: str
    score: str
    deviation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a 一级指标, and one sentence for each that lost points or is open."""

    name: str
    rows: tuple[IndicatorRow, ...]
    lost: tuple[str, ...]
    open: bool


def rate_of(funds: FundRow | None) -> Decimal | None:
    """The execution rate in percent; None where there is none."""
    return execution_rate(funds.budget, funds.executed) if funds else None


def funds_row(row: FundRow) -> FundsRow:
    """A row of 项目资金."""
    rate = rate_of(row)
    return FundsRow(
        label=row.label.text.rstrip(":："),
        initial_budget=view.figure(row.initial_budget),
        budget=view.figure(row.budget),
        executed=view.figure(row.executed),
        rate=view.percent(rate) if rate is not None else "",
    )


def parts_of(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The lines by part, in the order of the form."""
    named: list[tuple[str, Callable[[Line], bool]]] = [
        ("预算执行", lambda line: line.part is Part.EXECUTION),
        ("资金管理情况", lambda line: line.part is Part.FUND_MANAGEMENT),
    ]
    for name, belongs in named:
        if own := list(filter(belongs, lines)):
            yield name, own
    for category in Category:
        if own := [line for line in lines if line.category is category]:
            yield CATEGORY_NAMES[category], own


def part_row(name: str, lines: Sequence[Line], places: int) -> PartRow:
    """The sums of a part of the form."""
    share = share_of(lines)
    return PartRow(
        name=name,
        points=view.total_points(lines),
        scores=view.subtotal(lines, places),
        share=view.percent(share) if share is not None else "",
    )


def share_of(lines: Sequence[Line]) -> Decimal | None:
    """The share of their points that some lines earned, in percent; None where that is open."""
    points = [line.points.value for line in lines if line.points.value is not None]
    scores = [line.recomputed for line in lines if line.recomputed is not None]
    if not len(points) == len(scores) == len(lines) or sum(points, ZERO) <= 0:
        return None
    return ratio(sum(scores, ZERO), HUNDRED, by=sum(points, ZERO))


def indicators_of(lines: Sequence[Line], categories: Sequence[Category], places: int) -> Iterator[Indicators]:
    """The indicators of some 一级指标, in that order."""
    for category in categories:
        own = [line for line in lines if line.category is category]
        if own:
            rows = tuple(indicator_row(line, places) for line in own)
            lost = tuple(told for line in own if (told := _lost(line, places)))
            still_open = any(line.recomputed is None for line in own)
            yield Indicators(CATEGORY_NAMES[category], rows, lost, still_open)


def indicator_row(line: Line, places: int) -> IndicatorRow:
    """A line with what was recomputed for it."""
    deviation = points_text(line.deviation, 2).replace("-", "−") if line.deviation is not None else ""
    return IndicatorRow(
        name=line.name.text,
        target=line.target,
        actual=line.actual,
        points=line.points.text,
        stated=line.stated.text,
        score=view.right(line, places),
        deviation=deviation,
        reason=line.reason.text,
    )


def _lost(line: Line, places: int) -> str:
    """Why an indicator has not all of its points, or why that is open; empty where it has all."""
    name, points, right = line.name.text or "（未填名称）", line.points.value, line.recomputed
    if points is None or line.interval is None:
        return f"{short(name, _ROOM)}：分值未填或无法识别，得分{BLANK}。"
    if right is None:
        allowed = range_text(line.interval, places)
        return f"{short(name, _ROOM)}：得分未填，须由人在 {allowed} 之间判断，得分{BLANK}。"
    if right >= points:
        return ""
    missed = plain(half_up(points - right, places))
    reason = f"原因：{line.reason.text.rstrip('。')}" if line.reason else "自评表没有说明原因"
    how = computed(line, places) if line.interval.is_point else f"得 {points_text(right, places)} 分"
    return f"{name}：指标值“{line.target}”，完成值“{line.actual}”，{how}，失分 {missed} 分。{reason}。"
