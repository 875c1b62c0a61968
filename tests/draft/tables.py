"""Target tables for tests, every datum made from text."""

from __future__ import annotations

from support import PROJECT_RULES, figure, text

from scoring.drafting.plan import Plan
from scoring.drafting.targets import plan_target
from scoring.model.form import CATEGORY_NAMES, Category, Remark
from scoring.model.target import Amounts, ProjectTarget, TargetIndicator
from scoring.rules import RuleSet

NOTHING = text("", "A9")


def indicator(category: Category, name: str, target: str, subcategory: str = "") -> TargetIndicator:
    """A 三级指标 with its 指标值."""
    told = CATEGORY_NAMES[category]
    return TargetIndicator(category, told, subcategory, text(name, "B9"), text(target, "C9"), NOTHING)


INDICATORS = (
    indicator(Category.COST, "采购成本", "≤4万元"),
    indicator(Category.OUTPUT, "建成数量", "≥85人"),
    indicator(Category.EFFECT, "方便居民", "明显"),
    indicator(Category.SATISFACTION, "居民满意度", "≥95%"),
)


def project(
    *indicators: TargetIndicator,
    name: str = "社区图书角建设",
    year: int | None = 2023,
    total: str = "20",
    government: str = "20",
    own: str = "",
    goal: str = "建成图书角",
    remarks: tuple[Remark, ...] = (),
) -> ProjectTarget:
    """The targets of a project."""
    return ProjectTarget(
        title=text("部门预算项目绩效目标表", "A1"),
        place=NOTHING.place,
        year=year,
        code=text("", "A9"),
        name=text(name, "A9"),
        unit_code="",
        unit_name="示例区图书馆",
        amounts=Amounts(figure(total, "D9"), figure(government, "E9"), figure("", "F9"), figure(own, "G9")),
        goal=text(goal, "H9"),
        indicators=indicators,
        remarks=remarks,
    )


def plan(*indicators: TargetIndicator, name: str = "社区图书角建设", rules: RuleSet = PROJECT_RULES) -> Plan:
    """The plan of a project's form."""
    return plan_target(project(*(indicators or INDICATORS), name=name), rules)
