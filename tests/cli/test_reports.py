"""The reports that are made on request, as the command line makes them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from minimal import EXAMPLE

from scoring.cli.app import main
from scoring.report.fontconfig import installed

DOCS = Path(__file__).parents[2] / "docs" / "reports.md"
needs_fonts = pytest.mark.skipif(not installed("Noto Serif CJK SC"), reason="fonts-noto-cjk is not installed")


def report(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["report", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(str(stopped.value.code)), out, err


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with the small example in it, as 图书角.xlsx."""
    folder = tmp_path / "自评表"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "图书角.xlsx")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_statement_is_written(capsys: pytest.CaptureFixture[str], forms: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告"
    assert report(capsys, forms, "-o", out, "--kind", "statement")[:2] == (
        0,
        f"已写出 3 个文件，在“{out}”。\n",
    )
    assert files(out) == ["预算绩效情况说明.docx", "预算绩效情况说明.txt", "预算绩效情况说明（复核提示）.txt"]


@needs_fonts
def test_a_dashboard_is_printed(capsys: pytest.CaptureFixture[str], forms: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告"
    assert report(capsys, forms, "-o", out, "--kind", "dashboard")[:2] == (
        0,
        f"已打印 1 份 PDF，在“{out}”。\n",
    )
    assert files(out) == ["绩效自评复核总览.pdf"]


@needs_fonts
def test_the_sample_in_the_documents_makes_a_final_report(
    capsys: pytest.CaptureFixture[str], forms: Path, tmp_path: Path
) -> None:
    out = tmp_path / "报告"
    code, told, err = report(capsys, forms, "-o", out, "--kind", "evaluation", "--final")
    assert (code, told) == (2, f"已打印 0 份 PDF，在“{out}”。\n")
    assert err.startswith("未能打印 “1. 社区图书角建设”的评价报告还缺“基本情况”、“绩效评价工作开展情况”、")
    assert "请写入自评表旁边的“图书角.报告.docx”" in err
    (sample,) = re.findall(r"```text\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (forms / "图书角.报告.txt").write_text(sample, encoding="utf-8")
    assert report(capsys, forms, "-o", out, "--kind", "evaluation", "--final")[0] == 0
    assert files(out) == ["绩效评价报告/01-社区图书角建设.pdf"]
