"""The contract of the JSON result (jixiao/verify/1): stable keys, decimals as strings.

docs/schema/verify-1.json publishes it as a JSON Schema.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from scoring.report.finding_contract import CheckOut, FindingOut, Table, WaiverUseOut
from scoring.score import Part

SCHEMA: Literal["jixiao/verify/1"] = "jixiao/verify/1"


class Tool(Table):
    """The tool that made the result."""

    name: str
    version: str


class RemarkOut(Table):
    """Something in a file that was left out or is doubtful."""

    place: str
    message: str


class InputOut(Table):
    """A file read."""

    path: str
    sha256: str
    forms: int
    remarks: list[RemarkOut]


class UnreadOut(Table):
    """A file or form that got no score."""

    path: str
    place: str
    reason: str


class StatedOut(Table):
    """What the form says, in points."""

    total: str | None
    grade: str | None


class RecomputedOut(Table):
    """What the rules give, in points; `low` and `high` where people have to judge."""

    total: str | None
    low: str | None
    high: str | None
    grade: str | None


class LineOut(Table):
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


class FormOut(Table):
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


class SummaryRowOut(Table):
    """A row of the summary table and the id of the form it tells of."""

    number: str
    name: str
    budget: str | None
    executed: str | None
    total: str | None
    form: str | None
    place: str


class SummaryOut(Table):
    """A summary table."""

    title: str
    place: str
    rows: list[SummaryRowOut]
    checks: list[CheckOut]
    findings: list[FindingOut]


class PacketOut(Table):
    """What was handed in together (a folder), held against each other; `forms` are the ids of its forms."""

    folder: str
    forms: list[str]
    checks: list[CheckOut]
    findings: list[FindingOut]


class VerifyOut(Table):
    """The whole result."""

    schema_: Literal["jixiao/verify/1"] = Field(alias="schema")
    tool: Tool
    inputs: list[InputOut]
    unread: list[UnreadOut]
    forms: list[FormOut]
    summaries: list[SummaryOut]
    packets: list[PacketOut]
    findings: list[FindingOut]
    waivers: list[WaiverUseOut]


def schema() -> dict[str, Any]:
    """The JSON Schema of the result."""
    return VerifyOut.model_json_schema(by_alias=True)
