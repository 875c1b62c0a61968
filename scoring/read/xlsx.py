"""Workbooks (.xlsx, .xlsm): one grid for each visible worksheet.

The XML is read here rather than by a library: those that are fast give neither number formats nor
the digits as stored, and build the whole rectangle around the cells, so that one stray cell in a
far corner costs gigabytes.

What people cannot see on opening the file is not read: hidden worksheets (they hold drop-down
lists and last year's copies) are named in a remark, very hidden ones belong to programs and go
unmentioned; so do chart sheets. Hidden rows and columns do count, for the sums on the form use them.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from scoring.errors import ReadError
from scoring.model.raw import Grid
from scoring.place import Place
from scoring.read.limits import CellMaker
from scoring.read.package import Attributes, Package
from scoring.read.values import CellValues
from scoring.read.worksheet import WorksheetHandler

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_NAMED_CELLS = 5

Remarks = tuple[tuple[str, Place], ...]


@dataclass(slots=True)
class _Contents:
    """What the workbook part says: its sheets as (name, relation, state), and its calendar."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    date1904: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            sheet = (attributes["name"], _relation(attributes), attributes.get("state", "visible"))
            self.sheets.append(sheet)
        elif name == "workbookPr":
            self.date1904 = attributes.get("date1904") in ("1", "true")


@dataclass(slots=True)
class _Relations:
    """Which part each relation leads to."""

    worksheets: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = attributes["Type"].rpartition("/")[2]
        part = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
        if kind == "worksheet":
            self.worksheets[attributes["Id"]] = part
        else:
            self.parts[kind] = part


def read_xlsx(package: Package) -> tuple[tuple[Grid, ...], Remarks]:
    """Read every visible worksheet."""
    contents, relations = _Contents(), _Relations()
    package.parse(WORKBOOK, contents.start)
    package.parse(_RELATIONS, relations.start)
    values = CellValues(
        package,
        relations.parts.get("sharedStrings"),
        relations.parts.get("styles"),
        date1904=contents.date1904,
    )
    maker = CellMaker()
    grids: list[Grid] = []
    remarks: list[tuple[str, Place]] = []
    hidden: list[str] = []
    for name, relation, state in contents.sheets:
        part = relations.worksheets.get(relation)
        if part is None:
            continue
        if state == "visible":
            handler = WorksheetHandler(package.file, name, values, maker)
            package.parse(part, handler.start, handler.end, handler.text)
            grids.append(Grid(name=name, rows=handler.rows(), ruled=True))
            remarks.extend(_uncalculated(handler.uncalculated))
        elif state == "hidden":
            hidden.append(name)
    if not grids:
        raise ReadError(
            "工作簿里没有可见的工作表，请把自评表放在普通的工作表中（已隐藏的请取消隐藏），保存后再试。",
            Place(file=package.file),
        )
    return tuple(grids), (*remarks, *_hidden(hidden, package.file))


def _relation(attributes: Attributes) -> str:
    # The prefix of r:id is the writing program's choice.
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _uncalculated(places: list[Place]) -> Remarks:
    if not places:
        return ()
    cells = "、".join(place.spot.rpartition("!")[2] for place in places[:_NAMED_CELLS])
    more = "等" if len(places) > _NAMED_CELLS else ""
    message = (
        f"工作表“{places[0].sheet}”有 {len(places)} 个公式没有计算结果（{cells}{more}），按空白处理，"
        "请用 Excel 或 WPS 打开该文件、保存后再试。"
    )
    return ((message, places[0]),)


def _hidden(names: list[str], file: str) -> Remarks:
    if not names:
        return ()
    sheets = "".join(f"“{name}”" for name in names)
    return ((f"隐藏的工作表{sheets}没有读取，其中如有自评表，请取消隐藏并保存后再试。", Place(file=file)),)
