"""A target table → the plan of this year's form."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.drafting.plan import Plan, PlannedFund, PlannedIndicator, PlannedTask
from scoring.drafting.points import with_points
from scoring.drafting.subcategories import propose
from scoring.model.form import CATEGORY_NAMES, Category, Figure
from scoring.model.target import AnyTarget, DepartmentTarget, ProjectTarget, TargetIndicator
from scoring.number import ZERO, plain
from scoring.read.recognise.labels import fund_label
from scoring.read.recognise.words import FUND_TOTALS
from scoring.rules import RuleSet

# How the self-evaluation forms name the total and the sources, and the words that target tables use.
PROJECT_FUNDS = ("年度资金总额", "财政拨款", "财政专户管理资金", "单位资金")
DEPARTMENT_FUNDS = ("部门预算总额", "资金来源：（1）财政拨款", "（2）财政专户管理资金", "（3）单位资金")
_SOURCES = ("政府预算资金", "财政专户管理资金", "单位资金")
_ORDER = list(Category)


def plan_target(target: AnyTarget, rules: RuleSet, department: str = "") -> Plan:
    """Plan the form of a project or of a department. `department` is the 主管部门 where the file names one
    and the project does not."""
    if isinstance(target, DepartmentTarget):
        return _department(target, rules)
    return _project(target, rules, department)


def _project(target: ProjectTarget, rules: RuleSet, department: str) -> Plan:
    amounts = target.amounts
    total, sources, remarks = _funds(
        PROJECT_FUNDS, amounts.total, (amounts.government, amounts.special, amounts.own)
    )
    return Plan(
        kind="project",
        rules=rules,
        year=target.year,
        name=target.name.text,
        supervising_department=target.supervising_department or department,
        implementing_unit=target.unit_name,
        money_unit=target.money_unit,
        total=total,
        sources=sources,
        goals=(target.goal.text,) if target.goal else (),
        indicators=_indicators(target.indicators, rules),
        remarks=(*remarks, *(remark.message for remark in target.remarks)),
        place=target.place,
    )


def _department(target: DepartmentTarget, rules: RuleSet) -> Plan:
    figures = {_fund(fund.label.text): fund.figure for fund in target.funds}
    blank = Figure("", target.place)
    whole = next((figure for label, figure in figures.items() if label in FUND_TOTALS), blank)
    known = [figures.get(label, blank) for label in _SOURCES]
    total, sources, remarks = _funds(DEPARTMENT_FUNDS, whole, known)
    left_out = [
        f"目标表中的“{fund.label.text}”{fund.figure.text}，自评表没有这一行，未列入。"
        for fund in target.funds
        if fund.figure.text and _fund(fund.label.text) not in FUND_TOTALS | set(_SOURCES)
    ]
    return Plan(
        kind="department",
        rules=rules,
        year=target.year,
        name=target.name.text,
        money_unit=target.money_unit,
        total=total,
        sources=sources,
        goals=(target.goal.text,) if target.goal else (),
        tasks=tuple(PlannedTask(task.name.text, task.content.text) for task in target.tasks),
        indicators=_indicators(target.indicators, rules),
        remarks=(*remarks, *left_out, *(remark.message for remark in target.remarks)),
        place=target.place,
    )


def _fund(label: str) -> str:
    """What a row of money is called without what leads to it (1、资金来源：（1）政府预算资金)."""
    name = fund_label(label)
    return next((source for source in _SOURCES if name.endswith(source)), name)


def _funds(
    labels: tuple[str, ...], whole: Figure, parts: Iterable[Figure]
) -> tuple[PlannedFund, tuple[PlannedFund, ...], list[str]]:
    """The rows of money, and what is doubtful about them. The form adds the sources up to the total; a
    target table may tell the total alone."""
    amounts = [part.value for part in parts]
    known = [amount for amount in amounts if amount is not None]
    remarks = [
        f"目标表的“{figure.text}”不是数字，金额没有填入，请核对。"
        for figure in (whole, *parts)
        if figure.unreadable
    ]
    if known and whole.value is not None and sum(known, ZERO) != whole.value:
        told = f"{' + '.join(map(plain, known))} = {plain(sum(known, ZERO))}"
        remarks.append(f"目标表的资金总额 {whole.text} 与各来源合计 {told} 不符，请核对。")
    sources = tuple(PlannedFund(label, amount) for label, amount in zip(labels[1:], amounts, strict=True))
    return PlannedFund(labels[0], whole.value), sources, remarks


def _indicators(indicators: Iterable[TargetIndicator], rules: RuleSet) -> tuple[PlannedIndicator, ...]:
    ordered = sorted(indicators, key=lambda one: _ORDER.index(one.category))
    return tuple(with_points([_indicator(one) for one in ordered], rules))


def _indicator(one: TargetIndicator) -> PlannedIndicator:
    proposal = None if one.subcategory else propose(one.category, one.name.text, one.target.text)
    return PlannedIndicator(
        category=one.category,
        category_text=one.category_text or CATEGORY_NAMES[one.category],
        subcategory=proposal.text if proposal else one.subcategory,
        ground=proposal.ground if proposal else "",
        name=one.name.text,
        target=one.target.text,
        explanation=one.explanation.text,
    )
