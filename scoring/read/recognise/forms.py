"""One form from the rows between its title and its 总分."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.model.form import Goal, Task, Text
from scoring.model.raw import Row
from scoring.number import HUNDRED
from scoring.read.recognise.closing import read_grade, read_total
from scoring.read.recognise.indicators import Carried, read_indicator
from scoring.read.recognise.labels import belongs_to_form, heading
from scoring.read.recognise.management import read_item
from scoring.read.recognise.parts import Parts
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import columns, find, is_number, snap, text_at, widths
from scoring.read.recognise.words import (
    ACTUAL_GOAL,
    BESIDE_COLUMNS,
    EXPECTED_GOAL,
    FUND_COLUMNS,
    GRADE,
    INDICATOR_COLUMNS,
    MANAGEMENT_COLUMNS,
    SECTIONS,
    SUBTOTAL,
    TASK_NAME,
    TOTAL,
)

_TASK_COLUMNS = {"任务名称": "name", "主要内容": "content", "实际完成情况": "actual"}

# The columns in which a row of a section has something, by which it is known on another sheet.
_NEEDED = {
    "funds": ("budget", "executed"),
    "goals": ("expected", "actual"),
    "tasks": ("name", "content"),
    "indicators": ("target", "actual"),
}


@dataclass
class FormReader:
    """Takes the rows of one form in order into its `parts`; `columns` are those of the open section."""

    parts: Parts
    section: str = "head"
    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    under_heading: bool = False
    carried: Carried = field(default_factory=Carried)
    ended: bool = False
    taken: int = 0

    @property
    def is_bare(self) -> bool:
        """Nothing but a title: it stands in a list of contents, or is written again on the next line."""
        return self.taken <= 1 and bool(self.parts.head.title)

    def take(self, row: Row, ruled: bool) -> None:
        """Read the next row; `ruled` tells that its columns can be trusted."""
        self.taken += 1
        if find(row, GRADE):
            self.take_grade(row)
        if self.section == "indicators" and find(row, TOTAL | SUBTOTAL):
            self._total(self._snapped(row, ruled), ruled)
        elif (len(row.cells) <= 2 and find(row, GRADE)) or self._opens_section(row):
            return
        else:
            self.under_heading = False
            self._take_within(self._snapped(row, ruled), ruled)

    def take_grade(self, row: Row) -> None:
        """自评等级, which may also stand under the total."""
        self.parts.grade = read_grade(row) or self.parts.grade

    def goes_on_with(self, row: Row) -> bool:
        """Whether a row at the top of another sheet belongs to this form: its part of a section, or a
        row of cells in the columns of the section that is open."""
        if any(belongs_to_form(cell.text) for cell in row.cells) or self._heads(row):
            return True
        first, *others = (cell.column for cell in self._snapped(row, ruled=True).cells)
        needed = {self.columns.get(role) for role in _NEEDED.get(self.section, ())}
        return bool(needed) and needed <= {first, *others} and set(others) <= set(self.columns.values())

    def _snapped(self, row: Row, ruled: bool) -> Row:
        return snap(row, self.headings) if ruled else row

    def _open(self, section: str, found: dict[str, int], row: Row) -> bool:
        self.section, self.columns, self.headings = section, found, widths(row)
        return True

    def _heads(self, row: Row) -> bool:
        """Whether the row holds the headings of a section."""
        indicators, funds = columns(row, INDICATOR_COLUMNS), columns(row, FUND_COLUMNS)
        goals = find(row, EXPECTED_GOAL) and find(row, ACTUAL_GOAL)
        return len(indicators) >= 4 or len(funds) >= 3 or bool(goals or find(row, TASK_NAME))

    def _opens_section(self, row: Row) -> bool:
        if self._opens_indicators(row):
            return True
        if find(row, EXPECTED_GOAL) and find(row, ACTUAL_GOAL):
            return self._open("goals", _goal_columns(row), row)
        if find(row, TASK_NAME):
            return self._open("tasks", columns(row, _TASK_COLUMNS), row)
        found = columns(row, MANAGEMENT_COLUMNS)
        if "description" in found:
            return self._open("management", found, row)
        found = columns(row, FUND_COLUMNS)
        if len(found) >= 2 and "budget" in found and not any(is_number(cell) for cell in row.cells):
            self.parts.head.take(row)
            return self._open("funds", found, row)
        return False

    def _opens_indicators(self, row: Row) -> bool:
        """The indicators' headings, in one row or in two (年度指标值 over 计算符号, 指标值, 度量单位)."""
        found = columns(row, INDICATOR_COLUMNS)
        lower = self.under_heading and len(found) >= 2 and len(found) == len(row.cells)
        if lower and not set(found) & set(self.columns) - {"target"}:
            kept = {role: column for role, column in self.columns.items() if role not in found}
            headings = {column: self.headings[column] for column in kept.values()}
            self._open("indicators", kept | found, row)
            self.headings |= headings
        elif len(found) >= 4 and {"name", "target"} & set(found):
            self._open("indicators", found | columns(row, BESIDE_COLUMNS), row)
            self.under_heading = True
        else:
            return False
        self.parts.roles |= set(found)
        return True

    def _take_within(self, row: Row, ruled: bool) -> None:
        if self._take_known(row, ruled):
            return
        match self.section:
            case "head" | "funds":
                self.parts.head.take(row)
            case "goals":
                self._goals(row, ruled)
            case "tasks":
                self._tasks(row)
            case "indicators":
                self._indicators(row, ruled)

    def _take_known(self, row: Row, ruled: bool) -> bool:
        """Rows that their label tells, in whichever section a slipped heading has put them."""
        if self.section == "indicators":
            return False
        if self.parts.funds.add(row, self.columns if self.section == "funds" else {}, ruled):
            self.parts.head.note_money_unit(row)
            return True
        item = read_item(row, self.columns if self.section == "management" else {}, ruled)
        if item:
            self.parts.items.append(item)
        return item is not None

    def _goals(self, row: Row, ruled: bool) -> None:
        cells = [cell for cell in row.cells if heading(cell.text) not in SECTIONS]
        if not cells:
            return
        if ruled:
            expected, actual = (text_at(row, self.columns[role]) for role in ("expected", "actual"))
        else:
            texts = [Text(cell.text, cell.place) for cell in cells]
            expected, actual = texts[0], texts[1] if len(texts) > 1 else Text("", row.place)
        self.parts.goals.append(Goal(expected, actual))

    def _tasks(self, row: Row) -> None:
        if {heading(cell.text) for cell in row.cells} <= SECTIONS:
            return
        texts = [text_at(row, self.columns.get(role)) for role in ("name", "content", "actual")]
        self.parts.tasks.append(Task(*texts))

    def _indicators(self, row: Row, ruled: bool) -> None:
        indicator, slipped, unplaced = read_indicator(row, self.columns, ruled, self.carried)
        if indicator:
            self.parts.indicators.append(indicator)
        if slipped:
            self.parts.slipped.append(row)
        if unplaced:
            self.parts.remarks.append(not_understood(unplaced))

    def _total(self, row: Row, ruled: bool) -> None:
        """总分 ends the form; the sum of a part is passed over."""
        points, total = read_total(row, self.columns, ruled)
        if find(row, SUBTOTAL) and not (points and points.value == HUNDRED):
            return
        self.ended, self.parts.total_points, self.parts.total = True, points, total
        self.take_grade(row)


def _goal_columns(row: Row) -> dict[str, int]:
    expected, actual = find(row, EXPECTED_GOAL), find(row, ACTUAL_GOAL)
    assert expected is not None
    assert actual is not None
    return {"expected": expected.column, "actual": actual.column}
