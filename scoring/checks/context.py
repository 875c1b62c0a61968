"""What a check may look at: a form with its sheet, and the other papers handed in with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm, DepartmentForm, Figure
from scoring.model.money import MoneyUnit
from scoring.model.summary import Statement, Subject, SummaryRow, SummaryTable
from scoring.number import NOISE, half_up
from scoring.rules import Choice, RuleSet
from scoring.score import Sheet

_LOOSE = re.compile(r"[\s“”\"'‘’]+")


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
        return total, half_up(total.value, NOISE).normalize()

    def near(self) -> Iterator[Document]:
        """The form's own file, then the others of its folder."""
        yield self.document
        yield from (document for document in self.packet.documents if document is not self.document)

    def statements(self) -> list[Statement]:
        """Scores told in running text that speak of this form."""
        return [
            statement
            for document in self.near()
            for statement in document.statements
            if self._speaks_of_me(statement, document)
        ]

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
        return _same_amount(getattr(funds, name), self.form.money_unit, told, unit)

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


@dataclass(frozen=True, slots=True)
class SummaryMatch:
    """A summary row and the form it tells of, if that was handed in."""

    row: SummaryRow
    form: FormContext | None


@dataclass(frozen=True, slots=True)
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

    @property
    def matches(self) -> tuple[SummaryMatch, ...]:
        """Each row with its form, looked for in the same file first, then in the same folder."""
        return tuple(SummaryMatch(row, self._form_of(row)) for row in self.table.rows)

    def _form_of(self, row: SummaryRow) -> FormContext | None:
        namesakes = self.packet.by_name.get(loose(row.name.text), [])
        near = sorted(namesakes, key=lambda c: c.document is not self.document)
        return next((c for c in near if c.is_row(row, self.table.money_unit)), None)

    @property
    def rules(self) -> RuleSet | None:
        """The rule set of the project forms beside the table."""
        return next((c.rules for c in self.packet.forms if c.form.kind == "project"), None)


def loose(name: str) -> str:
    """A name without spaces and quotation marks, in one width."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name))


def without_year(name: str) -> str:
    """A project's name without the year that some tables write before it."""
    return re.sub(r"^20\d{2}年?度?", "", loose(name))


def _same_amount(one: Figure, unit: MoneyUnit, other: Figure, other_unit: MoneyUnit) -> bool:
    """In one unit the figures must be equal; in two, the finer one is rounded to the decimals of the
    coarser (387664.62 元 is told as 38.77 万元)."""
    if other_unit.is_finer(unit):
        one, unit, other, other_unit = other, other_unit, one, unit
    if one.value is None or other.value is None:
        return False
    exact = unit.in_unit(one.value, other_unit)
    decimals = other.written.decimals if other.written else 0
    return other.value == exact or (unit is not other_unit and other.value == half_up(exact, decimals))
