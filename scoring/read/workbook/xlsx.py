"""Workbooks (.xlsx, .xlsm): one grid for each visible worksheet, chart sheets left out.

The XML is read here rather than by a library: those that are fast give neither number formats nor
the digits as stored, and build the whole rectangle around the cells, so that one stray cell in a
far corner costs gigabytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.read.limits import CellMaker
from scoring.read.package import Attributes, Package
from scoring.read.workbook.relations import read_relations
from scoring.read.workbook.sheets import Content, SheetCells, gathered
from scoring.read.workbook.values import CellValues
from scoring.read.workbook.worksheet import WorksheetHandler

WORKBOOK = "xl/workbook.xml"


@dataclass(slots=True)
class Contents:
    """What the workbook part says: its sheets as (name, relation, state), and its calendar."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    date1904: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if name == "sheet":
            sheet = (attributes["name"], _relation(attributes), attributes.get("state", "visible"))
            self.sheets.append(sheet)
        elif name == "workbookPr":
            self.date1904 = attributes.get("date1904") in ("1", "true")


def read_contents(package: Package) -> Contents:
    """What sheets a workbook has."""
    contents = Contents()
    package.parse(WORKBOOK, contents.start)
    return contents


def read_xlsx(package: Package) -> Content:
    """Read every visible worksheet."""
    contents = read_contents(package)
    relations = read_relations(package, WORKBOOK)
    values = CellValues(
        package,
        relations.parts.get("sharedStrings"),
        relations.parts.get("styles"),
        date1904=contents.date1904,
    )
    maker = CellMaker()
    sheets: list[SheetCells] = []
    hidden: list[str] = []
    for name, relation, state in contents.sheets:
        part = relations.worksheets.get(relation)
        if part is None:
            continue
        if state == "visible":
            cells = SheetCells(package.file, name, maker)
            handler = WorksheetHandler(cells, values)
            package.parse(part, handler.start, handler.end, handler.text)
            sheets.append(cells)
        elif state == "hidden":
            hidden.append(name)
    return gathered(package.file, sheets, hidden)


def _relation(attributes: Attributes) -> str:
    # The prefix of r:id is the writing program's choice.
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")
