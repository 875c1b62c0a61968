"""The command line as people meet it: help, exit codes, and where results go."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from minimal import EXAMPLE

from scoring import __version__, checks
from scoring.cli.app import main
from scoring.finding import CheckResult, Outcome
from scoring.rules import catalogue

ROOT = Path(__file__).parents[2]
COMMANDS = (
    *("verify", "report", "score", "convert", "explain", "doctor"),
    *("rules", "rules list", "rules show", "rules check", "rules diff"),
)


def jixiao(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command: exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(str(stopped.value.code)), out, err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese_and_has_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = jixiao(capsys, *command.split(), "--help")
    assert code == 0
    assert "例：jixiao" in out
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "default", "<bool>", "Path"):
        assert english not in out
    assert "…" not in out.replace("文件或文件夹…", "").replace("命令 …", ""), "a text is cut"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert jixiao(capsys, "--version") == (0, f"jixiao {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("verifi", "没有命令 verifi；请用 --help 查看用法。"),
        ("verify", "缺少参数 文件或文件夹…；请用 --help 查看用法。"),
        ("verify x --foo", "没有选项 --foo；请用 --help 查看用法。"),
        ("verify x --format pdf", "--format 的取值不对（可用的取值见说明）；请用 --help 查看用法。"),
        ("explain ZZ999", "没有编号为“ZZ999”的核对；请用 jixiao explain 查看全部编号。"),
        ("rules show 无此规则", "没有名为“无此规则”的规则；可用的规则："),
        ("rules check y.toml", "找不到规则文件“y.toml”，请检查路径。"),
        ("rules diff national-2020 无此规则", "没有名为“无此规则”的规则；可用的规则："),
        ("verify x --compare 无此规则", "没有名为“无此规则”的规则；可用的规则："),
        ("verify x --rules y.toml", "找不到规则文件“y.toml”，请检查路径。"),
        (
            "report x -o y --kind form --final",
            "--final 只用于评价报告，请加 --kind evaluation，或去掉 --final。",
        ),
        ("report x -o y --kind dashboard --public", "公开件不含复核总览，请去掉 --public，或改用 --kind "),
    ],
)
def test_a_command_typed_wrongly_gets_one_sentence(
    capsys: pytest.CaptureFixture[str], typed: str, sentence: str
) -> None:
    code, out, err = jixiao(capsys, *typed.split())
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], 1),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "never", "--strict"], 0),
    ],
)
def test_exit_code_of_a_form_with_errors(
    capsys: pytest.CaptureFixture[str], options: list[str], expected: int
) -> None:
    form = next((ROOT / "examples" / "xinhua-2023").glob("18-*.xlsx"))
    assert jixiao(capsys, "verify", str(form), *options)[0] == expected


@pytest.mark.parametrize(("options", "expected"), [([], 0), (["--fail-on", "warning"], 1), (["--strict"], 1)])
def test_exit_code_of_a_form_with_warnings_only(
    capsys: pytest.CaptureFixture[str], options: list[str], expected: int
) -> None:
    form = next((ROOT / "examples" / "xinhua-2023").glob("19-*.xlsx"))
    assert jixiao(capsys, "verify", str(form), *options)[0] == expected


def test_a_check_that_crashes_is_exit_3_and_the_others_still_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: object, __: object) -> tuple[CheckResult, list[object]]:
        return CheckResult("IN001", Outcome.CRASHED, "ValueError: 例"), []

    monkeypatch.setattr(checks.Check, "run", crash)
    code, out, _ = jixiao(capsys, "verify", str(EXAMPLE))
    assert code == 3
    assert "核对 IN001 自身出错" in out


def test_a_fault_of_the_tool_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.verification.examine", lambda *_: 1 / 0)
    code, out, err = jixiao(capsys, "verify", str(EXAMPLE))
    assert (code, out) == (3, "")
    assert err.startswith("工具自身出错（ZeroDivisionError")
    assert "Traceback" not in err


@pytest.mark.parametrize("suffix", ["json", "table"])
def test_output_goes_to_a_file_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "新文件夹" / f"结果.{suffix}"
    code, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--format", suffix, "-o", str(target))
    assert (code, out) == (0, "")
    assert "社区图书角建设" in target.read_text(encoding="utf-8")
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("不是文件夹", encoding="utf-8")
    target = tmp_path / "占用" / "结果.json"
    code, _, err = jixiao(capsys, "verify", str(EXAMPLE), "--format", "json", "-o", str(target))
    assert code == 2
    assert err.startswith(f"文件“{target}”不能写入")


def test_explain_lists_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    _, listed, _ = jixiao(capsys, "explain")
    assert [line.split("　")[0] for line in listed.splitlines()] == list(checks.catalogue())
    code, told, _ = jixiao(capsys, "explain", "in001")
    assert code == 0
    for heading in (
        "IN001　指标得分与复算不符",
        "级别：错误",
        "查什么：",
        "为什么：",
        "依据：",
        "怎样改正：",
    ):
        assert heading in told


def test_rules_are_listed_and_shown_with_their_basis(capsys: pytest.CaptureFixture[str]) -> None:
    _, listed, _ = jixiao(capsys, "rules", "list")
    assert [line.split("　")[0] for line in listed.splitlines()] == [rules.id for rules in catalogue()]
    for rules in catalogue():
        _, shown, _ = jixiao(capsys, "rules", "show", rules.id)
        for cite in set(rules.cites()):
            assert rules.citations[cite].gist in shown


def test_two_files_of_one_project_are_both_verified(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("甲.xlsx", "乙.xlsx"):
        shutil.copy(EXAMPLE, tmp_path / name)
    _, out, _ = jixiao(capsys, "verify", str(tmp_path), str(tmp_path / "甲.xlsx"), "--format", "json")
    result = json.loads(out)
    assert len(result["forms"]) == 2
    codes = [finding["code"] for finding in result["findings"]]
    assert [code for code in codes if code.startswith("CS")] == ["CS003"]


def test_heavy_packages_are_left_alone() -> None:
    program = (
        "import sys\nfrom scoring.cli.app import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'weasyprint', 'numpy', 'fontTools', 'jinja2'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "verify", str(EXAMPLE)], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
