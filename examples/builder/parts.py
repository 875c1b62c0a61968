"""The parts that the forms share; every form is nine columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from builder.cells import Cell, figures
from builder.facts import Fund, FundManagementItem, Goal, Indicator, Total
from builder.page import Page

COLUMNS = 9
DEVIATION_WIDTHS = (9.5, 13, 23, 13, 12, 11, 8, 9, 16)
FUND_HEADERS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def dated(page: Page, year: str, date: str) -> None:
    """The lines under the title: the year in the middle, the date on the right."""
    page.plain(Cell(f"（{year}年度）", COLUMNS))
    page.plain(Cell(date, COLUMNS, "right"))


def funds(page: Page, heading: str, headers: Sequence[str], rows: Sequence[Fund]) -> None:
    """项目资金 or 部门整体支出情况."""
    first = page.next_row
    page.line(Cell(), Cell(span=2), *(Cell(header) for header in headers))
    for row in rows:
        amounts = figures(row.initial_budget, row.budget, row.executed, row.points, row.rate, row.score)
        page.line(Cell(), Cell(row.label, 2), *amounts)
    page.block(1, first, page.next_row - 1, heading)


def fund_management(page: Page, items: Sequence[FundManagementItem], *, name_span: int) -> None:
    """资金管理情况."""
    first = page.next_row
    page.line(Cell(), Cell("情况说明", 5), Cell("分值(20)"), Cell("得分"), Cell("存在问题和改进措施"))
    for item in items:
        page.line(
            Cell(),
            Cell(item.name, name_span),
            Cell(item.description, 5 - name_span, "left"),
            *figures(item.points, item.score),
            Cell(item.problem, align="left"),
        )
    page.block(1, first, page.next_row - 1, "资金管理\n情况")


def goals(page: Page, heading: str, actual_header: str, goal: Goal) -> None:
    """年度总体目标 or 年度履职目标."""
    first = page.next_row
    page.line(Cell(), Cell("预期目标", 4), Cell(actual_header, 4))
    page.line(Cell(), Cell(goal.expected, 4, "left"), Cell(goal.actual, 4, "left"))
    page.block(1, first, page.next_row - 1, heading)


def deviation_table(page: Page, actual_header: str, indicators: Sequence[Indicator], total: Total) -> None:
    """绩效指标 with a 偏差度 column, and the row 总分."""
    page.line(Cell("绩效指标", COLUMNS))
    headers = "一级指标 二级指标 三级指标 年度指标值 {} 分值 得分 偏差度 偏差原因分析及改进措施"
    page.line(*(Cell(header) for header in headers.format(actual_header).split()))
    first = page.next_row
    for one in indicators:
        page.line(
            *(Cell(text) for text in ("", "", one.name, one.target, one.actual)),
            *figures(one.points, one.score, one.deviation),
            Cell(one.reason, align="left"),
        )
    join_runs(page, 1, first, [(one.category,) for one in indicators])
    join_runs(page, 2, first, [(one.category, one.subcategory) for one in indicators])
    page.line(Cell("总分", 5), *figures(total.points, total.score), Cell(), Cell())


def join_runs(page: Page, column: int, first: int, keys: Sequence[tuple[str, ...]]) -> None:
    """Join the rows of a column that follow each other with the same key; its last part is the text."""
    for key, run in groupby(keys):
        last = first + len(list(run)) - 1
        page.block(column, first, last, key[-1])
        first = last + 1
