"""Formulas whose results no longer hold once a cell was changed.

The results are kept beside the formulas. LibreOffice shows what is kept, whatever the workbook says of
computing anew, and so does our own reader; so the results that may hang on a changed cell are taken out.
Excel and WPS are told to compute all formulas on opening. The formulas themselves stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from scoring.read.damage import damage_told
from scoring.read.workbook.xlsx import WORKBOOK
from scoring.write.package import PatchedPackage
from scoring.write.worksheet import Area, area, formula_cells
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
        if characters <= _CHARACTERS and len(formula.text) <= _LONGEST:
            formula.reads = reads(formula.text, formula.sheet, formula.down, formula.right)
    for formula in _hanging(formulas, changed):
        package.edit(formula.part)
        for result in formula.cell.findall(main("v")):
            formula.cell.remove(result)
        formula.cell.attrib.pop("t", "")
    _compute_on_opening(package.edit(WORKBOOK))


def _hanging(formulas: list[_Formula], changed: Sequence[Cell]) -> Iterator[_Formula]:
    """The formulas that read a changed cell, or one of those that do, and so on."""
    waiting, work = formulas, 0
    news = [(sheet.lower(), row, column) for sheet, row, column in changed]
    while news:
        work += len(waiting) * len(news)
        hit = [formula for formula in waiting if work > _WORK or _reads_any(formula, news)]
        yield from hit
        found = {id(formula) for formula in hit}
        waiting = [formula for formula in waiting if id(formula) not in found]
        news = [(formula.sheet, formula.row, formula.column) for formula in hit]


def _reads_any(formula: _Formula, cells: Sequence[Cell]) -> bool:
    if formula.reads is None:
        return True
    return any(
        sheet == name and (row, column) in read
        for sheet, read in formula.reads
        for name, row, column in cells
    )


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
                yield _Formula(part, sheet.lower(), row, column, cell, text, down, right)


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
