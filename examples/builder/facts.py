"""The facts of an example form; every figure is a string, exactly as printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Facts(BaseModel):
    """Unknown and missing keys are errors, so that a slip in a facts file shows at once."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Fund(Facts):
    """A row of 项目资金 or 部门整体支出情况."""

    label: str
    initial_budget: str
    budget: str
    executed: str
    points: str
    rate: str
    score: str


class FundManagementItem(Facts):
    """An item of 资金管理情况."""

    name: str
    description: str
    points: str
    score: str
    problem: str = ""


class Goal(Facts):
    """年度总体目标 or 年度履职目标."""

    expected: str
    actual: str


class Task(Facts):
    """A row of 年度主要任务."""

    name: str
    content: str
    actual: str


class Indicator(Facts):
    """A 三级指标; `name` is empty where the published form leaves it empty."""

    category: str
    subcategory: str
    name: str
    target: str
    actual: str
    points: str
    score: str
    deviation: str = ""
    reason: str = ""


class Total(Facts):
    """The row 总分."""

    points: str
    score: str


class Project(Facts):
    """项目支出绩效自评表: with a 偏差度 column, or with numbered indicators (指标1：…)."""

    kind: Literal["project"]
    layout: Literal["deviation", "numbered"]
    name: str
    year: str
    date: str = ""
    supervising_department: str
    implementing_unit: str
    funds: list[Fund]
    fund_management: list[FundManagementItem]
    goal: Goal
    indicators: list[Indicator]
    total: Total


class Department(Facts):
    """部门整体支出绩效自评表."""

    kind: Literal["department"]
    name: str
    year: str
    date: str
    funds: list[Fund]
    goal: Goal
    tasks: list[Task]
    indicators: list[Indicator]
    total: Total


class SummaryRow(Facts):
    """A row of 项目支出绩效自评汇总表, in the order of its columns."""

    number: str
    name: str
    budget: str
    executed: str
    execution_rate: str
    fund_management: str
    cost: str
    output: str
    effect: str
    satisfaction: str
    total: str
    large_deviation: str
    mode: str


class Summary(Facts):
    """项目支出绩效自评汇总表."""

    kind: Literal["summary"]
    year: str
    rows: list[SummaryRow]


class TargetTask(Facts):
    """A row of 年度主要任务 in a target table."""

    name: str
    content: str


class TargetFund(Facts):
    """A row of 预算情况."""

    label: str
    amount: str


class DepartmentIndicator(Facts):
    """A 三级指标 of 部门整体绩效目标表, with its 指标值说明."""

    category: str
    subcategory: str
    name: str
    target: str
    explanation: str


class DepartmentTargets(Facts):
    """部门整体绩效目标表."""

    name: str
    goal: str
    tasks: list[TargetTask]
    funds: list[TargetFund]
    indicators: list[DepartmentIndicator]


class Target(Facts):
    """三级指标 and 指标值; the name is empty where the published table shows none."""

    name: str
    target: str


class ProjectTargets(Facts):
    """The targets of one project, one list for each pair of columns; its amount is 政府预算资金 alone."""

    code: str
    name: str
    amount: str
    cost: list[Target] = []
    output: list[Target] = []
    effect: list[Target] = []
    satisfaction: list[Target] = []


class UnitTargets(Facts):
    """A unit with its sum and its projects."""

    code: str
    name: str
    amount: str
    projects: list[ProjectTargets]


class Targets(Facts):
    """The two target tables of a budget: 部门整体绩效目标表 and 部门预算项目绩效目标表."""

    kind: Literal["targets"]
    year: str
    department: DepartmentTargets
    amount: str
    units: list[UnitTargets]


AnyFacts = Project | Department | Summary | Targets
_ADAPTER: TypeAdapter[AnyFacts] = TypeAdapter(Annotated[AnyFacts, Field(discriminator="kind")])


def load(path: Path) -> AnyFacts:
    """Read one facts file."""
    return _ADAPTER.validate_json(path.read_bytes())
