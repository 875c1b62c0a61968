"""One form from the rows between its title and its 总分."""

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
from scoring.number import HUNDRED
from scoring.read.recognise.closing import read_grade, read_total
from scoring.read.recognise.funds import Funds
from scoring.read.recognise.head import Head
from scoring.read.recognise.indicators import Carried, read_indicator
from scoring.read.recognise.management import read_item
from scoring.read.recognise.remarks import not_understood, slips
from scoring.read.recognise.rows import columns, find, is_number, text_at
from scoring.read.recognise.words import (
    ACTUAL_GOAL,
    DEPARTMENT_NAME,
    EXPECTED_GOAL,
    FUND_COLUMNS,
    GRADE,
    IMPLEMENTING,
    INDICATOR_COLUMNS,
    INDICATOR_ROLES,
    MANAGEMENT_COLUMNS,
    PROJECT_NAME,
    SECTIONS,
    SUBTOTAL,
    SUPERVISING,
    TASK_NAME,
    TOTAL,
    heading,
)


@dataclass
class FormReader:
    """Takes the rows of one form in order; :meth:`form` gives what they held.

    `headless` marks a form whose first page is not in the file.
    """

    kind: str
    head: Head
    ruled: bool
    headless: bool = False
    section: str = "head"
    columns: dict[str, int] = field(default_factory=dict)
    funds: Funds = field(default_factory=Funds)
    items: list[FundManagementItem] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    carried: Carried = field(default_factory=Carried)
    indicators: list[Indicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    slipped: list[Row] = field(default_factory=list)
    total_points: Figure | None = None
    total: Figure | None = None
    grade: Text | None = None
    ended: bool = False
    roles: set[str] = field(default_factory=set)

    def take(self, row: Row) -> None:
        """Read the next row."""
        if find(row, GRADE):
            self.take_grade(row)
        if self.section == "indicators" and find(row, TOTAL | SUBTOTAL):
            self._total(row)
        elif (len(row.cells) <= 2 and find(row, GRADE)) or self._opens_section(row):
            return
        elif not self._take_known(row):
            match self.section:
                case "head" | "funds":
                    self.head.take(row)
                case "goals":
                    self._goals(row)
                case "tasks":
                    self._tasks(row)
                case "indicators":
                    self._indicators(row)

    def _opens_section(self, row: Row) -> bool:
        found = columns(row, INDICATOR_COLUMNS)
        if len(found) >= 4 and {"name", "target"} & set(found):
            self.section, self.columns = "indicators", found
            self.roles |= set(found)
            return True
        if find(row, EXPECTED_GOAL) and find(row, ACTUAL_GOAL):
            self.section, self.columns = "goals", _goal_columns(row)
            return True
        if find(row, TASK_NAME):
            self.section, self.columns = "tasks", columns(row, _TASK_COLUMNS)
            return True
        found = columns(row, MANAGEMENT_COLUMNS)
        if "description" in found:
            self.section, self.columns = "management", found
            return True
        found = columns(row, FUND_COLUMNS)
        if len(found) >= 2 and "budget" in found and not any(is_number(cell) for cell in row.cells):
            self.section, self.columns = "funds", found
            self.head.take(row)
            return True
        return False

    def _take_known(self, row: Row) -> bool:
        """Rows that their label tells, in whichever section a slipped heading has put them."""
        if self.section == "indicators":
            return False
        if self.funds.add(row, self.columns if self.section == "funds" else {}, self.ruled):
            return True
        item = read_item(row, self.columns if self.section == "management" else {}, self.ruled)
        if item:
            self.items.append(item)
        return item is not None

    def _goals(self, row: Row) -> None:
        cells = [cell for cell in row.cells if heading(cell.text) not in SECTIONS]
        if not cells:
            return
        if self.ruled:
            expected, actual = (text_at(row, self.columns[role]) for role in ("expected", "actual"))
        else:
            texts = [Text(cell.text, cell.place) for cell in cells]
            expected, actual = texts[0], texts[1] if len(texts) > 1 else Text("", row.place)
        self.goals.append(Goal(expected, actual))

    def _tasks(self, row: Row) -> None:
        if {heading(cell.text) for cell in row.cells} <= SECTIONS:
            return
        texts = [text_at(row, self.columns.get(role)) for role in ("name", "content", "actual")]
        self.tasks.append(Task(*texts))

    def _indicators(self, row: Row) -> None:
        indicator, slipped, unplaced = read_indicator(row, self.columns, self.ruled, self.carried)
        if indicator:
            self.indicators.append(indicator)
        if slipped:
            self.slipped.append(row)
        if unplaced:
            self.remarks.append(not_understood(unplaced))

    def _total(self, row: Row) -> None:
        """总分 ends the form; the sum of a part is passed over."""
        points, total = read_total(row, self.columns, self.ruled)
        if find(row, SUBTOTAL) and not (points and points.value == HUNDRED):
            return
        self.ended, self.total_points, self.total = True, points, total

    def take_grade(self, row: Row) -> None:
        """自评等级, which may also stand under the total."""
        self.grade = read_grade(row) or self.grade

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
        return bool(self.head.title) or scored or "score" in self.columns

    def form(self, year: int | None) -> AnyForm:
        """The form as far as it was read; `year` serves where the form itself names none."""
        funds = self.funds.settled()
        remarks = [*self.remarks, *self.funds.remarks, *slips(self.slipped)]
        common = {
            "title": self.head.title,
            "year": self.head.year or year,
            "date": self.head.date,
            "place": self.head.title.place,
            "funds": funds,
            "goals": tuple(self.goals),
            "indicators": tuple(self.indicators),
            "total_points": self.total_points,
            "total": self.total,
            "grade": self.grade,
            "remarks": tuple(remarks),
        }
        if self.kind == "department":
            return DepartmentForm(
                name=self.head.name(DEPARTMENT_NAME),
                tasks=tuple(self.tasks),
                missing=self._missing(bool(funds)),
                **common,  # type: ignore[arg-type]
            )
        return ProjectForm(
            name=self.head.project,
            supervising_department=self.head.name(SUPERVISING),
            implementing_unit=self.head.name(IMPLEMENTING),
            fund_management=tuple(self.items),
            missing=self._missing(bool(funds)),
            **common,  # type: ignore[arg-type]
        )

    def _missing(self, has_funds: bool) -> tuple[str, ...]:
        parts = {"execution": has_funds, "indicators": bool(self.indicators)}
        if self.headless:
            parts["fund_management"] = bool(self.items)
        elif self.indicators:
            parts |= {role: role in self.roles for role in INDICATOR_ROLES}
        return tuple(part for part, there in parts.items() if not there)


_TASK_COLUMNS = {"任务名称": "name", "主要内容": "content", "实际完成情况": "actual"}


def _goal_columns(row: Row) -> dict[str, int]:
    expected, actual = find(row, EXPECTED_GOAL), find(row, ACTUAL_GOAL)
    assert expected is not None
    assert actual is not None
    return {"expected": expected.column, "actual": actual.column}
