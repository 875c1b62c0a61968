"""What leads to the indicators in 部门预算项目绩效目标表: code, name and amounts, and the sums of these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.model.form import BLANKS, Remark, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import Amounts
from scoring.number import plain
from scoring.read.recognise.labels import heading, key
from scoring.read.recognise.rows import by_column, figure_of, is_value, place_of, text_of
from scoring.read.recognise.targets.cells import name_of
from scoring.read.recognise.targets.header import AMOUNTS, Header
from scoring.read.recognise.words import TOTAL

_CODE = re.compile(r"(?=.*\d{3})[0-9A-Za-z]{3,40}")
_LONG_CODE = re.compile(r"\d{6,40}")
Columns = Mapping[str, int]
_UNIT_DIGITS = 9  # codes of budget units have six or nine digits, those of projects twenty and more


@dataclass(frozen=True, slots=True)
class Lead:
    """Code, name and amounts, and the columns of the cells that hold them."""

    code: Text
    name: Text
    amounts: Amounts
    columns: frozenset[int]

    @property
    def has_money(self) -> bool:
        """Whether any amount is told."""
        return any(getattr(self.amounts, role).written for role in AMOUNTS)

    @property
    def is_total(self) -> bool:
        """Whether no unit and no project is named: the sum of all."""
        return not self.code and (not self.name or heading(self.name.text) in TOTAL)

    def is_sum(self, tail: Sequence[Cell], by_unit: bool) -> bool:
        """Whether the row sums up a unit or all: money but no indicators (`tail`), and no project's code.

        `by_unit` tells that the headings name units beside the projects.
        """
        if tail or not self.has_money:
            return False
        return len(key(self.code.text)) <= _UNIT_DIGITS if self.code else self.is_total or by_unit


@dataclass
class Sum:
    """A row of sums, and the amounts of the projects below it as far as they were read."""

    lead: Lead
    of: list[Decimal | None] = field(default_factory=list)

    def remark(self) -> Remark | None:
        """What is to be said where the sum is another than that of the projects."""
        stated = self.lead.amounts.total.value
        if not self.of:
            whose = self.lead.name.text or self.lead.amounts.total.text
            return Remark(f"“{whose}”下面没有读到项目，请核对。", self.lead.name.place)
        if stated is None or None in self.of:
            return None
        found = sum((value for value in self.of if value is not None), Decimal(0))
        if found == stated:
            return None
        whose = f"“{self.lead.name.text}”的" if self.lead.name else ""
        told = f"{whose}合计 {plain(stated)} 与所列 {len(self.of)} 个项目之和 {plain(found)} 不符"
        return Remark(f"{told}，请核对金额，并核对是否有项目没有读到。", self.lead.amounts.total.place)


def is_long_code(cell: Cell) -> bool:
    """Whether a cell holds what can only be the code of a unit or a project, wherever it stands."""
    return bool(_LONG_CODE.fullmatch(key(cell.text)))


def read_lead(row: Row, header: Header, ruled: bool) -> Lead:
    """What stands in the columns of code, name and amounts; in text that has slipped, where the code has
    moved to. A cell that cannot be what its column is for is left to the indicators."""
    at = header.columns
    shift = 0 if ruled else _shift(row, at)
    found = _standing(row, {role: at[role] + shift for role in ("code", "name") if role in at})
    found |= _amounts(row, at, shift, {cell.column for cell in found.values()})
    code = text_of(found.get("code"), place_of(row, at.get("code", 0)))
    figures = (figure_of(found.get(role), place_of(row, at.get(role, 0))) for role in AMOUNTS)
    return Lead(
        code=replace(code, text="".join(code.text.split())),
        name=name_of(found.get("name"), place_of(row, at.get("name", 0))),
        amounts=Amounts(*figures),
        columns=frozenset(cell.column for cell in found.values()),
    )


def _amounts(row: Row, at: Columns, shift: int, taken: set[int]) -> dict[str, Cell]:
    """The amounts where they have moved to with the code, or, if the total stands there, where they were."""
    columns = {role: at[role] for role in AMOUNTS if role in at}
    moved = {role: column + shift for role, column in columns.items() if column + shift not in taken}
    still = {role: column for role, column in columns.items() if column not in taken}
    found = [_standing(row, moved), _standing(row, still)]
    return next((amounts for amounts in found if "total" in amounts), found[0])


def _shift(row: Row, at: Columns) -> int:
    """How far a code with a name beside it stands from its heading."""
    first = row.cells[0]
    if not {"code", "name"} <= set(at) or not is_long_code(first):
        return 0
    shift = first.column - at["code"]
    return shift if "name" in _standing(row, {"name": at["name"] + shift}) else 0


def _standing(row: Row, at: Columns) -> dict[str, Cell]:
    """The cells in these columns that can be what the columns are for."""
    cells = by_column(row)
    found = {role: cell for role, column in at.items() if (cell := cells.get(column))}
    return {role: cell for role, cell in found.items() if _plays(role, cell)}


def _plays(role: str, cell: Cell) -> bool:
    match role:
        case "code":
            return bool(_CODE.fullmatch(key(cell.text)))
        case "name":
            return not is_value(cell)
        case _:
            return is_value(cell) or cell.text in BLANKS
