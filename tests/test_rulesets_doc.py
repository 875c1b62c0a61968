"""docs/rulesets.md: its example works as it says, and it tells of every key and every method."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from conftest import ROOT
from support import (
    COST,
    EFFECT,
    PROJECT_RULES,
    SATISFACTION,
    Money,
    Row,
    choosing,
    cost,
    effect,
    output,
    project,
    scored,
)

from scoring.cli.app import main
from scoring.rules import RuleSet, load_ruleset, tables
from scoring.rules.tables import Cap, Methods, OverAchievement, Table
from scoring.score import score
from scoring.score.trace import computed, total_working

PAGE = (ROOT / "docs" / "rulesets.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
(EXAMPLE,) = [text for kind, text in BLOCKS if kind == "toml"]
COMMANDS = [line for _, text in BLOCKS for line in text.splitlines() if line.startswith("jixiao ")]
HELD = next(text for _, text in BLOCKS if text.startswith("规则文件“某市规则.toml”没有错误"))
COMPARED = next(text for _, text in BLOCKS if text.startswith("序号"))
FAULTS = next(text for _, text in BLOCKS if text.endswith("改正以后才能使用。\n"))
TOTALS = next(text for _, text in BLOCKS if text.startswith("各行得分之和"))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder that has the examples and the file that the page has people write."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "某市规则.toml").write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], command: str) -> tuple[object, str]:
    """The exit code of a command and what it prints, however its lines are broken."""
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(command)[1:])
    return ended.value.code, "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(capsys: pytest.CaptureFixture[str], command: str) -> None:
    expected = 1 if "--rules" in command else 0  # the example form has not heard of the cap
    assert run(capsys, command)[0] == expected


@pytest.mark.parametrize(("command", "shown"), [("check", HELD), ("--compare", COMPARED)])
def test_what_is_shown_is_printed(capsys: pytest.CaptureFixture[str], command: str, shown: str) -> None:
    _, out = run(capsys, next(line for line in COMMANDS if command in line))
    for part in shown.split("……\n"):
        assert "".join(part.split()) in out


def test_the_faults_are_told_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = EXAMPLE.replace("below = ", "belov = ").replace('cite = "notice5" }', 'cite = "notice" }')
    Path("某市规则.toml").write_text(wrong, encoding="utf-8")
    assert run(capsys, "jixiao rules check 某市规则.toml") == (2, "".join(FAULTS.split()))


def methods() -> Iterator[tuple[str, str, Row, str]]:
    """The rows of the table of methods."""
    for line in PAGE.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 6:
            key, use, target, actual, points, working = cells
            row = (cost if key == "unspent_cost" else output)(target, actual, points)
            yield key, use, row, working


@pytest.mark.parametrize(("key", "use", "row", "working"), list(methods()))
def test_a_method_computes_as_shown(key: str, use: str, row: Row, working: str) -> None:
    assert computed(scored(row, choosing(PROJECT_RULES, **{key: use})), 2) == working


def test_every_method_is_in_the_table() -> None:
    told = {(key, use) for key, use, *_ in methods()} | {("deviation", "relative")}
    known = set()
    for key, field in Methods.model_fields.items():
        table = next(t for t in (field.annotation, *get_args(field.annotation)) if hasattr(t, "model_fields"))
        known |= {(key, use) for use in get_args(table.model_fields["use"].annotation)}
    assert told == known


def test_every_key_is_told_of() -> None:
    kinds = [kind for kind in vars(tables).values() if isinstance(kind, type) and issubclass(kind, Table)]
    keys = {*RuleSet.model_fields, "without", *(key for kind in kinds for key in kind.model_fields)}
    prose = re.sub(r"^```.*?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    code = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", prose))))
    assert keys - code == set()


def test_the_working_of_points_that_come_off_is_as_shown() -> None:
    over = OverAchievement.model_validate({"percent": "130", "use": "deduct", "cite": "note4"})
    rules = PROJECT_RULES.model_copy(update={"over_achievement": over})
    assert f"`{computed(scored(output('≥100个', '150个', '10'), rules), 2)}`" in PAGE


def test_the_working_of_totals_is_as_shown() -> None:
    two = (output("≥50个", "41个", "50"), effect("方便", "100%", "30"))
    lacking = project(*two, money=Money(executed="100", score="10"), items=())
    four = (COST, output("≥40个", "40个", "30"), EFFECT, SATISFACTION)
    unspent = project(*four, money=Money(executed="45", score="4.5"))
    cap = Cap(below=Decimal(60), most=Decimal(89), cite="note2")
    capped = PROJECT_RULES.model_copy(update={"cap": (cap,)})
    sheets = score(lacking, load_ruleset("rescaled-2020")), score(unspent, capped)
    workings = [total_working(sheet.settlement, sheet.sum, 2) for sheet in sheets if sheet.sum]
    assert TOTALS.splitlines() == workings
