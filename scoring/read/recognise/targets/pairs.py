"""The indicators of a row of 部门预算项目绩效目标表: pairs of 三级指标 and 指标值, a pair a category.

In text pasted from a page cells are lost before them, and the row has moved. It is read at the shift at
which all pairs are whole; of several, at one that other rows of the table were read at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scoring.model.form import Remark, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import TargetIndicator
from scoring.read.recognise.align import SHIFTS
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import place_of
from scoring.read.recognise.targets.cells import (
    goes_on,
    has_room,
    is_quantity,
    joined,
    name_of,
    nameless,
    slipped,
    target_of,
)
from scoring.read.recognise.targets.header import Header, Pair

_UNSURE = "本行各栏错位，也可能属于另一类指标，已按本表其他行的错位方式读入，请对照原表核对。"
_REACH = 20  # indicators above a fragment among which the one that it belongs to is sought
Halves = tuple[Pair, Cell | None, Cell | None]


@dataclass
class PairReader:
    """Reads the rows of one table; `used` are the shifts that rows were read at, the last one first."""

    header: Header
    ruled: bool
    used: list[int] = field(default_factory=lambda: [0])
    last_page: int = 0

    def take(self, row: Row, tail: Sequence[Cell], indicators: list[TargetIndicator]) -> list[Remark]:
        """Add the row's indicators to those of its project; give what has to be told."""
        torn = not self.ruled or self._on_next_page(row)
        fitting = [] if self.ruled else [shift for shift in SHIFTS if self._whole(tail, shift)]
        shift = next((shift for shift in self.used if shift in fitting), None)
        if shift is None and len(fitting) > 1:
            return [not_understood(list(tail))]
        if shift is None:
            shift = fitting[0] if fitting else max(self.used, key=lambda used: self._count(tail, used))
        if not self._count(tail, shift) and torn:
            return [self._fragment(cell, indicators) for cell in tail]
        moved = self._moved(row, shift, sure=shift == self.used[0] or len(fitting) == 1)
        return [*moved, *self._read(row, tail, shift, indicators)]

    def knows(self, tail: Sequence[Cell]) -> bool:
        """Whether the cells hold an indicator where the table has had some before."""
        return any(self._count(tail, shift) for shift in self.used)

    def _on_next_page(self, row: Row) -> bool:
        before, self.last_page = self.last_page, row.place.page
        return before not in (0, row.place.page)

    def _moved(self, row: Row, shift: int, sure: bool) -> list[Remark]:
        """Note the shift that was chosen, and tell where it is not that of the headings."""
        self.used = [shift, *(other for other in self.used if other != shift)]
        if shift == 0:
            return []
        return [slipped(row) if sure else Remark(_UNSURE, row.place)]

    def _count(self, tail: Sequence[Cell], shift: int) -> int:
        return sum(map(_whole, self._halves(tail, shift)))

    def _halves(self, tail: Sequence[Cell], shift: int) -> list[Halves]:
        cells = {cell.column - shift: cell for cell in tail}
        return [(pair, cells.get(pair.name), cells.get(pair.target)) for pair in self.header.pairs]

    def _whole(self, tail: Sequence[Cell], shift: int) -> bool:
        """Every cell has its column, and each pair is there with both its halves or not at all."""
        halves = [half for half in self._halves(tail, shift) if half[1] or half[2]]
        placed = sum(bool(name) + bool(target) for _, name, target in halves)
        return placed == len(tail) and all(map(_whole, halves))

    def _read(
        self, row: Row, tail: Sequence[Cell], shift: int, indicators: list[TargetIndicator]
    ) -> list[Remark]:
        remarks: list[Remark] = []
        unplaced = {cell.column: cell for cell in tail}
        for pair, name, target in self._halves(tail, shift):
            for cell in (name, target):
                unplaced.pop(cell.column if cell else 0, None)
            if target and not name:
                remarks.append(nameless(target))
            elif name:
                text, doubts = target_of(target, place_of(row, pair.target + shift))
                indicators.append(_indicator(pair, name_of(name, name.place), text))
                remarks += doubts
                if not text and not doubts:
                    told = f"指标“{name.text}”没有指标值，请核对。"
                    remarks.append(Remark(told, text.place))
        return remarks + ([not_understood([*unplaced.values()])] if unplaced else [])

    def _fragment(self, cell: Cell, indicators: list[TargetIndicator]) -> Remark:
        """Join what is left of a cell that the end of a page has torn to the cell above it."""
        for shift in () if is_quantity(cell.text) else self._likely():
            pair = self._pair_at(cell.column - shift)
            at = _last_of(pair, indicators)
            if pair is None or at is None:
                continue
            above = indicators[at]
            if cell.column - shift == pair.name and has_room(above.name):
                name, remark = joined(above.name, cell)
                indicators[at] = replace(above, name=name)
                return remark
            if cell.column - shift == pair.target and goes_on(above.target, cell.text):
                target, remark = joined(above.target, cell)
                indicators[at] = replace(above, target=target)
                return remark
        return nameless(cell)

    def _likely(self) -> list[int]:
        return [0] if self.ruled else self.used

    def _pair_at(self, column: int) -> Pair | None:
        return next((pair for pair in self.header.pairs if column in (pair.name, pair.target)), None)


def _whole(halves: Halves) -> bool:
    _, name, target = halves
    return name is not None and target is not None and not is_quantity(name.text)


def _last_of(pair: Pair | None, indicators: Sequence[TargetIndicator]) -> int | None:
    """The last indicator of the pair's category, if any."""
    return next(
        (
            number
            for number in range(len(indicators) - 1, max(-1, len(indicators) - 1 - _REACH), -1)
            if pair
            and indicators[number].category_text == pair.category_text
            and indicators[number].subcategory == pair.subcategory
        ),
        None,
    )


def _indicator(pair: Pair, name: Text, target: Text) -> TargetIndicator:
    return TargetIndicator(
        pair.category, pair.category_text, pair.subcategory, name, target, Text("", target.place)
    )
