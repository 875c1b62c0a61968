"""The files inside a PDF, by name, read within bounds."""

from __future__ import annotations

from collections.abc import Iterable

from pdfminer.pdftypes import dict_value, list_value, resolve1, stream_value
from pdfminer.utils import decode_text

from scoring.errors import ReadError
from scoring.read.paper.pdfpage import document, sentences

MAX_FILES = 20  # more are not looked at


def inside(data: bytes, file: str, wanted: Iterable[str]) -> dict[str, bytes]:
    """The wanted files that a PDF has inside; none where its list of files cannot be read.

    The content was unpacked within bounds when the pages were read.
    """
    try:
        with sentences(file):
            names = dict_value(document(data, file).catalog.get("Names", {}))
            pairs = list_value(dict_value(names.get("EmbeddedFiles", {})).get("Names", []))[: 2 * MAX_FILES]
            found = {_text(name): pair for name, pair in zip(pairs[::2], pairs[1::2], strict=False)}
            return {name: _content(found[name]) for name in wanted if name in found}
    except ReadError:
        return {}


def _text(name: object) -> str:
    told = resolve1(name)
    return decode_text(told) if isinstance(told, bytes) else ""


def _content(specification: object) -> bytes:
    content: bytes = stream_value(dict_value(dict_value(specification)["EF"])["F"]).get_data()
    return content
