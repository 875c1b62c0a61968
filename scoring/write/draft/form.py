"""The sheet 自评表: a whole form in the official layout."""

from __future__ import annotations

from dataclasses import replace

from scoring.drafting.plan import Plan
from scoring.number import plain
from scoring.rules import RuleSet
from scoring.write.draft import beside
from scoring.write.draft.columns import HINT, LAST, METHOD, POINTS, SCORE, WIDTHS
from scoring.write.draft.funds import funds
from scoring.write.draft.goals import literal
from scoring.write.draft.head import goals, head, tasks
from scoring.write.draft.indicators import indicators
from scoring.write.draft.management import management
from scoring.write.draft.page import (
    BESIDE_LEFT,
    FIGURE,
    INPUT_FIGURE,
    Area,
    Fill,
    Formula,
    Look,
    Page,
    Style,
    name_of,
)
from scoring.write.draft.rows import Part, Rows
from scoring.write.draft.sums import Sums, checks
from scoring.write.draft.understood import Aspect, not_understood

_NOTE = Style(look=Look.PLAIN, align="left")


def form(plan: Plan, name: str = "自评表") -> Page:
    """Lay out the form."""
    page = Page(name, WIDTHS, LAST)
    rows, sums = Rows(page), Sums()
    head(rows, plan, METHOD)
    below = funds(rows, plan, sums)
    managed = management(rows, plan.managed, sums) if plan.managed else None
    goals(rows, plan)
    if plan.kind == "department":
        tasks(rows, plan)
    indicators(rows, plan, sums)
    _total(rows, plan, sums, managed)
    page.last_row = rows.row - 1
    for number, note in enumerate(plan.rules.note, start=1):
        page.last_row = rows.line(Part(f"{'注：' if number == 1 else ''}{number}. {note.text}", LAST, _NOTE))
    _checks(page, plan, sums, below)
    return page


def _total(rows: Rows, plan: Plan, sums: Sums, managed: tuple[int, int, int] | None) -> None:
    """总分 and 等级; left to people where the rules do more than add up."""
    rules, row = plan.rules, rows.row
    total = name_of(row, SCORE)
    shown = beside.points_format(rules.rounding.places)
    if not plan.indicators or not_understood(rules, Aspect.TOTAL):
        scored = Part(style=replace(INPUT_FIGURE, number_format=shown))
    else:
        text = sums.total(rules.rounding.places, managed)
        scored = Part(Formula(text), style=replace(FIGURE, number_format=shown))
        rows.page.put(row, HINT, Formula(sums.missing, f"还有 {sums.count} 行没有得分"), BESIDE_LEFT)
    points = Part(Formula(sums.total_points, plan.total_points), style=FIGURE)
    rows.line(Part("总分", 5), points, scored, Part("等级"), Part(Formula(_grade(rules, total))))
    off = f"{name_of(row, POINTS)}<>{plain(rules.total.points)}"
    rows.page.colour(Area.cell(row, POINTS), off, Fill.RED)


def _grade(rules: RuleSet, total: str) -> str:
    """The grade of the total: that of the highest start it reaches."""
    *upper, lowest = rules.grade
    text = literal(lowest.name)
    for grade in reversed(upper):
        text = f"IF({total}>={plain(grade.start)},{literal(grade.name)},{text})"
    return f'IF(ISNUMBER({total}),{text},"")'


def _checks(page: Page, plan: Plan, sums: Sums, below: int) -> None:
    """The sentences on the sums of points, one below the other beside the form; what is off turns red."""
    for row, check in enumerate(checks(plan, sums), start=below):
        page.put(row, METHOD, check.told, BESIDE_LEFT)
        page.colour(Area.cell(row, METHOD), check.off, Fill.RED)
        for first, last in check.rows:
            page.colour(Area(first, POINTS, last, POINTS), check.off, Fill.RED)
