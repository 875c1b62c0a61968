"""项目支出绩效自评表 in the two published layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.cells import Cell, figures
from builder.facts import Indicator, Project
from builder.page import Page
from builder.parts import (
    COLUMNS,
    DEVIATION_WIDTHS,
    FUND_HEADERS,
    dated,
    deviation_table,
    fund_management,
    funds,
    goals,
    join_runs,
)

NUMBERED_WIDTHS = (9.5, 9, 13, 25, 13, 15, 8, 12, 16)
SUBCATEGORIES = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
# The rules printed under the form, in our own words.
NOTES = """\
注：1. 资金管理情况每查实1例违规扣1分，扣完为止。
2. 满分100分：预算执行率10分，资金管理情况20分，成本指标10分，产出指标30分，效益指标25分，满意度指标5分。\
没有成本指标的，产出指标加10分；没有满意度指标的，效益指标加5分。
3. 没有完成或偏离目标的指标，写明原因和改进措施。
4. 定性指标分四档，在档内给分：好100%—90%（含），较好90%—80%（含），一般80%—60%（含），较差60%—0%。\
定量指标达到指标值的得满分，没有达到的按完成值占指标值的比例得分。"""


def project(form: Project) -> Page:
    """The form as a page."""
    page = _with_deviation(form) if form.layout == "deviation" else _numbered(form)
    for note in NOTES.splitlines():
        page.plain(Cell(note, COLUMNS, "left"))
    return page


def _with_deviation(form: Project) -> Page:
    page = Page("项目支出绩效自评情况表", DEVIATION_WIDTHS)
    dated(page, form.year, form.date)
    _identity(page, form, "主管部门")
    funds(page, "项目资金\n（万元）", FUND_HEADERS, form.funds)
    fund_management(page, form.fund_management, name_span=1)
    goals(page, "年度总体\n目标", "实际完成情况", form.goal)
    deviation_table(page, "实际值完成值", form.indicators, form.total)
    return page


def _numbered(form: Project) -> Page:
    page = Page("项目支出绩效自评表", NUMBERED_WIDTHS)
    page.plain(Cell(f"（{form.year}年度）", COLUMNS))
    page.plain(Cell("填表人及联系方式：", COLUMNS, "left"))
    _identity(page, form, "主管部门及代码")
    headers = ("年初预算数", "全年预算数 (A)", "全年执行数 (B)", "分值", "执行率\n(B/A×100%)", "得分")
    funds(page, "项目资金\n（万元）", headers, form.funds)
    fund_management(page, form.fund_management, name_span=2)
    goals(page, "年度总体\n目标", "全年实际完成情况", form.goal)
    _numbered_table(page, form.indicators)
    page.line(Cell("总分", 6), *figures(form.total.points, form.total.score), Cell())
    return page


def _identity(page: Page, form: Project, department_label: str) -> None:
    page.line(Cell("项目名称", 2), Cell(form.name, 7))
    page.line(
        Cell(department_label, 2),
        Cell(form.supervising_department, 2),
        Cell("实施单位", 2),
        Cell(form.implementing_unit, 3),
    )


def _numbered_table(page: Page, indicators: Sequence[Indicator]) -> None:
    """绩效指标 with every 二级指标 of the printed form, whether it is used or not."""
    top = page.next_row
    headers = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
    page.line(Cell(), *(Cell(header) for header in headers.split()))
    first, keys = page.next_row, []
    for key, own in _by_subcategory(indicators).items():
        for cells in _numbered_lines(own):
            page.line(Cell(), Cell(), Cell(), *cells)
            keys.append(key)
    join_runs(page, 2, first, [key[:1] for key in keys])
    join_runs(page, 3, first, keys)
    page.block(1, top, page.next_row - 1, "绩效指标")


def _by_subcategory(indicators: Sequence[Indicator]) -> dict[tuple[str, str], list[Indicator]]:
    """The indicators under each 二级指标 of the printed form; another one raises KeyError."""
    found: dict[tuple[str, str], list[Indicator]] = {
        (category, subcategory): [] for category, names in SUBCATEGORIES.items() for subcategory in names
    }
    for one in indicators:
        found[one.category, one.subcategory].append(one)
    return found


def _numbered_lines(indicators: Sequence[Indicator]) -> Iterator[list[Cell]]:
    """The indicators as 指标1：…, then blank numbers up to two, then …… up to three lines."""
    for number, one in enumerate(indicators, start=1):
        yield [
            Cell(f"指标{number}：{one.name}", align="left"),
            Cell(one.target),
            Cell(one.actual),
            *figures(one.points, one.score),
            Cell(one.reason, align="left"),
        ]
    for number in range(len(indicators) + 1, 4):
        yield [
            Cell(f"指标{number}：" if number < 3 else "……", align="left"),
            *(Cell(), Cell(), *figures("", ""), Cell()),
        ]
