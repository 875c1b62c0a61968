"""What stands on one page: the ruled tables, and the lines of text outside them.

Lengths are whole tenths of a point, measured from the page's top left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils.clustering import cluster_objects

from scoring.read.strings import RADICALS, one_line

_MAX_EDGES = 3_000  # of one page; the printed form of a department has five hundred
_MAX_CROSSINGS = 10_000
_HAIR = 20  # by which lines that are meant to be one may miss each other
_SEGMENT_GAP = 2  # widths of a character that part what stands apart in a line (2024年10月　　单位：万元）

_UNKNOWN = "〓"  # what Chinese printers set for a character they do not have
_NO_CODE = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside the tables, in the pieces that stand apart."""

    texts: tuple[str, ...]
    bottom: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a ruled table: each cell that is not covered by another with its left and right edge."""

    left: int
    right: int
    top: int
    rows: tuple[tuple[tuple[int, int, str], ...], ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page; `unknown` of its `characters` have no code, `overruled` tells that its lines are no tables."""

    height: int
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    characters: int
    unknown: int
    has_pictures: bool
    overruled: bool


def page_text(page: Page) -> PageText:
    """Read what a page shows."""
    shown = page.filter(lambda thing: _is_shown(thing, page)).dedupe_chars()
    unknown = sum(bool(_NO_CODE.match(char["text"])) for char in shown.chars)
    overruled = _is_overruled(shown)
    found = [] if overruled else shown.find_tables()
    outside = shown.filter(lambda thing: not any(_is_inside(thing, table.bbox) for table in found))
    return PageText(
        height=_tenths(page.height),
        lines=tuple(_lines(outside)),
        tables=tuple(_table(table) for table in found),
        characters=len(shown.chars),
        unknown=unknown,
        has_pictures=bool(page.images),
        overruled=overruled,
    )


class Columns:
    """The left edges of all cells, counted from 1; tables of one width have them in common."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._of_width: list[tuple[Table, list[int]]] = []
        for table in tables:
            self._edges(table).extend(left for row in table.rows for left, _, _ in row)
        self._of_width = [(table, _apart(edges)) for table, edges in self._of_width]

    def number(self, table: Table, left: int) -> int:
        """The column that begins at an edge."""
        return sum(edge <= left for edge in self._edges(table))

    def width(self, table: Table, left: int, right: int) -> int:
        """How many columns begin between a cell's edges, its own included."""
        last = sum(edge < right - _HAIR for edge in self._edges(table))
        return max(1, last - self.number(table, left) + 1)

    def _edges(self, table: Table) -> list[int]:
        for known, edges in self._of_width:
            if abs(known.left - table.left) <= _HAIR and abs(known.right - table.right) <= _HAIR:
                return edges
        self._of_width.append((table, []))
        return self._of_width[-1][1]


def _apart(edges: Iterable[int]) -> list[int]:
    """The edges from left to right, without those that only miss another by a hair."""
    kept: list[int] = []
    for edge in sorted(set(edges)):
        if not kept or edge - kept[-1] > _HAIR:
            kept.append(edge)
    return kept


def _is_shown(thing: dict[str, Any], page: Page) -> bool:
    """Characters on the page but not across it (watermarks), and straight lines."""
    if thing["object_type"] != "char":
        return thing["object_type"] in ("line", "rect")
    across, along = thing["matrix"][:2]
    left, top, right, bottom = page.bbox
    middle, height = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return (not across or not along) and left <= middle <= right and top <= height <= bottom


def _is_overruled(page: Page) -> bool:
    """Whether there are more lines than any form has: a drawing, and slow to search for tables."""
    if len(page.edges) > _MAX_EDGES:
        return True
    upright = {_tenths(edge["x0"]) // _HAIR for edge in page.edges if edge["orientation"] == "v"}
    level = {_tenths(edge["top"]) // _HAIR for edge in page.edges if edge["orientation"] == "h"}
    return len(upright) * len(level) > _MAX_CROSSINGS


def _is_inside(thing: dict[str, Any], box: tuple[Any, Any, Any, Any]) -> bool:
    middle, height = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= middle <= box[2] and box[1] <= height <= box[3])


def _lines(page: Page) -> Iterable[Line]:
    pieces = page.extract_words(keep_blank_chars=True, x_tolerance_ratio=_SEGMENT_GAP)
    for line in cluster_objects(pieces, "bottom", 3):
        texts = tuple(filter(None, (_clean(piece["text"]) for piece in sorted(line, key=lambda p: p["x0"]))))
        if texts:
            yield Line(texts, _tenths(line[0]["bottom"]))


def _table(table: Any) -> Table:
    left, top, right, _ = map(_tenths, table.bbox)
    rows = tuple(
        tuple(
            (_tenths(box[0]), _tenths(box[2]), _clean(text or ""))
            for box, text in zip(row.cells, texts, strict=True)
            if box is not None
        )
        for row, texts in zip(table.rows, table.extract(), strict=True)
    )
    return Table(left, right, top, rows)


def _clean(text: str) -> str:
    return one_line(_NO_CODE.sub(_UNKNOWN, text).translate(RADICALS))


def _tenths(length: Any) -> int:
    return int(length * 10)
