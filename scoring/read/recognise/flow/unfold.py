"""A stream of cells put into the rows of a form, by its grammar.

Headings come in runs and tell the order of what follows: labels are followed by their values, money
stands behind its source, and an indicator is its name followed by as many values as there are
columns. What does not fit is left over, never forced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.model.raw import Cell, Row
from scoring.read.recognise.flow.above import Above
from scoring.read.recognise.flow.below import Below
from scoring.read.recognise.flow.stream import Stream
from scoring.read.recognise.labels import heading
from scoring.read.recognise.words import FUND_COLUMNS, INDICATOR_COLUMNS, MANAGEMENT_COLUMNS

_HEADINGS = FUND_COLUMNS.keys() | INDICATOR_COLUMNS.keys() | MANAGEMENT_COLUMNS.keys()
_RUN = 4  # headings that stand together over a table


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The rows, and the cells that found no place; `lost` tells that figures of indicators are among them."""

    rows: list[Row]
    left: list[Cell]
    lost: bool


def unfold(cells: list[Cell]) -> Unfolded:
    """Put the cells of one form into rows."""
    stream = Stream(cells)
    above, below = Above(stream), None
    while stream.here:
        run = _run_of_headings(stream)
        if len(run) < _RUN:
            below.step() if below else above.step()
        elif "budget" in _roles(run, FUND_COLUMNS):
            above.money_headings(run)
        elif "description" in _roles(run, MANAGEMENT_COLUMNS):
            above.management_headings(run)
        else:
            below = Below(stream, run)
    left = stream.left + (below.loose_total if below else [])
    return Unfolded(stream.rows, left, lost=below is not None and below.lost)


def _roles(run: list[Cell], words: Mapping[str, str]) -> set[str]:
    return {words.get(heading(cell.text), "") for cell in run}


def _run_of_headings(stream: Stream) -> list[Cell]:
    start = stream.at
    run = stream.take_while(lambda cell: heading(cell.text) in _HEADINGS)
    if len(run) < _RUN:
        stream.at = start
    return run
