"""Figures about forms that stand outside them: the summary table and statements in running text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.model.form import Figure, Text
from scoring.model.money import MoneyUnit
from scoring.place import Place


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of 项目支出绩效自评汇总表. `parts` are points by part (the columns headed …得分率), in percent
    of the 100 points: execution as its rate, the others as the points they stand for.

    Which columns a table has differs: figures and texts of those it lacks are empty."""

    number: str
    name: Text
    budget: Figure
    executed: Figure
    rate: Figure
    parts: tuple[tuple[str, Figure], ...]
    total: Figure
    grade: Text | None
    initial_budget: Figure | None = None
    supervising_department: Text | None = None
    implementing_unit: Text | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """项目支出绩效自评汇总表; `money_unit` is the unit of its amounts."""

    title: Text
    place: Place
    rows: tuple[SummaryRow, ...]
    money_unit: MoneyUnit = MoneyUnit.WAN


class Subject(StrEnum):
    """What a statement in running text speaks of."""

    DEPARTMENT = "department"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Statement:
    """A score told in running text (部门整体支出绩效自评结果为87.80分).

    `name` is empty for the department itself; `budget` is the project's, in 万元, where the text tells it.
    """

    subject: Subject
    name: str
    score: Figure
    grade: Text | None
    budget: Figure | None = None


class Told(StrEnum):
    """What a figure in running text tells of all projects of a department."""

    PROJECTS = "projects"
    PROJECT_MONEY = "project_money"
    PROJECT_EXPENDITURE = "project_expenditure"
    GRADED = "graded"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure about all projects in running text or in the accounts: how many were evaluated (涵盖项目25个),
    with how much money (涉及预算资金), how many got a `grade` (10个项目自评等级为优), or the project
    expenditure of the accounts (项目支出). Money is in `money_unit`."""

    what: Told
    figure: Figure
    grade: str = ""
    money_unit: MoneyUnit = MoneyUnit.WAN


class PersonalKind(StrEnum):
    """What of a person must not be published."""

    PHONE = "phone"
    IDENTITY = "identity"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Personal:
    """A number that belongs to a person. Only `masked` is kept (138****5678): what was found out must not
    spread with the result."""

    kind: PersonalKind
    masked: str
    place: Place
