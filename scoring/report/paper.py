"""A document to be printed: what it shows, by which template, and where its file goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from scoring.place import Place
from scoring.report.form_page import Starts
from scoring.report.job import Wanted
from scoring.results import FormAudit


@dataclass(frozen=True, slots=True)
class Bound:
    """What a paper carries as a part of a book: the number of its first page, the running heads (`book` and
    its own `head`), and its place in the contents; a group of papers begins with the one that `opens` it."""

    number: int
    book: str
    head: str
    label: str
    anchor: str
    group: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; `kind` is its template, `subject` names it in messages, `place` says where its data stand.

    `page` lays its contents out, given the rows that begin a page. The result on its `forms` is embedded
    in the PDF, and their data where it shows them `in_full`.
    """

    kind: str
    path: PurePath
    subject: str
    place: Place
    page: Callable[[Starts], object]
    bound: Bound | None = None
    forms: tuple[FormAudit, ...] = ()
    in_full: bool = False
    parts: tuple[Paper, ...] = ()

    def wanted(self, wanted: Wanted, templates: Path | None = None) -> str:
        """The HTML that a press asks for; `templates` is the user's own folder."""
        return self.html(wanted.starts, tight=wanted.tight, templates=templates)

    def html(
        self, starts: Starts = frozenset(), *, tight: bool = False, templates: Path | None = None
    ) -> str:
        """The template of the kind, filled in; `tight` saves room."""
        from scoring.report.html import render  # jinja2 is loaded only to print

        return render(self.kind, self.page(starts), tight=tight, bound=self.bound, folder=templates)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, of a paper or of a group of papers; `anchor` is where it leads."""

    label: str
    number: int
    anchor: str
    group: bool


@dataclass(frozen=True, slots=True)
class BookPage:
    """The cover of a book and its contents; where these are an `odd` number of pages, a blank one follows,
    so that page 1 is a right one."""

    title: str
    unit: str
    year: str
    footer: tuple[str, ...]
    entries: tuple[Entry, ...]
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Book(Paper):
    """Papers (its `parts`) bound under a cover, their pages numbered through; `page` is a BookPage without
    entries."""

    def wanted(self, wanted: Wanted, templates: Path | None = None) -> str:
        """A part given the number of its first page, what stands before all parts, or the whole."""
        if wanted.numbers is not None:
            return self.front(wanted.numbers, templates, odd=wanted.odd)
        if wanted.part is None:
            return self.html(templates=templates)
        part = numbered(self.parts[wanted.part], wanted.number)
        return part.html(wanted.starts, tight=wanted.tight, templates=templates)

    def html(
        self,
        starts: Starts = frozenset(),  # noqa: ARG002
        *,
        tight: bool = False,  # noqa: ARG002
        templates: Path | None = None,
    ) -> str:
        """All that the book shows, one document after the other."""
        parts = "".join(part.html(templates=templates) for part in self.parts)
        return self.front([0] * len(self.parts), templates) + parts

    def front(self, numbers: Sequence[int], templates: Path | None = None, *, odd: bool = False) -> str:
        """The cover and the contents, given the first page of each part."""
        from scoring.report.html import render

        page = self.page(frozenset())
        assert isinstance(page, BookPage)
        entries = tuple(self._entries(numbers))
        return render(self.kind, replace(page, entries=entries, odd=odd), folder=templates)

    def _entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        for part, number in zip(self.parts, numbers, strict=True):
            bound = part.bound
            assert bound is not None
            if bound.opens:
                yield Entry(bound.group, number, bound.anchor, group=True)
            yield Entry(bound.label, number, bound.anchor, group=not bound.group)


def numbered(part: Paper, number: int) -> Paper:
    """A part of a book, with the number of its first page."""
    assert part.bound is not None
    return replace(part, bound=replace(part.bound, number=number))
