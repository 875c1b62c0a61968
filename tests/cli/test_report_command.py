"""`jixiao report` as people meet it: what it says of what was printed, left, outdated and wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from minimal import EXAMPLE
from test_commands import jixiao

from scoring.report.fontconfig import installed

pytestmark = pytest.mark.skipif(not installed("Noto Serif CJK SC"), reason="fonts-noto-cjk is not installed")


def test_what_was_printed_and_what_was_left_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command = ("report", str(EXAMPLE), "-o", str(tmp_path / "报告"), "--kind", "form")
    told = f"份 PDF，在“{tmp_path / '报告'}”"
    assert jixiao(capsys, *command, "-j", "1") == (0, f"已打印 1 {told}。\n", "")
    left = f"已打印 0 {told}，另有 1 份没有变化，没有重新打印。\n"
    assert jixiao(capsys, *command) == (0, left, "")
    assert jixiao(capsys, *command, "--force") == (0, f"已打印 1 {told}。\n", "")


def test_what_was_printed_before_of_other_forms_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(13):
        shutil.copy(EXAMPLE, tmp_path / "in" / f"{number:02}.xlsx")
    output = tmp_path / "报告"
    command = ("report", str(tmp_path / "in"), "-o", str(output), "--kind", "form")
    assert jixiao(capsys, *command)[0] == 0
    for number in range(1, 13):
        (tmp_path / "in" / f"{number:02}.xlsx").unlink()
    code, _, err = jixiao(capsys, *command)
    assert code == 0
    names = "、".join(f"自评表/{number:02}-社区图书角建设.pdf" for number in range(2, 12))
    assert err == (
        f"“{output}”中还有以前打印的 {names}等 12 份，这次没有对应的材料，没有删除，请核对是否还要保留。\n"
    )
    assert len(list(output.rglob("*.pdf"))) == 13


def test_a_mistake_in_a_template_is_told_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        shutil.copy(EXAMPLE, tmp_path / "in" / f"{number:02}.xlsx")
    own = tmp_path / "模板"
    (own / "form").mkdir(parents=True)
    (own / "form" / "form.html").write_text("{{ nothing }}", encoding="utf-8")
    command = ("report", str(tmp_path / "in"), "-o", str(tmp_path / "报告"), "--kind", "form")
    code, out, err = jixiao(capsys, *command, "--templates", str(own))
    assert code == 2
    assert err.count("未能打印") == 1
    assert f"打印模板“{own / 'form' / 'form.html'}”第 1 行用了没有的名称“nothing”" in err
    assert out == f"已打印 0 份 PDF，在“{tmp_path / '报告'}”。\n"


@pytest.mark.parametrize("jobs", ["0", "-1", "x"])
def test_a_number_of_processes_that_is_none_is_refused(
    jobs: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = jixiao(capsys, "report", str(EXAMPLE), "-o", str(tmp_path / "报告"), "-j", jobs)
    assert code == 2
    assert err == "--jobs 的取值不对（可用的取值见说明）；请用 --help 查看用法。\n"


def test_a_folder_of_templates_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    none = tmp_path / "没有"
    command = ("report", str(EXAMPLE), "-o", str(tmp_path / "报告"), "--templates", str(none))
    assert jixiao(capsys, *command) == (2, "", f"找不到模板文件夹“{none}”，请检查路径。\n")
    assert not (tmp_path / "报告").exists()
