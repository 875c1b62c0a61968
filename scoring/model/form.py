"""The two self-evaluation forms (自评表), every datum with its place.

Points and scores are in points (分), money in 万元 unless the form says otherwise, rates and
deviations in percent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from scoring.model.money import MoneyUnit
from scoring.number import NOISE, Written, half_up, plain
from scoring.place import Place

_CODE = re.compile(r"^\[\d{3,}\]|^\d{3,}[-—]|\s*\d{3,}$")  # of the budget unit: 主管部门及代码
BLANKS = frozenset({"", "-", "—", "－", "–", "/", "——"})


class Category(StrEnum):
    """一级指标. `INPUT_MANAGEMENT` stands on the department form only."""

    INPUT_MANAGEMENT = "input_management"
    COST = "cost"
    OUTPUT = "output"
    EFFECT = "effect"
    SATISFACTION = "satisfaction"
    OTHER = "other"


CATEGORY_NAMES: dict[Category, str] = {
    Category.INPUT_MANAGEMENT: "投入管理指标",
    Category.COST: "成本指标",
    Category.OUTPUT: "产出指标",
    Category.EFFECT: "效益指标",
    Category.SATISFACTION: "满意度指标",
    Category.OTHER: "其他指标",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place; an empty cell has an empty text."""

    text: str
    place: Place

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell where a number belongs. `written` is the figure as shown, None where it is blank or no
    number; `stored` is the number kept behind a formatted cell, where the container knows one.
    """

    text: str
    place: Place
    written: Written | None = None
    stored: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        """The figure as an input to arithmetic: the stored one, which its display never rounds."""
        if self.stored is not None:
            return self.stored
        return self.written.value if self.written else None

    @property
    def said(self) -> str:
        """The text, with the value behind it where the display hides that: 10（单元格实为 9.52）."""
        if self.written is None or self.value is None or self.value == self.written.value:
            return self.text
        return f"{self.text}（单元格实为 {plain(half_up(self.value, NOISE))}）"

    @property
    def blank(self) -> bool:
        """Nothing, or a dash, was written."""
        return self.text in BLANKS

    @property
    def unreadable(self) -> bool:
        """Something was written, but no number."""
        return self.written is None and not self.blank


@dataclass(frozen=True, slots=True)
class FundRow:
    """A row of 项目资金 or 部门整体支出情况; `is_total` marks 年度资金总额 / 部门预算总额.

    `is_source` marks a source known to add up to the total; other rows may be parts of a source.
    """

    label: Text
    is_total: bool
    is_source: bool
    initial_budget: Figure
    budget: Figure
    executed: Figure
    points: Figure
    rate: Figure
    score: Figure


@dataclass(frozen=True, slots=True)
class FundManagementItem:
    """One of the items of 资金管理情况."""

    name: Text
    description: Text
    points: Figure
    score: Figure
    problem: Text


@dataclass(frozen=True, slots=True)
class Goal:
    """年度总体目标 / 年度履职目标: what was expected and what became of it."""

    expected: Text
    actual: Text


@dataclass(frozen=True, slots=True)
class Task:
    """年度主要任务 of the department form."""

    name: Text
    content: Text
    actual: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """A 三级指标. `deviation` is None where the form has no 偏差度 column."""

    category: Category
    category_text: str
    subcategory: str
    name: Text
    target: Text
    actual: Text
    points: Figure
    score: Figure
    deviation: Figure | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader has to say about a place: a cell it could not use, a column that had slipped."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What both forms share. `missing` are the parts that the file does not hold (see parts.py),
    `money_unit` the unit of its money."""

    title: Text
    year: int | None
    date: str
    place: Place
    money_unit: MoneyUnit = MoneyUnit.WAN
    funds: tuple[FundRow, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    total_points: Figure | None
    total: Figure | None
    grade: Text | None = None
    missing: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def has_deviation(self) -> bool:
        """Whether the form has a 偏差度 column (the two published layouts differ in it)."""
        return any(indicator.deviation is not None for indicator in self.indicators)

    @property
    def total_funds(self) -> FundRow | None:
        """The row 年度资金总额 / 部门预算总额."""
        return next((row for row in self.funds if row.is_total), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectForm(Form):
    """项目支出绩效自评表."""

    name: Text
    supervising_department: Text
    implementing_unit: Text
    fund_management: tuple[FundManagementItem, ...]
    fund_management_points: Figure | None = None

    @property
    def unit(self) -> str:
        """The department that answers for the form: 主管部门 without its code, else 实施单位."""
        return _CODE.sub("", self.supervising_department.text) or self.implementing_unit.text

    @property
    def kind(self) -> Literal["project"]:
        """The form's kind in the json contract."""
        return "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentForm(Form):
    """部门整体支出绩效自评表; its name is the department's."""

    name: Text
    tasks: tuple[Task, ...] = ()

    @property
    def unit(self) -> str:
        """The department itself."""
        return self.name.text

    @property
    def kind(self) -> Literal["department"]:
        """The form's kind in the json contract."""
        return "department"


AnyForm = ProjectForm | DepartmentForm
