"""项目支出绩效自评汇总表."""

from __future__ import annotations

from builder.cells import Cell, figures
from builder.facts import Summary
from builder.page import Page

WIDTHS = (6, 41, 11, 11, 11, 11, 11, 11, 11, 11, 9, 11, 12)
HEADERS = (
    *("序号", "项目名称", "全年预算数", "全年执行数", "预算执行率"),
    *("资金管理情况得分率", "成本指标得分率", "产出指标得分率", "效益指标得分率", "满意度指标得分率"),
    *("自评得分", "是否有较大偏差", "评价形式(线上/线下)"),
)


def summary(table: Summary) -> Page:
    """The table as a page."""
    page = Page("项目支出绩效自评汇总表", WIDTHS, landscape=True)
    page.plain(Cell(f"（{table.year}年度）", len(WIDTHS)))
    page.plain(Cell("金额单位：万元", len(WIDTHS), "right"))
    page.line(*(Cell(header) for header in HEADERS))
    for row in table.rows:
        parts = (row.fund_management, row.cost, row.output, row.effect, row.satisfaction)
        page.line(
            *figures(row.number),
            Cell(row.name, align="left"),
            *figures(row.budget, row.executed, row.execution_rate, *parts, row.total),
            Cell(row.large_deviation),
            Cell(row.mode),
        )
    return page
