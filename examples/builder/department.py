"""部门整体支出绩效自评情况表."""

from __future__ import annotations

from builder.cells import Cell
from builder.facts import Department
from builder.page import Page
from builder.parts import COLUMNS, FUND_HEADERS, dated, deviation_table, funds, goals

WIDTHS = (9.5, 15, 33, 12, 12, 11, 8, 9, 19)


def department(form: Department) -> Page:
    """The form as a page."""
    page = Page("部门整体支出绩效自评情况表", WIDTHS)
    dated(page, form.year, form.date)
    page.line(Cell("部门(单位)名称", 2), Cell(form.name, 7))
    funds(page, "部门整体\n支出情况\n(万元)", FUND_HEADERS, form.funds)
    goals(page, "年度履职\n目标", "实际完成情况", form.goal)
    page.line(Cell("年度主要任务", COLUMNS))
    page.line(Cell("任务名称", 2), Cell("主要内容", 4), Cell("实际完成情况", 3))
    for task in form.tasks:
        page.line(Cell(task.name, 2), Cell(task.content, 4, "left"), Cell(task.actual, 3, "left"))
    deviation_table(page, "实际完成值", form.indicators, form.total)
    return page
