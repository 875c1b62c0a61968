"""Which texts are web pages: those that begin with a tag; markup further down makes no page of a text."""

from __future__ import annotations

import re

from scoring.errors import ReadError
from scoring.place import Place

# What may stand before the first tag; <?xml …?> leads XHTML as well as what office programs write.
_BEFORE = re.compile(r"(?:\s+|<!--.*?-->)*", re.DOTALL | re.ASCII)
_DECLARATION = re.compile(r"<\?xml\b[^>]*>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|table|!doctype\s*html)\b", re.IGNORECASE)
# What a page may also begin with; text pasted from the web may do so too, but without a table.
_PIECE = re.compile(r"<(?:head|meta|title|link|style|script|body|div|center|p|h[1-6]|font|span|xml)\b", re.I)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_XML = re.compile(r"<(?:\?xml|!doctype)\b", re.IGNORECASE)
# A web archive is a mail message: Excel's begins with MIME-Version, those of browsers with From.
_HEADER = re.compile(r"(?:mime-version|from|subject|snapshot-content-location):", re.IGNORECASE)
_ARCHIVE = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HEADER_CHARACTERS = 4_096

_OTHER_XML = "文件虽可用 Excel 打开，实为网页或 XML 格式，请用 Excel 或 WPS 另存为 .xlsx 后再试。"
_WEB_ARCHIVE = (
    "这是单个文件网页（.mht、.mhtml），请用 Excel、WPS 或 Word 打开，另存为 .xlsx 或 .docx 后再试。"
)


def is_page(text: str, file: str) -> bool:
    """Whether the text is a web page. Raises ReadError for XML of other kinds and for web archives."""
    if _HEADER.match(text) and _ARCHIVE.search(text, 0, _HEADER_CHARACTERS):
        raise ReadError(_WEB_ARCHIVE, Place(file=file))
    first = _first_tag(text, 0)
    if declaration := _DECLARATION.match(text, first):
        first = _first_tag(text, declaration.end())
    if _PAGE.match(text, first):
        return True
    if declaration or _XML.match(text, first):
        raise ReadError(_OTHER_XML, Place(file=file))
    begins_with_markup = _PIECE.match(text, first) or "<!--" in text[:first]
    return bool(begins_with_markup and _TABLE.search(text))


def _first_tag(text: str, start: int) -> int:
    found = _BEFORE.match(text, start)
    return found.end() if found else start
