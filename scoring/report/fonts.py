"""The fonts of a batch: found once, checked before anything is printed, cut to the characters used.

A cut font makes a form print twice as fast and ten times as small. Four roles: 仿宋 for text, 黑体
for headings and whatever is marked, 楷体 for second headings, 小标宋 for titles; each character is taken
from the first that has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from uharfbuzz import Set

from scoring.errors import RenderError
from scoring.report.cutting import cut, opened
from scoring.report.fontconfig import BOLD, REGULAR, Face, Finder, installed


class Role(StrEnum):
    """What a font is used for."""

    TEXT = "text"
    HEADING = "heading"
    KAI = "kai"
    TITLE = "title"


_TEXT = (
    *("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong"),
    *("Zhuque Fangsong (technical preview)", "朱雀仿宋（预览测试版）"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun", "宋体"),
)
FAMILIES: dict[Role, tuple[str, ...]] = {
    Role.TEXT: _TEXT,
    Role.HEADING: (
        *("SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"),
        *("Heiti SC", "STHeiti", "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    ),
    Role.KAI: (
        *("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "Kaiti SC"),
        *("LXGW WenKai", "霞鹜文楷", "AR PL UKai CN", "AR PL KaitiM GB"),
        *_TEXT,
    ),
    Role.TITLE: (
        *("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"),
    ),
}
_WEIGHTS = {Role.TEXT: REGULAR, Role.HEADING: BOLD, Role.KAI: REGULAR, Role.TITLE: BOLD}
_LATIN = frozenset(map(chr, range(0x20, 0x7F)))  # page numbers are set by the style sheet
_SAMPLE = Set(map(ord, "绩效自评表复核"))

NO_FONT = (
    "没有找到中文字体，不能生成 PDF：Debian、Ubuntu 请运行 sudo apt install fonts-noto-cjk，"
    "Windows 请恢复系统自带的仿宋（simfang.ttf）和黑体（simhei.ttf），"
    "macOS 请安装思源宋体和思源黑体，然后重试。"
)


def find_faces(find: Finder = installed) -> dict[Role, Face]:
    """The face of each role; with only a Song or only a Hei installed, it serves for all.

    Raises RenderError where there is no Chinese font at all.
    """
    found = {role: face for role in Role if (face := _best(role, find))}
    spare = found.get(Role.HEADING) or found.get(Role.TEXT)
    if spare is None:
        raise RenderError(NO_FONT)
    return {role: found.get(role, spare) for role in Role}


def _best(role: Role, find: Finder) -> Face | None:
    for family in FAMILIES[role]:
        faces = find(family)
        if faces:
            return min(faces, key=lambda face: abs(face.weight - _WEIGHTS[role]))
    return None


class Fonts:
    """The opened fonts of a batch."""

    def __init__(self, find: Finder = installed) -> None:
        self.faces = find_faces(find)
        self._fonts = {role: opened(face) for role, face in self.faces.items()}
        if not any(font.unicodes.issuperset(_SAMPLE) for font in self._fonts.values()):
            raise RenderError(NO_FONT)
        self._known = Set(map(ord, "\n\u00a0"))
        for font in self._fonts.values():
            self._known |= font.unicodes

    @property
    def digest(self) -> bytes:
        """Tells these fonts from any others: by the tables that hold revision, date and checksum."""
        told = (
            (role, face.family, str(face.number), face.file.stat().st_size)
            for role, face in self.faces.items()
        )
        heads = b"".join(font.reference_table("head").data for font in self._fonts.values())
        return repr(sorted(told)).encode() + heads

    def missing(self, text: str) -> str:
        """The characters of a text that no font has, in order."""
        return "".join(c for c in dict.fromkeys(text) if ord(c) not in self._known)

    def cut(self, text: Iterable[str], titles: Iterable[str]) -> dict[str, bytes]:
        """Font files that hold only the characters of the batch.

        A role whose face is that of the text gets none: style sheets fall back to the text's.
        """
        wanted = _LATIN.union(text)
        scope = dict.fromkeys(Role, wanted) | {Role.TITLE: _LATIN.union(titles)}
        main = self.faces[Role.TEXT]
        own = {
            role: self._fonts[role] for role, face in self.faces.items() if role is Role.TEXT or face != main
        }
        return {role.value: cut(font, scope[role], self.faces[role]) for role, font in own.items()}
