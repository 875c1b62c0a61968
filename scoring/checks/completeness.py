"""CP: 完整性 — what a form must have, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, form_check
from scoring.finding import Severity
from scoring.model.form import AnyForm, Figure, ProjectForm, Text
from scoring.model.parts import PART_NAMES


@form_check(
    "CP001",
    "自评表不完整",
    Severity.ERROR,
    what="自评表是否有规则要求的各部分：预算执行情况、资金管理情况、绩效指标。",
    why="缺一部分就不能复算总分；工具只核对看得见的行。",
    basis="项目支出绩效自评表的表式。",
    mend="补交完整的自评表（电子文本转换时丢页的，请提供原表）。",
)
def parts_missing(context: FormContext) -> Iterator[Found]:
    if context.form.missing:
        parts = "、".join(PART_NAMES[part] for part in context.form.missing)
        yield Found(
            context.form.place,
            f"自评表不完整，缺少{parts}，总分不能复算，只核对了看得见的行；请补交完整的表。",
        )


@form_check(
    "CP002",
    "缺少资金管理情况的项目",
    Severity.ERROR,
    what="规则规定的资金管理情况各项是否齐全。",
    why="每项都有固定分值，缺项则总分不足。",
    basis="项目支出绩效自评表“资金管理情况”栏。",
    mend="补填缺少的项。",
)
def items_missing(context: FormContext) -> Iterator[Found]:
    rule = context.rules.fund_management
    if rule is None or context.form.kind != "project":
        raise NotChecked("这种表不评资金管理情况")
    if "fund_management" in context.form.missing:
        raise NotChecked("表上缺少资金管理情况")
    present = {line.name.text for line in context.sheet.lines}
    missing = [item for item in rule.items if item not in present]
    if missing:
        yield Found(
            context.form.place,
            f"资金管理情况缺少{'、'.join(missing)}，请补填。",
            citation=context.rules.citation(rule),
        )


@form_check(
    "CP004",
    "项目名称未填",
    Severity.WARNING,
    what="自评表是否写明项目名称（部门整体的表是否写明部门名称）。",
    why="没有名称，不知是哪个项目的自评，也不能与汇总表核对。",
    basis="项目支出绩效自评表“项目名称”栏。",
    mend="填写项目名称（部门名称）。",
)
def name_missing(context: FormContext) -> Iterator[Found]:
    if context.form.name:
        return
    if "execution" in context.form.missing:
        raise NotChecked("自评表不完整")
    label = "项目名称" if context.form.kind == "project" else "部门名称"
    yield Found(context.form.name.place, f"没有填写{label}，请补填。")


@form_check(
    "CP003",
    "有内容未能读入",
    Severity.NOTICE,
    what="读表时是否有错位的栏、不知归属的内容。",
    why="读错比不读更糟：凡不能确定的都列出来，请人对照原表。",
    basis="工具自身的要求：不猜，不漏。",
    mend="对照原表核对；最好改交 Excel 表格。",
)
def not_understood(context: FormContext) -> Iterator[Found]:
    for remark in context.form.remarks:
        yield Found(remark.place, remark.message)


@form_check(
    "CP005",
    "有应填的单元格未填",
    Severity.NOTICE,
    what="主管部门、实施单位、年度资金总额的年初预算数是否填写；年度目标的预期和实际完成情况是否两边都填。",
    why="这些格不影响得分，但公开和汇总时要用，空着就要退回补填。",
    basis="项目支出绩效自评表的表式。",
    mend="补填；年初没有安排预算的填0。",
)
def cells_blank(context: FormContext) -> Iterator[Found]:
    form = context.form
    for told, cell in _expected(form):
        # Without its label the cell has the title's place: the form has no such cell.
        if not cell.text and cell.place.is_cell and cell.place != form.title.place:
            yield Found(cell.place, f"没有填写{told}，请补填。")


def _expected(form: AnyForm) -> Iterator[tuple[str, Text | Figure]]:
    """The cells that every form fills in, and how a message names them; see EX004 and EX006 for the others
    of the money."""
    if isinstance(form, ProjectForm):
        yield from (("主管部门", form.supervising_department), ("实施单位", form.implementing_unit))
    if form.total_funds and not any(row.initial_budget.value for row in form.funds):
        yield "年初预算数（年初没有安排的填 0）", form.total_funds.initial_budget
    expected, actual = ([getattr(goal, side) for goal in form.goals] for side in ("expected", "actual"))
    if any(expected) != any(actual):  # goals in several rows may have one merged cell beside them
        yield ("年度目标的实际完成情况", actual[0]) if any(expected) else ("年度目标的预期目标", expected[0])
