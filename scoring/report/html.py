"""Templates filled in as HTML, and what a reader of that HTML sees."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from scoring.report.templates import Templates

# Between a Chinese character and a quotation mark a line may end, which the general rules of Unicode forbid.
_QUOTES = re.compile(r"(?<=[\u4e00-\u9fff])(?=[“‘])|(?<=[”’])(?=[\u4e00-\u9fff])")
# A figure stays with its unit, a product whole, a range with its （含）: these have blanks that do not break.
_FIGURES = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])|(?<=[\d)]) (?=[×÷])|(?<=[×÷=→]) (?=[\d(])")
_KEPT = re.compile(
    r"\d[\d.,]* (?:[十百千万亿]+元|个百分点)|\d+%—\d+%（含）|(?<=[\u4e00-\u9fff])![A-Z]{1,3}\d+"
)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_LETTER = '<div class="letter'
_TAG = re.compile(r"<[^>]*>")

templates = cache(Templates)  # by the user's folder


def render(
    kind: str, page: object, *, tight: bool = False, bound: object = None, folder: Path | None = None
) -> str:
    """The HTML of a document (form, opinion, …), style sheets included; `tight` saves room, `bound` is its
    place in a book.

    `folder` holds the user's own templates. Raises RenderError with file and line of what is wrong there.
    """
    html = templates(folder).filled(f"{kind}/{kind}.html", page=page, tight=tight, bound=bound)
    head, body, text = html.partition("<body")
    text = _KEPT.sub(r'<span class="nowrap">\g<0></span>', _QUOTES.sub("<wbr>", text))
    if _LETTER in text:
        text = _FIGURES.sub("\u00a0", text)
    return head + body + text


def filled(name: str, folder: Path | None = None, **given: object) -> str:
    """A template that is no HTML, filled in; see :func:`render` for `folder`."""
    return templates(folder).filled(name, **given)


def visible(html: str) -> str:
    """All characters a document may show, those set by its style sheets among them."""
    return unescape(_TAG.sub("", html))


def titles(html: str) -> str:
    """The characters of the main headings, which are set in a font of their own."""
    return visible("".join(_TITLE.findall(html)))
