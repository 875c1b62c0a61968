"""The plan of a form: what is known of it before the year's results are filled in.

What the tool proposes carries its ground (依据), a Chinese phrase; what was given has none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.model.form import Category
from scoring.number import ZERO
from scoring.place import Place
from scoring.rules import RuleSet
from scoring.rules.tables import FundManagement


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """A 三级指标 with its target. `points` is None where nothing can be proposed; `ground` tells why the
    subcategory is proposed, `points_ground` why the points are; both are empty where they were given.

    `explanation` is 指标值说明 of a department's table.
    """

    category: Category
    category_text: str
    subcategory: str
    name: str
    target: str
    points: Decimal | None = None
    ground: str = ""
    points_ground: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PlannedFund:
    """A row of money: its label and 年初预算数, None where that is not known."""

    label: str
    initial_budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """年度主要任务 of the department form."""

    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A form to be drafted; indicators stand in the order of their categories.

    `sources` are the rows of money that add up to `total`. `revisable` marks targets taken over from last
    year, which people have to look over. `remarks` are sentences on what of the source is not in the form,
    or doubtful.
    """

    kind: Literal["project", "department"]
    rules: RuleSet
    year: int | None
    name: str
    supervising_department: str = ""
    implementing_unit: str = ""
    money_unit: str
    total: PlannedFund
    sources: tuple[PlannedFund, ...]
    goals: tuple[str, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    indicators: tuple[PlannedIndicator, ...] = ()
    revisable: bool = False
    remarks: tuple[str, ...] = ()
    place: Place

    @property
    def managed(self) -> FundManagement | None:
        """What the rules say of 资金管理情况, where the form has this part."""
        return self.rules.fund_management if self.kind == "project" else None

    def points(self, categories: Collection[Category]) -> Decimal:
        """The points of some categories, as planned."""
        return sum((one.points or ZERO for one in self.indicators if one.category in categories), ZERO)

    @property
    def total_points(self) -> Decimal:
        """All points of the form, as planned."""
        execution = self.rules.execution.points if self.rules.execution else ZERO
        return execution + (self.managed.points if self.managed else ZERO) + self.points(set(Category))
