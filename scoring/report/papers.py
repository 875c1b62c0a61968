"""Which papers an audit makes, and where they go.

In the folder that is asked for:

    自评表/01-大数据律师费.pdf          the forms, as published (form)
    复核意见书/01-大数据律师费.pdf      an opinion on each form (opinion)
    项目支出绩效自评汇总表.pdf          all projects (summary); with several folders of forms, one each:
    项目支出绩效自评汇总表/01-甲局.pdf

The number is the form's id in the audit, so one form's papers carry the same number everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from scoring.place import Place
from scoring.report import view
from scoring.report.form_page import Starts, form_page
from scoring.report.names import file_name
from scoring.report.opinion_page import opinion_page
from scoring.report.summary_page import folders, summary_page, unit_of
from scoring.results import Audit, FormAudit

FORM, OPINION, SUMMARY = "form", "opinion", "summary"
KINDS = frozenset({FORM, OPINION, SUMMARY})
_FOLDERS = {FORM: "自评表", OPINION: "复核意见书", SUMMARY: "项目支出绩效自评汇总表"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be printed; `subject` names it in messages, `place` says where its data stand.

    `page` lays its contents out, given the rows that begin a page. The result on its `forms` is embedded
    in the PDF, and their data where it shows them `in_full`.
    """

    kind: str
    path: PurePath
    subject: str
    place: Place
    page: Callable[[Starts], object]
    forms: tuple[FormAudit, ...] = ()
    in_full: bool = False

    def html(
        self, starts: Starts = frozenset(), *, tight: bool = False, templates: Path | None = None
    ) -> str:
        """The template of the kind, filled in; `tight` saves room, `templates` is the user's own folder."""
        from scoring.report.html import render  # jinja2 is loaded only to print

        return render(self.kind, self.page(starts), tight=tight, folder=templates)


def papers(result: Audit, kinds: frozenset[str] = KINDS) -> list[Paper]:
    """The papers of an audit: the forms, then the opinions, then the summary tables."""
    last, found = len(result.forms), folders(result)
    made = [_of_form(kind, form, last) for kind in (FORM, OPINION) if kind in kinds for form in result.forms]
    if SUMMARY in kinds:
        made += [_summary(serial, found, folder, result) for serial, folder in enumerate(found, start=1)]
    return made


def _of_form(kind: str, audited: FormAudit, last: int) -> Paper:
    name = view.name(audited.form)
    path = PurePath(_FOLDERS[kind], file_name(int(audited.id), last, name))
    page = partial(form_page, audited) if kind == FORM else lambda _: opinion_page(audited)
    return Paper(kind, path, name, audited.form.place, page, forms=(audited,), in_full=kind == FORM)


def _summary(serial: int, found: dict[str, list[FormAudit]], folder: str, result: Audit) -> Paper:
    forms, title = found[folder], _FOLDERS[SUMMARY]
    path = PurePath(f"{title}.pdf")
    if len(found) > 1:
        path = PurePath(title, file_name(serial, len(found), unit_of(forms)))
    return Paper(
        *(SUMMARY, path, title, Place(folder)),
        page=lambda _: summary_page(folder, forms, result.unread),
        forms=tuple(forms),
    )
