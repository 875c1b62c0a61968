"""A file, all the way from its bytes to the forms in it."""

from __future__ import annotations

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.place import Place
from scoring.read.container import load
from scoring.read.data import is_json
from scoring.read.light import is_light
from scoring.read.sources import Source
from scoring.read.understand import understand

_NOTHING = (
    "文件中没有找到自评表、汇总表或得分说明；请确认是绩效自评材料，表头应有“三级指标”“年度指标值”等字样。"
)


def read(source: Source, *, covered: bool = False) -> tuple[Document, ...]:
    """Read one file: one document, or those that a file of the tool's own data holds.

    `covered` also tells what became of each cell. Raises ReadError with one Chinese sentence; a file
    found in a folder may hold no form at all, one given by name may not. Target tables, of which there
    is nothing to verify, count only with `covered`.
    """
    file = source.shown_as
    documents = _bounded(load(source.path, file), file, covered)
    if source.named and not any(_holds_something(document, covered) for document in documents):
        told = next((remark for document in documents for remark in document.remarks), None)
        raise ReadError(told.message if told else _NOTHING, told.place if told else Place(file))
    return documents


def _holds_something(document: Document, covered: bool) -> bool:
    targets = document.targets if covered else ()
    told = document.statements or document.claims
    return bool(document.forms or document.summaries or told or targets)


def _bounded(data: bytes, file: str, covered: bool) -> tuple[Document, ...]:
    if is_json(data) or is_light(data, file):  # the tool's own data have bounds of their own
        return understand(data, file, covered)
    from scoring.read.guard import read_guarded  # most runs have no file that needs it

    return read_guarded(data, file, covered)
