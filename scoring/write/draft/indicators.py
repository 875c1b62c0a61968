"""The rows of 绩效指标."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from scoring.checks.deviation import PLACES as DEVIATION_PLACES
from scoring.drafting.plan import Plan, PlannedIndicator
from scoring.model.form import Category
from scoring.number import HUNDRED
from scoring.numerals import Deadline, Expression, Quantity, fold
from scoring.read.recognise.words import SUBCATEGORIES
from scoring.score.methods import CEILINGS
from scoring.write.draft import beside
from scoring.write.draft.answers import DATE_OR_SHARE, PERCENT, Answer, answer, is_percent, parsed
from scoring.write.draft.columns import (
    ACTUAL,
    CATEGORY,
    LAST,
    METHOD,
    POINTS,
    REASON,
    SCORE,
    SUBCATEGORY,
    WIDTHS,
    Cells,
    indicator_cells,
)
from scoring.write.draft.formulas import score
from scoring.write.draft.goals import goal, goal_format, serial
from scoring.write.draft.heights import TWO_LINES, height
from scoring.write.draft.methods import Method, method
from scoring.write.draft.page import (
    FIGURE,
    INPUT,
    INPUT_FIGURE,
    INPUT_LEFT,
    LABEL,
    TEXT,
    TEXT_CELL,
    Area,
    Entry,
    Fill,
    Formula,
    Style,
    Value,
    span,
)
from scoring.write.draft.rows import Part, Rows
from scoring.write.draft.sums import Sums

_HEADINGS = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
    *("分值", "得分", "偏差度", "偏差原因分析及改进措施"),
)
_NONE = "没有读到绩效指标，请在目标表中补充后重新起草。"
_OLD_YEAR = "；指标值中仍是上年的年份，请修改"
_MOST = Decimal(10) ** 12


def indicators(rows: Rows, plan: Plan, sums: Sums) -> None:
    """Write the headings and a row for each indicator; `sums` learns where they stand."""
    rows.line(Part("绩效指标", LAST))
    headings = rows.line(*map(Part, _HEADINGS))
    rows.page.repeat_row = headings
    beside.headings(rows.page, headings)
    if not plan.indicators:
        rows.line(Part(_NONE, LAST, replace(LABEL, fill=Fill.RED)))
        return
    first = rows.row
    for indicator in plan.indicators:
        _indicator(rows, plan, indicator)
    last = rows.row - 1
    _labels(rows, first, plan.indicators)
    for start, end in _runs([one.category for one in plan.indicators], first):
        sums.rows[plan.indicators[start - first].category] = (start, end)
    sums.points.append(span(POINTS, first, last))
    sums.scores.append(span(SCORE, first, last))
    sums.count += len(plan.indicators)
    most = plan.rules.total.points
    area = Area(first, POINTS, last, POINTS)
    rows.page.enter(Entry(area, refusal="请填分值，只填数字。", low=Decimal(0), high=most))
    beside.watch_judged(rows.page, first, last, indicator_cells(first))


def _indicator(rows: Rows, plan: Plan, indicator: PlannedIndicator) -> None:
    row, rules = rows.row, plan.rules
    at, places = indicator_cells(row), rules.rounding.places
    target = parsed(indicator.target)
    text, number = _target(indicator.target, target, at.target, revisable=plan.revisable)
    how, answered = method(indicator, target, rules, at), answer(target, rules)
    shown = replace(FIGURE, number_format=beside.points_format(places))
    deviation = Formula(how.line.deviation) if how.line.deviation else None
    told, noted = _told(plan, indicator, how)
    live = plan.revisable and isinstance(number, Formula)
    if live:  # its own words may change
        answered = replace(answered, choices=tuple(word for word in answered.choices if word != text))
    rows.line(
        Part(),
        Part(),
        Part(indicator.name, style=TEXT_CELL if indicator.name else INPUT),
        Part(text, style=replace(INPUT, number_format=TEXT) if live else TEXT_CELL),
        Part(style=replace(INPUT, number_format=answered.number_format, shrink=answered.numeric)),
        Part(indicator.points, style=_points_style(indicator)),
        Part(Formula(score(at, places)), style=shown),
        Part(deviation, style=replace(FIGURE, number_format=beside.points_format(DEVIATION_PLACES))),
        Part(style=INPUT_LEFT),
        least=max(TWO_LINES, height(told, WIDTHS[METHOD - 1])),  # two lines, for a reason
    )
    slip, owed = _slip(target, answered, at), beside.owed(at, how.over)
    if slip:
        rows.page.colour(Area.cell(row, ACTUAL), slip, Fill.AMBER)
    hint = beside.hint(at, places, slip, owed, numeric=answered.numeric)
    beside.scored(rows.page, row, told, how.line, hint, places=places, noted=noted)
    beside.goal(rows.page, row, number, goal_format(target))
    rows.page.colour(Area.cell(row, REASON), owed, Fill.RED)
    rows.page.enter(_entry(row, answered))


def _slip(target: Expression | None, answered: Answer, at: Cells) -> str:
    if answered.numeric:
        return beside.slipped(at, ceiling=isinstance(target, Quantity) and target.operator in CEILINGS)
    return beside.share_slipped(at) if answered.number_format in (PERCENT, DATE_OR_SHARE) else ""


def _target(text: str, target: Expression | None, cell: str, *, revisable: bool) -> tuple[str, Value]:
    """The target's text, and its number or day: a formula, where the text (or the text in one width) is one
    that a formula can follow, else the number itself."""
    for written in (text, fold(text)):
        if found := goal(target, written, cell, revisable=revisable):
            return written, found
    if isinstance(target, Quantity):
        return text, target.written.value / (HUNDRED if is_percent(target) else 1)
    return text, serial(target.due) if isinstance(target, Deadline) and target.due else None


def _points_style(indicator: PlannedIndicator) -> Style:
    return replace(INPUT_FIGURE, fill=Fill.PROPOSAL) if indicator.points_ground else INPUT_FIGURE


def _told(plan: Plan, indicator: PlannedIndicator, how: Method) -> tuple[str, bool]:
    """How the row is scored, and whether that wants a look."""
    told = f"{indicator.explanation} {how.told}".strip()
    old = plan.revisable and plan.year is not None and str(plan.year - 1) in indicator.target
    return (told + _OLD_YEAR, True) if old else (told, how.noted)


def _entry(row: int, answered: Answer) -> Entry:
    area = Area.cell(row, ACTUAL)
    if answered.numeric:
        return Entry(area, answered.told, f"这里{answered.told}", low=-_MOST, high=_MOST)
    return Entry(area, answered.told, choices=answered.choices, strict=False)


def _labels(rows: Rows, first: int, planned: Sequence[PlannedIndicator]) -> None:
    """一级指标 over all its rows; 二级指标 likewise where it was given, one a row where people choose it."""
    for start, end in _runs([one.category_text for one in planned], first):
        rows.page.put(start, CATEGORY, planned[start - first].category_text, rows=end - start + 1)
    keys = [
        (one.category_text, one.subcategory) if _is_given(one) else number
        for number, one in enumerate(planned)
    ]
    for start, end in _runs(keys, first):
        one = planned[start - first]
        fill = Fill.NONE if _is_given(one) else Fill.PROPOSAL if one.ground else Fill.INPUT
        style = replace(LABEL, fill=fill)
        rows.page.put(start, SUBCATEGORY, one.subcategory, style, rows=end - start + 1)
        if not style.locked:
            told = f"工具建议：{one.ground}。" if one.ground else ""
            area, names = Area.cell(start, SUBCATEGORY), _subcategories(one.category)
            rows.page.enter(Entry(area, told, "请从下拉表中选二级指标。", choices=names, strict=bool(names)))


def _runs(keys: Sequence[object], first: int) -> Iterator[tuple[int, int]]:
    """The first and the last row of each run of equal keys."""
    for _, run in groupby(enumerate(keys, start=first), lambda item: item[1]):
        numbers = [number for number, _ in run]
        yield numbers[0], numbers[-1]


def _is_given(indicator: PlannedIndicator) -> bool:
    return bool(indicator.subcategory) and not indicator.ground


def _subcategories(category: Category) -> tuple[str, ...]:
    """The usual 二级指标 of a category."""
    return tuple(name for name, of in SUBCATEGORIES.items() if of is category and not name.endswith("等"))
