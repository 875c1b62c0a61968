"""The user's own templates override file by file, use what lies beside them, and can do nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from jinja2 import UndefinedError
from pdfa import faults
from PIL import Image
from printed import needs_fonts, needs_poppler, words
from support import document, project

from scoring.errors import RenderError
from scoring.report.papers import FORM, OPINION
from scoring.report.printing import Options, Report, report
from scoring.report.templates import MAX_FILES_BYTES, Templates, templates_folder
from scoring.verification import examine

pytestmark = [needs_fonts, needs_poppler]

PAGE = (
    '{% extends "common/page.html" %}{% block body %}<h1>表</h1><div class="aside">BODY</div>{% endblock %}'
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "模板"
    (folder / "form").mkdir(parents=True)
    return folder


def printed(own: Path, folder: Path, kinds: frozenset[str] = frozenset({FORM})) -> Report:
    result = examine([document(project(name="<b>图书角</b>"))], None)
    return report(result, folder / "报告", kinds, options=Options(templates=own))


def put(own: Path, body: str) -> None:
    (own / "form" / "form.html").write_text(PAGE.replace("BODY", body), encoding="utf-8")


def failure(own: Path, folder: Path) -> str:
    done = printed(own, folder)
    assert done.written == ()
    (error,) = done.failed
    assert "\n" not in error.message
    return error.message


def test_a_file_overrides_its_namesake_and_no_other(own: Path, tmp_path: Path) -> None:
    (own / "form" / "project.html").write_text("<p>甲乙丙：{{ form.name.text }}</p>", encoding="utf-8")
    form, opinion = printed(own, tmp_path, frozenset({FORM, OPINION})).written
    assert "甲乙丙：<b>图书角</b>" in words(form), "what a form says is escaped there, too"
    assert "绩效指标" in words(form)
    assert "绩效自评复核意见书" in words(opinion)
    assert faults(form) == []


def test_a_style_sheet_overrides_its_namesake(own: Path, tmp_path: Path) -> None:
    style = (templates_folder() / "common" / "table.css").read_text(encoding="utf-8")
    (own / "common").mkdir()
    (own / "common" / "table.css").write_text(style.replace("size: A4", "size: A3"), encoding="utf-8")
    (form,) = printed(own, tmp_path).written
    with pikepdf.open(form) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [842, 1191]


def test_pictures_and_style_sheets_beside_the_templates_are_used(own: Path, tmp_path: Path) -> None:
    (own / "bilder").mkdir()
    Image.new("RGB", (8, 8), "black").save(own / "bilder" / "章 1.png")
    Image.new("RGB", (9, 9), "black").save(own / "bilder" / "grund.jpg")
    (own / "form" / "own.css").write_text(".aside { background: url(../bilder/grund.jpg) }")
    put(own, '<img src="bilder/章 1.png" alt="章"><link rel="stylesheet" href="form/own.css">甲')
    (form,) = printed(own, tmp_path).written
    with pikepdf.open(form) as pdf:
        sizes = {
            int(thing["/Width"])
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        }
    assert sizes == {8, 9}
    assert faults(form) == []


@pytest.mark.parametrize(
    "address",
    [
        "../outside.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://example.invalid/x.png",
        "https://templates.invalid/outside.png",
        "link.png",
        ".hidden.png",
        "note.txt",
        "form/form.html",
        "none.png",
    ],
)
def test_nothing_else_is_fetched(address: str, own: Path, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "outside.png")
    Image.new("RGB", (8, 8)).save(own / ".hidden.png")
    (own / "link.png").symlink_to(tmp_path / "outside.png")
    (own / "note.txt").write_text("x")
    put(own, f'<img src="{address}" alt="">')
    assert "的打印模板引用了外部地址，已拒绝：" in failure(own, tmp_path)


MISTAKES = [
    ("\n{{ page.title", "第 2 行不合模板语法（unexpected '/'）"),
    ("\n\n{% if %}", "第 3 行不合模板语法（"),
    ("\n{{ page.nothing }}", "第 2 行用了没有的名称“nothing”，"),
    ("\n{{ nothing }}", "第 2 行用了没有的名称“nothing”，"),
    ("{% include 'form/none.html' %}", "第 1 行引用的模板“form/none.html”不存在，"),
    ("{{ 1 // 0 }}", "第 1 行不能执行（ZeroDivisionError："),
    ("{{ page.__class__.__mro__ }}", "第 1 行用了模板中不允许的操作（"),
    ("{{ ().__class__.__bases__[0].__subclasses__() }}", "第 1 行用了模板中不允许的操作（"),
    ("{% set _ = page.rows.append(1) %}", "第 1 行用了没有的名称“append”，"),
    ("{{ page.title|nothing }}", "第 1 行不合模板语法（No filter named"),
    ("{{ range(10**9)|length }}", "第 1 行不能执行（OverflowError："),
]


@pytest.mark.parametrize(("body", "told"), MISTAKES, ids=[body for body, _ in MISTAKES])
def test_a_mistake_is_told_with_file_and_line(body: str, told: str, own: Path, tmp_path: Path) -> None:
    put(own, body)
    message = failure(own, tmp_path)
    assert message.startswith(f"打印模板“{own / 'form' / 'form.html'}”{told}")
    assert message.endswith("，请改正，或删去这个文件、改用自带的模板。")


def test_a_template_in_another_encoding_is_told(own: Path, tmp_path: Path) -> None:
    (own / "form" / "form.html").write_bytes("自评表".encode("gb18030"))
    assert failure(own, tmp_path).startswith("打印模板“form/form.html”第 1 行起有不是 UTF-8 编码的文字，")


def test_a_mistake_in_the_templates_of_the_package_is_a_fault_of_the_tool() -> None:
    with pytest.raises(UndefinedError):
        Templates().filled("form/form.html")


def test_a_mistake_is_told_where_it_stands_not_where_it_is_called(own: Path, tmp_path: Path) -> None:
    (own / "form" / "indicators.html").write_text("<p>\n\n{{ row.none }}", encoding="utf-8")
    assert failure(own, tmp_path).startswith(f"打印模板“{own / 'form' / 'indicators.html'}”第 3 行")


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_mistake_in_a_style_sheet_is_told_with_file_and_line(jobs: int, own: Path, tmp_path: Path) -> None:
    style = (templates_folder() / "form" / "form.css").read_text(encoding="utf-8")
    (own / "form" / "form.css").write_text(style + "\n.aside {\n  colour: red;\n}\n", encoding="utf-8")
    forms = [document(project(name=name)) for name in ("图书角", "阅览室")]
    done = report(examine(forms, None), tmp_path, frozenset({FORM}), options=Options(jobs, own))
    line = style.count("\n") + 3
    told = "第 {} 行的样式不能使用（Ignored `colour: red` at {}:3, unknown property.），请改正，"
    assert len(done.failed) == 2
    for error in done.failed:
        at = re.search(r" at (\d+):3", error.message)
        assert at is not None
        assert error.message.startswith(f"打印模板“{own / 'form' / 'form.css'}”{told.format(line, at[1])}")


def test_a_mistake_in_one_kind_does_not_stop_the_others(own: Path, tmp_path: Path) -> None:
    put(own, "{{ nothing }}")
    done = printed(own, tmp_path, frozenset({FORM, OPINION}))
    assert [path.parent.name for path in done.written] == ["复核意见书"]
    assert len(done.failed) == 1


def test_a_folder_that_cannot_serve_is_refused(own: Path, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"找不到模板文件夹“.*没有.*”，请检查路径。"):
        Templates(tmp_path / "没有")
    (own / "form" / "from.html").write_text("x")
    with pytest.raises(RenderError, match=r"中没有与自带模板同名的文件，请按自带模板“.*”的结构放置"):
        printed(own, tmp_path)
    assert not (tmp_path / "报告").exists()


def test_pictures_have_a_limit(own: Path) -> None:
    put(own, "")
    (own / "a.png").write_bytes(b"x" * MAX_FILES_BYTES)
    assert list(Templates(own).files()) == ["a.png"]
    (own / "b.png").write_bytes(b"x")
    with pytest.raises(RenderError, match="中的图片和样式超过 20 MB，请删减后重试"):
        Templates(own).files()


def test_without_a_folder_there_are_no_files() -> None:
    assert Templates().files() == {}


def test_a_picture_without_words_for_it_is_refused(own: Path, tmp_path: Path) -> None:
    """Who cannot see it must be told what it is."""
    Image.new("RGB", (8, 8)).save(own / "a.png")
    put(own, '<img src="a.png">')
    assert "has no required alt description" in failure(own, tmp_path)
