"""What can be asked of `jixiao report`, and what is refused."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from minimal import EXAMPLE
from test_commands import jixiao

from scoring.report.fontconfig import installed

needs_printing = pytest.mark.skipif(
    not (installed("Noto Serif CJK SC") and installed("Noto Sans CJK SC")),
    reason="fonts-noto-cjk is not installed",
)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--due 明天", "--due 的取值不对（可用的取值见说明）；请用 --help 查看用法。"),
        ("--due 2025-02-30", "--due 的取值不对（可用的取值见说明）；请用 --help 查看用法。"),
        ("--paper A5", "--paper 的取值不对（可用的取值见说明）；请用 --help 查看用法。"),
        ("--columns all", "--columns 的取值不对（可用的取值见说明）；请用 --help 查看用法。"),
        (
            "--public --kind opinion",
            "公开件不含复核意见书，请去掉 --public，或改用 --kind form、summary、book。",
        ),
    ],
)
def test_an_option_that_makes_no_sense_prints_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: str, sentence: str
) -> None:
    code, out, err = jixiao(capsys, "report", str(EXAMPLE), "-o", str(tmp_path / "报告"), *options.split())
    assert (code, out, err) == (2, "", f"{sentence}\n")
    assert list(tmp_path.iterdir()) == []


@needs_printing
def test_the_day_by_which_is_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    form = next(EXAMPLE.parents[1].glob("xinhua-2023/18-*.xlsx"))
    asked = ("--kind", "opinion", "--due", "2025-06-30")
    assert jixiao(capsys, "report", str(form), "-o", str(tmp_path), *asked)[0] == 0
    (opinion,) = (tmp_path / "复核意见书").iterdir()
    told = subprocess.run(["pdftotext", str(opinion), "-"], capture_output=True, text=True, check=True).stdout
    assert "请于2025年6月30日前改正上述错误" in re.sub(r"\s", "", told)


@needs_printing
def test_public_copies_go_to_a_folder_of_their_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = ("--public", "--paper", "A3")
    code, out, _ = jixiao(capsys, "report", str(EXAMPLE), "-o", str(tmp_path), *asked)
    assert (code, out) == (0, f"已打印 2 份 PDF，在“{tmp_path}”。\n")
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf"))
    assert made == ["公开/自评表/01-社区图书角建设.pdf", "公开/项目支出绩效自评汇总表.pdf"]
