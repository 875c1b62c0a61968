"""A workbook of somebody else, in which cells are marked, commented on or filled in, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import WriteError
from scoring.place import Place
from scoring.read.container import load
from scoring.read.package import Package
from scoring.read.workbook.relations import read_relations
from scoring.read.workbook.xlsx import WORKBOOK, read_contents
from scoring.results import Input
from scoring.write.comments import Comments, Run
from scoring.write.formulas import forget_results
from scoring.write.package import PatchedPackage
from scoring.write.styles import Styles
from scoring.write.worksheet import Worksheet

OTHER_KIND = "只有 .xlsx 和 .xlsm 工作簿能在原表上改动，是其他表格的请另存为 .xlsx 后再试。"


def is_patchable(data: bytes, file: str) -> bool:
    """Whether a file is a workbook that can be changed here. Raises ReadError for a broken package."""
    return data.startswith(b"PK") and WORKBOOK in Package(data, file)


def unaltered(read: Input) -> bytes:
    """The bytes of a file that was verified. Raises WriteError where it was changed since: cells may have
    moved."""
    data = load(Path(read.path), read.path)
    if hashlib.sha256(data).hexdigest() != read.sha256:
        raise WriteError("文件在复核的过程中被改动，请重新运行。", Place(read.path))
    return data


class PatchedWorkbook:
    """The workbook in a file (.xlsx, .xlsm). Cells are told by their places."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises WriteError where the file is another kind of workbook, ReadError where it is damaged."""
        if not is_patchable(data, file):
            raise WriteError(OTHER_KIND, Place(file))
        self._package = PatchedPackage(data, file)
        worksheets = read_relations(self._package.source, WORKBOOK).worksheets
        contents = read_contents(self._package.source)
        self._parts = [
            (name, worksheets[relation], state)
            for name, relation, state in contents.sheets
            if relation in worksheets and worksheets[relation] in self._package
        ]
        self._styles = Styles(self._package)
        self._sheets: dict[str, Worksheet] = {}
        self._comments: dict[str, Comments] = {}
        self._written: list[Place] = []

    @property
    def first_sheet(self) -> str:
        """The name of the first sheet that people see."""
        return next((name for name, _, state in self._parts if state == "visible"), "")

    def cell(self, place: Place) -> Place | None:
        """The cell in which people see what stands at a place: itself, or the first of those merged with it;
        None where the workbook has no such sheet that people see."""
        if not any(name == place.sheet and state == "visible" for name, _, state in self._parts):
            return None
        merged = self._sheet(place).anchor(place.row, place.column)
        return Place(place.file, place.sheet, row=merged.top, column=merged.left)

    def is_formula(self, place: Place) -> bool:
        """Whether a cell is computed by the workbook."""
        return self._sheet(place).is_formula(place.row, place.column)

    def holds(self, place: Place) -> bool:
        """Whether anything is written in a cell."""
        return self._sheet(place).holds(place.row, place.column)

    def format_code(self, place: Place) -> str:
        """The number format of a cell."""
        return self._styles.format_code(self._sheet(place).style(place.row, place.column))

    def mark(self, place: Place, colour: str) -> None:
        """Give a cell another ground, as FFC7CE; the rest of its style stays."""
        sheet = self._sheet(place)
        style = self._styles.marked(sheet.style(place.row, place.column), colour)
        sheet.set_style(place.row, place.column, style)

    def set_format(self, place: Place, code: str) -> None:
        """Give a cell another number format, as 0.00; the rest of its style stays."""
        sheet = self._sheet(place)
        style = self._styles.formatted(sheet.style(place.row, place.column), code)
        sheet.set_style(place.row, place.column, style)

    def comment(self, place: Place, runs: Sequence[Run]) -> bool:
        """Add a comment to a cell; False where a thread of comments stands there, which stays alone."""
        sheet = self._sheet(place)
        if sheet.part not in self._comments:
            self._comments[sheet.part] = Comments(self._package, sheet)
        return self._comments[sheet.part].add(place.row, place.column, runs)

    def set_number(self, place: Place, number: str) -> None:
        """Write a number, in its exact digits, into a cell that is no formula."""
        self._sheet(place).set_number(place.row, place.column, number)
        self._written.append(place)

    def set_text(self, place: Place, text: str) -> None:
        """Write a text into a cell that is no formula."""
        self._sheet(place).set_text(place.row, place.column, text)
        self._written.append(place)

    def saved(self) -> bytes:
        """The whole file; formulas that hang on what was written are computed anew when it is opened."""
        for comments in self._comments.values():
            comments.finish()
        if self._written:
            cells = [(place.sheet, place.row, place.column) for place in self._written]
            forget_results(self._package, [(name, part) for name, part, _ in self._parts], cells)
        return self._package.saved()

    def _sheet(self, place: Place) -> Worksheet:
        found = [part for name, part, state in self._parts if (name, state) == (place.sheet, "visible")]
        if len(found) != 1:
            told = f"工作簿中名为“{place.sheet}”的工作表不止一张，不知该改哪一张，请改名、保存后再试。"
            raise WriteError(told, place)
        if found[0] not in self._sheets:
            self._sheets[found[0]] = Worksheet(self._package, found[0])
        return self._sheets[found[0]]
