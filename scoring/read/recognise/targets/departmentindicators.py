"""The indicators of 部门(单位)整体绩效目标表: category and subcategory carry on from row to row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.model.form import CATEGORY_NAMES, Category, Remark, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import TargetIndicator
from scoring.read.recognise.labels import heading
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import place_of
from scoring.read.recognise.targets.cells import (
    goes_on,
    has_room,
    is_quantity,
    joined,
    name_of,
    nameless,
    prose_of,
    target_of,
    unwrapped,
)
from scoring.read.recognise.targets.departmentrows import Reading, named_only, reading
from scoring.read.recognise.words import CATEGORIES, DEPARTMENT_SUBCATEGORIES

_STOPS = ("。", "；", ";", "%", "！")


@dataclass
class IndicatorReader:
    """Takes the rows below the headings at `columns`."""

    ruled: bool
    columns: Mapping[str, int] = field(default_factory=dict)
    indicators: list[TargetIndicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    slipped: list[Row] = field(default_factory=list)
    category_text: str = ""
    subcategory: str = ""
    shift: int = 0
    page: int = 0

    def take(self, row: Row) -> None:
        """Read the next row."""
        torn = not self.ruled or self.page not in (0, row.place.page)
        self.page = row.place.page
        found = reading(row, self.columns, self.ruled, self.shift)
        if found is None and not torn:
            found = named_only(row, self.columns)
        if found:
            self._read(row, found)
        elif torn and all(self._is_fragment(cell, row) for cell in row.cells):
            for cell in row.cells:
                self._fragment(cell)
        else:
            told = nameless(row.cells[0]) if len(row.cells) == 1 else not_understood(list(row.cells))
            self.remarks.append(told)

    def goes_on_with(self, row: Row) -> bool:
        """Whether a row after text outside the table may belong to it: whole, or torn off by a page."""
        return len(row.cells) == 1 or reading(row, self.columns, self.ruled, self.shift) is not None

    def take_aside(self, row: Row) -> None:
        """Text outside the table: a category there was torn out of its column by the end of a page."""
        for cell in row.cells:
            word = heading(cell.text)
            if word in CATEGORIES or word in DEPARTMENT_SUBCATEGORIES:
                told = f"“{cell.text}”在表格之外，不知是哪些指标的一级或二级指标，请对照原表核对。"
                self.remarks.append(Remark(told, cell.place))

    def _read(self, row: Row, found: Reading) -> None:
        self.shift = found.shift
        if found.slipped:
            self.slipped.append(row)
        cells = found.cells
        self._carry(cells.get("category"), cells.get("subcategory"))
        name = name_of(cells["name"], row.place)
        target, doubts = target_of(cells["target"], place_of(row, self.columns["target"] + found.shift))
        if not target and not doubts:
            doubts = [Remark(f"指标“{name.text}”没有指标值，请核对。", target.place)]
        at = place_of(row, self.columns.get("explanation", 0) + found.shift)
        explanation = prose_of(cells.get("explanation"), at)
        category, text = self._category()
        self.indicators.append(TargetIndicator(category, text, self.subcategory, name, target, explanation))
        left = [cell for cell in row.cells if cell not in cells.values()]
        self.remarks += [*doubts, *([not_understood(left)] if left else [])]

    def _category(self) -> tuple[Category, str]:
        """满意度 stands under 效益指标, and is a category of its own all the same."""
        own = DEPARTMENT_SUBCATEGORIES.get(self.subcategory)
        told = CATEGORIES.get(self.category_text) or CATEGORIES.get(f"{self.category_text}指标")
        category = own if own is Category.SATISFACTION else told or own or Category.OTHER
        return category, self.category_text or CATEGORY_NAMES[category]

    def _carry(self, category: Cell | None, subcategory: Cell | None) -> None:
        if category:
            self.category_text, self.subcategory = heading(category.text), ""
        if subcategory is None:
            return
        word = unwrapped(subcategory.text)
        whole = self.subcategory + word
        if word not in DEPARTMENT_SUBCATEGORIES and whole in DEPARTMENT_SUBCATEGORIES:
            _, remark = joined(Text(self.subcategory, subcategory.place), subcategory)
            self.remarks.append(remark)
            self._rename(whole)
            word = whole
        own = DEPARTMENT_SUBCATEGORIES.get(word)
        if own not in (None, Category.SATISFACTION, CATEGORIES.get(self.category_text)):
            self.category_text = ""  # the label of its category was torn off
        self.subcategory = word

    def _rename(self, whole: str) -> None:
        """Give the indicators above the whole name of their subcategory."""
        for number in range(len(self.indicators) - 1, -1, -1):
            if self.indicators[number].subcategory != self.subcategory:
                break
            self.indicators[number] = replace(self.indicators[number], subcategory=whole)

    def _is_fragment(self, cell: Cell, row: Row) -> bool:
        return bool(self.indicators) and not is_quantity(cell.text) and (self.ruled or len(row.cells) == 1)

    def _fragment(self, cell: Cell) -> None:
        """Join what the end of a page has torn off to the cell above it."""
        last = self.indicators[-1]
        role = self._torn(last, cell)
        if role is None or not has_room(getattr(last, role)):
            self.remarks.append(not_understood([cell]))
            return
        text, remark = joined(getattr(last, role), cell)
        match role:
            case "name":
                self.indicators[-1] = replace(last, name=text)
            case "target":
                self.indicators[-1] = replace(last, target=text)
            case _:
                self.indicators[-1] = replace(last, explanation=text)
        self.remarks.append(remark)

    def _torn(self, last: TargetIndicator, cell: Cell) -> str | None:
        """An explanation that has not come to its end goes on; else the column tells."""
        sentence = cell.text.endswith(_STOPS)
        if last.explanation and (sentence or not last.explanation.text.endswith(_STOPS)) and not self.ruled:
            return "explanation"
        columns = {column + self.shift: role for role, column in self.columns.items()}
        role = columns.get(cell.column)
        if role == "target" and not goes_on(last.target, cell.text):
            return None
        return role if role in ("name", "target", "explanation") else None
