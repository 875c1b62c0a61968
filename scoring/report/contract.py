"""The contract of the JSON result (jixiao/verify/1): stable keys, decimals as strings.

docs/schema/verify-1.json publishes it as a JSON Schema.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from scoring.report.formcontract import CheckOut, FindingOut, FormOut, Frozen, WaiverOut

SCHEMA: Literal["jixiao/verify/1"] = "jixiao/verify/1"


class Tool(Frozen):
    """The tool that made the result."""

    name: str
    version: str


class RemarkOut(Frozen):
    """Something in a file that was left out or is doubtful."""

    place: str
    message: str


class InputOut(Frozen):
    """A file read."""

    path: str
    sha256: str
    forms: int
    remarks: list[RemarkOut]


class UnreadOut(Frozen):
    """A file or form that got no score."""

    path: str
    place: str
    reason: str


class SummaryRowOut(Frozen):
    """A row of the summary table and the id of the form it tells of."""

    number: str
    name: str
    budget: str | None
    executed: str | None
    total: str | None
    form: str | None
    place: str


class SummaryOut(Frozen):
    """A summary table."""

    title: str
    place: str
    rows: list[SummaryRowOut]
    checks: list[CheckOut]
    findings: list[FindingOut]


class PacketOut(Frozen):
    """What was handed in together (a folder), held against each other; `forms` are the ids of its forms."""

    folder: str
    forms: list[str]
    checks: list[CheckOut]
    findings: list[FindingOut]


class WaiverUseOut(Frozen):
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


class VerifyOut(Frozen):
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
