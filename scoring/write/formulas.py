"""Formulas whose results no longer hold once a cell was changed.

The results are kept beside the formulas. LibreOffice shows what is kept, whatever the workbook says of
computing anew, and so does our own reader; so the results that may hang on a changed cell are taken out.
Excel and WPS are told to compute all formulas on opening. The formulas themselves stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from scoring.read.damage import damage_told
from scoring.read.workbook.xlsx import WORKBOOK
from scoring.write.package import PatchedPackage
from scoring.write.worksheet import Area, area, formula_cells, position
from scoring.write.xml import insert, main

Cell = tuple[str, int, int]
"""Sheet, row and column."""
Reads = tuple[tuple[str, Area], ...]
"""Areas of cells, each with its sheet."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how XML in UTF-16 begins
_PIECES = re.compile(
    r"""(?P<text>"(?:[^"]|"")*"|\#[A-Z0-9/]+[!?]?|[0-9][0-9.]*(?:E[+-]?[0-9]+)?(?![0-9:$]))
    |(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?P<cells>
        \$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?(?![\w(.!])
        |\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w(.!])|\$?[0-9]{1,7}:\$?[0-9]{1,7})
    |(?P<function>[A-Z_][\w.]*)\(
    |(?P<other>[^\W\d][\w.?\\]*|[\[\]!:])""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"(\$?)([A-Z]*)(\$?)([0-9]*)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\[[0-9]+\]")  # another workbook
_ANYWHERE = frozenset({"INDIRECT", "OFFSET"})  # functions that read cells they do not name
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# Beyond these every formula is taken to hang on the change.
_LONGEST, _CHARACTERS = 1_000, 200_000  # of one formula, and of all that are looked into
_WORK = 10_000_000  # comparisons
# What stands before the settings of computing in a workbook.
_BEFORE = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames"),
)


@dataclass(slots=True)
class _Formula:
    """A formula, where it stands, and how far from the cell in which it is written, if it is shared."""

    part: str
    sheet: str
    row: int
    column: int
    cell: etree._Element
    text: str
    fills: Area  # the cells that hold its results: its own, or those of an array or a data table
    table: bool = False  # a data table, which computes formulas that stand elsewhere
    down: int = 0
    right: int = 0
    reads: Reads | None = None  # the cells that it names; None where it may read any


def forget_results(
    package: PatchedPackage, sheets: Sequence[tuple[str, str]], changed: Sequence[Cell]
) -> None:
    """Take out the results that may hang on changed cells; `sheets` are names and parts."""
    formulas = [formula for name, part in sheets for formula in _formulas(package, name, part)]
    if not formulas:
        return
    characters = 0
    for formula in formulas:
        characters += len(formula.text)
        if not formula.table and characters <= _CHARACTERS and len(formula.text) <= _LONGEST:
            formula.reads = reads(formula.text, formula.sheet, formula.down, formula.right)
    areas: dict[str, set[Area]] = {}
    for formula in _hanging(formulas, changed):
        package.edit(formula.part)
        _forget(formula.cell)
        if formula.fills != _alone(formula.row, formula.column):
            areas.setdefault(formula.part, set()).add(formula.fills)
    for part, filled in areas.items():
        with damage_told(package.file):
            for cell in _within(package.edit(part), filled):
                _forget(cell)
    _compute_on_opening(package.edit(WORKBOOK))


def _forget(cell: etree._Element) -> None:
    for result in cell.findall(main("v")):
        cell.remove(result)
    cell.attrib.pop("t", "")


def _within(root: etree._Element, areas: Collection[Area]) -> Iterator[etree._Element]:
    """The cells of a worksheet that lie in some areas. Raises ValueError for nonsense."""
    row, work = 0, 0
    for line in root.iterfind(f"{main('sheetData')}/{main('row')}"):
        row = int(line.get("r", row + 1))
        across = [(found.left, found.right) for found in areas if found.top <= row <= found.bottom]
        work += len(areas) + len(across) * len(line)
        if work > _WORK:  # no sheet of people
            raise ValueError("too many arrays")
        column = 0
        for cell in line.iterchildren(main("c")) if across else ():
            reference = cell.get("r")
            column = position(reference)[1] if reference else column + 1
            if any(left <= column <= right for left, right in across):
                yield cell


def _hanging(formulas: list[_Formula], changed: Sequence[Cell]) -> Iterator[_Formula]:
    """The formulas that read a changed cell, or one of those that do, and so on."""
    waiting, work = formulas, 0
    news = [(sheet.lower(), _alone(row, column)) for sheet, row, column in changed]
    while news:
        work += len(waiting) * len(news)
        hit = [formula for formula in waiting if work > _WORK or _reads_any(formula, news)]
        yield from hit
        found = {id(formula) for formula in hit}
        waiting = [formula for formula in waiting if id(formula) not in found]
        news = [(formula.sheet, formula.fills) for formula in hit]


def _reads_any(formula: _Formula, areas: Sequence[tuple[str, Area]]) -> bool:
    if formula.reads is None:
        return True
    return any(
        sheet == name and _meet(read, changed) for sheet, read in formula.reads for name, changed in areas
    )


def _meet(one: Area, other: Area) -> bool:
    """Whether two areas have a cell in common."""
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def _alone(row: int, column: int) -> Area:
    return Area(row, column, row, column)


def _formulas(package: PatchedPackage, sheet: str, part: str) -> Iterator[_Formula]:
    """The formulas of a worksheet but those that read other workbooks, which may not be at hand."""
    data = package.data(part)
    if not (data.startswith(_WIDE) or _FORMULA.search(data)):
        return
    shared: dict[str, tuple[str, int, int]] = {}
    with damage_told(package.file):
        for row, column, cell, formula in formula_cells(package.look(part)):
            text, down, right = formula.text or "", 0, 0
            if formula.get("t") == "shared":
                number = formula.get("si", "")
                first = (text, row, column) if text else shared.get(number, ("", row, column))
                shared[number] = first
                text, down, right = first[0], row - first[1], column - first[2]
            if not _ELSEWHERE.search(text):
                fills, table = _filled(formula, row, column), formula.get("t") == "dataTable"
                yield _Formula(part, sheet.lower(), row, column, cell, text, fills, table, down, right)


def _filled(formula: etree._Element, row: int, column: int) -> Area:
    """The cells that hold the results of a formula; only the first cell of an array says that it is one."""
    own, reference = _alone(row, column), formula.get("ref")
    if formula.get("t") not in ("array", "dataTable") or not reference:
        return own
    found = area(reference)
    return found if (row, column) in found else own  # else what it says cannot be true


def reads(text: str, home: str, down: int, right: int) -> Reads | None:
    """The cells that a formula on the sheet `home` names; None where it may read others.

    Names of sheets are in small letters. A shared formula is written once, and reads in each of its cells
    what lies `down` and `right` of that.
    """
    found: list[tuple[str, Area]] = []
    for piece in _PIECES.finditer(text):
        if piece["cells"]:
            sheet = (piece["sheet"] or home).strip("'").replace("''", "'").lower()
            if ":" in sheet:
                return None
            found.append((sheet, _area(piece["cells"], down, right)))
        elif (piece["function"] or "").upper() in _ANYWHERE:
            return None
        elif piece["other"] and piece["other"].upper() not in ("TRUE", "FALSE"):
            return None  # a name, a table, or what is not known here
    return tuple(found)


def _area(reference: str, down: int, right: int) -> Area:
    first, _, last = reference.partition(":")
    (top, left), (bottom, far) = (_end(word, down, right) for word in (first, last or first))
    return Area(
        min(top or 1, bottom or 1),
        min(left or 1, far or 1),
        max(top, bottom) or _LAST_ROW,
        max(left, far) or _LAST_COLUMN,
    )


def _end(word: str, down: int, right: int) -> tuple[int, int]:
    """Row and column of one end of a reference, 0 for the one it leaves out."""
    match = _WORD.fullmatch(word)
    assert match is not None
    fixed_column, letters, fixed_row, digits = match.groups()
    row = int(digits) + (0 if fixed_row else down) if digits else 0
    column = area(f"{letters.upper()}1").left + (0 if fixed_column else right) if letters else 0
    return row, column


def _compute_on_opening(workbook: etree._Element) -> None:
    settings = workbook.find(main("calcPr"))
    if settings is None:
        settings = workbook.makeelement(main("calcPr"))
        insert(workbook, settings, _BEFORE)
    settings.set("fullCalcOnLoad", "1")
