"""The target tables (绩效目标表) of a budget, from which self-evaluation forms are drafted.

Every datum has its place. Money is in the table's `money_unit`, 万元 where the table names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from scoring.errors import NumeralError
from scoring.model.form import Category, Figure, Remark, Task, Text
from scoring.numerals import Expression, parse
from scoring.place import Place

_SENTENCE_END = re.compile(r"[。;；\n]")
_BEFORE_FORMULA = re.compile(r"^.*[:：](?=[^=＝]*[=＝])|^\s*\d+[.、]\s*")


@dataclass(frozen=True, slots=True)
class TargetIndicator:
    """A 三级指标 with its 指标值; `explanation` is 指标值说明, which only the department's table has."""

    category: Category
    category_text: str
    subcategory: str
    name: Text
    target: Text
    explanation: Text

    @property
    def expression(self) -> Expression | None:
        """What the target says: a quantity (operator, value, unit), a deadline or words; None where
        there is nothing, or nothing that can be understood."""
        try:
            return parse(self.target.text)
        except NumeralError:
            return None

    @property
    def formula(self) -> str:
        """The formula within the explanation (执行率=(执行数/预算数)×100%), empty where it has none."""
        sentences = (part.strip() for part in _SENTENCE_END.split(self.explanation.text))
        found = next((part for part in sentences if "=" in part or "＝" in part), "")
        return _BEFORE_FORMULA.sub("", found)


@dataclass(frozen=True, slots=True)
class Amounts:
    """资金总额 and what it consists of: 政府预算资金, 财政专户管理资金, 单位资金."""

    total: Figure
    government: Figure
    special: Figure
    own: Figure


@dataclass(frozen=True, slots=True)
class TargetFund:
    """A row of 预算情况 in the department's table: its label as written and its figure."""

    label: Text
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTarget:
    """The targets of one project: a part of 部门预算项目绩效目标表, or a table of its own.

    `unit_code` and `unit_name` are those of the unit under whose subtotal the project stands.
    """

    title: Text
    place: Place
    year: int | None
    code: Text
    name: Text
    unit_code: str
    unit_name: str
    supervising_department: str = ""
    money_unit: str = "万元"
    amounts: Amounts
    goal: Text
    indicators: tuple[TargetIndicator, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def kind(self) -> Literal["project"]:
        """The table's kind in the tool's own data."""
        return "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentTarget:
    """部门(单位)整体绩效目标表; its name is the department's."""

    title: Text
    place: Place
    year: int | None
    name: Text
    goal: Text
    tasks: tuple[Task, ...]
    money_unit: str = "万元"
    funds: tuple[TargetFund, ...]
    indicators: tuple[TargetIndicator, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def kind(self) -> Literal["department"]:
        """The table's kind in the tool's own data."""
        return "department"


AnyTarget = ProjectTarget | DepartmentTarget
