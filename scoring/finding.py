"""What a check can say: findings with a severity, and the outcome of the check itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scoring.place import Place


class Severity(StrEnum):
    """How much a finding weighs; errors are only what the rules prove."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    @property
    def chinese(self) -> str:
        """错误, 提醒 or 提示, as people read it."""
        return {"error": "错误", "warning": "提醒", "notice": "提示"}[self.value]


class Outcome(StrEnum):
    """What became of a check; “could not check” is an outcome with a reason, never silence."""

    PASSED = "passed"
    FOUND = "found"
    NOT_CHECKED = "not_checked"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Waiver:
    """That people accept a finding as it is: who (认可人), when and why."""

    who: str
    when: date
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `difference` = stated − recomputed; `form` is the audited form's id or "".

    A finding with a `waiver` is shown as such everywhere, and counts no more.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    basis: str = ""
    form: str = ""
    stated: str | None = None
    recomputed: str | None = None
    difference: Decimal | None = None
    rounding: bool = False
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one form: its outcome, and the reason when it was not carried out."""

    code: str
    outcome: Outcome
    reason: str = ""
