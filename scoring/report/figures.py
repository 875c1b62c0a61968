"""Figures of one width, so that columns of numbers stand under each other in any font.

Fonts for running text may have a narrow 1; the figures that are all alike are then a feature, which cut
fonts do not keep, or not there at all.
"""

from __future__ import annotations

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def even(font: TTFont) -> None:
    """Give every figure of a font the width of its 0, in the middle of which it stands."""
    codes, metrics = font.getBestCmap(), font["hmtx"].metrics
    figures = [codes[code] for code in map(ord, "0123456789") if code in codes]
    for name in figures:
        (old, bearing), (width, _) = metrics[name], metrics[figures[0]]
        if old != width:
            shift = (width - old) // 2
            _move(font, name, shift, width)
            metrics[name] = width, bearing + shift


def _move(font: TTFont, name: str, shift: int, width: int) -> None:
    """Draw an outline anew, `shift` units to the right; width and outline of a CFF font stand together."""
    glyphs, offset = font.getGlyphSet(), (1, 0, 0, 1, shift, 0)
    if "CFF " in font:
        outlines = font["CFF "].cff[0].CharStrings
        old = outlines[name]
        cubic = T2CharStringPen(width - old.private.nominalWidthX, glyphs)
        glyphs[name].draw(TransformPen(cubic, offset))
        outlines[name] = cubic.getCharString(old.private, old.globalSubrs)
    else:
        quadratic = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(quadratic, offset))
        font["glyf"][name] = quadratic.glyph()
