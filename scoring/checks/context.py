"""What a check may look at: a form with its sheet, and the other papers handed in with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from scoring.checks.identity import loose, same_amount, without_year
from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm, DepartmentForm, Figure
from scoring.model.money import MoneyUnit
from scoring.model.summary import Statement, Subject, SummaryRow
from scoring.number import noiseless
from scoring.rules import Choice, RuleSet
from scoring.score import Sheet


class NotChecked(Exception):  # noqa: N818 - an outcome, not an error
    """A check could not be carried out; the message is the reason, in Chinese."""


class Context(Protocol):
    """What the registry needs of any context."""

    @property
    def form_id(self) -> str:
        """The audited form's id, empty for what belongs to no form."""
        ...

    def severity(self, code: str, default: Severity) -> Severity:
        """The severity of a check where the rule set wants another."""
        ...


@dataclass
class Packet:
    """The papers of one folder, taken as handed in together."""

    documents: list[Document] = field(default_factory=list)
    forms: list[FormContext] = field(default_factory=list)

    @cached_property
    def by_name(self) -> dict[str, list[FormContext]]:
        """The forms by their name, once all are here: a packet may hold thousands."""
        found: dict[str, list[FormContext]] = {}
        for context in self.forms:
            found.setdefault(loose(context.form.name.text), []).append(context)
        return found

    @cached_property
    def rows_by_name(self) -> dict[str, list[tuple[SummaryRow, MoneyUnit]]]:
        """The rows of all summary tables by the name of their project, with the unit of their money."""
        found: dict[str, list[tuple[SummaryRow, MoneyUnit]]] = {}
        for document in self.documents:
            for table in document.summaries:
                for row in table.rows:
                    found.setdefault(loose(row.name.text), []).append((row, table.money_unit))
        return found

    @cached_property
    def statements(self) -> list[tuple[Statement, Document]]:
        """The scores told in running text, with the file each stands in."""
        return [(statement, document) for document in self.documents for statement in document.statements]

    @cached_property
    def projects(self) -> list[FormContext]:
        """The project forms, each project once; see distinct_projects."""
        return distinct_projects(self.forms)

    @property
    def rules(self) -> RuleSet | None:
        """The rule set of the project forms, None where there are none."""
        return next((c.rules for c in self.forms if c.form.kind == "project"), None)


@dataclass(frozen=True, slots=True)
class FormContext:
    """One form under check."""

    id: str
    form: AnyForm
    sheet: Sheet
    choice: Choice
    document: Document
    packet: Packet

    @property
    def form_id(self) -> str:
        """See Context."""
        return self.id

    @property
    def rules(self) -> RuleSet:
        """The rule set the form was scored by."""
        return self.sheet.ruleset

    @property
    def places(self) -> int:
        """Decimals of a score."""
        return self.rules.rounding.places

    def severity(self, code: str, default: Severity) -> Severity:
        """See Context."""
        return self.rules.severity.get(code, default)

    def total(self) -> tuple[Figure, Decimal]:
        """The stated total and its value, in points. Raises NotChecked where there is none."""
        total = self.form.total
        if total is None or total.value is None:
            raise NotChecked("总分未填或不是数字")
        return total, noiseless(total.value)

    def summary_rows(self) -> list[SummaryRow]:
        """The rows of summary tables that tell of this form's project."""
        namesakes = self.packet.rows_by_name.get(loose(self.form.name.text), [])
        return [row for row, unit in namesakes if self.is_row(row, unit)]

    def statements(self) -> list[Statement]:
        """Scores told in running text that speak of this form."""
        told = self.packet.statements
        return [statement for statement, document in told if self._speaks_of_me(statement, document)]

    def _speaks_of_me(self, statement: Statement, document: Document) -> bool:
        if statement.subject is Subject.DEPARTMENT:
            mine = isinstance(self.form, DepartmentForm)
            alone = sum(isinstance(c.form, DepartmentForm) for c in self.packet.forms) == 1
            return mine and (document is self.document or alone)
        if isinstance(self.form, DepartmentForm):
            return False
        named = without_year(statement.name) == without_year(self.form.name.text)
        return named and self._has("budget", statement.budget, MoneyUnit.WAN)

    def _has(self, name: str, told: Figure | None, unit: MoneyUnit) -> bool:
        """Whether an amount told elsewhere is this form's (initial_budget, budget, executed)."""
        funds = self.form.total_funds
        if funds is None or told is None:
            return False
        return same_amount(getattr(funds, name), self.form.money_unit, told, unit)

    def twin_of(self, other: FormContext) -> bool:
        """Whether both are the same form of the same project: kind, name, budget and execution agree."""
        return (
            self.form.kind == other.form.kind
            and bool(self.form.name)
            and loose(self.form.name.text) == loose(other.form.name.text)
            and other.form.total_funds is not None
            and self._has("budget", other.form.total_funds.budget, other.form.money_unit)
            and self._has("executed", other.form.total_funds.executed, other.form.money_unit)
        )

    def is_row(self, row: SummaryRow, unit: MoneyUnit) -> bool:
        """Whether a summary row tells of this project; a name alone is not an identity.

        `unit` is that of the table's money. A table that gives no 全年预算数 gives 年初预算数.
        """
        budget, told = ("initial_budget", row.initial_budget) if row.budget.blank else ("budget", row.budget)
        return (
            self.form.kind == "project"
            and loose(self.form.name.text) == loose(row.name.text)
            and self._has(budget, told, unit)
            and self._has("executed", row.executed, unit)
        )


def distinct_projects(forms: Iterable[FormContext]) -> list[FormContext]:
    """The project forms among these, each project once: a form handed in twice counts as one.

    Thousands may share a name: those with money in one unit are told apart by their amounts at once.
    """
    found: list[FormContext] = []
    by_name: dict[str, dict[object, FormContext]] = {}
    for context in forms:
        form, funds = context.form, context.form.total_funds
        if form.kind != "project":
            continue
        namesakes = by_name.setdefault(loose(form.name.text), {})
        money = (form.money_unit, funds.budget.value, funds.executed.value) if funds else ()
        if not form.name or not money or None in money:
            found.append(context)
        elif money not in namesakes and not any(
            context.twin_of(other)
            for other in namesakes.values()
            if other.form.money_unit is not form.money_unit
        ):
            namesakes[money] = context
            found.append(context)
    return found
