"""Last year's form → the plan of the next one: targets, subcategories and points stay, results go."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.drafting.plan import Plan, PlannedFund, PlannedIndicator, PlannedTask
from scoring.drafting.targets import DEPARTMENT_FUNDS, PROJECT_FUNDS
from scoring.model.form import CATEGORY_NAMES, AnyForm, Category, DepartmentForm, ProjectForm
from scoring.rules import RuleSet

_ORDER = list(Category)
_SHOWN = 3  # names that a remark lists


def plan_form(form: AnyForm, rules: RuleSet) -> Plan:
    """Plan the form of the year after."""
    labels = PROJECT_FUNDS if isinstance(form, ProjectForm) else DEPARTMENT_FUNDS
    rows = [row for row in form.funds if not row.is_total]
    usual = all(row.is_source for row in rows)
    sources = tuple(PlannedFund(row.label.text) for row in rows if usual)
    whole = form.total_funds
    ordered = sorted(form.indicators, key=lambda one: _ORDER.index(one.category))
    project = form if isinstance(form, ProjectForm) else None
    tasks = form.tasks if isinstance(form, DepartmentForm) else ()
    return Plan(
        kind=form.kind,
        rules=rules,
        year=form.year + 1 if form.year else None,
        name=form.name.text,
        supervising_department=project.supervising_department.text if project else "",
        implementing_unit=project.implementing_unit.text if project else "",
        money_unit=form.money_unit.value,
        total=PlannedFund(whole.label.text if whole else labels[0]),
        sources=sources or tuple(map(PlannedFund, labels[1:])),
        goals=tuple(goal.expected.text for goal in form.goals if goal.expected),
        tasks=tuple(PlannedTask(task.name.text, task.content.text) for task in tasks),
        indicators=tuple(
            PlannedIndicator(
                category=one.category,
                category_text=one.category_text or CATEGORY_NAMES[one.category],
                subcategory=one.subcategory,
                name=one.name.text,
                target=one.target.text,
                points=one.points.value,
            )
            for one in ordered
        ),
        revisable=True,
        remarks=tuple(_remarks(form)),
        place=form.place,
    )


def _remarks(form: AnyForm) -> Iterator[str]:
    others = [row.label.text for row in form.funds if not row.is_total and not row.is_source]
    if others:
        told = f"上年的资金行“{others[0]}”不知是否已含在其他来源中"
        yield f"{told}，本表按表式列资金来源，请核对。"
    if form.year is None:
        yield "上年的表没有写年度，本表的年度没有填写，请补填。"
        return
    old = str(form.year)
    dated = [one.name.text for one in form.indicators if old in one.target.text]
    if dated:
        names = "、".join(f"“{name}”" for name in dated[:_SHOWN]) + ("等" if len(dated) > _SHOWN else "")
        told = f"{names}的年度指标值中仍是 {old} 年（共 {len(dated)} 处）"
        yield f"{told}，工具没有改动，请改为 {form.year + 1} 年。"
    if any(old in goal.expected.text for goal in form.goals):
        yield f"预期目标照抄上年，其中仍是 {old} 年，请修改。"
    if old in form.name.text:
        yield f"名称照抄上年，其中仍是 {old} 年，请核对。"
