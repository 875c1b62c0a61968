"""The result of a verification: what was read, and what was found on each paper and on all together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.packet import SummaryMatch
from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm, Remark
from scoring.model.summary import SummaryTable
from scoring.model.waiver import WaiverRow
from scoring.number import ZERO, Verdict, noiseless
from scoring.place import Place
from scoring.rules import RuleSet
from scoring.score import Line, Sheet


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
class Comparison:
    """A form under another rule set. `sheet` is None where that is made for the other kind of form.

    `lines` are those with another score, as the form's own rule set and as the other one has them; None
    where a rule set does not score the line.
    """

    ruleset: RuleSet
    sheet: Sheet | None
    lines: tuple[tuple[Line | None, Line | None], ...] = ()

    def difference(self, own: Sheet) -> Decimal | None:
        """Total under this rule set − total under the form's own, in points."""
        if self.sheet is None or self.sheet.recomputed is None or own.recomputed is None:
            return None
        return self.sheet.recomputed - own.recomputed


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
    comparison: Comparison | None = None

    @property
    def name(self) -> str:
        """The project's or the department's name, or why there is none."""
        return self.form.name.text or (
            "（缺首页，未见项目名称）" if self.form.missing else "（未填项目名称）"
        )

    @property
    def stated(self) -> Decimal | None:
        """The stated total, in points; None where it is missing or no number."""
        total = self.form.total
        return total.written.value if total and total.written else None

    @property
    def difference(self) -> Decimal | None:
        """Stated − recomputed total, in points, by what the cell stores; 0 where that agrees."""
        total, recomputed = self.form.total, self.sheet.recomputed
        if self.stated is None or total is None or total.value is None or recomputed is None:
            return None
        return ZERO if self.sheet.verdict is Verdict.EQUAL else noiseless(total.value) - recomputed


@dataclass(frozen=True, slots=True)
class SummaryAudit:
    """A summary table, each row beside the form it belongs to."""

    table: SummaryTable
    matches: tuple[SummaryMatch, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The table's title."""
        return self.table.title.text or "（汇总表）"


@dataclass(frozen=True, slots=True)
class PacketAudit:
    """What was handed in together (a folder), its papers held against each other. `forms` are their ids."""

    folder: str
    forms: tuple[str, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What stands in the place of a form's name."""
        return "（各表之间）"


Audited = FormAudit | SummaryAudit | PacketAudit


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A row of the waiver file, how many findings it covers, and if none, why (one Chinese sentence)."""

    row: WaiverRow
    findings: int
    unused: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of one run over any number of files."""

    inputs: tuple[Input, ...]
    unread: tuple[Unread, ...]
    forms: tuple[FormAudit, ...]
    summaries: tuple[SummaryAudit, ...]
    packets: tuple[PacketAudit, ...] = ()
    waivers: tuple[WaiverUse, ...] = ()

    @property
    def audited(self) -> list[Audited]:
        """All that has checks and findings: the forms, then summary tables, then folders."""
        return [*self.forms, *self.summaries, *self.packets]

    @property
    def findings(self) -> list[Finding]:
        """All findings, form by form, then summary tables, then folders."""
        return [finding for audited in self.audited for finding in audited.findings]

    @property
    def crashed(self) -> list[CheckResult]:
        """Checks that failed themselves: a fault of the tool, not of a form."""
        results = (check for audited in self.audited for check in audited.checks)
        return [result for result in results if result.outcome is Outcome.CRASHED]

    def at_or_above(self, severity: Severity) -> list[Finding]:
        """The findings at least as grave as `severity`, without those that are waived."""
        limit = severity.rank
        return [f for f in self.findings if f.severity.rank <= limit and f.waiver is None]

    @property
    def waived(self) -> list[Finding]:
        """The findings that people accept."""
        return [finding for finding in self.findings if finding.waiver]

    @property
    def unused_waivers(self) -> list[WaiverUse]:
        """The rows of the waiver file that cover nothing."""
        return [use for use in self.waivers if use.unused]
