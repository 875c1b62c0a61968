"""The boxes of comments: VML drawings, one a sheet, which may hold other shapes too.

They are changed as text: Excel itself writes some that are no sound XML, and what was there before has
to stay as it was.
"""

from __future__ import annotations

import re
from functools import cached_property

from scoring.errors import WriteError
from scoring.place import Place
from scoring.write.xml import MAX_PART_BYTES

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:o="urn:schemas-microsoft-com:office:office"',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_END = re.compile(r"</xml\s*>\s*\Z")
_ROOT = re.compile(r"<xml\b[^>]*>")
_IDS = re.compile(r"_x0000_s([0-9]{1,9})")
_AFTER_SHAPE = re.compile(r"(?<=:shape>)")
_CELL = tuple(re.compile(rf":{name}>\s*([0-9]{{1,7}})\s*<") for name in ("Row", "Column"))
_ANCHOR = re.compile(r"(:Anchor>)[^<]*(?=<)")
_KIND = "_x0000_t202"  # a text box
_IDS_EACH = 1024  # a drawing counts its shapes from this times its number


def empty(number: int) -> str:
    """A drawing without shapes, the `number`th of the workbook."""
    return (
        f'<xml {" ".join(_NAMES)}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/>'
        "</o:shapelayout></xml>"
    )


def decoded(data: bytes, file: str) -> str:
    """The text of a drawing. Raises WriteError where nothing can be added to it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if len(data) > MAX_PART_BYTES or not _END.search(text):
        told = "工作表中原有的批注读不懂，不能再加批注，"
        raise WriteError(f"{told}请用 Excel 或 WPS 打开该文件、重新保存后再试。", Place(file))
    return text


class Drawing:
    """A drawing as text, with the boxes added to it."""

    def __init__(self, text: str, number: int = 1) -> None:
        end = _END.search(text)
        assert end is not None
        self._shapes, self._end = _AFTER_SHAPE.split(text[: end.start()]), text[end.start() :]
        root = _ROOT.search(text)
        known = root is not None and all(name in root[0] for name in _NAMES)
        self._names = "" if known else " " + " ".join(_NAMES)
        self._last = max(map(int, _IDS.findall(text)), default=number * _IDS_EACH)
        self._has_kind = f'id="{_KIND}"' in text

    @property
    def text(self) -> str:
        """The whole drawing."""
        return "".join(self._shapes) + self._end

    def add(self, row: int, column: int, anchor: str) -> None:
        """Add the box of the comment on a cell, shown only when one points at it."""
        if not self._has_kind:
            self._has_kind = True
            self._shapes.append(
                f'<v:shapetype{self._names} id="{_KIND}" coordsize="21600,21600" o:spt="202" '
                'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
                '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
            )
        self._last += 1
        self._shapes.append(
            f'<v:shape{self._names} id="_x0000_s{self._last}" type="#{_KIND}" '
            'style="position:absolute;z-index:1;visibility:hidden" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        )

    def resize(self, row: int, column: int, anchor: str) -> None:
        """Give the box that a comment already has room for what was added to it."""
        number = self._numbers.get((row - 1, column - 1))
        if number is not None:
            self._shapes[number] = _ANCHOR.sub(rf"\g<1>{anchor}", self._shapes[number], count=1)

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        """The number of each box that came with the drawing, by its cell, counted from 0."""
        found = ([cell.search(shape) for cell in _CELL] for shape in self._shapes)
        return {
            (int(row[1]), int(column[1])): number
            for number, (row, column) in enumerate(found)
            if row and column
        }
