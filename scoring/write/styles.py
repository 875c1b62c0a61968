"""Cell styles of a workbook: what number format one has, and the same style on another ground."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from scoring.read.damage import damage_told, damaged
from scoring.read.workbook.styles import format_code
from scoring.read.workbook.xlsx import WORKBOOK
from scoring.write.package import PatchedPackage
from scoring.write.relations import PartRelations
from scoring.write.xml import MAIN, insert, main, parse

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FILLS = (
    f'<fills xmlns="{MAIN}" count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
)  # the two that every workbook has to begin with
_PLAIN = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>{_FILLS}'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
).encode()


class Styles:
    """The cell styles, by the number that cells refer to."""

    def __init__(self, package: PatchedPackage) -> None:
        self._package = package
        self._file = package.file
        self._part = PartRelations(package, WORKBOOK).of_kind("styles")
        self._marked: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}

    def format_code(self, style: int) -> str:
        """The number format of a style: 0.00%."""
        if self._part is None:
            return format_code(0, {})
        root = self._package.look(self._part)
        with damage_told(self._file):
            written = {
                int(found.get("numFmtId", "")): found.get("formatCode", "")
                for found in root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
            }
            return format_code(int(self._styled(root, style).get("numFmtId", "0")), written)

    def marked(self, style: int, colour: str) -> int:
        """A style that differs from another in its ground only; `colour` is as FFC7CE."""
        if (style, colour) not in self._marked:
            self._marked[style, colour] = self._mark(style, colour)
        return self._marked[style, colour]

    def _mark(self, style: int, colour: str) -> int:
        if self._part is None:
            self._part = self._package.free("xl/styles{}.xml")[0]
            self._package.add(self._part, _PLAIN, _TYPE)
            PartRelations(self._package, WORKBOOK).add("styles", self._part)
        root = self._package.edit(self._part)
        marked = deepcopy(self._styled(root, style))
        if root.find(main("fills")) is None:
            insert(root, parse(_FILLS.encode(), self._file), ("numFmts", "fonts"))
        if colour not in self._fills:
            self._fills[colour] = self._fill(root, colour)
        marked.set("fillId", str(self._fills[colour]))
        marked.set("applyFill", "1")
        return self._append(root, "cellXfs", marked)

    def _fill(self, root: etree._Element, colour: str) -> int:
        fill = root.makeelement(main("fill"))
        pattern = etree.SubElement(fill, main("patternFill"), {"patternType": "solid"})
        etree.SubElement(pattern, main("fgColor"), {"rgb": f"FF{colour}"})
        etree.SubElement(pattern, main("bgColor"), {"indexed": "64"})
        return self._append(root, "fills", fill)

    def _append(self, root: etree._Element, table: str, item: etree._Element) -> int:
        found = root.find(main(table))
        assert found is not None
        found.append(item)
        items = len(found.findall(item.tag))
        found.set("count", str(items))
        return items - 1

    def _styled(self, root: etree._Element, style: int) -> etree._Element:
        styles = root.findall(f"{main('cellXfs')}/{main('xf')}")
        if not styles:
            raise damaged(self._file)
        return styles[style] if style < len(styles) else styles[0]
