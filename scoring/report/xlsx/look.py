"""How the cells of a workbook look: colours beside words, number formats, widths and heights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from rich.cells import cell_len

from scoring.report.listing import Amount, Cell
from scoring.report.wrap import wrap

LINE, HIGHEST = 13.5, 409  # points: of a line, and of the highest row that Excel knows
_SPARE = 2  # columns by which a line may hold less than its cell is wide: the font may be another
_PADDING = 2  # columns beside the widest text, for the borders and the button of the filter


class Tone(Enum):
    """How a row is marked, beside the word that says the same: by severity, or as waived."""

    PLAIN = "plain"
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    WAIVED = "waived"


Look = dict[str, object]
_DATE = "yyyy-mm-dd"
FONT: Look = {"font_name": "宋体", "font_size": 10}
_BASE: Look = {
    **FONT,
    "border": 1,
    "border_color": "#A6A6A6",
    "valign": "vcenter",
    "text_wrap": True,
}
_HEADER: Look = {"bold": True, "align": "center", "bg_color": "#D9E1F2"}
_TO_FILL_IN: Look = {"bg_color": "#FFF2CC"}
_TONES: dict[Tone, Look] = {
    Tone.PLAIN: {},
    Tone.ERROR: {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"},
    Tone.WARNING: {"font_color": "#7F6000", "bg_color": "#FFEB9C"},
    Tone.NOTICE: {"font_color": "#1F4E79", "bg_color": "#DDEBF7"},
    Tone.WAIVED: {"font_color": "#7F7F7F"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, at most `width` wide (a Chinese character takes 2). `toned` cells show a row's tone,
    and those `to_fill_in` are there for people to write in."""

    heading: str
    width: int
    align: str = "left"
    toned: bool = False
    to_fill_in: bool = False


def heading_look(column: Column) -> Look:
    """The look of a heading."""
    return _BASE | _HEADER | (_TO_FILL_IN if column.to_fill_in else {})


def look(column: Column, tone: Tone, cell: Cell) -> Look:
    """The look of a cell in a column and row."""
    base = _BASE | {"align": column.align} | (_TO_FILL_IN if column.to_fill_in else {})
    marked = _TONES[tone] if column.toned or tone is Tone.WAIVED else {}
    return base | marked | {"num_format": _number_format(column, cell)}


def _number_format(column: Column, cell: Cell) -> str:
    if isinstance(cell, date) or (column.to_fill_in and "日期" in column.heading):
        return _DATE
    return _amount_format(cell) if isinstance(cell, Amount) else "General"


def _amount_format(amount: Amount) -> str:
    digits = f"0.{'0' * amount.decimals}" if amount.decimals else "0"
    digits += "%" if amount.percent else ""
    return f"+{digits};-{digits};{digits}" if amount.signed else digits


def width(column: Column, cells: Iterable[Cell]) -> int:
    """As wide as its texts, as far as the column may be, for they run on in the next line; and always as
    wide as its numbers, which would show as ####."""
    texts, numbers = [cell_len(column.heading)], [0]
    for cell in cells:
        (texts if isinstance(cell, str) else numbers).append(_columns(cell))
    return max(min(max(texts) + _PADDING, column.width), max(numbers) + _PADDING)


def height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """High enough for the cell with the most lines: not every program sees to that on opening a file."""
    lines = max(
        len(wrap(cell, width - _SPARE)) if isinstance(cell, str) and cell_len(cell) > width - _SPARE else 1
        for cell, width in zip(row, widths, strict=True)
    )
    return min(lines * LINE + 3, HIGHEST)


def _columns(cell: Cell) -> int:
    match cell:
        case str():
            return cell_len(cell)
        case Amount():
            return len(f"{cell.value:f}") + cell.percent + cell.signed
        case _:
            return len(str(cell))
