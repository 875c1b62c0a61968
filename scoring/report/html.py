"""Templates filled in as HTML, and what a reader of that HTML sees."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from scoring.report.templates import Templates

# Between a Chinese character and a quotation mark a line may end, which the general rules of Unicode forbid.
_QUOTES = re.compile(r"(?<=[\u4e00-\u9fff])(?=[“‘])|(?<=[”’])(?=[\u4e00-\u9fff])")
# In letters a figure stays with its unit and a product whole: blanks that do not break. Units of several
# characters and short marks are kept together; but in narrow cells only what is short.
_FIGURES = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])|(?<=[\d)]) (?=[×÷])|(?<=[×÷=→]) (?=[\d(])")
_SHORT = re.compile(r"\d{1,3}%—\d{1,3}%（含）|(?<=[\u4e00-\u9fff])![A-Z]{1,3}\d{1,7}")
_KEPT = re.compile(rf"\d[\d.,]*\u00a0(?:[十百千万亿]+元|个百分点)|{_SHORT.pattern}")
_NOWRAP = r'<span class="nowrap">\g<0></span>'
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_LETTER = '<div class="letter'
_TAG = re.compile(r"<[^>]*>")
_TEXT = re.compile(r"(?<=>)[^<]+")  # between tags; what forms say is escaped, in attributes, too
_TABLE = re.compile(r"(<table.*?</table>)", re.DOTALL)

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
    letter = _LETTER in text
    parts = enumerate(_TABLE.split(text))  # every second one is a table
    return head + body + "".join(_set(part, letter=letter, table=bool(n % 2)) for n, part in parts)


def _set(html: str, *, letter: bool, table: bool) -> str:
    """Say where the lines of the texts between tags may end."""

    def run(found: re.Match[str]) -> str:
        text = _QUOTES.sub("<wbr>", found[0])
        text = _FIGURES.sub("\u00a0", text) if letter else text
        return (_KEPT if letter and not table else _SHORT).sub(_NOWRAP, text)

    return _TEXT.sub(run, html)


def filled(name: str, folder: Path | None = None, **given: object) -> str:
    """A template that is no HTML, filled in; see :func:`render` for `folder`."""
    return templates(folder).filled(name, **given)


def visible(html: str) -> str:
    """All characters a document may show, those set by its style sheets among them."""
    return unescape(_TAG.sub("", html))


def titles(html: str) -> str:
    """The characters of the main headings, which are set in a font of their own."""
    return visible("".join(_TITLE.findall(html)))
