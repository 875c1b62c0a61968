"""How a run of cells fits the columns of a table whose blanks and line ends are lost.

`order` are the roles of the columns from left to right. A reading is taken only where it is the only
one: what could be read in two ways is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.model.form import BLANKS
from scoring.model.raw import Cell
from scoring.read.recognise.labels import indicator_name, is_known
from scoring.read.recognise.rows import figure_of, is_number, is_rate
from scoring.read.recognise.words import FUND_AMOUNTS, OPERATORS

_NUMBERS = ("points", "score", "deviation")
_SPLIT_TARGET: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"operator"}),
    frozenset({"operator", "unit"}),
    frozenset({"unit"}),
)
_LONGEST_UNIT = 8
_MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Fit:
    """The cells of an indicator by role, and the index of the cell after them."""

    cells: dict[str, Cell]
    end: int


def fit_indicator(cells: Sequence[Cell], at: int, order: Sequence[str]) -> Fit | None:
    """The indicator that begins at `at` with its name (or, where names have no column, its values)."""
    found: dict[str, Cell] = {}
    if "name" in order:
        name = cells[at] if at < len(cells) else None
        if name is None or is_known(name.text) or is_value_like(name) or not indicator_name(name.text):
            return None
        found, at = {"name": name}, at + 1
    for roles in _variants(order):
        values = cells[at : at + len(roles)]
        fit = dict(zip(roles, values, strict=False))
        if len(values) == len(roles) and all(_plays(cell, role) for role, cell in fit.items()):
            return Fit(found | fit, at + len(roles))
    return None


def _variants(order: Sequence[str]) -> Iterator[list[str]]:
    """The columns of values; a target in words leaves 计算符号 and 度量单位 empty."""
    values = [role for role in order if role not in ("category", "subcategory", "name", "reason")]
    for left_out in _SPLIT_TARGET:
        if left_out <= set(values):
            yield [role for role in values if role not in left_out]


def _plays(cell: Cell, role: str) -> bool:
    if role in _NUMBERS:
        return is_number(cell)
    if role == "operator":
        return cell.text.strip() in OPERATORS
    if role == "unit":
        return not is_number(cell) and len(cell.text) <= _LONGEST_UNIT and not is_known(cell.text)
    return not is_known(cell.text) and bool(indicator_name(cell.text))


def is_value_like(cell: Cell) -> bool:
    """A number, a percentage or a dash, which names nothing."""
    return is_number(cell) or is_rate(cell) or cell.text in BLANKS


def fit_money(values: Sequence[Cell], order: Sequence[str]) -> dict[str, Cell]:
    """The cells of a row of money by role, as far as they are certain; empty where nothing is.

    All columns are there; or the rate has a percent sign, with the points before and the score after
    it; or there are just the amounts.
    """
    amounts = [role for role in FUND_AMOUNTS if role in order]
    rate = next((n for n, cell in enumerate(values) if is_rate(cell)), None)
    if len(values) == len(order) and rate in (None, list(order).index("rate")):
        return dict(zip(order, values, strict=True))
    if rate:
        found = dict(zip(("rate", "score"), values[rate : rate + 2], strict=False))
        found["points"] = values[rate - 1]
        return found | dict(zip(reversed(amounts), reversed(values[: rate - 1]), strict=False))
    if rate is None and len(values) == len(amounts) and all(map(is_number, values)):
        return dict(zip(amounts, values, strict=True))
    return {}


def fit_unlabelled_total(values: Sequence[Cell], order: Sequence[str]) -> dict[str, Cell]:
    """Amounts, points and score right behind the headings, the rate lost: points are at most 100, the
    score at most the points. Empty where this does not hold."""
    roles = [role for role in order if role != "rate"]
    row = dict(zip(roles, values, strict=False))
    if len(row) < len(roles) or not all(map(is_number, row.values())):
        return {}
    points, score = (figure_of(row[role], row[role].place).value for role in ("points", "score"))
    assert points is not None
    assert score is not None
    return row if 0 <= score <= points <= _MOST_POINTS else {}
