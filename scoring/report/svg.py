"""Drawings as inline SVG: lengths in millimetres, texts in the fonts of the batch, black and white.

Everything is made here from numbers and escaped texts: no script, no link, nothing to be fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup, escape

from scoring.number import half_up, plain
from scoring.report.printable import printable

Length = Decimal | int
HOLLOW, HATCHED, SOLID = "white", "url(#hatch)", "#555"
TEXT = Decimal("3.0")  # 8.5 pt
_FINE = Decimal("0.2")
_HATCH = Markup(
    '<defs><pattern id="hatch" width="1.6" height="1.6" patternUnits="userSpaceOnUse">'
    '<path d="M-1 1L1 -1M0 1.6L1.6 0M0.6 2.6L2.6 0.6" stroke="black" stroke-width="0.3"/></pattern></defs>'
)


def drawing(width: int, height: int, title: str, parts: Iterable[Markup]) -> Markup:
    """A drawing of that size in mm; `title` says what it shows to those who cannot see it.

    Of the drawings of one document only one may be hatched: the pattern has a name.
    """
    drawn = Markup("").join(parts)
    pattern = _HATCH if HATCHED in drawn else Markup("")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" width="{}mm" height="{}mm" '
        'viewBox="0 0 {} {}">{}{}</svg>'
    ).format(printable(title), width, height, width, height, pattern, drawn)


def line(x1: Length, y1: Length, x2: Length, y2: Length, *, faint: bool = False) -> Markup:
    """A line; a faint one is a grid line."""
    return _element(
        "line",
        {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": _FINE},
        stroke="#bbb" if faint else "black",
    )


def box(x: Length, y: Length, width: Length, height: Length, fill: str = HOLLOW) -> Markup:
    """A rectangle with its top left corner at x, y. White lies under a hatched one."""
    sizes = {"x": x, "y": y, "width": width, "height": height, "stroke-width": _FINE}
    under = box(x, y, width, height) if fill == HATCHED else Markup("")
    return under + _element("rect", sizes, fill=fill, stroke="black")


def circle(x: Length, y: Length, radius: Length) -> Markup:
    """A hollow circle, through which what lies under it is seen."""
    return _element(
        "circle", {"cx": x, "cy": y, "r": radius, "stroke-width": _FINE}, fill="none", stroke="black"
    )


def triangle(x: Length, y: Length, half: Length) -> Markup:
    """A solid triangle around x, y."""
    corners = [(x - half, y + half), (x + half, y + half), (x, y - half)]
    points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
    return Markup('<polygon points="{}" fill="black"/>').format(points)


def words(x: Length, y: Length, text: str, anchor: str = "start") -> Markup:
    """A text whose base line is at y; `anchor` (start, middle, end) tells which end of it is at x.

    Quotation marks are written as references: where a line of text may end has no meaning here.
    """
    shown = Markup(str(escape(printable(text))).replace("“", "&#8220;").replace("”", "&#8221;"))
    return Markup(
        '<text x="{}" y="{}" text-anchor="{}" font-size="{}" '
        'font-family="jixiao-text, jixiao-heading">{}</text>'
    ).format(_number(x), _number(y), anchor, TEXT, shown)


def _element(name: str, lengths: dict[str, Length], **others: str) -> Markup:
    pairs = {**{key: _number(length) for key, length in lengths.items()}, **others}
    attributes = Markup(" ").join(Markup('{}="{}"').format(key, value) for key, value in pairs.items())
    return Markup("<{} {}/>").format(Markup(name), attributes)


def _number(length: Length) -> str:
    return plain(half_up(Decimal(length), 2))
