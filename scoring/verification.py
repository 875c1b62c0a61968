"""The one place where the stages meet: files → forms → rule set → score sheet → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from scoring.checks import (
    FormContext,
    Packet,
    SummaryContext,
    SummaryMatch,
    catalogue,
    check_form,
    check_summary,
)
from scoring.errors import ReadError, RuleError
from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm, Remark
from scoring.model.summary import SummaryTable
from scoring.place import Place
from scoring.read.document import read
from scoring.read.sources import Source, sources
from scoring.rules import RuleSet, choose, load_ruleset
from scoring.score import Sheet, score

AUTO = "auto"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: how many forms it holds, and what of it was left out or doubtful."""

    path: str
    sha256: str
    forms: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or a form that got no score, and why (one Chinese sentence)."""

    path: str
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class FormAudit:
    """A form with its rule set, score sheet, checks and findings. `id` counts the forms of the run from 1."""

    id: str
    form: AnyForm
    ruleset: RuleSet
    why: str
    sheet: Sheet
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]

    @property
    def stated(self) -> Decimal | None:
        """The stated total, in points; None where it is missing or no number."""
        total = self.form.total
        return total.written.value if total and total.written else None

    @property
    def difference(self) -> Decimal | None:
        """Stated − recomputed total, in points."""
        if self.stated is None or self.sheet.recomputed is None:
            return None
        return self.stated - self.sheet.recomputed


@dataclass(frozen=True, slots=True)
class SummaryAudit:
    """A summary table, each row beside the form it belongs to."""

    table: SummaryTable
    matches: tuple[SummaryMatch, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of one run over any number of files."""

    inputs: tuple[Input, ...]
    unread: tuple[Unread, ...]
    forms: tuple[FormAudit, ...]
    summaries: tuple[SummaryAudit, ...]

    @property
    def findings(self) -> list[Finding]:
        """All findings, form by form, then summary tables."""
        of_forms = [finding for form in self.forms for finding in form.findings]
        return of_forms + [finding for summary in self.summaries for finding in summary.findings]

    @property
    def crashed(self) -> list[CheckResult]:
        """Checks that failed themselves: a fault of the tool, not of a form."""
        results = [check for form in self.forms for check in form.checks]
        results += [check for summary in self.summaries for check in summary.checks]
        return [result for result in results if result.outcome is Outcome.CRASHED]

    def at_or_above(self, severity: Severity) -> list[Finding]:
        """The findings at least as grave as `severity`."""
        return [finding for finding in self.findings if finding.severity.rank <= severity.rank]


def audit(*paths: str | Path, rules: str | Path = AUTO, progress: Progress | None = None) -> Audit:
    """Read files and folders, recompute every form and check it.

    `rules` is “auto”, a rule set's id or a .toml file; RuleError is raised for one that cannot be used.
    A file that cannot be read is listed in `unread` and never stops the others. `progress` is called
    before each file with the number of files done, of all files, and the file's name.
    """
    ruleset = None if rules == AUTO else _known_checks(load_ruleset(rules))
    documents, unread = read_all(list(sources(paths)), progress)
    return examine(documents, ruleset, unread)


def examine(documents: Iterable[Document], ruleset: RuleSet | None, unread: Iterable[Unread] = ()) -> Audit:
    """Score and check documents already read; see :func:`audit`."""
    documents, refused = list(documents), list(unread)
    contexts: list[FormContext] = []
    packets = {handed_in: Packet() for handed_in in map(_packet, documents)}
    for document in documents:
        packet = packets[_packet(document)]
        packet.documents.append(document)
        for form in document.forms:
            choice = choose(form, ruleset)
            if choice.ruleset is None:
                refused.append(Unread(document.file, form.place, choice.why))
                continue
            sheet = score(form, choice.ruleset)
            contexts.append(FormContext(str(len(contexts) + 1), form, sheet, choice, document, packet))
            packet.forms.append(contexts[-1])
    return Audit(
        inputs=tuple(_inputs(documents)),
        unread=tuple(refused),
        forms=tuple(_form_audit(context) for context in contexts),
        summaries=tuple(
            _summary_audit(SummaryContext(table, document, packets[_packet(document)]))
            for document in documents
            for table in document.summaries
        ),
    )


def _known_checks(rules: RuleSet) -> RuleSet:
    unknown = sorted(set(rules.severity) - set(catalogue()))
    if unknown:
        told = f"规则“{rules.id}”的 [severity] 中有不认识的编号 {'、'.join(unknown)}"
        raise RuleError(f"{told}，请用 jixiao explain 查看全部编号后改正。")
    return rules


def read_all(
    found: list[Source], progress: Progress | None = None, *, covered: bool = False
) -> tuple[list[Document], list[Unread]]:
    """Read files, and list those that cannot be read; see :func:`audit` and :func:`read`."""
    documents: list[Document] = []
    unread: list[Unread] = []
    for done, source in enumerate(found):
        if progress:
            progress(done, len(found), source.shown_as)
        try:
            documents += read(source, covered=covered)
        except ReadError as error:
            place = error.place or Place(source.shown_as)
            unread.append(Unread(source.shown_as, place, error.message))
    return documents, unread


def _packet(document: Document) -> tuple[str, str]:
    """What was handed in together: a folder; in a file of the tool's own data, each folder it tells of."""
    if document.origin:
        return document.file, str(Path(document.origin.file).parent)
    return "", str(Path(document.file).parent)


def _inputs(documents: list[Document]) -> Iterator[Input]:
    """The files read; a file of the tool's own data is one, whatever it holds."""
    for _, group in groupby(
        documents, key=lambda document: document.file if document.origin else id(document)
    ):
        parts = list(group)
        remarks = tuple(remark for part in parts for remark in part.remarks)
        yield Input(parts[0].file, parts[0].sha256, sum(len(part.forms) for part in parts), remarks)


def _form_audit(context: FormContext) -> FormAudit:
    checks, findings = check_form(context)
    return FormAudit(
        id=context.id,
        form=context.form,
        ruleset=context.sheet.ruleset,
        why=context.choice.why,
        sheet=context.sheet,
        checks=checks,
        findings=findings,
    )


def _summary_audit(context: SummaryContext) -> SummaryAudit:
    checks, findings = check_summary(context)
    return SummaryAudit(context.table, context.matches, checks, findings)
