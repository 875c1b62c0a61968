"""The pages of a PDF file, read within bounds: a damaged or hostile one ends in a sentence."""

from __future__ import annotations

import logging
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any, NoReturn

from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from scoring.errors import ReadError
from scoring.place import Place
from scoring.read.limits import MAX_EXPANDED_BYTES, MEGABYTE

MAX_PAGES = 300
MAX_CHARACTERS = 2_000_000
MAX_SECONDS = 8  # pdfminer reads some 10,000 characters a second; to make forms of them takes time, too
_MAX_CONTENT = 4 * MEGABYTE  # the drawing commands of one page
_OFTEN = 1_000  # steps between two looks at the clock

_ORIGINAL = "提供 Excel 或 Word 原件。"
ASK_ORIGINAL = f"请{_ORIGINAL}"
_DAMAGED = f"PDF 文件已损坏或不完整，请用阅读器打开检查，重新导出或重新索取该文件，或{_ORIGINAL}"
_LOCKED = f"PDF 文件设有打开密码，请取消密码、重新保存后再试，或{_ORIGINAL}"
_STRANGE_LOCK = f"PDF 文件的加密方式无法识别，{ASK_ORIGINAL}"
_TOO_SLOW = f"PDF 文件内容过于复杂，{MAX_SECONDS} 秒内没有读完，请只保留自评表所在的页，或{_ORIGINAL}"
_TOO_MUCH = f"PDF 文件展开后过大，请只保留自评表所在的页，或{_ORIGINAL}"

_STREAM = re.compile(rb"stream\r?\n")

# What they complain of is told in our own sentences, or does not matter to the reader of a form.
for _library in ("pdfminer", "pdfplumber"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Budget:
    """The time and the characters that a file may take; raises ReadError when they are used up."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._ends = time.monotonic() + MAX_SECONDS
        self._steps = self._characters = 0

    def step(self) -> None:
        """Count a drawing command."""
        self._steps += 1
        if self._steps % _OFTEN == 0:
            self.look()

    def character(self) -> None:
        """Count a character."""
        self._characters += 1
        if self._characters > MAX_CHARACTERS:
            fail(f"PDF 文件超过 {MAX_CHARACTERS // 10_000} 万字，请只保留自评表所在的页后再试。", self.file)
        self.step()

    def look(self) -> None:
        """Look at the clock."""
        if time.monotonic() > self._ends:
            fail(_TOO_SLOW, self.file)


def pages(data: bytes, file: str) -> Iterator[Page]:
    """Each page, to be read while it is the last one given; ask for them within :func:`sentences`."""
    budget = Budget(file)
    _check_expansion(data, file)
    pdf = _Pdf(_Document(data, budget))
    found = list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))
    if not found:
        fail(_DAMAGED, file)
    if len(found) > MAX_PAGES:
        fail(f"PDF 文件超过 {MAX_PAGES} 页，请只保留自评表所在的页后再试。", file)
    for number, page in enumerate(found, start=1):
        read = _BoundedPage(pdf, page, number, budget)
        yield read
        read.close()
        budget.look()


def document(data: bytes, file: str) -> PDFDocument:
    """The objects of a file whose pages have been read; use it within :func:`sentences`."""
    return _Document(data, Budget(file))


def fail(message: str, file: str) -> NoReturn:
    """Refuse the file."""
    raise ReadError(message, Place(file=file))


@contextmanager
def sentences(file: str) -> Iterator[None]:
    """Turn whatever the libraries raise into a sentence: on damaged files that may be anything."""
    try:
        yield
    except (ReadError, MemoryError):  # of want of memory the worker dies, and its guard tells
        raise
    except Exception as error:  # noqa: BLE001
        locked = _LOCKED if isinstance(error, PDFPasswordIncorrect) else _STRANGE_LOCK
        fail(locked if isinstance(error, PDFEncryptionError) else _DAMAGED, file)


def _check_expansion(data: bytes, file: str) -> None:
    """Unpack every stream once within bounds, as pdfminer does without any."""
    left, at = MAX_EXPANDED_BYTES, 0
    while found := _STREAM.search(data, at):
        at = data.find(b"endstream", found.end())
        at = len(data) if at < 0 else at
        try:
            left -= len(zlib.decompressobj().decompress(data[found.end() : at], left))
        except zlib.error:
            continue  # packed in another way, or not at all
        if left <= 0:
            fail(_TOO_MUCH, file)


class _Document(PDFDocument):
    """A document that looks at the clock for every object asked for: references may lead in a circle."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        super().__init__(PDFParser(BytesIO(data)))

    def getobj(self, objid: int) -> object:
        """See PDFDocument."""
        self._budget.look()
        return super().getobj(objid)


class _Pdf(PDF):
    """What pages ask of the file they belong to."""

    def __init__(self, document: PDFDocument) -> None:
        self.doc = document
        self.rsrcmgr = PDFResourceManager()
        self.laparams = self.unicode_norm = None
        self.raise_unicode_errors = False


class _BoundedPage(Page):
    """A page whose layout is read within the budget."""

    def __init__(self, pdf: PDF, page: PDFPage, number: int, budget: Budget) -> None:
        super().__init__(pdf, page, number)
        self._budget = budget

    @property
    def layout(self) -> LTPage:
        """See Page."""
        if not hasattr(self, "_layout"):
            content = sum(len(stream_value(part).get_data()) for part in self.page_obj.contents)
            if content > _MAX_CONTENT:
                fail(_TOO_MUCH, self._budget.file)
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number)
            device.budget = self._budget
            _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout


class _Device(PDFPageAggregatorWithMarkedContent):
    budget: Budget

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """See PDFTextDevice."""
        self.budget.character()
        return super().render_char(*args, **kwargs)


class _Interpreter(PDFPageInterpreter):
    device: _Device

    def push(self, obj: Any) -> None:
        """Take an operand: all commands that draw or open another stream have one."""
        self.device.budget.step()
        super().push(obj)
