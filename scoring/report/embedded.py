"""What a printed paper carries for machines: the result on its forms, and their data where it prints all.

The data lets `jixiao verify` find on the print what it found on the original, at the original's places; it
counts only where it agrees with what is printed (scoring/read/printed.py, decision 0014).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.model.document import DATA_FILE, RESULT_FILE, Document
from scoring.report.job import Embedded, Relationship
from scoring.results import Audit, FormAudit
from scoring.verification import inputs


def embedded(forms: Sequence[FormAudit], *, in_full: bool) -> tuple[Embedded, ...]:
    """The files to embed, by name; none where the paper has no form."""
    return tuple(_files(forms, in_full)) if forms else ()


def _files(forms: Sequence[FormAudit], in_full: bool) -> Iterator[Embedded]:
    from scoring.model.exchange import dump  # only printing makes data beside a result
    from scoring.report.json import to_json

    if in_full:
        data = dump((_alone(audited) for audited in forms), for_people=False)
        yield Embedded(DATA_FILE, data, "自评表数据", Relationship.DATA)
    documents = {audited.document.file: audited.document for audited in forms}
    result = Audit(inputs(documents.values()), unread=(), forms=tuple(forms), summaries=())
    yield Embedded(RESULT_FILE, to_json(result), "复核结果", Relationship.SUPPLEMENT)


def _alone(audited: FormAudit) -> Document:
    """The form's document without what else its file holds, which is not on the paper."""
    document = audited.document
    return Document(document.file, document.sha256, forms=(audited.form,), origin=document.origin)
