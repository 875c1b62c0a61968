"""OpenDocument spreadsheets (.ods): one grid for each visible sheet.

The file keeps the text of each cell as its program showed it, and the number behind it.
"""

from __future__ import annotations

from scoring.errors import ReadError
from scoring.place import Place
from scoring.read.damage import damaged, locked
from scoring.read.limits import CellMaker
from scoring.read.package import Attributes, Package
from scoring.read.workbook.odstable import Table
from scoring.read.workbook.sheets import Content, SheetCells, gathered

CONTENT = "content.xml"
ENCRYPTED = "encrypted-package"  # the part in which newer programs hide all the others

_MANIFEST = "META-INF/manifest.xml"
_OTHERS = {
    "text": "这是 OpenDocument 文字文档（.odt），请用 WPS 或 LibreOffice 另存为 .docx 后再试。",
    "presentation": "这是 OpenDocument 演示文稿（.odp），请把自评表复制到 .xlsx 或 .docx 文件中后再试。",
    "drawing": "这是 OpenDocument 绘图（.odg），请把自评表复制到 .xlsx 或 .docx 文件中后再试。",
}
_NOT_READ = ("annotation", "dde-links", "table:shapes", "table:tracked-changes", "text:ruby-text")


def read_ods(package: Package) -> Content:
    """Read every visible sheet."""
    if _MANIFEST in package:
        package.parse(_MANIFEST, lambda name, _: _refuse_encryption(name, package.file))
    document = _Document(package.file)
    package.parse(CONTENT, document.start, document.end, document.text)
    if not document.is_open_document:
        raise damaged(package.file)
    return gathered(package.file, document.sheets, document.hidden)


def _refuse_encryption(name: str, file: str) -> None:
    if name.endswith("encryption-data"):
        raise locked(file)


class _Document:
    """Takes the tables of the content one after the other; element names come without `office:`."""

    def __init__(self, file: str) -> None:
        self.sheets: list[SheetCells] = []
        self.hidden: list[str] = []
        self.is_open_document = False
        self._file = file
        self._maker = CellMaker()
        self._hidden_styles: set[str] = set()
        self._style = self._name = ""
        self._table: Table | None = None
        self._is_hidden = self._is_copy = False
        self._not_read = 0  # elements open since one that is not read

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a start tag."""
        if self._not_read or name in _NOT_READ or name.startswith("draw:"):
            self._not_read += 1
        elif self._table:
            self._in_table_starts(self._table, name, attributes)
        elif name == "table:table":
            self._name = attributes.get("table:name", "")
            self._is_hidden = attributes.get("table:style-name") in self._hidden_styles
            self._table = Table(SheetCells(self._file, self._name, self._maker))
        elif name == "document-content":
            self.is_open_document = True
        elif name in _OTHERS:
            raise ReadError(_OTHERS[name], Place(file=self._file))
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        """Note an end tag."""
        if self._not_read:
            self._not_read -= 1
        elif self._table:
            self._table.end(name)
            if name == "table:table":
                self._end_table(self._table)

    def text(self, data: str) -> None:
        """Note character data."""
        if self._table and not self._not_read:
            self._table.text(data)

    def _in_table_starts(self, table: Table, name: str, attributes: Attributes) -> None:
        if name == "table:table":  # a table inside a cell, which no spreadsheet program shows
            self._not_read = 1
        elif name == "table:table-source":
            self._is_copy = True
        table.start(name, attributes)

    def _end_table(self, table: Table) -> None:
        if not self._is_hidden:
            self.sheets.append(table.cells)
        elif not self._is_copy:  # a hidden copy from another file serves its formulas only
            self.hidden.append(self._name)
        self._table, self._is_copy = None, False
