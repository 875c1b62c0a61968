"""预算绩效情况说明: worded as published accounts are, with the figures of the forms and blanks for others."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from support import Money, check, department, document, output, project

from scoring.errors import RenderError
from scoring.model.money import MoneyUnit
from scoring.place import Place
from scoring.read.document import read
from scoring.read.sources import Source
from scoring.report.folder import Folder, folders
from scoring.report.order import Order
from scoring.report.printing import Options
from scoring.report.statement import BLANK, Statement, statement
from scoring.report.statementdocx import statement_docx
from scoring.report.statementfiles import write_statements
from scoring.results import Audit, Unread
from scoring.verification import examine

LOW = output("≥40个", "20个", "30", "15.00", "-50.00", "场地没有落实")


def told(*forms: object) -> Statement:
    (folder,) = folders(examine([document(*forms)], None))  # type: ignore[arg-type]
    return statement(folder)


def text(made: Statement) -> str:
    return "\n".join(made.lines)


def test_the_example_is_told_as_its_accounts_tell_it(xinhua: Audit) -> None:
    (folder,) = folders(xinhua)
    assert list(statement(folder).lines) == [
        "预算绩效情况说明",
        "（一）绩效管理工作开展情况",
        (
            "2023年度，我部门纳入预算绩效管理的支出总额为324.49万元，其中基本支出【待填写】万元，"
            "项目支出【待填写】万元。按照“谁用款、谁评价”的要求，对预算项目支出全面开展自评，涵盖项目23个，"
            "涉及预算资金111.17万元，占部门预算项目支出总额的【待填写】%。"
        ),
        "上述项目全年预算数合计2603.51万元，全年执行数合计111.17万元，执行率4.27%。",
        "对部门整体支出也开展了自评，部门整体支出绩效自评结果为87.70分，等级为良。",
        "（二）项目绩效自评结果",
        (
            "我部门2023年度23个项目支出绩效自评中，9个项目自评等级为优，10个项目自评等级为良，"
            "0个项目自评等级为中，4个项目自评等级为差。"
        ),
    ]


def test_what_recomputing_changes_is_told_the_reviewer_and_nobody_else(xinhua: Audit) -> None:
    (folder,) = folders(xinhua)
    made = statement(folder)
    assert made.remarks[1:] == (
        "“2. 2023一体化线上服务平台建设”自评 87 分，复算 80.00 分，等级仍为“良”；说明按自评计。",
        "“19. 政务服务中心水电及物业费”自评 81.7 分，复算 87.90 分，等级仍为“良”；说明按自评计。",
    )
    assert "复算" not in text(made)


def test_a_grade_that_changes_changes_the_counts_told_the_reviewer() -> None:
    made = told(project(total="88"), department())  # recomputes to 92.81
    assert "0个项目自评等级为优，1个项目自评等级为良" in text(made)
    assert "“1. 社区图书角建设”自评 88 分，复算 92.81 分，等级由“良”变为“优”；说明按自评计。" in made.remarks
    assert "项目等级按复算为：优 1 个、良 0 个、中 0 个、差 0 个。" in made.remarks


def test_a_difference_of_rounding_is_no_remark() -> None:
    assert not [line for line in told(project(total="92.8"), department()).remarks if "复算" in line]


def test_amounts_are_summed_exactly_and_in_wan() -> None:
    yuan = replace(
        project(name="乙", money=Money(budget="1000000", executed="100001")), money_unit=MoneyUnit.YUAN
    )
    made = text(told(project(), yuan))
    assert "涉及预算资金68.0501万元" in made
    assert "全年预算数合计200.00万元，全年执行数合计68.0501万元，执行率34.03%。" in made


def test_a_figure_that_a_form_leaves_open_is_left_to_be_filled_in() -> None:
    made = told(project(), project(name="乙", money=Money(executed="")), project(name="丙", total=""))
    assert f"涵盖项目3个，涉及预算资金{BLANK}万元" in text(made)
    assert f"执行率{BLANK}%。" in text(made)
    assert f"{BLANK}个项目自评等级为优，{BLANK}个项目自评等级为良" in text(made)
    assert f"自评结果为{BLANK}分，等级为{BLANK}。" in text(made)
    assert "“2. 乙”没有全年预算数或全年执行数，金额合计没有计算。" in made.remarks
    assert "“3. 丙”自评总分未填或不是数字，相应的得分、等级个数没有计算。" in made.remarks
    assert "部门整体支出绩效自评表有 0 张，支出总额和自评结果请核对后填写。" in made.remarks


def test_nothing_was_planned_so_there_is_no_rate() -> None:
    assert f"执行率{BLANK}%。" in text(told(project(money=Money(budget="0", executed="0"))))


def test_forms_of_two_departments_in_one_folder_give_no_score() -> None:
    made = told(department(), replace(department(), name=replace(department().name, text="别局")))
    assert f"自评结果为{BLANK}分" in text(made)
    assert "（二）" not in text(made)


def test_a_form_without_a_year_leaves_the_year_open() -> None:
    assert f"我部门{BLANK}年度1个项目支出绩效自评中" in text(told(project(year=None)))


def test_copies_and_files_that_could_not_be_read_are_told() -> None:
    lost = Unread("坏.xlsx", Place("坏.xlsx"), "文件已损坏。")
    made = statement(Folder("", (check(project()), replace(check(project()), id="2")), (), (lost,)))
    assert "“2. 社区图书角建设”与前面的表为同一项目，没有重复计入。" in made.remarks
    assert "坏.xlsx 未能处理，没有计入：文件已损坏。" in made.remarks


def test_the_text_reads_back(xinhua: Audit, tmp_path: Path) -> None:
    write_statements(xinhua, tmp_path)
    for suffix in (".txt", ".docx"):
        (back,) = read(Source(tmp_path / f"预算绩效情况说明{suffix}", named=True))
        (score,) = back.statements
        assert (score.name, score.score.text) == ("", "87.70")
        # A reader that takes claims takes these; one that does not has none.
        claims = {(claim.what.value, claim.grade, claim.figure.text) for claim in back.claims}
        graded = {
            ("graded", name, count) for name, count in zip("优良中差", ("9", "10", "0", "4"), strict=True)
        }
        whole = {("projects", "", "23"), ("project_money", "", "111.17"), *graded}
        assert claims in (set(), whole)


def test_a_public_copy_comes_without_remarks(xinhua: Audit, tmp_path: Path) -> None:
    assert [path.name for path in write_statements(xinhua, tmp_path).written] == [
        "预算绩效情况说明.txt",
        "预算绩效情况说明.docx",
        "预算绩效情况说明（复核提示）.txt",
    ]
    public = write_statements(xinhua, tmp_path, order=Order(public=True)).written
    assert [path.relative_to(tmp_path).as_posix() for path in public] == [
        "公开/预算绩效情况说明.txt",
        "公开/预算绩效情况说明.docx",
    ]


def test_each_folder_has_a_statement_of_its_own(tmp_path: Path) -> None:
    papers = [replace(document(department()), file=f"{name}/表.xlsx") for name in ("甲", "乙")]
    moved = [
        replace(paper, forms=tuple(replace(f, place=Place(paper.file)) for f in paper.forms))
        for paper in papers
    ]
    names = [
        path.relative_to(tmp_path).as_posix()
        for path in write_statements(examine(moved, None), tmp_path).written
    ]
    assert "预算绩效情况说明/02-示例区文化和旅游局.docx" in names
    assert len(names) == 6


def test_a_file_that_cannot_be_written_stops_no_other(xinhua: Audit, tmp_path: Path) -> None:
    (tmp_path / "预算绩效情况说明.txt").mkdir()
    done = write_statements(xinhua, tmp_path)
    assert len(done.written) == 2
    assert done.failed[0].message.startswith("文件“")


@pytest.fixture
def word(xinhua: Audit) -> bytes:
    (folder,) = folders(xinhua)
    return statement_docx(statement(folder))


def test_the_word_document_says_the_same_in_the_same_bytes(xinhua: Audit, word: bytes) -> None:
    (folder,) = folders(xinhua)
    document = Document(BytesIO(word))
    assert [paragraph.text for paragraph in document.paragraphs] == list(statement(folder).lines)
    assert statement_docx(statement(folder)) == word


def test_the_word_document_is_set_as_official_papers_are(word: bytes) -> None:
    document = Document(BytesIO(word))
    (page,) = document.sections
    lengths = (page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin)
    assert [length.mm for length in lengths if length is not None] == pytest.approx(
        [210, 297, 37, 35, 28], abs=0.1
    )
    body = document.paragraphs[2]
    assert body.runs[0].font.size is not None
    assert body.runs[0].font.size.pt == 16
    assert "仿宋" in body.runs[0]._element.xml
    with ZipFile(BytesIO(word)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's own template, which tells one figure."""
    (tmp_path / "模板" / "statement").mkdir(parents=True)
    template = tmp_path / "模板" / "statement" / "statement.txt"
    template.write_text("说明\n\n（一）自评\n<b>项目{{ page.projects }}个</b>\n", encoding="utf-8")
    return template


def test_the_users_own_template_words_it(own: Path, tmp_path: Path) -> None:
    result = examine([document(project())], None)
    done = write_statements(result, tmp_path / "报告", options=Options(templates=own.parents[1]))
    text, word, _ = done.written
    told = ["说明", "（一）自评", "<b>项目1个</b>"]
    assert text.read_text("utf-8-sig").split("\n\n") == [*told[:2], f"{told[2]}\n"]
    assert [paragraph.text for paragraph in Document(str(word)).paragraphs] == told


def test_a_mistake_in_the_users_own_template_is_told_with_its_line(own: Path, tmp_path: Path) -> None:
    own.write_text("说明\n项目{{ page.project }}个\n", encoding="utf-8")
    with pytest.raises(RenderError, match=r"statement\.txt”第 2 行用了没有的名称“project”"):
        write_statements(
            examine([document(project())], None), tmp_path / "报告", options=Options(templates=own.parents[1])
        )
    assert not (tmp_path / "报告").exists()


def test_a_public_file_name_is_masked(tmp_path: Path) -> None:
    number = "138" + "12345678"
    named = replace(project(), supervising_department=replace(project().name, text=f"甲局（{number}）"))
    forms = [replace(form, place=Place(f"{at}/表.xlsx")) for form, at in ((named, "甲"), (project(), "乙"))]
    files = [document(form, file=form.place.file) for form in forms]
    done = write_statements(examine(files, None), tmp_path, order=Order(public=True))
    assert len(done.written) == 4
    assert [path.name for path in done.written if number in path.name] == []
