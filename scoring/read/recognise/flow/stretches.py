"""Text in which a page's tables have run into one: each cell on a line of its own, or all on one line.

Where the headings of a form's indicators do not stand in a row of their own, its cells are taken as
one stream and put into rows again by :mod:`scoring.read.recognise.flow.unfold`; all else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from scoring.model.form import Remark
from scoring.model.raw import Cell, Grid, Row
from scoring.read.recognise.flow.unfold import unfold
from scoring.read.recognise.labels import heading, is_known, title_kind
from scoring.read.recognise.rows import columns
from scoring.read.recognise.words import INDICATOR_COLUMNS

_LONG = 150  # characters of a line that may hold a whole form
_MANY = 8  # known words on such a line
_JOINED = 4  # pieces of one heading at most (绩 效 指 标)
_TOKEN = re.compile(r"\([^()]{0,12}\)|（[^（）]{0,12}）|\S+")
_FLAT = "这张表的文字没有分行分栏，已按内容的顺序读入，请对照原表核对。"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a grid to be read in one way, and what has to be said about the form in it.

    `lost` tells that figures of its indicators could not be placed.
    """

    grid: Grid
    remarks: tuple[Remark, ...] = ()
    lost: bool = False


def stretches(grid: Grid) -> Iterator[Stretch]:
    """Cut a text into what is read as it stands and what has to be put into rows first."""
    if grid.ruled:
        yield Stretch(grid)
        return
    rows = [part for row in grid.rows for part in _parted(row)]
    number = 0
    segments: list[tuple[int, Row]] = []
    for row in rows:
        number += any(title_kind(cell.text) for cell in row.cells)
        segments.append((number, row))
    standing: list[Row] = []
    for _, pairs in groupby(segments, key=lambda pair: pair[0]):
        segment = [row for _, row in pairs]
        if not _is_flat(segment):
            standing += segment
            continue
        if standing:
            yield Stretch(replace(grid, rows=tuple(standing)))
            standing = []
        yield _unfolded(grid, segment)
    if standing:
        yield Stretch(replace(grid, rows=tuple(standing)))


def _unfolded(grid: Grid, segment: list[Row]) -> Stretch:
    unfolded = unfold(_with_whole_headings([cell for row in segment for cell in row.cells]))
    remarks = [Remark(_FLAT, segment[0].place)]
    if left := unfolded.left:
        texts = "、".join(f"“{cell.text}”" for cell in left[:5]) + ("等" if len(left) > 5 else "")
        message = f"有 {len(left)} 处文字不知属于哪一栏，未采用（{texts}），请对照原表核对。"
        remarks.append(Remark(message, left[0].place))
    return Stretch(Grid(grid.name, tuple(unfolded.rows), ruled=True), tuple(remarks), unfolded.lost)


def _is_flat(segment: list[Row]) -> bool:
    """It begins with a form's title and names the columns of indicators, but never in a row of headings."""
    kinds = {title_kind(cell.text) for cell in segment[0].cells}
    if not kinds & {"project", "department"}:
        return False
    named = any(heading(cell.text) == "三级指标" for row in segment for cell in row.cells)
    return named and not any(_is_heading_row(row) for row in segment)


def _is_heading_row(row: Row) -> bool:
    """Most of its cells are headings; a stray word may have slipped in from a neighbour."""
    found = columns(row, INDICATOR_COLUMNS)
    return len(found) >= 4 and 2 * len(found) > len(row.cells)


def _parted(row: Row) -> list[Row]:
    """A line that holds whole forms, cut at its spaces, each form as a row of its own."""
    if len(row.cells) > 1 or len(row.cells[0].text) < _LONG:
        return [row]
    (cell,) = row.cells
    tokens = [Cell(text, 1, row.place) for text in _TOKEN.findall(cell.text)]
    if sum(is_known(token.text) for token in tokens) < _MANY:
        return [row]
    forms: list[list[Cell]] = [[]]
    for token in tokens:
        if title_kind(token.text):
            forms.append([])
        forms[-1].append(token)
    return [Row(tuple(form), row.place, counted=False) for form in forms if form]


def _with_whole_headings(cells: list[Cell]) -> list[Cell]:
    """Put together headings that were wrapped (年度 / 指标值), but no two that are headings themselves."""
    joined: list[Cell] = []
    at = 0
    while at < len(cells):
        count = next((n for n in range(_JOINED, 1, -1) if _is_one_heading(cells[at : at + n])), 1)
        joined.append(replace(cells[at], text="".join(cell.text for cell in cells[at : at + count])))
        at += count
    return joined


def _is_one_heading(cells: list[Cell]) -> bool:
    whole = "".join(cell.text for cell in cells)
    return len(cells) > 1 and is_known(whole) and not all(is_known(cell.text) for cell in cells)
