"""The worksheets of a workbook, whatever its format: what readers gather, and what people see of it.

What people cannot see on opening the file is not read: hidden worksheets (they hold drop-down
lists and last year's copies) are named in a remark, very hidden ones belong to programs and go
unmentioned; what merged cells cover is dropped. Hidden rows and columns do count, for the sums on
the form use them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid, Row
from scoring.place import Place
from scoring.read.damage import damage_told
from scoring.read.limits import CellMaker

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MERGE_WORK = 1_000_000  # cells looked at for merged ranges; overlapping ones could ask for any number
_NAMED_CELLS = 5

Remarks = tuple[tuple[str, Place], ...]
Content = tuple[tuple[Grid, ...], Remarks]


class SheetCells:
    """The cells of one worksheet, taken in any order; rows and columns count from 1."""

    def __init__(self, file: str, name: str, maker: CellMaker) -> None:
        self._file, self._name = file, name
        self._maker = maker
        self._cells: dict[int, dict[int, Cell]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._uncalculated: list[Place] = []

    def put(self, row: int, column: int, text: str, stored: str = "") -> None:
        """Take the text of a cell, and the number behind it. Raises ValueError where no cell can be."""
        if not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
            raise ValueError(f"no such cell: {row}, {column}")
        if text:
            place = Place(file=self._file, sheet=self._name, row=row, column=column)
            self._cells.setdefault(row, {})[column] = self._maker.cell(text, place, stored)

    def lack(self, row: int, column: int) -> None:
        """Note a formula that was never calculated: a program wrote the file."""
        place = Place(file=self._file, sheet=self._name, row=row, column=column)
        self._maker.count(place)
        self._uncalculated.append(place)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note that the cells from the first to the last row and column are merged."""
        self._merged.append((top, left, bottom, right))

    def grid(self) -> Grid:
        """The rows that hold something, top to bottom, without what merged cells cover."""
        self._drop_covered()
        rows = tuple(
            Row(
                cells=tuple(cell for _, cell in sorted(self._cells[row].items())),
                place=Place(file=self._file, sheet=self._name, row=row),
            )
            for row in sorted(self._cells)
            if self._cells[row]
        )
        return Grid(name=self._name, rows=rows, ruled=True)

    def remarks(self) -> Remarks:
        """What is to be said about the sheet."""
        lacking = self._uncalculated
        if not lacking:
            return ()
        cells = "、".join(place.spot.rpartition("!")[2] for place in lacking[:_NAMED_CELLS])
        more = "等" if len(lacking) > _NAMED_CELLS else ""
        message = (
            f"工作表“{self._name}”有 {len(lacking)} 个公式没有计算结果（{cells}{more}），按空白处理，"
            "请用 Excel 或 WPS 打开该文件、保存后再试。"
        )
        return ((message, lacking[0]),)

    def _drop_covered(self) -> None:
        """Take out what lies under merged cells: people see the top left one only, over all its columns."""
        rows = sorted(self._cells)
        work = 0
        for top, left, bottom, right in self._merged:
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                cells = self._cells[row]
                work += 1 + len(cells)
                if work > _MERGE_WORK:
                    raise ValueError("merged ranges overlap beyond measure")
                for column in [column for column in cells if left <= column <= right]:
                    if (row, column) != (top, left):
                        del cells[column]
                    elif right > left:
                        cells[column] = replace(cells[column], width=right - left + 1)
        self._merged.clear()


def gathered(file: str, sheets: Sequence[SheetCells], hidden: Sequence[str]) -> Content:
    """What a workbook holds: its visible sheets in order, and remarks. Raises ReadError if it has none."""
    if not sheets:
        raise ReadError(
            "工作簿里没有可见的工作表，请把自评表放在普通的工作表中（已隐藏的请取消隐藏），保存后再试。",
            Place(file=file),
        )
    with damage_told(file):
        grids = tuple(sheet.grid() for sheet in sheets)
    remarks = [remark for sheet in sheets for remark in sheet.remarks()]
    if hidden:
        names = "".join(f"“{name}”" for name in hidden)
        said = f"隐藏的工作表{names}没有读取，其中如有自评表，请取消隐藏并保存后再试。"
        remarks.append((said, Place(file=file)))
    return grids, tuple(remarks)
