"""Templates filled in: jinja2 in a sandbox, everything escaped, nothing left undefined.

The templates lie in `templates/` beside the package, in an installed package inside it.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import scoring
from scoring.errors import RenderError
from scoring.report.aligned import aligned, tabular
from scoring.report.view import broken, figure, printable
from scoring.report.wording import chinese

# Between a Chinese character and a quotation mark a line may end, which the general rules of Unicode forbid.
_QUOTES = re.compile(r"(?<=[\u4e00-\u9fff])(?=[“‘])|(?<=[”’])(?=[\u4e00-\u9fff])")
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def templates_folder() -> Path:
    """Where the templates are, in an installed package or in a checkout."""
    package = Path(scoring.__file__).parent
    for folder in (package / "_templates", package.parent / "templates"):
        if (folder / "common" / "page.html").is_file():
            return folder
    raise RenderError("没有找到打印模板（templates），请重新安装 jixiao-scoring。")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        figure=figure, broken=broken, aligned=aligned, tabular=tabular, chinese=chinese
    )
    return environment


def render(kind: str, page: object, *, tight: bool = False, bound: object = None) -> str:
    """The HTML of a document (form, opinion, …), style sheets included; `tight` saves room, `bound` is its
    place in a book."""
    html = _environment().get_template(f"{kind}/{kind}.html").render(page=page, tight=tight, bound=bound)
    head, body, text = html.partition("<body")
    return head + body + _QUOTES.sub("<wbr>", text)


def visible(html: str) -> str:
    """All characters a document may show, those set by its style sheets among them."""
    return unescape(_TAG.sub("", html))


def titles(html: str) -> str:
    """The characters of the main headings, which are set in a font of their own."""
    return visible("".join(_TITLE.findall(html)))
