"""The charts of the reports: side-by-side columns, a scatter, and bars of shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from scoring.number import HUNDRED, ZERO, half_up, ratio
from scoring.report import view
from scoring.report.svg import HATCHED, SOLID, Length, box, circle, drawing, line, triangle, words
from scoring.report.wording import short

WIDTH = 170  # of a chart over the whole page
_LEFT, _TOP, _FOOT = 18, 10, 13  # room for what stands at the axes
_GAP = Decimal("4.2")  # from an axis to the text below it
_CLEAR = 4  # around the largest circle, so that no text is crossed


def columns(title: str, names: tuple[str, str], groups: Sequence[tuple[str, int, int]]) -> Markup:
    """Two columns a group, hatched and solid, each with its count above; `groups` have a label each."""
    return drawing(WIDTH, _TOP + 44 + _FOOT - 5, title, _columns(names, groups, 44))


def _columns(names: tuple[str, str], groups: Sequence[tuple[str, int, int]], height: int) -> Iterator[Markup]:
    base, most = _TOP + height, max(1, *(max(first, second) for _, first, second in groups))
    yield from _legend(names)
    step = ratio(Decimal(WIDTH - 4), by=Decimal(len(groups)))
    width = min(Decimal(14), step / 3)
    for number, (label, *counts) in enumerate(groups):
        middle = 2 + step * number + step / 2
        for side, (count, fill) in enumerate(zip(counts, (HATCHED, SOLID), strict=True)):
            x, tall = (
                middle + width * (side - 1),
                ratio(Decimal(height - 6), Decimal(count), by=Decimal(most)),
            )
            if count:
                yield box(x, base - tall, width, tall, fill)
            yield words(x + width / 2, base - tall - 1, str(count), "middle")
        yield words(middle, base + _GAP, label, "middle")
    yield line(2, base, WIDTH - 2, base)


def _legend(names: tuple[str, str]) -> Iterator[Markup]:
    for number, (name, fill) in enumerate(zip(names, (HATCHED, SOLID), strict=True)):
        yield box(4 + 30 * number, 1, 6, 4, fill)
        yield words(12 + 30 * number, 4, name)


def scatter(title: str, axes: tuple[str, str], points: Sequence[tuple[Decimal, Decimal, bool]]) -> Markup:
    """Shares in percent against shares in percent; what lies outside 0–100 is drawn at the edge.

    Marked points are solid triangles with their number, others circles, larger where several coincide.
    """
    return drawing(WIDTH, _TOP + 66 + _FOOT, title, _scatter(axes, points, WIDTH - _LEFT - 8, 62))


def _scatter(
    axes: tuple[str, str], points: Sequence[tuple[Decimal, Decimal, bool]], width: int, height: int
) -> Iterator[Markup]:
    top = _TOP + 4
    base = top + height
    for share in range(0, 101, 20):
        x, y = _LEFT + _part(Decimal(share), width), base - _part(Decimal(share), height)
        yield line(x, top, x, base, faint=bool(share))
        yield line(_LEFT, y, _LEFT + width, y, faint=bool(share))
        yield words(x, base + _CLEAR + 3, str(share), "middle")
        yield words(_LEFT - _CLEAR - 1, y + 1, str(share), "end")
    yield words(_LEFT + Decimal(width) / 2, base + _CLEAR + 8, axes[0], "middle")
    yield words(1, 4, axes[1])
    at = Counter((half_up(_part(x, width), 0), half_up(_part(y, height), 0), mark) for x, y, mark in points)
    for (x, y, marked), count in sorted(at.items()):
        if marked:
            yield triangle(_LEFT + x, base - y, 2)
            yield words(_LEFT + x + 3, base - y - _CLEAR, f"{count} 个")
        else:
            yield circle(_LEFT + x, base - y, 1 + Decimal(min(count, 20) - 1) / 8)


def shares(title: str, rows: Sequence[tuple[str, Decimal | None]]) -> Markup:
    """A bar for each share in percent, over the whole of a letter's width; one that is not known has none."""
    return drawing(150, 7 * len(rows) + 2, title, _shares(rows))


def _shares(rows: Sequence[tuple[str, Decimal | None]]) -> Iterator[Markup]:
    left, width = 42, 86
    for number, (label, share) in enumerate(rows):
        y = 2 + 7 * number
        yield words(left - 2, y + 4, short(label, 13), "end")
        yield box(left, y, width, 5)
        if share is None:
            continue
        if share > 0:
            yield box(left, y, _part(share, width), 5, SOLID)
        yield words(left + width + 2, y + 4, view.percent(share))


def _part(share: Decimal, whole: Length) -> Decimal:
    """A share in percent of a length, between nothing and the whole."""
    return ratio(min(max(share, ZERO), HUNDRED), Decimal(whole), by=HUNDRED)
