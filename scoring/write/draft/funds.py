"""项目资金 / 部门整体支出情况: the rows of money, and what 预算执行率 scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scoring.drafting.plan import Plan
from scoring.number import HUNDRED, NOISE, ZERO, plain
from scoring.rules import RuleSet
from scoring.write.draft import beside
from scoring.write.draft.answers import PERCENT
from scoring.write.draft.columns import BUDGET, EXECUTED, INITIAL, Cells, execution_cells
from scoring.write.draft.formulas import Line, rounded, score
from scoring.write.draft.page import (
    FIGURE,
    INPUT_FIGURE,
    Area,
    Entry,
    Formula,
    name_of,
    span,
)
from scoring.write.draft.rows import Part, Rows
from scoring.write.draft.sums import Sums
from scoring.write.draft.understood import Aspect, not_understood

_HEADINGS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_MOST_MONEY = Decimal(10) ** 12


def funds(rows: Rows, plan: Plan, sums: Sums) -> int:
    """Write the rows; gives the first row below the total."""
    first = rows.line(Part(), Part(None, 2), *map(Part, _HEADINGS))
    beside.headings(rows.page, first)
    total = _total(rows, plan, sums)
    for fund in plan.sources:
        amounts = (Part(value, style=INPUT_FIGURE) for value in (fund.initial_budget, None, None))
        rate = Part(Formula(_rate(rows.row)), style=replace(FIGURE, number_format=PERCENT))
        rows.line(Part(), Part(fund.label, 2), *amounts, Part("-"), rate, Part("-"))
    money = Area(total, INITIAL, rows.row - 1, EXECUTED)
    rows.page.enter(Entry(money, refusal="请填金额，只填数字。", low=ZERO, high=_MOST_MONEY))
    kind = "项目资金" if plan.kind == "project" else "部门整体\n支出情况"
    rows.label(first, f"{kind}\n（{plan.money_unit}）")
    return total + 1


def _total(rows: Rows, plan: Plan, sums: Sums) -> int:
    row, rules = rows.row, plan.rules
    at, places = execution_cells(row), rules.rounding.places
    points = rules.execution.points if rules.execution else ZERO
    shown = replace(FIGURE, number_format=beside.points_format(places))
    scored = Part(Formula(score(at, places)), style=shown) if points else Part("-")
    rate = Part(Formula(_rate(row)), style=replace(FIGURE, number_format=PERCENT))
    rows.line(
        Part(),
        Part(plan.total.label, 2),
        *_amounts(plan, row),
        Part(points, style=FIGURE) if points else Part("-"),
        rate,
        scored,
    )
    if points:
        sums.points.append(at.points)
        sums.scores.append(at.score)
        sums.count += 1
        line, told = _line(at, rules)
        told_hint = beside.hint(at, places)
        beside.scored(rows.page, row, told, line, told_hint, places=places)
        beside.watch_judged(rows.page, row, row, at)
    return row


def _amounts(plan: Plan, row: int) -> Iterator[Part]:
    """The sums of the sources; 年初预算数 as it was given, where the sources do not add up to it."""
    sources = (row + 1, row + len(plan.sources))
    known = [fund.initial_budget for fund in plan.sources if fund.initial_budget is not None]
    for column in (INITIAL, BUDGET, EXECUTED):
        parts = span(column, *sources)
        text = f'IF(COUNT({parts})=0,"",ROUND(SUM({parts}),{NOISE}))'
        given = plan.total.initial_budget if column == INITIAL else None
        if given is not None and given != sum(known, ZERO):
            yield Part(given, style=INPUT_FIGURE)
        else:
            now = sum(known, ZERO) if known and column == INITIAL else ""
            yield Part(Formula(text, now), style=FIGURE)


def _rate(row: int) -> str:
    """全年执行数 ÷ 全年预算数, a fraction that shows as a percentage with two decimals."""
    budget, executed = name_of(row, BUDGET), name_of(row, EXECUTED)
    known = f"AND(COUNT({budget},{executed})=2,N({budget})>0,N({executed})>=0)"
    return f'IF({known},{rounded(f"{executed}/{budget}", 4)},"")'


def _line(at: Cells, rules: RuleSet) -> tuple[Line, str]:
    """The interval of the score, and how it is computed; `at.target` is the budget."""
    places = rules.rounding.places
    full = rounded(at.points, places)
    if not_understood(rules, Aspect.EXECUTION):
        whole, told = "FALSE", "规则里有公式不会算的内容，得分由人判断"
    else:
        whole, told = f"AND({at.target}>0,{at.actual}>=0)", "分值 × 全年执行数 ÷ 全年预算数"
    full_at = rules.execution.full_at
    share = f"{at.points}*{at.actual}/{at.target}"
    if full_at != HUNDRED:
        share = f"{at.points}*{at.actual}*100/({at.target}*{plain(full_at)})"
        told += f"；执行率达到 {plain(full_at)}% 得满分"
    value = f"IF({whole},{rounded(f'MIN({at.points},{share})', places, at.points)},0)"
    low = f'IF(COUNT({at.target},{at.actual})<2,"",{value})'
    high = f'IF({at.low}="","",IF({whole},{at.low},{full}))'
    return Line("", low, high), told
