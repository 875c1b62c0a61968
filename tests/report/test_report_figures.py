"""The figures of cut fonts: one width for all, in the font's tables and in the outlines themselves."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from printed import needs_fonts

from scoring.report.figures import even
from scoring.report.fonts import Fonts

FIGURES = "0123456789"


def bounds(font: TTFont, character: str) -> tuple[float, ...]:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    assert pen.bounds
    return tuple(pen.bounds)


@needs_fonts
def test_all_figures_of_cut_fonts_have_the_width_of_the_0() -> None:
    for data in Fonts().cut("1", "1").values():
        font = TTFont(BytesIO(data))
        names = [font.getBestCmap()[ord(figure)] for figure in FIGURES]
        assert len({font["hmtx"][name][0] for name in names}) == 1
        outlines = font["CFF "].cff[0].CharStrings
        for name in names:  # an archive's reader may hold the two widths against each other
            outlines[name].draw(BoundsPen(None))
            assert outlines[name].width == font["hmtx"][name][0]


def square(pen: T2CharStringPen | TTGlyphPen) -> None:
    """Ten units from the left, 80 wide."""
    pen.moveTo((10, 0))
    for point in ((10, 100), (90, 100), (90, 0)):
        pen.lineTo(point)
    pen.closePath()


def built(quadratic: bool) -> TTFont:
    """A font with a 0 of 200 units and a 1 of 101."""
    builder = FontBuilder(1000, isTTF=quadratic)
    builder.setupGlyphOrder([".notdef", "zero", "one"])
    builder.setupCharacterMap({ord("0"): "zero", ord("1"): "one"})
    widths = {".notdef": 200, "zero": 200, "one": 101}
    if quadratic:
        pens = {name: TTGlyphPen(None) for name in widths}
        for pen in pens.values():
            square(pen)
        builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
    else:
        cubic = {name: T2CharStringPen(width, None) for name, width in widths.items()}
        for pen in cubic.values():
            square(pen)
        outlines = {name: pen.getCharString() for name, pen in cubic.items()}
        builder.setupCFF("Uneven", {}, outlines, {})
    builder.setupHorizontalMetrics({name: (width, 10) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Uneven", "styleName": "Regular"})
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return TTFont(BytesIO(file.getvalue()))


@pytest.mark.parametrize("quadratic", [True, False])
def test_a_narrow_1_stands_in_the_middle_of_the_room_of_a_0(quadratic: bool) -> None:
    font = built(quadratic)
    even(font)
    assert font["hmtx"]["one"] == (200, 59)
    assert bounds(font, "1") == (59, 0, 139, 100)
    assert font["hmtx"]["zero"] == (200, 10)
    assert bounds(font, "0") == (10, 0, 90, 100)


def test_a_font_without_figures_is_left_alone() -> None:
    font = built(quadratic=True)
    for table in font["cmap"].tables:
        table.cmap = {}
    even(font)
    assert font["hmtx"]["one"] == (101, 10)
