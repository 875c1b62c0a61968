"""What the reader has to say of rows that it could not place, or only by their order."""

from __future__ import annotations

from scoring.model.form import Remark
from scoring.model.raw import Cell, Row


def not_understood(cells: list[Cell]) -> Remark:
    """Cells of one row that no column claims."""
    texts = "、".join(cell.text for cell in cells)
    return Remark(f"“{texts}”不知属于哪一栏，未采用，请对照原表核对。", cells[0].place)


def slips(rows: list[Row]) -> list[Remark]:
    """All rows whose columns had slipped, in one sentence."""
    if not rows:
        return []
    lines = "、".join(str(row.place.row) for row in rows[:5]) + ("等" if len(rows) > 5 else "")
    message = f"有 {len(rows)} 行各栏错位（第 {lines} 行），已按内容顺序读入，请对照原表核对。"
    return [Remark(message, rows[0].place)]
