"""Figures about forms that stand outside them: the summary table and statements in running text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.model.form import Figure, Text
from scoring.place import Place


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A row of 项目支出绩效自评汇总表. `parts` are points by part (the columns headed …得分率), in percent
    of the 100 points: execution as its rate, the others as the points they stand for."""

    number: str
    name: Text
    budget: Figure
    executed: Figure
    rate: Figure
    parts: tuple[tuple[str, Figure], ...]
    total: Figure
    grade: Text | None
    remarks: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """项目支出绩效自评汇总表."""

    title: Text
    place: Place
    rows: tuple[SummaryRow, ...]


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
