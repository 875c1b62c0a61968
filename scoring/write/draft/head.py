"""The head of a form, its goals and its tasks."""

from __future__ import annotations

from dataclasses import replace

from scoring.drafting.plan import Plan
from scoring.write.draft.columns import LAST
from scoring.write.draft.page import (
    BESIDE_LEFT,
    INPUT,
    INPUT_LEFT,
    LEFT,
    TEXT_CELL,
    Fill,
    Look,
    Style,
)
from scoring.write.draft.rows import Part, Rows

TITLES = {"project": "项目支出绩效自评情况表", "department": "部门整体支出绩效自评情况表"}
_BESIDE = "填表辅助：以下各列说明怎样计分、能得几分，不打印，不属于表式。"
_PLAIN = Style(look=Look.PLAIN)
_TO_FILL = replace(INPUT_LEFT, look=Look.PLAIN)
_ROOM = 60  # points for a text that is to be written


def head(rows: Rows, plan: Plan, beside: int) -> None:
    """Title, year, who filled it in and when, and whose form it is; `beside` is the column after the form."""
    first = rows.line(Part(TITLES[plan.kind], LAST, Style(look=Look.TITLE)), least=34)
    rows.page.put(first, beside, _BESIDE, replace(BESIDE_LEFT, look=Look.PROSE), columns=6)
    year = str(plan.year) if plan.year else "　　　　"
    rows.line(Part(f"（{year}年度）", LAST, _PLAIN if plan.year else replace(_PLAIN, fill=Fill.INPUT)))
    rows.line(Part("填表人及联系方式：", 5, _TO_FILL), Part("填报日期：　　　　年　　月　　日", 4, _TO_FILL))
    name = Part(plan.name, LAST - 2, INPUT if plan.revisable or not plan.name else TEXT_CELL)
    if plan.kind == "department":
        rows.line(Part("部门(单位)名称", 2), name)
        return
    rows.line(Part("项目名称", 2), name)
    department, unit = plan.supervising_department, plan.implementing_unit
    rows.line(
        Part("主管部门", 2), Part(department, 2, INPUT), Part("实施单位", 2), Part(unit, 3, INPUT), least=20
    )


def goals(rows: Rows, plan: Plan) -> None:
    """年度总体目标 or 年度履职目标: what was expected, and room for what became of it."""
    project = plan.kind == "project"
    first = rows.line(Part(), Part("预期目标", 4), Part("实际完成情况", 4))
    for goal in plan.goals or ("",):
        style = INPUT_LEFT if plan.revisable or not goal else LEFT
        rows.line(Part(), Part(goal, 4, style), Part(None, 4, INPUT_LEFT), least=_ROOM)
    rows.label(first, "年度总体\n目标" if project else "年度履职\n目标")


def tasks(rows: Rows, plan: Plan) -> None:
    """年度主要任务 of the department form."""
    rows.line(Part("年度主要任务", LAST))
    rows.line(Part("任务名称", 2), Part("主要内容", 4), Part("实际完成情况", 3))
    style = INPUT_LEFT if plan.revisable else LEFT
    for task in plan.tasks:
        rows.line(Part(task.name, 2, TEXT_CELL), Part(task.content, 4, style), Part(None, 3, INPUT_LEFT))
