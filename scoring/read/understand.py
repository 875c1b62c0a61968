"""A file's content, all the way to the forms in it: what both this process and the worker do."""

from __future__ import annotations

from dataclasses import replace

from scoring.model.document import Document
from scoring.read.container import is_pdf, raw_document
from scoring.read.data import is_json, read_data
from scoring.read.printed import with_data
from scoring.read.recognise import recognise


def understand(data: bytes, file: str, covered: bool = False) -> tuple[Document, ...]:
    """Everything that the content of a file holds; `file` is the name that places show. Raises ReadError.

    A file of the tool's own data may hold several documents, any other is one. `covered` adds what
    became of each cell, which takes half as long again.
    """
    if is_json(data):
        return read_data(data, file)
    raw = raw_document(data, file)
    document = recognise(raw)
    if covered:
        from scoring.read.coverage import survey  # only jixiao convert asks

        document = replace(document, coverage=survey(raw, document))
    return (with_data(document, data) if is_pdf(data) else document,)
