"""A document to be printed: what it shows, by which template, and where its file goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from scoring.place import Place
from scoring.report.form_page import Starts


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

    `page` lays its contents out, given the rows that begin a page.
    """

    kind: str
    path: PurePath
    subject: str
    place: Place
    page: Callable[[Starts], object]
    bound: Bound | None = None

    def html(self, starts: Starts = frozenset(), *, tight: bool = False) -> str:
        """The template of the kind, filled in; `tight` saves room."""
        from scoring.report.html import render  # jinja2 is loaded only to print

        return render(self.kind, self.page(starts), tight=tight, bound=self.bound)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, of a paper or of a group of papers; `anchor` is where it leads."""

    label: str
    number: int
    anchor: str
    group: bool


@dataclass(frozen=True, slots=True)
class BookPage:
    """The cover of a book and its contents."""

    title: str
    unit: str
    year: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Book(Paper):
    """Papers bound under a cover, their pages numbered through; `page` is a BookPage without entries."""

    parts: tuple[Paper, ...] = ()

    def html(self, starts: Starts = frozenset(), *, tight: bool = False) -> str:  # noqa: ARG002
        """All that the book shows, one document after the other."""
        return self.front([0] * len(self.parts)) + "".join(part.html() for part in self.parts)

    def front(self, numbers: Sequence[int]) -> str:
        """The cover and the contents, given the first page of each part."""
        from scoring.report.html import render

        page = self.page(frozenset())
        assert isinstance(page, BookPage)
        return render(self.kind, replace(page, entries=tuple(self._entries(numbers))))

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
