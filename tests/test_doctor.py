"""The doctor: what is there, what is missing, and what to type."""

from __future__ import annotations

import ctypes
import sys

import pytest

from scoring import doctor
from scoring.doctor import Diagnosis, diagnose
from scoring.errors import RenderError
from scoring.report.fontconfig import installed


def by_name(found: list[Diagnosis]) -> dict[str, Diagnosis]:
    return {diagnosis.name: diagnosis for diagnosis in found}


def test_everything_is_looked_at() -> None:
    names = list(by_name(diagnose()))
    assert names[0] == "Python"
    assert {
        *doctor.PACKAGES,
        "Pango（排版）",
        "HarfBuzz-Subset（缩小字体）",
        "打印模板",
        "排版进程",
        "试打印",
    } <= set(names)


def test_what_is_well_needs_no_advice_and_what_is_not_has_some() -> None:
    for diagnosis in diagnose():
        assert diagnosis.detail
        assert diagnosis.ok == (not diagnosis.advice) or diagnosis.name == "试打印"


@pytest.mark.skipif(not installed("Noto Serif CJK SC"), reason="fonts-noto-cjk is not installed")
def test_where_printing_works_the_fonts_are_named() -> None:
    found = by_name(diagnose())
    assert found["试打印"].ok
    assert found["正文字体"].detail.endswith("）")
    assert all(found[role].ok for role in ("正文字体", "标题字体", "题名字体"))


def test_a_missing_package_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("jixiao-no-such-package",))
    missing = by_name(diagnose())["jixiao-no-such-package"]
    assert not missing.ok
    assert missing.advice == "请运行 pip install jixiao-no-such-package。"


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PYTHON", (99, 0))
    assert "sudo apt install python99.0" in by_name(diagnose())["Python"].advice


def test_a_missing_library_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    found = by_name(diagnose())
    assert "sudo apt install libharfbuzz-subset0" in found["HarfBuzz-Subset（缩小字体）"].advice
    # Without fontconfig no font is found either, and the print fails for that reason.
    assert "sudo apt install fonts-noto-cjk" in found["中文字体"].advice
    assert not found["试打印"].ok


def test_missing_templates_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise RenderError("没有找到打印模板（templates），请重新安装 jixiao-scoring。")

    monkeypatch.setattr("scoring.report.templates.templates_folder", lost)
    assert by_name(diagnose())["打印模板"].advice.endswith("请重新安装 jixiao-scoring。")


def test_an_old_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_SUBSET_VERSION", (99, 0, 0))
    found = by_name(diagnose())["HarfBuzz-Subset（缩小字体）"]
    assert not found.ok
    assert found.detail.endswith(" 过旧")
    assert found.advice == "请升级到 99.0.0 或更新的版本，否则打印较慢。"


@pytest.mark.parametrize("command", [("no-such-program",), (sys.executable, "-c", "print('not it')")])
def test_processes_that_do_not_start_are_told(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.report.presses.COMMAND", command)
    found = by_name(diagnose())["排版进程"]
    assert not found.ok
    assert "打印仍可进行，但只能逐份排版" in found.advice
