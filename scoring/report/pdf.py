"""HTML to PDF: one press for many papers, which fetches nothing and accepts no warning."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from weasyprint import CSS, HTML, Document, Page
from weasyprint.html import UA, UA_COUNTER_STYLE
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from scoring.errors import RenderError
from scoring.report.archive import VARIANT, archived
from scoring.report.form_page import Starts
from scoring.report.job import FILE_TYPES, Equipment, Html, Job, StyleError, Wanted

_FONT = "jixiao:"
_FILES = "https://templates.invalid/"  # what relative addresses in templates are relative to; nobody is asked
_ROW, _END = "row-", "end"  # ids in the templates
_PASSES = 3
_SAVED, _SAVED_OF_LETTER = 0.3, 0.5  # of a page, what tight setting saves on each; a letter's margin is wide
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_NOTED = re.compile(r"<[duo]l|<li|list-item|footnote|note-|<link|@import")
_AT = re.compile(r" at (\d+):\d+")  # line and column, as WeasyPrint tells them
_SHEETS = 32  # style sheets kept; papers of one kind share one


Done = TypeVar("Done")
Printing = Generator[Wanted, str, Done]  # asks for HTML, and comes to an end with something


class Assets(URLFetcher):  # type: ignore[misc]
    """Hands over what the press was given; any other address ends the print."""

    def __init__(self, equipment: Equipment) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)
        self._fonts, self._files = equipment.fonts, equipment.files
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """See URLFetcher."""
        for head, given in ((_FONT, self._fonts), (_FILES, self._files)):
            name = unquote(url.removeprefix(head))
            if url.startswith(head) and name in given:
                kind = FILE_TYPES.get(PurePosixPath(name).suffix.lower(), "font/otf")
                return URLFetcherResponse(url, given[name], {"Content-Type": kind})
        self.refused.append(url)
        raise ValueError(url)


class Press:
    """The fonts of a batch, loaded once, and the style sheets."""

    def __init__(self, equipment: Equipment) -> None:
        self.assets = Assets(equipment)
        self._configuration = FontConfiguration()
        self._sheets: dict[str, CSS] = {}
        rules = (f"font-family: jixiao-{name}; src: url({_FONT}{name})" for name in equipment.fonts)
        with _strict("字体"):
            self._faces = self._parsed("".join(f"@font-face {{ {rule} }}" for rule in rules))

    def print(self, job: Job, html: Html) -> bytes:
        """The PDF of a paper, with its HTML at hand; see :meth:`printing`."""
        with closing(self.printing(job)) as printing:
            try:
                wanted = next(printing)
                while True:
                    wanted = printing.send(html(wanted))
            except StopIteration as done:
                pdf: bytes = done.value
                return pdf

    def printing(self, job: Job) -> Printing[bytes]:
        """Ask for the HTML as often as it takes, and end with the PDF. Raises RenderError where anything is
        amiss."""
        with _strict(job.subject), _swept_after():
            return (yield from self._printing(job))

    def _printing(self, job: Job) -> Printing[bytes]:
        document = yield from self._bound(job.parts) if job.parts else self._fitted(Wanted())
        return archived(document, job)

    def _bound(self, parts: int) -> Printing[Document]:
        """The parts of a book one after the other, each set with the number of its first page, then what
        stands before them."""
        numbers: list[int] = []
        pages: list[Page] = []
        for part in range(parts):
            numbers.append(len(pages) + 1)
            document = yield from self._fitted(Wanted(part=part, number=numbers[-1]))
            pages += document.pages
            gc.collect(0)
        wanted = Wanted(numbers=tuple(numbers))
        front = self._set((yield wanted))
        if len(front.pages) % 2:
            front = self._set((yield replace(wanted, odd=True)))
        return front.copy([*front.pages, *pages])

    def _fitted(self, wanted: Wanted) -> Printing[Document]:
        """A paper set tightly where that saves a page."""
        html = yield wanted
        document = self._set(html)
        if _nearly_fits(document):
            tight = replace(wanted, tight=True)
            closer = yield tight
            squeezed = self._set(closer)
            if len(squeezed.pages) < len(document.pages):
                document, wanted, html = squeezed, tight, closer
        return (yield from self._settled(document, wanted, html))

    def _settled(self, document: Document, wanted: Wanted, html: str) -> Printing[Document]:
        """Set a paper again until the rows that begin a page (ids row-0, row-1, …) are those it was told."""
        for _ in range(_PASSES):
            starts = _starts(document)
            if starts == wanted.starts:
                break
            wanted, before = replace(wanted, starts=starts), html
            html = yield wanted
            if html != before:
                document = self._set(html)
        return document

    def _set(self, html: str) -> Document:
        sheets, head = [self._faces], html[: html.find("<body")]
        if style := _STYLE.search(head):
            html = html[: style.start()] + html[style.end() :]
            sheets.append(self._sheet(style[1]))
        kind = HTML if _NOTED.search(html) or _NOTED.search(style[1] if style else "") else _Plain
        source = kind(string=html, base_url=_FILES, url_fetcher=self.assets)
        return source.render(font_config=self._configuration, stylesheets=sheets, pdf_variant=VARIANT)

    def _sheet(self, text: str) -> CSS:
        """A style sheet, parsed once; one that gives a warning is not kept and gives it to every paper."""
        if text not in self._sheets:
            with _warnings() as told:
                sheet = self._parsed(text)
            if told:
                line = _AT.search(told[0])
                raise StyleError(told[0], text.split("\n")[int(line[1]) - 1].strip() if line else "")
            if len(self._sheets) == _SHEETS:
                self._sheets.clear()
            self._sheets[text] = sheet
        return self._sheets[text]

    def _parsed(self, text: str) -> CSS:
        return CSS(string=text, base_url=_FILES, url_fetcher=self.assets, font_config=self._configuration)


class _Plain(HTML):  # type: ignore[misc]
    """A document without lists and footnotes. By WeasyPrint's own style sheet every element might have six
    of their marks, and to work out how these would look takes a tenth of the time."""

    _STYLES = CSS(string=re.sub("(?m)^::.*$", "", UA), counter_style=UA_COUNTER_STYLE)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self._STYLES] if not forms else super()._ua_stylesheets(forms)


def _starts(document: Document) -> Starts:
    """The first row of each page but the first."""
    pages = [[int(a[len(_ROW) :]) for a in page.anchors if a.startswith(_ROW)] for page in document.pages]
    return frozenset(min(rows) for rows in pages[1:] if rows)


def _nearly_fits(document: Document) -> bool:
    """Whether the last page, or that of a letter before its annex, is so empty that it may be saved."""
    return any(
        page.anchors[name][1] < (_SAVED if name == _END else _SAVED_OF_LETTER) * before * page.height
        for before, page in enumerate(document.pages)
        for name in page.anchors
        if name.startswith(_END)
    )


@contextmanager
def _swept_after() -> Iterator[None]:
    """Look for garbage once, after the work, and only in what it has made: to look in between, or at all
    there is, takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if was_on:
            gc.enable()


@contextmanager
def _strict(subject: str) -> Iterator[None]:
    """Turn every warning of WeasyPrint into an error: a page that is not quite right is not filed."""
    try:
        with _warnings() as told:
            yield
    except FatalURLFetchingError as error:
        raise RenderError(f"“{subject}”的打印模板引用了外部地址，已拒绝：{error.__cause__}。") from None
    if told:
        raise RenderError(f"“{subject}”打印时出现问题，没有生成文件：{told[0]}。")


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint complains of meanwhile."""
    logger, told = logging.getLogger("weasyprint"), _Told()
    logger.addHandler(told)
    try:
        yield told.messages
    finally:
        logger.removeHandler(told)


class _Told(logging.Handler):
    """Keeps warnings, but for a library that makes it faster: `jixiao doctor` sees to that."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "HarfBuzz-Subset" not in record.getMessage():
            self.messages.append(record.getMessage())
