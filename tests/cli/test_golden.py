"""What is published or read aloud is held word by word: the schema, and every message of the examples.

Regenerate with `pytest tests/cli/test_golden.py --update-golden`, and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.report.contract import VerifyOut, schema
from scoring.report.json import result, to_json
from scoring.results import Audit

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "schema" / "verify-1.json"
MESSAGES = ROOT / "tests" / "golden" / "xinhua-2023-findings.txt"
TRACES = ROOT / "tests" / "golden" / "xinhua-2023-traces.txt"


def hold(path: Path, text: str, update: bool) -> None:
    """Compare with the golden file, or write it anew."""
    if update:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_published_schema(update_golden: bool) -> None:
    hold(SCHEMA, json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", update_golden)


def test_json_is_as_published(xinhua: Audit) -> None:
    text = to_json(xinhua)
    assert VerifyOut.model_validate_json(text) == result(xinhua)
    top = json.loads(text)
    assert list(top) == [
        *("schema", "tool", "inputs", "unread", "forms", "summaries", "packets", "findings", "waivers")
    ]
    assert top["schema"] == "jixiao/verify/1"
    assert "e-" not in json.dumps([form["recomputed"] for form in top["forms"]])
    assert all(isinstance(form["recomputed"]["total"], str) for form in top["forms"])


def test_messages(xinhua: Audit, update_golden: bool) -> None:
    lines = [
        f"{finding.severity} {finding.code} {finding.place.spot}\n    {finding.message}\n"
        for finding in xinhua.findings
    ]
    hold(MESSAGES, "".join(lines), update_golden)


def test_traces(xinhua: Audit, update_golden: bool) -> None:
    parts = []
    for form in result(xinhua).forms:
        parts.append(f"{form.name}\n")
        parts += [f"    {line.name or '（未填名称）'}：{line.trace}\n" for line in form.lines]
    hold(TRACES, "".join(parts), update_golden)


@pytest.mark.parametrize("trace", ["5 × 1000 ÷ 7000 = 0.714… → 0.71（自评 2，多计 1.29；注4）"])
def test_the_working_of_the_contract(xinhua: Audit, trace: str) -> None:
    assert trace in {line.trace for form in result(xinhua).forms for line in form.lines}
