"""The two READMEs: their commands run, and what they show is what the tool prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT

from scoring.cli.app import main

_FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> list[str]:
    """The code blocks of a file."""
    return _FENCED.findall((ROOT / name).read_text(encoding="utf-8"))


BLOCKS = blocks("README.md")
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("jixiao ")]
SHOWN = next(block for block in BLOCKS if "……" in block)
WRONG = "examples/xinhua-2023"  # some of these published forms are wrong, so verify ends with 1


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder that has the examples, and into which a command may write."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


def run(command: str) -> object:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(command)[1:])
    return ended.value.code


def test_both_show_the_same() -> None:
    assert blocks("README.en.md") == BLOCKS


def test_every_command_is_shown() -> None:
    assert {command.split()[1] for command in COMMANDS} == {
        *("verify", "score", "draft", "report", "convert", "rules", "explain", "doctor")
    }


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command: str) -> None:
    if command.startswith("jixiao report"):  # printing all of the published forms takes long
        command = command.replace(WRONG, "examples/minimal")
    expected = 1 if command.startswith("jixiao verify") and WRONG in command else 0
    assert run(command) == expected


@pytest.mark.usefixtures("_folder")
def test_output_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    run(f"jixiao verify {WRONG}/18-政务服务中心水电及物业费.xlsx")
    printed = "".join(capsys.readouterr().out.split())
    for part in SHOWN.split("\n    ……\n"):  # however the lines are broken
        assert "".join(part.split()) in printed
