"""The indicators, and the total below them."""

from __future__ import annotations

from scoring.model.form import Category
from scoring.model.raw import Cell
from scoring.read.recognise.flow.fits import Fit, fit_indicator
from scoring.read.recognise.flow.stream import Stream
from scoring.read.recognise.labels import heading, indicator_name, is_known, is_structure
from scoring.read.recognise.rows import figure_of, is_number
from scoring.read.recognise.words import (
    CATEGORIES,
    DEPARTMENT_SUBCATEGORIES,
    GRADE,
    GRADES,
    INDICATOR_COLUMNS,
    SECTIONS,
    SUBCATEGORIES,
    TOTAL,
)

_FULL = 100


class Below:
    """Reads indicators under a run of headings, which tells the order of their cells."""

    def __init__(self, stream: Stream, run: list[Cell]) -> None:
        self._stream = stream
        headings = _in_order(run)
        self._order = list(headings)
        self._category: Category | None = None
        self.lost = self._ended = False
        self._lead: dict[str, Cell] = {}  # category and subcategory, for the row of the next indicator
        self.loose_total: list[Cell] = []
        stream.emit_by_role(headings, self._order)

    def step(self) -> None:
        """Read what begins here."""
        stream, here = self._stream, self._stream.here
        assert here is not None
        if stream.word in TOTAL or stream.word in GRADE:
            self._closing(here)
        elif is_structure(here.text) or stream.word in DEPARTMENT_SUBCATEGORIES:
            self._structure(here)
        elif not indicator_name(here.text):  # an empty row of a template
            stream.at += 1
        elif fit := fit_indicator(stream.cells, stream.at, self._order):
            stream.at = fit.end
            lead = {role: cell for role, cell in self._lead.items() if role in self._order}
            self._lead = {}
            stream.emit_by_role(lead | fit.cells | self._reason(fit), self._order)
        elif self._is_subcategory(stream.at):
            self._lead["subcategory"] = here
            stream.at += 1
        elif _is_total(pair := stream.cells[stream.at : stream.at + 2]) and not self.loose_total:
            self.loose_total = pair  # its label stands elsewhere
            stream.at += 2
        else:
            stream.at += 1
            if not self._ended:
                stream.left.append(here)
                self.lost = self.lost or is_number(here)

    def _structure(self, here: Cell) -> None:
        """A category or subcategory; 成本指标 within 产出指标 is a subcategory (the national form)."""
        stream, word = self._stream, self._stream.word
        stream.at += 1
        cost_follows = SUBCATEGORIES.get(stream.word) is Category.COST
        within_output = word == "成本指标" and self._category is Category.OUTPUT and not cost_follows
        if word in CATEGORIES and not within_output:
            self._category = CATEGORIES[word]
            self._lead = {"category": here}
        elif word not in SECTIONS:
            self._lead["subcategory"] = here

    def _reason(self, fit: Fit) -> dict[str, Cell]:
        """The cell behind the values, unless the next indicator begins with it."""
        cells, end = self._stream.cells, fit.end
        if "reason" not in self._order or self._is_border(end) or fit_indicator(cells, end, self._order):
            return {}
        if self._is_border(end + 1) or fit_indicator(cells, end + 1, self._order):
            self._stream.at += 1
            return {"reason": cells[end]}
        return {}

    def _is_border(self, at: int) -> bool:
        """Whether something else than a text begins here: a category, an empty row, the end."""
        cells = self._stream.cells
        if at >= len(cells) or is_known(cells[at].text) or not indicator_name(cells[at].text):
            return True
        return self._is_subcategory(at)

    def _is_subcategory(self, at: int) -> bool:
        """A subcategory of a name of its own: …指标 right before an indicator."""
        cells = self._stream.cells
        return cells[at].text.endswith("指标") and fit_indicator(cells, at + 1, self._order) is not None

    def _closing(self, label: Cell) -> None:
        """总分 with its points, score and grade, or 等级 with the grade."""
        stream = self._stream
        is_grade = stream.word in GRADE
        stream.at += 1
        numbers = [] if is_grade else stream.take_while(is_number)
        grade = stream.take_while(lambda cell: cell.text in GRADES)[:1]
        if not numbers and not is_grade:
            numbers, self.loose_total = self.loose_total, []
        roles = [role for role in ("points", "score") if role in self._order][-len(numbers) :]
        found = {self._order.index(role) + 1: cell for role, cell in zip(roles, numbers, strict=False)}
        stream.emit({1: label} | found | {len(self._order) + 1: cell for cell in grade})
        self._ended = self._ended or not is_grade


def _in_order(run: list[Cell]) -> dict[str, Cell]:
    """The headings by role, left to right; where 一级指标 comes later in the run, it begins a second row
    of headings, which splits the target of the first."""
    words = [heading(cell.text) for cell in run]
    lead = words.index("一级指标") if "一级指标" in words else 0
    found: dict[str, Cell] = {}
    for cell in run[lead:] + run[:lead]:
        if role := INDICATOR_COLUMNS.get(heading(cell.text)):
            found.setdefault(role, cell)
    return found


def _is_total(pair: list[Cell]) -> bool:
    """The full points and a score that is not above them."""
    values = [figure_of(cell, cell.place).value for cell in pair if is_number(cell)]
    return len(values) == 2 and values[0] == _FULL and values[1] is not None and 0 <= values[1] <= _FULL
