"""A document that has been set, as a PDF for the archive: PDF/A-3u, tagged, with files embedded.

The same document gives the same bytes: no time of printing is written unless SOURCE_DATE_EPOCH sets one.
An embedded file must have a date; without any it is EARLIEST, as in packages that are built reproducibly.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pydyf
from fontTools.ttLib import TTFont
from weasyprint import Attachment, Document

from scoring import __version__
from scoring.report.job import Embedded, Job

VARIANT = "pdf/a-3u"
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_OPENTYPE, _BARE_CFF = "/OpenType", "/CIDFontType0C"


def archived(document: Document, job: Job) -> bytes:
    """The PDF."""
    told = document.metadata
    told.title = told.title or job.subject
    told.generator = f"jixiao {__version__}"
    if job.date:
        told.created = told.modified = job.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    pdf: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=job.identifier.encode(),
        attachments=[_attachment(file, job.date or EARLIEST) for file in job.embedded],
        finisher=_finish,
    )
    return pdf


def _attachment(file: Embedded, date: datetime) -> Attachment:
    return Attachment(
        string=file.text,
        name=file.name,
        description=file.description,
        relationship=file.relationship.value,
        created=date,
        modified=date,
    )


class _Made(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are made once: they are asked for again for the file's identifier."""

    def __init__(self, whole: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = whole.number, whole.generation, whole.free
        self._compressible, self._data = whole.compressible, whole.data

    @property
    def compressible(self) -> bool:
        """See Object."""
        return bool(self._compressible)

    @property
    def data(self) -> bytes:
        """See Object."""
        return bytes(self._data)


def _finish(_: Document, pdf: pydyf.PDF) -> None:
    """Mend what WeasyPrint leaves: files associated twice, pictures to be smoothed, which PDF/A forbids, and
    fonts in a wrapping that no reader needs."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream):
            part.extra.pop("Interpolate", None)
            if part.extra.get("Subtype") == _OPENTYPE:
                _unwrap(part)
    pdf.objects[1:] = map(_Made, pdf.objects[1:])  # the first stands for nothing


def _unwrap(font: pydyf.Stream) -> None:
    """The outlines alone: widths and codes stand in the PDF itself."""
    font.stream = [TTFont(BytesIO(font.stream[0]), lazy=True).reader["CFF "]]
    font.extra["Subtype"] = _BARE_CFF
