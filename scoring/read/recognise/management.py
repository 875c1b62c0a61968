"""资金管理情况: a row for each item, with what was done, its points, its score and the problems."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.model.form import FundManagementItem, Text
from scoring.model.raw import Cell, Row
from scoring.place import Place
from scoring.read.recognise.labels import management_item
from scoring.read.recognise.rows import cell_at, figure_of, is_number, place_of, text_of
from scoring.read.recognise.words import MANAGEMENT_COLUMNS

_ROLES = ("points", "score", "problem")


def read_item(row: Row, columns: Mapping[str, int], ruled: bool) -> FundManagementItem | None:
    """Read a row if its label is an item; in text whose columns slipped, by order."""
    label = next((cell for cell in row.cells if management_item(cell.text)), None)
    if label is None:
        return None
    if ruled and {"points", "score"} <= set(columns):
        cells = {role: cell_at(row, columns.get(role)) for role in MANAGEMENT_COLUMNS.values()}
        if cells["description"] is label:  # the heading 情况说明 stands over label and description
            between = (cell for cell in row.cells if label.column < cell.column < columns["points"])
            cells["description"] = next(between, None)
    else:
        cells = _by_order([cell for cell in row.cells if cell.column > label.column])

    def at(role: str) -> Place:
        return place_of(row, columns.get(role, 0))

    return FundManagementItem(
        name=Text(management_item(label.text) or "", label.place),
        description=text_of(cells.get("description"), at("description")),
        points=figure_of(cells.get("points"), at("points")),
        score=figure_of(cells.get("score"), at("score")),
        problem=text_of(cells.get("problem"), at("problem")),
    )


def _by_order(cells: list[Cell]) -> dict[str, Cell | None]:
    """[description], points, score, [problem]: the description is what precedes the first number."""
    first = next((i for i, cell in enumerate(cells) if is_number(cell)), len(cells))
    found: dict[str, Cell | None] = {"description": cells[first - 1]} if first else {}
    found |= dict(zip(_ROLES, cells[first:], strict=False))
    score = found.get("score")
    if score is not None and not is_number(score):
        found["problem"] = found.pop("score")
    return found
