"""部门整体绩效目标表 and 部门预算项目绩效目标表, a worksheet each."""

from __future__ import annotations

from itertools import zip_longest

from builder.cells import Cell, figures
from builder.facts import DepartmentTargets, ProjectTargets, Target, Targets, UnitTargets
from builder.page import Page
from builder.parts import join_runs

DEPARTMENT_WIDTHS = (11, 16, 26, 17, 44)
PROJECT_WIDTHS = (13, 18, 9, 9, 9, 9, 15, 10, 17, 10, 17, 10, 17, 10)
CATEGORIES = ("成本指标", "产出指标", "效益指标", "满意度指标")
AMOUNTS = ("资金总额", "政府预算资金", "财政专户管理资金", "单位资金")


def targets(tables: Targets) -> Page:
    """Both tables; the page of the first one holds the workbook."""
    page = _department(tables.department, tables.year)
    _projects(tables, page)
    return page


def _department(table: DepartmentTargets, year: str) -> Page:
    page = Page("部门整体绩效目标表", DEPARTMENT_WIDTHS)
    page.plain(Cell(f"（{year}年度）", 5))
    page.line(Cell("部门名称"), Cell(table.name, 4))
    page.line(Cell("年度履职\n目标"), Cell(table.goal, 4, "left"))
    first = page.next_row
    page.line(Cell(), Cell("任务名称", 2), Cell("主要内容", 2))
    for task in table.tasks:
        page.line(Cell(), Cell(task.name, 2), Cell(task.content, 2, "left"))
    page.block(1, first, page.next_row - 1, "年度主要\n任务")
    first = page.next_row
    for fund in table.funds:
        page.line(Cell(), Cell(fund.label, 2, "left"), Cell(fund.amount, 2, figure=True))
    page.block(1, first, page.next_row - 1, "预算情况")
    page.line(*(Cell(header) for header in ("一级指标", "二级指标", "三级指标", "指标值", "指标值说明")))
    first = page.next_row
    for one in table.indicators:
        page.line(Cell(), Cell(), Cell(one.name), Cell(one.target), Cell(one.explanation, align="left"))
    join_runs(page, 1, first, [(one.category,) for one in table.indicators])
    join_runs(page, 2, first, [(one.category, one.subcategory) for one in table.indicators])
    return page


def _projects(tables: Targets, beside: Page) -> None:
    page = Page("部门预算项目绩效目标表", PROJECT_WIDTHS, landscape=True, beside=beside)
    page.plain(Cell(f"（{tables.year}年度）", len(PROJECT_WIDTHS)))
    _headings(page)
    _sum(page, "", "", tables.amount)
    for unit in tables.units:
        _unit(page, unit)


def _headings(page: Page) -> None:
    """Three rows: code and name stand over all, the amounts over two, the targets over each category."""
    first = page.next_row
    page.line(
        Cell("单位编码\n(项目编码)"),
        Cell("项目单位\n(项目名称)"),
        Cell("项目金额（万元）"),
        *[Cell()] * 3,
        Cell("绩效目标", 8),
    )
    page.line(*[Cell()] * 6, *(Cell(category, 2) for category in CATEGORIES))
    page.line(Cell(), Cell(), *map(Cell, AMOUNTS), *[Cell("三级指标"), Cell("指标值")] * 4)
    page.join(1, first, first + 2)
    page.join(2, first, first + 2)
    page.join(3, first, first + 1, columns=4)


def _unit(page: Page, unit: UnitTargets) -> None:
    _sum(page, unit.code, unit.name, unit.amount)
    for project in unit.projects:
        _project(page, project)


def _sum(page: Page, code: str, name: str, amount: str) -> None:
    page.line(Cell(code), Cell(name), *figures(amount, amount, "", ""), *[Cell()] * 8)


def _project(page: Page, project: ProjectTargets) -> None:
    """As many rows as the longest list has; what leads to the indicators is joined over them."""
    first = page.next_row
    lists = (project.cost, project.output, project.effect, project.satisfaction)
    lead = [Cell(project.code), Cell(project.name), *figures(project.amount, project.amount, "", "")]
    for row in zip_longest(*lists, fillvalue=Target(name="", target="")):
        page.line(*lead, *(cell for one in row for cell in (Cell(one.name), Cell(one.target))))
        lead = [Cell()] * 6
    for column in range(1, 7):
        page.join(column, first, page.next_row - 1)
