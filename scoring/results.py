"""The result of a verification: what was read, and what was found on each paper and on all together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.packet import SummaryMatch
from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm, Remark
from scoring.model.summary import SummaryTable
from scoring.place import Place
from scoring.rules import RuleSet
from scoring.score import Sheet


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
    """A form with its rule set, score sheet, checks and findings. `id` counts the forms of the run from 1,
    `document` is all that its file holds."""

    id: str
    form: AnyForm
    document: Document
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
class PacketAudit:
    """What was handed in together (a folder), its papers held against each other. `forms` are their ids."""

    folder: str
    forms: tuple[str, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of one run over any number of files."""

    inputs: tuple[Input, ...]
    unread: tuple[Unread, ...]
    forms: tuple[FormAudit, ...]
    summaries: tuple[SummaryAudit, ...]
    packets: tuple[PacketAudit, ...] = ()

    @property
    def _audited(self) -> list[FormAudit | SummaryAudit | PacketAudit]:
        return [*self.forms, *self.summaries, *self.packets]

    @property
    def findings(self) -> list[Finding]:
        """All findings, form by form, then summary tables, then folders."""
        return [finding for audited in self._audited for finding in audited.findings]

    @property
    def crashed(self) -> list[CheckResult]:
        """Checks that failed themselves: a fault of the tool, not of a form."""
        results = (check for audited in self._audited for check in audited.checks)
        return [result for result in results if result.outcome is Outcome.CRASHED]

    def at_or_above(self, severity: Severity) -> list[Finding]:
        """The findings at least as grave as `severity`."""
        return [finding for finding in self.findings if finding.severity.rank <= severity.rank]
