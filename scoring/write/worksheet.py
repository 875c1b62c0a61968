"""One worksheet whose cells can be changed; rows and columns count from 1."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scoring.errors import WriteError
from scoring.place import Place, column_letters
from scoring.read.damage import damage_told, damaged
from scoring.write.package import PatchedPackage
from scoring.write.xml import SPACE, main, storable

STRICT = "文件是“Strict Open XML 电子表格”，不能在原表上改动，请用 Excel 另存为普通的“Excel 工作簿”后再试。"
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORK = 20_000_000  # merged ranges looked at; a sheet of a hundred forms takes some millions


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


def address(row: int, column: int) -> str:
    """C5."""
    return f"{column_letters(column)}{row}"


def area(reference: str) -> Area:
    """The cells of a reference such as C5:D7 or C5. Raises ValueError for nonsense."""
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return Area(top, left, bottom, right)


def position(reference: str) -> tuple[int, int]:
    """Row and column of C5. Raises ValueError for nonsense."""
    match = _ADDRESS.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell: {reference}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("@")
    return int(match[2]), column


class Worksheet:
    """A worksheet part. Cells that do not exist are made, in their order, as soon as they are written."""

    def __init__(self, package: PatchedPackage, part: str) -> None:
        """Raises ReadError for a damaged part, WriteError for one of another dialect or too large."""
        self.part = part
        self._package = package
        self.root = package.look(part)
        if self.root.tag != main("worksheet"):
            raise WriteError(STRICT, Place(package.file))
        data = self.root.find(main("sheetData"))
        if data is None:
            raise damaged(package.file)
        self._data = data
        with damage_told(package.file):
            self._rows = dict(_numbered(data))
            self._merged = [area(found.get("ref", "")) for found in self.root.iter(main("mergeCell"))]
            self._arrays = [
                area(formula.get("ref", ""))
                for formula in data.iter(main("f"))
                if formula.get("t") in ("array", "dataTable") and formula.get("ref")
            ]
        self._order = sorted(self._rows)
        self._work = 0

    def anchor(self, row: int, column: int) -> Area:
        """The merged range over a cell, or the cell alone; what people see stands in its top left one."""
        return self._over(self._merged, row, column) or Area(row, column, row, column)

    def row(self, row: int) -> etree._Element | None:
        """A row as it stands, None where none was written."""
        return self._rows.get(row)

    def cell(self, row: int, column: int) -> etree._Element | None:
        """A cell as it stands, None where none was written."""
        return self._cells(row).get(column)

    def is_formula(self, row: int, column: int) -> bool:
        """Whether a cell is computed, by a formula of its own or one for several cells."""
        cell = self.cell(row, column)
        own = cell is not None and cell.find(main("f")) is not None
        return own or self._over(self._arrays, row, column) is not None

    def holds(self, row: int, column: int) -> bool:
        """Whether anything is written in a cell."""
        cell = self.cell(row, column)
        return cell is not None and any(text.strip() for text in cell.itertext())

    def style(self, row: int, column: int) -> int:
        """The number of a cell's style; a cell that does not exist looks like its row or its column."""
        cell, line = self.cell(row, column), self._rows.get(row)
        with damage_told(self._package.file):
            if cell is not None:
                return int(cell.get("s", "0"))
            if line is not None and line.get("customFormat") in ("1", "true"):
                return int(line.get("s", "0"))
            for columns in self.root.iterfind(f"{main('cols')}/{main('col')}"):
                if int(columns.get("min", "0")) <= column <= int(columns.get("max", "0")):
                    return int(columns.get("style", "0"))
        return 0

    def set_style(self, row: int, column: int, style: int) -> None:
        """Give a cell another style."""
        self._made(row, column).set("s", str(style))

    def set_number(self, row: int, column: int, number: str) -> None:
        """Write a number, in its exact digits, into a cell that is no formula; its style stays."""
        etree.SubElement(self._emptied(row, column), main("v")).text = number

    def set_text(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell that is no formula; its style stays."""
        cell = self._emptied(row, column)
        cell.set("t", "inlineStr")
        written = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
        written.set(SPACE, "preserve")
        written.text = storable(text)

    def _over(self, areas: list[Area], row: int, column: int) -> Area | None:
        """The first of some areas that a cell lies in."""
        self._work += len(areas)
        if self._work > _WORK:
            raise damaged(self._package.file)
        return next((found for found in areas if (row, column) in found), None)

    def _emptied(self, row: int, column: int) -> etree._Element:
        assert not self.is_formula(row, column)
        cell = self._made(row, column)
        for name in ("v", "is"):
            for found in cell.findall(main(name)):
                cell.remove(found)
        for attribute in ("t", "vm"):
            cell.attrib.pop(attribute, "")
        return cell

    def _cells(self, row: int) -> dict[int, etree._Element]:
        line = self._rows.get(row)
        with damage_told(self._package.file):
            return {} if line is None else dict(_placed(line))

    def _made(self, row: int, column: int) -> etree._Element:
        self._package.edit(self.part)
        cells = self._cells(row)
        if column in cells:
            return cells[column]
        style = self.style(row, column)
        cell = self._data.makeelement(main("c"), {"r": address(row, column)})
        if style:
            cell.set("s", str(style))
        line = self._row(row)
        after = [found for number, found in cells.items() if number > column]
        line.insert(line.index(after[0]) if after else len(cells), cell)
        line.attrib.pop("spans", "")  # a hint, which would now be wrong
        self._widen(row, column)
        return cell

    def _row(self, row: int) -> etree._Element:
        if row not in self._rows:
            line = self._data.makeelement(main("row"), {"r": str(row)})
            after = self._order[bisect_right(self._order, row) :]
            if after:
                self._rows[after[0]].addprevious(line)
            else:
                self._data.append(line)
            self._rows[row] = line
            insort(self._order, row)
        return self._rows[row]

    def _widen(self, row: int, column: int) -> None:
        dimension = self.root.find(main("dimension"))
        if dimension is None:
            return
        with damage_told(self._package.file):
            old = area(dimension.get("ref", "").replace("$", ""))
        if (row, column) not in old:
            first = address(min(old.top, row), min(old.left, column))
            dimension.set("ref", f"{first}:{address(max(old.bottom, row), max(old.right, column))}")


def formula_cells(root: etree._Element) -> Iterator[tuple[int, int, etree._Element, etree._Element]]:
    """Row, column, cell and formula of all computed cells of a worksheet. Raises ValueError for nonsense."""
    for data in root.iterchildren(main("sheetData")):
        for row, line in _numbered(data):
            for column, cell in _placed(line):
                formula = cell.find(main("f"))
                if formula is not None:
                    yield row, column, cell, formula


def _numbered(data: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Rows by their number; some programs leave it out, such a row follows the one before it."""
    number = 0
    for row in data.iterchildren(main("row")):
        number = int(row.get("r", number + 1))
        yield number, row


def _placed(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Cells of a row by their column, numbered in the same way."""
    column = 0
    for cell in row.iterchildren(main("c")):
        reference = cell.get("r")
        column = position(reference)[1] if reference else column + 1
        yield column, cell
