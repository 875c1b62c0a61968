"""What a check of a summary table, or of all papers of a folder, may look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scoring.checks.context import FormContext, Packet
from scoring.checks.identity import loose
from scoring.checks.summarypart import SummaryPart, summary_parts
from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.summary import SummaryRow, SummaryTable
from scoring.rules import RuleSet


@dataclass(frozen=True, slots=True)
class SummaryMatch:
    """A summary row and the form it tells of, if that was handed in."""

    row: SummaryRow
    form: FormContext | None


@dataclass(frozen=True)
class SummaryContext:
    """One summary table under check."""

    table: SummaryTable
    document: Document
    packet: Packet

    @property
    def form_id(self) -> str:
        """See Context."""
        return ""

    def severity(self, code: str, default: Severity) -> Severity:
        """See Context; the table follows the rule set of its projects."""
        return self.rules.severity.get(code, default) if self.rules else default

    @cached_property
    def matches(self) -> tuple[SummaryMatch, ...]:
        """Each row with its form, looked for in the same file first, then in the same folder."""
        return tuple(SummaryMatch(row, self._form_of(row)) for row in self.table.rows)

    @cached_property
    def parts(self) -> tuple[SummaryPart, ...]:
        """The parts of all rows whose form is here, beside what the forms state."""
        pairs = ((match.row, match.form) for match in self.matches)
        return tuple(part for row, form in pairs if form for part in summary_parts(row, form))

    def _form_of(self, row: SummaryRow) -> FormContext | None:
        namesakes = self.packet.by_name.get(loose(row.name.text), [])
        near = sorted(namesakes, key=lambda c: c.document is not self.document)
        return next((c for c in near if c.is_row(row, self.table.money_unit)), None)

    @property
    def rules(self) -> RuleSet | None:
        """The rule set of the project forms beside the table."""
        return self.packet.rules


@dataclass(frozen=True, slots=True)
class PacketContext:
    """The papers of one folder under check, held against each other."""

    packet: Packet

    @property
    def form_id(self) -> str:
        """See Context."""
        return ""

    def severity(self, code: str, default: Severity) -> Severity:
        """See Context; the papers follow the rule set of their projects."""
        rules = self.packet.rules
        return rules.severity.get(code, default) if rules else default

    def projects(self) -> list[FormContext]:
        """The project forms, each project once: a form that was handed in twice counts as one."""
        return self.packet.projects
