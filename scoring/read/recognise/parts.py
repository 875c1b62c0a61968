"""What has been read of one form, and the form made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.model.form import (
    AnyForm,
    DepartmentForm,
    Figure,
    FundManagementItem,
    Goal,
    Indicator,
    ProjectForm,
    Remark,
    Task,
    Text,
)
from scoring.model.raw import Row
from scoring.read.recognise.funds import Funds
from scoring.read.recognise.head import Head
from scoring.read.recognise.remarks import slips
from scoring.read.recognise.words import (
    DEPARTMENT_NAME,
    IMPLEMENTING,
    INDICATOR_ROLES,
    PROJECT_NAME,
    SUPERVISING,
)


@dataclass
class Parts:
    """The parts of a form as far as they were read; `roles` are the columns its indicators have.

    `headless` marks a form whose first page is not in the file, `flat` one whose text had to be put
    into rows, and of which lines may be `lost`.
    """

    kind: str
    head: Head
    headless: bool = False
    flat: bool = False
    lost: bool = False
    funds: Funds = field(default_factory=Funds)
    items: list[FundManagementItem] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    slipped: list[Row] = field(default_factory=list)
    total_points: Figure | None = None
    total: Figure | None = None
    grade: Text | None = None
    roles: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """An empty template: no name, no money, no indicators."""
        name = self.head.name(PROJECT_NAME | DEPARTMENT_NAME)
        money = any(row.budget.written or row.executed.written for row in self.funds.rows)
        return not (name or money or self.indicators)

    @property
    def is_self_evaluation(self) -> bool:
        """Its title says so or, without one, it has points and scores; a target table has none."""
        scored = any(indicator.points.written for indicator in self.indicators)
        return bool(self.head.title) or scored or "score" in self.roles

    def form(self, year: int | None) -> AnyForm:
        """The form as far as it was read; `year` serves where the form itself names none."""
        funds = self.funds.settled()
        remarks = [*self.remarks, *self.funds.remarks, *slips(self.slipped)]
        common = {
            "title": self.head.title,
            "year": self.head.year or year,
            "date": self.head.date,
            "place": self.head.title.place,
            "money_unit": self.head.money_unit,
            "funds": funds,
            "goals": tuple(self.goals),
            "indicators": tuple(self.indicators),
            "total_points": self.total_points,
            "total": self.total,
            "grade": self.grade,
            "missing": self._missing(bool(funds)),
            "remarks": tuple(remarks),
        }
        if self.kind == "department":
            return DepartmentForm(
                name=self.head.name(DEPARTMENT_NAME),
                tasks=tuple(self.tasks),
                **common,  # type: ignore[arg-type]
            )
        return ProjectForm(
            name=self.head.project,
            supervising_department=self.head.name(SUPERVISING),
            implementing_unit=self.head.name(IMPLEMENTING),
            fund_management=tuple(self.items),
            **common,  # type: ignore[arg-type]
        )

    def _missing(self, has_funds: bool) -> tuple[str, ...]:
        parts = {"execution": has_funds, "indicators": bool(self.indicators)}
        if self.headless:
            parts["fund_management"] = bool(self.items)
        elif self.indicators:
            parts |= {role: role in self.roles for role in INDICATOR_ROLES}
        if self.flat:
            parts |= {"lines": not self.lost, "end": self.total is not None}
        return tuple(part for part, there in parts.items() if not there)
