"""The contract of the JSON result (jixiao/verify/1) for one form: its lines, checks and findings."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from scoring.finding import Outcome, Severity
from scoring.score import Part


class Frozen(BaseModel):
    """A table of the contract: no keys but these, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StatedOut(Frozen):
    """What the form says, in points."""

    total: str | None
    grade: str | None


class RecomputedOut(Frozen):
    """What the rules give, in points; `low` and `high` where people have to judge. `trace` tells how the
    total comes of the sum of the lines, and is empty where it is that sum."""

    total: str | None
    low: str | None
    high: str | None
    grade: str | None
    trace: str


class LineOut(Frozen):
    """A scored line. Points in points, deviations in percent; null where nothing is stated or defined."""

    part: Part
    category: str | None
    subcategory: str
    name: str
    target: str
    actual: str
    points: str | None
    stated: str | None
    recomputed: str | None
    low: str | None
    high: str | None
    deviation_stated: str | None
    deviation: str | None
    method: str | None
    trace: str
    place: str


class CheckOut(Frozen):
    """The outcome of one check."""

    code: str
    outcome: Outcome
    reason: str


class WaiverOut(Frozen):
    """That people accept a finding: who, on which day, and why."""

    who: str
    when: date
    why: str


class FindingOut(Frozen):
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


class ScoreOut(Frozen):
    """A line's score under one rule set; all null where that does not score the line."""

    recomputed: str | None
    low: str | None
    high: str | None
    trace: str | None


class ComparedLineOut(Frozen):
    """A line with another score under the second rule set: `own` by the form's own rule set, `other`."""

    name: str
    place: str
    own: ScoreOut
    other: ScoreOut


class CompareOut(Frozen):
    """A form under a second rule set (verify --compare); `recomputed` is null where that is made for the
    other kind of form, `difference` = its total − the form's own recomputed total."""

    ruleset: str
    edition: str
    recomputed: RecomputedOut | None
    difference: str | None
    lines: list[ComparedLineOut]


class FormOut(Frozen):
    """A form with its lines, checks and findings; `missing` names the parts the file does not hold."""

    id: str
    kind: Literal["project", "department"]
    name: str
    year: int | None
    unit: str
    place: str
    ruleset: str
    why: str
    missing: list[str]
    stated: StatedOut
    recomputed: RecomputedOut
    difference: str | None
    lines: list[LineOut]
    checks: list[CheckOut]
    findings: list[FindingOut]
    compare: CompareOut | None
