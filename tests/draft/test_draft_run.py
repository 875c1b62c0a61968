"""jixiao draft and scoring.draft(): which files are written, under which names, and what is refused."""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from support import document
from tables import INDICATORS, plan, project

import scoring
from scoring.cli.app import main
from scoring.drafting.run import draft, names
from scoring.model.exchange import dump
from scoring.model.target import AnyTarget
from scoring.read import read_raw
from scoring.read.recognise import recognise

JIAOZUO = ROOT / "examples" / "jiaozuo-2023" / "绩效目标表.xlsx"
MINIMAL = ROOT / "examples" / "minimal" / "社区图书角建设.xlsx"


def run(*arguments: object) -> object:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return ended.value.code


def table(path: Path, *targets: AnyTarget) -> Path:
    """A file of the tool's own data with target tables."""
    path.write_text(dump([replace(document(), targets=targets)]), encoding="utf-8")
    return path


def test_the_example_gives_a_workbook_for_each_project_and_one_for_the_department(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", JIAOZUO, "-o", tmp_path) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert len(written) == 11
    assert written[:3] == [
        "00-政务服务和大数据局部门整体.xlsx",
        "01-大厅运行费.xlsx",
        "02-国家级行政审批服务标准化专项经费.xlsx",
    ]
    assert capsys.readouterr() == (f"已起草 11 份自评表，在“{tmp_path}”。\n", "")


def test_what_is_there_is_never_overwritten_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "01-大厅运行费.xlsx"
    kept.write_bytes(b"filled in")
    assert run("draft", JIAOZUO, "-o", tmp_path) == 2
    assert kept.read_bytes() == b"filled in"
    assert len(list(tmp_path.iterdir())) == 11  # the others were written
    told = capsys.readouterr().err
    assert told == (f"未能起草 “{kept}”已经存在，为免覆盖填好的表，没有写出；确要覆盖，请加 --force。\n")
    assert run("draft", JIAOZUO, "-o", tmp_path, "--force") == 0
    assert kept.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_what_was_read_is_never_overwritten_even_when_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    kept, other = tmp_path / "01-社区图书角建设.xlsx", tmp_path / "旧.xlsx"
    for path in (kept, other):
        path.write_bytes(MINIMAL.read_bytes())
    assert run("draft", kept, other, "-o", tmp_path / "." / "x" / "..", *options) == 2
    assert kept.read_bytes() == other.read_bytes() == MINIMAL.read_bytes()
    assert (tmp_path / "02-社区图书角建设.xlsx").exists()  # the other was written
    captured = capsys.readouterr()
    assert captured.err.endswith(
        "01-社区图书角建设.xlsx”也是要读取的文件，为免覆盖，没有写出，请给 -o 换一个文件夹。\n"
    )
    assert captured.out.startswith("已起草 1 份自评表")


def test_last_year_s_forms_are_drafted_for_the_next(tmp_path: Path) -> None:
    done = draft(MINIMAL, output=tmp_path)
    assert [path.name for path in done.written] == ["01-社区图书角建设.xlsx"]
    again = draft(done.written[0], output=tmp_path / "next")
    assert (done.failed, done.unread) == (again.failed, again.unread) == ((), ())
    assert len(again.written) == 1


def test_one_bad_file_never_stops_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, text = tmp_path / "坏.xlsx", tmp_path / "说明.txt"
    broken.write_bytes(b"PK broken")
    text.write_text("这里没有表。", encoding="utf-8")
    out = tmp_path / "out"
    assert run("draft", broken, tmp_path / "缺.xlsx", text, MINIMAL, "-o", out) == 2
    assert [path.name for path in out.iterdir()] == ["01-社区图书角建设.xlsx"]
    captured = capsys.readouterr()
    assert captured.out == f"已起草 1 份自评表，在“{out}”。\n"
    assert [
        line.split("：")[0].removeprefix(f"未能处理 {tmp_path}/") for line in captured.err.splitlines()
    ] == [*("坏.xlsx", "缺.xlsx", "说明.txt")]


def test_a_folder_with_nothing_to_draft_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "汇总.txt").write_text("部门整体支出绩效自评得分为90分。", encoding="utf-8")
    assert run("draft", tmp_path, "-o", tmp_path / "out") == 2
    assert capsys.readouterr().err == (
        f"未能起草 {tmp_path}/汇总.txt：没有找到可以起草的绩效目标表或上年自评表，"
        "请确认文件，表头应有“三级指标”“指标值”等字样。\n"
    )


def test_one_bad_project_never_stops_the_others(tmp_path: Path) -> None:
    file = table(tmp_path / "目标.json", project(*INDICATORS, name="长" * 40_000), project(*INDICATORS))
    done = draft(file, output=tmp_path / "out")
    assert [path.name for path in done.written] == ["02-社区图书角建设.xlsx"]
    (error,) = done.failed
    assert error.message == f"“{'长' * 30}…”太长，一个单元格放不下，请缩短后再起草。"


def test_a_rule_set_that_cannot_be_used_stops_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", JIAOZUO, "-o", tmp_path / "out", "--rules", "无此规则") == 2
    assert not (tmp_path / "out").exists()
    assert "没有名为“无此规则”的规则" in capsys.readouterr().err


def test_a_form_without_a_rule_set_is_told(tmp_path: Path) -> None:
    source = ROOT / "examples" / "xinhua-2023" / "00-部门整体支出绩效自评情况表.xlsx"
    done = draft(source, output=tmp_path, rules="national-2020")
    assert len(done.written) == 1  # a rule set for projects does not concern the department's form


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = draft(MINIMAL, output=tmp_path / "out")
    assert done.written == ()
    assert "不能写入" in done.failed[0].message


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("甲/乙", "01-甲_乙.xlsx"),
        ("=cmd|' /C calc'!A0", "01-=cmd_'_C_calc'!A0.xlsx"),
        ("../../etc/passwd", "01-etc_passwd.xlsx"),
        ("上\n下", "01-上_下.xlsx"),
        ("CON", "01-CON.xlsx"),
        ("", "01-未填名称.xlsx"),
        ("长" * 300, f"01-{'长' * 57}.xlsx"),
    ],
)
def test_file_names_are_sound(name: str, file: str, tmp_path: Path) -> None:
    assert names([plan(name=name)]) == [file]
    done = draft(table(tmp_path / "目标.json", project(*INDICATORS, name=name)), output=tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file]
    assert [path.parent for path in done.written] == [tmp_path / "out"]


def test_projects_of_one_name_are_kept_apart() -> None:
    assert names([plan(name="甲"), plan(name="甲")]) == ["01-甲.xlsx", "02-甲.xlsx"]


def test_the_public_name_is_the_function_whatever_was_imported_before() -> None:
    importlib.import_module("scoring.drafting.plan")
    assert scoring.draft is draft


def test_a_draft_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdopen", full)
    done = draft(MINIMAL, output=tmp_path / "out")
    assert done.written == ()
    assert "No space left on device" in done.failed[0].message
    assert list((tmp_path / "out").iterdir()) == []


def test_nothing_of_a_target_table_is_lost(tmp_path: Path) -> None:
    targets = read_raw_targets()
    done = draft(JIAOZUO, output=tmp_path)
    for target, path in zip(targets, done.written, strict=True):
        (form,) = recognise(read_raw(path)).forms
        assert form.name.text == target.name.text
        wanted = Counter((one.name.text, one.target.text) for one in target.indicators)
        assert Counter((one.name.text, one.target.text) for one in form.indicators) == wanted


def read_raw_targets() -> tuple[AnyTarget, ...]:
    """The target tables of the example."""
    return recognise(read_raw(JIAOZUO)).targets


def test_the_commands_of_the_page_for_clerks_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "draft.md").read_text(encoding="utf-8")
    commands = [line for line in page.splitlines() if line.startswith("jixiao ")]
    assert len(commands) == 5
    for command in commands:
        unfilled = command.startswith("jixiao verify")  # nothing is filled in here
        assert run(*command.split()[1:]) == (1 if unfilled else 0), command
