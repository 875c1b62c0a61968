"""Font files opened, and cut to some of their characters, by HarfBuzz: it reads only what it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from fontTools.ttLib import TTFont
from uharfbuzz import Blob, Face, HarfBuzzError, SubsetFlags, SubsetInput, subset

from scoring.errors import RenderError
from scoring.report import fontconfig
from scoring.report.figures import even

# Plain horizontal text needs no features; those of a Chinese font would pull in other countries' glyphs.
_DROPPED = ("GDEF", "GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx")
# Text in a PDF names the glyphs of a CID-keyed font by CID, WeasyPrint by index: in a cut font the two would
# part, and a reader that goes by the book would show other characters. So each index becomes the CID.
_FLAGS = SubsetFlags.DESUBROUTINIZE | SubsetFlags.NOTDEF_OUTLINE | SubsetFlags.CFF_IDENTITY_CHARSET


def opened(face: fontconfig.Face) -> Face:
    """Open a face of a font file. Raises RenderError where the file is damaged or gone."""
    try:
        font = Face(Blob.from_file_path(str(face.file)), face.number)
    except HarfBuzzError:
        font = None
    if font is None or not font.unicodes:
        raise _damaged(face)
    return font


def cut(font: Face, characters: Iterable[str], face: fontconfig.Face) -> bytes:
    """A font file of these characters of an opened face, its figures of one width. Raises RenderError where
    the file is damaged."""
    wanted = SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = _FLAGS
    try:
        content = subset(font, wanted).blob.data
    except RuntimeError:
        raise _damaged(face) from None
    # Bounding boxes and the time stamp are kept: faster, and the same bytes every time.
    small = TTFont(BytesIO(content), recalcBBoxes=False, recalcTimestamp=False)
    even(small)
    _blank(small)
    file = BytesIO()
    small.save(file)
    return file.getvalue()


def _damaged(face: fontconfig.Face) -> RenderError:
    return RenderError(f"字体文件“{face.file}”不能读取，请重新安装字体“{face.family}”。")


def _blank(font: TTFont) -> None:
    """Make the blank that does not break the same as the other: not every font has it."""
    for table in font["cmap"].tables:
        if table.isUnicode() and ord(" ") in table.cmap:
            table.cmap[ord("\u00a0")] = table.cmap[ord(" ")]
