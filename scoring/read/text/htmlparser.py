"""The parser of the HTML standard, within bounds: what a form needs many times over."""

from __future__ import annotations

from io import StringIO
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from scoring.errors import ReadError
from scoring.place import Place

MAX_CHARACTERS = 2_000_000  # the parser takes two or three seconds for a million
MAX_TAGS = 200_000  # and as much for a hundred thousand short ones, with half a kilobyte for each
MAX_DEPTH = 400  # elements inside elements; browsers cut at 512
_CHUNK = 512  # characters between two looks at the depth

_SAVE_AS = "请用 Excel 或 WPS 打开，只保留自评表，另存为 .xlsx 后再试。"
_TOO_LARGE = (
    f"网页过大（超过 {MAX_CHARACTERS // 10_000} 万个字符或 {MAX_TAGS // 10_000} 万个标签），{_SAVE_AS}"
)
_NONSENSE = f"网页的结构异常，无法读取，{_SAVE_AS}"
# What the parser raises for pages that no program writes; none of them is worth a crash.
_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def parse(text: str, file: str) -> Element:
    """The root of the page's tree; its tags have no namespace but those of formulas and drawings.

    Raises ReadError for a page that is too large, too deep or makes no sense.
    """
    if len(text) > MAX_CHARACTERS or text.count("<") > MAX_TAGS:
        raise ReadError(_TOO_LARGE, Place(file=file))
    parser = _Parser(namespace_html_elements=False)
    try:
        root: Element = parser.parse(_Stream(text, parser))
    except _ERRORS:
        raise ReadError(_NONSENSE, Place(file=file)) from None
    return root


class _Parser(HTMLParser):  # type: ignore[misc]
    def parse_error(self, errorcode: str, datavars: object = None) -> None:
        """Errors are not kept: a page may have millions."""


class _Stream(StringIO):
    """Hands out the text piece by piece, and looks after each how deep the parser has got.

    A stream is also what keeps the parser from taking a short text for the name of a file.
    """

    def __init__(self, text: str, parser: _Parser) -> None:
        super().__init__(text)
        self._parser = parser

    def read(self, size: int | None = None, /) -> str:
        if len(self._parser.tree.open_elements) > MAX_DEPTH:
            raise ValueError("elements inside elements beyond measure")
        return super().read(0 if size == 0 else _CHUNK)
