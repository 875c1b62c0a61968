"""Which cell of an indicator row of 部门(单位)整体绩效目标表 plays which role.

In text pasted from a page the lost cells of merged columns move a row to the left: it is read at the
shift at which name, target and explanation are all there. In a PDF a category torn by the end of a page
takes its column away from that page's table: a row is then read from its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.model.raw import Cell, Row
from scoring.read.recognise.align import SHIFTS
from scoring.read.recognise.labels import heading
from scoring.read.recognise.rows import by_column
from scoring.read.recognise.targets.cells import is_quantity
from scoring.read.recognise.words import CATEGORIES, INDICATOR_COLUMNS

EXPLANATION_COLUMNS = INDICATOR_COLUMNS | dict.fromkeys(
    ("指标值说明", "指标说明", "指标解释", "评价标准", "说明", "备注"), "explanation"
)
_ROLES = ("explanation", "target", "name", "subcategory", "category")  # from the end of a row
_LONGEST_TARGET = 40
Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read: its cells by role, and how far they stand from their headings' columns."""

    cells: Mapping[str, Cell | None]
    shift: int = 0
    slipped: bool = False


def reading(row: Row, columns: Columns, ruled: bool, likely: int) -> Reading | None:
    """The row's cells by role, None where it is not whole; `likely` is the shift of the row before."""
    on_page = bool(row.place.page and row.place.table)
    for wanted in (("name", "target", "explanation"), ("name", "target")):
        for shift in (0,) if ruled else (likely, *SHIFTS):
            cells = _at(row, columns, shift)
            if all(cells.get(role) for role in wanted) and ((ruled and not on_page) or _fits(row, cells)):
                return Reading(cells, shift, shift != 0)
    return _from_end(row, columns) if on_page else None


def named_only(row: Row, columns: Columns) -> Reading | None:
    """A row with a name and no target: an indicator that nobody has filled in."""
    cells = _at(row, columns, 0)
    return Reading(cells) if cells.get("name") and not cells.get("target") else None


def _at(row: Row, columns: Columns, shift: int) -> dict[str, Cell | None]:
    cells = by_column(row)
    return {role: cells.get(column + shift) for role, column in columns.items()}


def _from_end(row: Row, columns: Columns) -> Reading | None:
    roles = [role for role in _ROLES if role in columns]
    if not 3 <= len(row.cells) <= len(roles) or "explanation" not in roles:
        return None
    cells: dict[str, Cell | None] = dict.fromkeys(columns)
    cells |= dict(zip(roles, reversed(row.cells), strict=False))
    return Reading(cells, slipped=True) if _fits(row, cells) else None


def _fits(row: Row, cells: Mapping[str, Cell | None]) -> bool:
    """Every cell has a role that it can play."""
    name, target, category = (cells.get(role) for role in ("name", "target", "category"))
    if {cell.column for cell in row.cells} - {cell.column for cell in cells.values() if cell}:
        return False
    if category and heading(category.text) not in CATEGORIES:
        return False
    if name is None or target is None or is_quantity(name.text):
        return False
    return len(target.text) <= _LONGEST_TARGET and not target.text.endswith("。")
