"""Fonts: which are chosen, what happens without them, and characters that none of them has."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from printed import needs_fonts
from support import document, project

from scoring.errors import RenderError
from scoring.report import cutting
from scoring.report.fontconfig import BOLD, REGULAR, Face, installed
from scoring.report.fonts import Fonts, Role, find_faces
from scoring.report.papers import FORM, papers
from scoring.report.printing import Options, print_papers
from scoring.verification import examine

SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"
STRANGE = "\ue5d8"  # a private character, as symbol fonts leave behind


def face(family: str, weight: int = REGULAR) -> Face:
    return Face(family, Path(f"/fonts/{family}-{weight}.ttc"), 0, weight)


def test_the_first_family_that_is_installed_is_taken_at_the_weight_of_its_role() -> None:
    fonts = {family: [face(family, REGULAR), face(family, BOLD)] for family in (SONG, HEI)}
    fonts["仿宋"] = [face("仿宋")]
    faces = find_faces(lambda family: fonts.get(family, []))
    assert faces == {
        Role.TEXT: face("仿宋"),
        Role.HEADING: face(HEI, BOLD),
        Role.KAI: face("仿宋"),  # without a 楷体
        Role.TITLE: face(SONG, BOLD),
    }


@pytest.mark.parametrize("family", ["SimHei", "SimSun"])
def test_one_font_serves_for_all(family: str) -> None:
    faces = find_faces(lambda asked: [face(family)] if asked == family else [])
    assert set(faces.values()) == {face(family)}


def test_no_font_is_an_error_with_the_command_and_nothing_is_written(tmp_path: Path) -> None:
    result = examine([document(project())], None)
    with pytest.raises(RenderError, match="sudo apt install fonts-noto-cjk"):
        print_papers(papers(result), tmp_path / "报告", options=Options(find=lambda _: []))
    assert list(tmp_path.iterdir()) == []


def test_a_font_without_chinese_is_none() -> None:
    latin = installed("DejaVu Sans") or installed("Liberation Sans")
    if not latin:
        pytest.skip("no Latin font is installed to stand for a wrong one")
    with pytest.raises(RenderError, match="没有找到中文字体"):
        Fonts(lambda family: latin if family == "SimHei" else [])


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "simhei.ttf"
    broken.write_bytes(b"\0" * 100)
    with pytest.raises(RenderError, match=r"simhei\.ttf.*不能读取.*请重新安装字体“SimHei”"):
        Fonts(lambda family: [Face(family, broken, 0, REGULAR)] if family == "SimHei" else [])


@needs_fonts
def test_a_font_that_cannot_be_cut_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("Subsetting failed")

    fonts = Fonts()
    monkeypatch.setattr(cutting, "subset", refuse)
    with pytest.raises(RenderError, match="不能读取，请重新安装字体“Noto Serif CJK SC”"):
        fonts.cut("绩", "绩")


def test_a_family_that_is_not_installed_has_no_faces() -> None:
    assert installed("没有这种字体") == []


@needs_fonts
def test_installed_faces_are_told_apart_by_weight() -> None:
    faces = installed(SONG)
    assert {REGULAR, BOLD} <= {face.weight for face in faces}
    assert all(face.file.is_file() for face in faces)


@needs_fonts
def test_a_cut_font_holds_the_characters_of_the_batch_and_few_others() -> None:
    cut = Fonts().cut("绩效自评±", "评")
    characters = {role: set(TTFont(BytesIO(data)).getBestCmap()) for role, data in cut.items()}
    latin = {*range(0x20, 0x7F), 0xA0}
    assert characters["text"] == characters["heading"] == latin | set(map(ord, "绩效自评±"))
    assert characters["title"] == latin | {ord("评")}
    assert all(len(data) < 50_000 for data in cut.values())


@needs_fonts
def test_a_role_that_the_text_serves_for_has_no_font_of_its_own() -> None:
    both = (SONG, HEI)
    cut = Fonts(lambda family: installed(family) if family in both else []).cut("绩", "绩")
    assert set(cut) == {"text", "heading", "title"}


@needs_fonts
def test_the_same_characters_give_the_same_font() -> None:
    assert Fonts().cut("绩效", "绩") == Fonts().cut("效绩绩", "绩")


@needs_fonts
def test_a_missing_character_stops_its_own_paper_only(tmp_path: Path) -> None:
    result = examine([document(project(name=f"图书{STRANGE}角"), project(name="阅览室"))], None)
    done = print_papers(papers(result, frozenset({FORM})), tmp_path)
    assert [path.name for path in done.written] == ["02-阅览室.pdf"]
    assert [path.name for path in (tmp_path / "自评表").iterdir()] == ["02-阅览室.pdf"]
    (error,) = done.failed
    assert "U+E5D8" in error.message
    assert "图书\ue5d8角" in error.message
    assert error.place == result.forms[0].form.place
