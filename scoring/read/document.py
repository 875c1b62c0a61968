"""A file, all the way from its bytes to the forms in it."""

from __future__ import annotations

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.place import Place
from scoring.read.container import read_raw
from scoring.read.recognise import recognise
from scoring.read.sources import Source

_NOTHING = (
    "文件中没有找到自评表、汇总表或得分说明；请确认是绩效自评材料，表头应有“三级指标”“年度指标值”等字样。"
)


def read(source: Source) -> Document:
    """Read one file. Raises ReadError with one Chinese sentence; a file found in a folder may hold
    no form at all, one given by name may not."""
    document = recognise(read_raw(source.path, source.shown_as))
    if source.named and not (document.forms or document.summaries or document.statements):
        told = next((remark for remark in document.remarks), None)
        raise ReadError(told.message if told else _NOTHING, told.place if told else Place(source.shown_as))
    return document
