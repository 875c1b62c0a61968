"""Which papers an audit makes, and where they go.

In the folder that is asked for:

    自评表/01-大数据律师费.pdf          the forms, as published (form)
    复核意见书/01-大数据律师费.pdf      an opinion on each form (opinion)
    部门复核意见及整改通知.pdf          one on all papers of a folder (opinion)
    项目支出绩效自评汇总表.pdf          all projects (summary)
    绩效自评材料汇编.pdf                all of these, bound (book)

The number is the form's id in the audit, so one form's papers carry the same number everywhere. With
several folders of forms, each of the last three is a folder with a file for each: 01-甲局.pdf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from scoring.place import Place
from scoring.report import view
from scoring.report.department_page import department_page
from scoring.report.folder import Folder, folders, is_project
from scoring.report.form_page import Starts, form_page
from scoring.report.masks import masked
from scoring.report.names import file_name
from scoring.report.opinion_page import opinion_page
from scoring.report.order import PLAIN, Columns, Order
from scoring.report.paper import Book, BookPage, Bound, Paper
from scoring.report.summary_page import summary_page
from scoring.report.wording import short
from scoring.results import Audit, FormAudit

FORM, OPINION, SUMMARY, BOOK = "form", "opinion", "summary", "book"
KINDS = frozenset({FORM, OPINION, SUMMARY, BOOK})
PUBLIC = "公开"  # the folder of public copies
_DEPARTMENT = "department"  # the opinion on a folder, in a template of its own
_TITLES = {
    FORM: "自评表",
    OPINION: "复核意见书",
    _DEPARTMENT: "部门复核意见及整改通知",
    SUMMARY: "项目支出绩效自评汇总表",
    BOOK: "绩效自评材料汇编",
}
_WHOLE = "（部门整体）"
_HEAD, _RUNNING = 52, 34  # characters of a running head, and of that the book's own


def papers(result: Audit, kinds: frozenset[str] = KINDS, order: Order = PLAIN) -> list[Paper]:
    """The papers of an audit: those of the forms, then those of the folders.

    A single form needs no book unless that alone is asked for, and no opinion on its folder unless something
    was found there. Public copies go to a folder of their own and hold no opinions.
    """
    shown = _public(result) if order.public else result
    maker, opinions = _Maker(shown, order), OPINION in kinds and not order.public
    made: list[Paper] = []
    made += map(maker.form, shown.forms if FORM in kinds else ())
    made += map(maker.opinion, shown.forms if opinions else ())
    for folder in maker.folders:
        several = len(folder.forms) > 1
        if opinions and (several or folder.findings or folder.unread):
            made.append(maker.department(folder))
        if SUMMARY in kinds and folder.projects:
            made.append(maker.summary(folder))
        if BOOK in kinds and (several or kinds == {BOOK}):
            made.append(maker.book(folder))
    return made


def _public(result: Audit) -> Audit:
    """The forms and nothing that was found on them, with the numbers of persons masked."""
    forms = (replace(a, form=masked(a.form), checks=(), findings=()) for a in result.forms)
    return Audit(inputs=(), unread=(), forms=tuple(forms), summaries=())


class _Maker:
    """Makes the papers of one audit."""

    def __init__(self, result: Audit, order: Order) -> None:
        self.folders, self._last, self._order = folders(result), len(result.forms), order
        self._root = PurePath(PUBLIC) if order.public else PurePath()

    def form(self, audited: FormAudit) -> Paper:
        public = self._order.public
        paper = self._single(FORM, audited, partial(form_page, audited, public=public))
        return replace(paper, in_full=not public)

    def opinion(self, audited: FormAudit) -> Paper:
        return self._single(OPINION, audited, lambda _: opinion_page(audited, self._order.due))

    def department(self, folder: Folder) -> Paper:
        return self._paper(_DEPARTMENT, folder, lambda _: department_page(folder, self._order.due))

    def summary(self, folder: Folder) -> Paper:
        public, size = self._order.public, self._order.size
        columns = Columns.PUBLISHED if public else self._order.columns
        return self._paper(SUMMARY, folder, lambda _: summary_page(folder, columns, size, public=public))

    def book(self, folder: Folder) -> Book:
        title, year = _TITLES[BOOK], view.years(folder.forms)
        running = short(f"{folder.unit}{year}{title}", _RUNNING)
        made = self._paper(BOOK, folder, lambda _: BookPage(title, folder.unit, year, folder.footer[-1:], ()))
        parts = tuple(_bind(running, self._parts(folder)))
        return Book(made.kind, made.path, made.subject, made.place, made.page, forms=made.forms, parts=parts)

    def _parts(self, folder: Folder) -> Iterator[tuple[str, str, Paper]]:
        """The papers of a book, each with its group and its label in the contents."""
        forms = [*folder.departments, *filter(is_project, folder.forms)]
        if folder.projects:
            yield "", _TITLES[SUMMARY], self.summary(folder)
        yield from ((_TITLES[FORM], _label(audited), self.form(audited)) for audited in forms)
        if not self._order.public:
            yield "", _TITLES[_DEPARTMENT], self.department(folder)
            yield from ((_TITLES[OPINION], _label(audited), self.opinion(audited)) for audited in forms)

    def _single(self, kind: str, audited: FormAudit, page: Callable[[Starts], object]) -> Paper:
        name, place = audited.name, audited.form.place
        path = self._root / _TITLES[kind] / file_name(int(audited.id), self._last, name)
        return Paper(kind, path, name, place, page, forms=self._embedded([audited]))

    def _paper(self, kind: str, folder: Folder, page: Callable[[Starts], object]) -> Paper:
        title, last = _TITLES[kind], len(self.folders)
        path = self._root / f"{title}.pdf"
        if last > 1:
            path = self._root / title / file_name(self.folders.index(folder) + 1, last, folder.unit)
        return Paper(kind, path, title, Place(folder.path), page, forms=self._embedded(folder.forms))

    def _embedded(self, forms: Iterable[FormAudit]) -> tuple[FormAudit, ...]:
        """The forms whose result goes along inside the PDF; a public copy tells no findings."""
        return () if self._order.public else tuple(forms)


def _label(audited: FormAudit) -> str:
    """A form's line in the contents; a department's is not told from a project's by its name."""
    return view.numbered(audited) + ("" if is_project(audited) else _WHOLE)


def _bind(running: str, parts: Iterable[tuple[str, str, Paper]]) -> Iterator[Paper]:
    """Tell each part of a book its place in it; the pages are counted when it is set."""
    before = ""
    for serial, (group, label, paper) in enumerate(parts, start=1):
        opens = bool(group) and group != before
        head = short(label.removesuffix(_WHOLE), _HEAD, beside=running)
        bound = Bound(0, running, head, label, f"part-{serial}", group, opens)
        yield replace(paper, bound=bound)
        before = group
