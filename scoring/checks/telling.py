"""Running text that tells of all projects of a department, with the papers that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked, Packet, distinct_projects
from scoring.checks.identity import loose
from scoring.model.document import Document
from scoring.model.summary import Claim, SummaryTable, Told
from scoring.number import plain


@dataclass(frozen=True, slots=True)
class Telling:
    """The running text of one file, with the projects and summary tables that it speaks of."""

    claims: tuple[Claim, ...]
    projects: list[FormContext]
    tables: tuple[SummaryTable, ...]

    def told(self, what: Told) -> list[tuple[Claim, Decimal]]:
        """Its claims of one kind that hold a number, and the number."""
        claims = (claim for claim in self.claims if claim.what is what)
        return [(claim, claim.figure.value) for claim in claims if claim.figure.value is not None]

    @property
    def count(self) -> Decimal | None:
        """How many projects it tells; None where it does not, or tells two numbers."""
        counts = {number for _, number in self.told(Told.PROJECTS)}
        return counts.pop() if len(counts) == 1 else None


def tellings(packet: Packet, *what: Told) -> list[Telling]:
    """The texts that tell such a thing. Raises NotChecked where none does, or nobody knows of which projects.

    A file that holds forms beside its text speaks of these where other files of the folder have such
    texts, too (the accounts of several departments), else of all forms of the folder.
    """
    tellers = [document for document in packet.documents if document.claims]
    telling = [document for document in tellers if any(claim.what in what for claim in document.claims)]
    if not telling:
        raise NotChecked("没有说到这些数的文字说明")
    return [_telling(document, packet, alone=len(tellers) == 1) for document in telling]


def _telling(document: Document, packet: Packet, alone: bool) -> Telling:
    if not alone and any(form.kind == "project" for form in document.forms):
        own = distinct_projects(form for form in packet.forms if form.document is document)
        return Telling(document.claims, own, document.summaries)
    if len(set(_departments(packet.forms))) > 1:
        raise NotChecked("文件夹中有几个部门的材料，不知文字说明说的是哪些项目")
    tables = tuple(table for paper in packet.documents for table in paper.summaries)
    return Telling(document.claims, packet.projects, tables)


def _departments(forms: Iterable[FormContext]) -> list[str]:
    return [loose(context.form.name.text) for context in forms if context.form.kind == "department"]


def more(difference: Decimal) -> str:
    """多 2 or 少 2."""
    return f"{'多' if difference > 0 else '少'} {plain(abs(difference))}"
