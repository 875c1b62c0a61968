"""资金管理情况: a row for each item, with what was done, its points, its score and the problems."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.model.form import FundManagementItem, Text
from scoring.model.raw import Cell, Row
from scoring.read.recognise.rows import is_number, place_of, text_at, to_figure
from scoring.read.recognise.words import MANAGEMENT_COLUMNS, MANAGEMENT_ITEMS, key

_ROLES = ("points", "score", "problem")


def read_item(row: Row, columns: Mapping[str, int], ruled: bool) -> FundManagementItem | None:
    """Read a row if its label is an item; in text whose columns slipped, by order."""
    label = next((cell for cell in row.cells if key(cell.text) in MANAGEMENT_ITEMS), None)
    if label is None:
        return None
    if ruled and {"points", "score"} <= set(columns):
        texts = {role: text_at(row, columns.get(role)) for role in MANAGEMENT_COLUMNS.values()}
    else:
        texts = _by_order(row, [cell for cell in row.cells if cell.column > label.column])
    return FundManagementItem(
        name=Text(key(label.text), label.place),
        description=texts["description"],
        points=to_figure(texts["points"]),
        score=to_figure(texts["score"]),
        problem=texts["problem"],
    )


def _by_order(row: Row, cells: list[Cell]) -> dict[str, Text]:
    """[description], points, score, [problem]: the description is what precedes the first number."""
    nothing = Text("", place_of(row, 0))
    first = next((i for i, cell in enumerate(cells) if is_number(cell)), len(cells))
    found = {"description": cells[first - 1]} if first else {}
    found |= dict(zip(_ROLES, cells[first:], strict=False))
    score = found.get("score")
    if score is not None and not is_number(score):
        found["problem"] = found.pop("score")
    return {
        role: Text(cell.text, cell.place) if (cell := found.get(role)) else nothing
        for role in MANAGEMENT_COLUMNS.values()
    }
