"""HTML to PDF: one press a batch, which fetches nothing and accepts no warning."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from scoring.errors import RenderError
from scoring.report.form_page import Starts
from scoring.report.paper import Book, Paper, numbered

_SCHEME = "jixiao:"
_ROW, _END = "row-", "end"  # ids in the templates
_PASSES = 3
_SAVED, _SAVED_OF_LETTER = 0.3, 0.5  # of a page, what tight setting saves on each; a letter's margin is wide


class Assets(URLFetcher):  # type: ignore[misc]
    """Hands over what the package brings along; any other address ends the print."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)
        self._assets = {_SCHEME + name: data for name, data in assets.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """See URLFetcher."""
        if url not in self._assets:
            self.refused.append(url)
            raise ValueError(url)
        return URLFetcherResponse(url, self._assets[url])


class Press:
    """The fonts of a batch, loaded once."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        self.assets = Assets(fonts)
        self._configuration = FontConfiguration()
        rules = "".join(
            f"@font-face {{ font-family: jixiao-{name}; src: url({_SCHEME}{name}) }}" for name in fonts
        )
        with _strict("字体"):
            self._faces = CSS(string=rules, url_fetcher=self.assets, font_config=self._configuration)

    def print(self, paper: Paper) -> bytes:
        """The PDF of a paper; RenderError where anything is amiss."""
        with _strict(paper.subject):
            document = self._bound(paper) if isinstance(paper, Book) else self._fitted(paper)
            pdf: bytes = document.write_pdf()
        return pdf

    def _bound(self, book: Book) -> Document:
        """The parts one after the other, each set with the number of its first page, then the contents."""
        numbers, pages, number = [], [], 1
        for part in book.parts:
            set_pages = self._fitted(numbered(part, number)).pages
            numbers.append(number)
            pages += set_pages
            number += len(set_pages)
        front = self._set(book.front(numbers))
        return front.copy([*front.pages, *pages])

    def _fitted(self, paper: Paper) -> Document:
        """A paper set tightly where that saves a page."""
        document, tight = self._set(paper.html()), False
        if _nearly_fits(document):
            squeezed = self._set(paper.html(tight=True))
            if len(squeezed.pages) < len(document.pages):
                document, tight = squeezed, True
        return self._settled(document, paper, tight=tight)

    def _settled(self, document: Document, paper: Paper, *, tight: bool) -> Document:
        """Set a paper again until the rows that begin a page (ids row-0, row-1, …) are those it was told."""
        told: Starts = frozenset()
        for _ in range(_PASSES):
            starts = _starts(document)
            if starts == told:
                break
            document, told = self._set(paper.html(starts, tight=tight)), starts
        return document

    def _set(self, html: str) -> Document:
        source = HTML(string=html, url_fetcher=self.assets)
        return source.render(font_config=self._configuration, stylesheets=[self._faces])


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
def _strict(subject: str) -> Iterator[None]:
    """Turn every warning of WeasyPrint into an error: a page that is not quite right is not filed."""
    logger, told = logging.getLogger("weasyprint"), _Told()
    logger.addHandler(told)
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(f"“{subject}”的打印模板引用了外部地址，已拒绝：{error.__cause__}。") from None
    finally:
        logger.removeHandler(told)
    if told.messages:
        raise RenderError(f"“{subject}”打印时出现问题，没有生成文件：{told.messages[0]}。")


class _Told(logging.Handler):
    """What WeasyPrint complains of, but for a library that makes it faster: `jixiao doctor` sees to that."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "HarfBuzz-Subset" not in record.getMessage():
            self.messages.append(record.getMessage())
