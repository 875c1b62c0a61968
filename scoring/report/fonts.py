"""The fonts of a batch: found once, checked before anything is printed, cut to the characters used.

A cut font makes a form print twice as fast and ten times as small. Four roles: 仿宋 for text, 黑体
for headings and whatever is marked, 楷体 for second headings, 小标宋 for titles; each character is taken
from the first that has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scoring.errors import RenderError
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
_SAMPLE = "绩效自评表复核"

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
        self._fonts = {role: _open(face) for role, face in self.faces.items()}
        self._known = {role: frozenset(map(chr, font.getBestCmap())) for role, font in self._fonts.items()}
        if not any(known.issuperset(_SAMPLE) for known in self._known.values()):
            raise RenderError(NO_FONT)

    def missing(self, text: str) -> str:
        """The characters of a text that no font has, in order."""
        known = frozenset().union(*self._known.values())
        return "".join(dict.fromkeys(c for c in text if c not in known and c != "\n"))

    def cut(self, text: Iterable[str], titles: Iterable[str]) -> dict[str, bytes]:
        """Font files that hold only the characters of the batch; can be called once.

        A role whose face is that of the text gets none: style sheets fall back to the text's.
        """
        wanted = _LATIN.union(text)
        scope = dict.fromkeys(Role, wanted) | {Role.TITLE: _LATIN.union(titles)}
        main = self.faces[Role.TEXT]
        own = [role for role, face in self.faces.items() if role is Role.TEXT or face != main]
        return {role.value: _cut(self._fonts[role], scope[role]) for role in own}


def _open(face: Face) -> TTFont:
    try:
        # Bounding boxes and the time stamp are kept: faster, and the same bytes every time.
        number = face.number if face.file.suffix.lower() in (".ttc", ".otc") else -1
        return TTFont(face.file, fontNumber=number, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    except Exception as error:  # noqa: BLE001 - a damaged font file can fail in any way
        message = f"字体文件“{face.file}”不能读取（{type(error).__name__}），请重新安装字体“{face.family}”。"
        raise RenderError(message) from None


def _cut(font: TTFont, characters: frozenset[str]) -> bytes:
    options = Options()
    # Plain horizontal text needs no features; those of a Chinese font would pull in other countries' glyphs.
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx"]
    options.notdef_outline = True
    options.desubroutinize = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    file = BytesIO()
    font.save(file)
    return file.getvalue()
