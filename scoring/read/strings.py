"""Texts of a workbook: shared between cells or written in one, in one run or several."""

from __future__ import annotations

import re
import unicodedata

from scoring.read.limits import tidy
from scoring.read.package import Attributes, Package

# _x000D_ stands for a character XML has no room for; halves of surrogate pairs stay as written.
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
_WOULD_FUSE = re.compile(r"(?<=[A-Za-z0-9０-９%％.])\n(?=[A-Za-z0-9０-９])")

# Some programs write radicals, which look the same, for characters (⾦ for 金).
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
RADICALS |= zip(
    map(ord, "⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
    "母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
    strict=True,
)


def one_line(text: str) -> str:
    """Join the lines of a cell: forms wrap words anywhere (项目资金⏎（万元）), so no space is put between
    them, except where letters or digits would fuse (95%⏎2.)."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescape, text)
    if "\n" in text or "\r" in text:
        lines = filter(None, map(tidy, text.replace("\r", "\n").split("\n")))
        text = _WOULD_FUSE.sub(" ", "\n".join(lines)).replace("\n", "")
    return tidy(text)


def _unescape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character >= " " or character in "\t\n\r" else ""


class TextRuns:
    """An XML handler that gathers text from its runs, leaving out phonetic guides (rPh)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open = False
        self._phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        """Note a start tag."""
        if name == "t":
            self._open = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """Note an end tag."""
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._phonetic = False

    def text(self, data: str) -> None:
        """Note character data."""
        if self._open:
            self._parts.append(data)

    def take(self) -> str:
        """The text gathered since the last call."""
        text = "".join(self._parts)
        self._parts.clear()
        return text


class _SharedStrings(TextRuns):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(one_line(self.take()))


def read_shared_strings(package: Package, part: str) -> list[str]:
    """The texts that cells refer to by number."""
    handler = _SharedStrings()
    package.parse(part, handler.start, handler.end, handler.text)
    return handler.texts
