"""Workbooks written by hand, for what no well-behaved library writes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WORKBOOK = (
    f'{_HEAD}<workbook {_MAIN} xmlns:r="{_REL}">'
    '<sheets><sheet name="自评表" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/styles" Target="styles.xml"/></Relationships>'
)


def sheet(rows: str, after: str = "") -> str:
    """A worksheet part around its rows."""
    return f"{_HEAD}<worksheet {_MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def strings(items: str) -> str:
    """A shared strings part around its items."""
    return f"{_HEAD}<sst {_MAIN}>{items}</sst>"


def styles(*codes: str | int) -> str:
    """A styles part: one cell style for each format, given by code or by built-in number."""
    numbers = [code if isinstance(code, int) else 164 + at for at, code in enumerate(codes)]
    written = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{_escaped(code)}"/>'
        for number, code in zip(numbers, codes, strict=True)
        if isinstance(code, str)
    )
    used = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return (
        f"{_HEAD}<styleSheet {_MAIN}><numFmts>{written}</numFmts>"
        f'<cellStyleXfs><xf numFmtId="10"/></cellStyleXfs><cellXfs>{used}</cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.000000"/></dxf></dxfs></styleSheet>'
    )


def write(path: Path, rows: str = "", parts: Mapping[str, str] | None = None, after: str = "") -> Path:
    """Write a workbook of one sheet; `parts` replaces or adds parts."""
    contents = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet(rows, after),
        "xl/sharedStrings.xml": strings(""),
        "xl/styles.xml": styles("General"),
    } | dict(parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in contents.items():
            package.writestr(name, text)
    return path


def _escaped(code: str) -> str:
    return code.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
