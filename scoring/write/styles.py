"""Cell styles of a workbook: what number format one has, and the same with another one or another ground."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from scoring.read.damage import damage_told, damaged
from scoring.read.workbook.styles import GENERAL, format_code
from scoring.read.workbook.xlsx import WORKBOOK
from scoring.write.package import PatchedPackage
from scoring.write.relations import PartRelations
from scoring.write.xml import MAIN, insert, main, parse

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_OWN_FORMATS = 164  # formats that workbooks write out are numbered from here
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
        self._made: dict[tuple[int, str, str], int] = {}
        self._fills: dict[str, int] = {}

    def format_code(self, style: int) -> str:
        """The number format of a style: 0.00%."""
        if self._part is None:
            return GENERAL
        root = self._package.look(self._part)
        with damage_told(self._file):
            number = int(self._styled(root, style).get("numFmtId", "0"))
            return format_code(number, self._written_formats(root))

    def marked(self, style: int, colour: str) -> int:
        """A style that differs from another in its ground only; `colour` is as FFC7CE."""
        return self._variant(style, "fillId", "applyFill", colour, self._fill)

    def formatted(self, style: int, code: str) -> int:
        """A style that differs from another in its number format only."""
        return self._variant(style, "numFmtId", "applyNumberFormat", code, self._format)

    def _variant(
        self, style: int, aspect: str, applied: str, wanted: str, number: Callable[[etree._Element, str], int]
    ) -> int:
        key = (style, aspect, wanted)
        if key not in self._made:
            root = self._editable()
            variant = deepcopy(self._styled(root, style))
            variant.set(aspect, str(number(root, wanted)))
            variant.set(applied, "1")
            self._made[key] = self._append(root, "cellXfs", variant)
        return self._made[key]

    def _editable(self) -> etree._Element:
        if self._part is None:
            self._part = self._package.free("xl/styles{}.xml")[0]
            self._package.add(self._part, _PLAIN, _TYPE)
            PartRelations(self._package, WORKBOOK).add("styles", self._part)
        return self._package.edit(self._part)

    def _fill(self, root: etree._Element, colour: str) -> int:
        if colour not in self._fills:
            if root.find(main("fills")) is None:
                insert(root, parse(_FILLS.encode(), self._file), ("numFmts", "fonts"))
            fill = root.makeelement(main("fill"))
            pattern = etree.SubElement(fill, main("patternFill"), {"patternType": "solid"})
            etree.SubElement(pattern, main("fgColor"), {"rgb": f"FF{colour}"})
            etree.SubElement(pattern, main("bgColor"), {"indexed": "64"})
            self._fills[colour] = self._append(root, "fills", fill)
        return self._fills[colour]

    def _format(self, root: etree._Element, code: str) -> int:
        with damage_told(self._file):
            written = self._written_formats(root)
        known = (
            number for number in (*range(_OWN_FORMATS), *written) if format_code(number, written) == code
        )
        number = next(known, None)
        if number is None:
            number = max([_OWN_FORMATS - 1, *written]) + 1
            if root.find(main("numFmts")) is None:
                insert(root, root.makeelement(main("numFmts")), ())
            attributes = {"numFmtId": str(number), "formatCode": code}
            self._append(root, "numFmts", root.makeelement(main("numFmt"), attributes))
        return number

    def _written_formats(self, root: etree._Element) -> dict[int, str]:
        """The formats that the workbook writes out, by number. Raises ValueError for nonsense."""
        found = root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
        return {int(format_.get("numFmtId", "")): format_.get("formatCode", "") for format_ in found}

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
