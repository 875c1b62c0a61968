"""The part of the JSON contract that tells of checks, of what they found, and of what people accept."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from scoring.finding import Outcome, Severity


class Table(BaseModel):
    """A table of the contract: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckOut(Table):
    """The outcome of one check."""

    code: str
    outcome: Outcome
    reason: str


class WaiverOut(Table):
    """That people accept a finding: who, on which day, and why."""

    who: str
    when: date
    why: str


class FindingOut(Table):
    """Something found; `difference` = stated − recomputed, `form` the form's id. One with a `waiver` is
    accepted and does not count."""

    code: str
    name: str
    severity: Severity
    form: str
    place: str
    stated: str | None
    recomputed: str | None
    difference: str | None
    rounding: bool
    message: str
    basis: str
    waiver: WaiverOut | None


class WaiverUseOut(Table):
    """A row of the waiver file, which stands at `place`: the finding it names (form and file by name), how
    many `findings` it covers, and if none, why it is `unused`."""

    code: str
    form: str
    file: str
    spot: str
    waiver: WaiverOut
    place: str
    findings: int
    unused: str
