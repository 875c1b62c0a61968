"""File names made from project names: sound on Windows and Linux, one a form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document, project, summary, summary_row

from scoring.report.names import MAX_BYTES, file_name
from scoring.report.order import Order
from scoring.report.papers import BOOK, FORM, KINDS, OPINION, SUMMARY, papers
from scoring.results import Audit
from scoring.verification import examine

FORBIDDEN = set('/\\:*?"<>|')


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("2023大数据律师费", "01-2023大数据律师费.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "01-a_b_c_d_e_f_g_h_i_j.pdf"),
        ("../../etc/passwd", "01-etc_passwd.pdf"),
        ("互联网 + 政务\n服务", "01-互联网_+_政务_服务.pdf"),
        ("CON", "01-CON.pdf"),  # reserved by Windows only where it is the whole name
        ("名称...", "01-名称.pdf"),
        ("反\u202e转\x00", "01-反转.pdf"),
        ("", "01-未填名称.pdf"),
        (" . ", "01-未填名称.pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, made: str) -> None:
    assert file_name(1, 9, name) == made


def test_names_sort_as_they_were_counted() -> None:
    assert file_name(7, 99, "甲") == "07-甲.pdf"
    assert file_name(7, 100, "甲") == "007-甲.pdf"


def test_a_long_name_is_cut_between_characters() -> None:
    made = file_name(1, 9, "项" * 300)
    assert len(made.encode()) <= MAX_BYTES
    assert set(made.removeprefix("01-").removesuffix(".pdf")) == {"项"}


@given(st.text(max_size=200))
def test_any_name_gives_a_sound_file_name(name: str) -> None:
    made = file_name(3, 12, name)
    assert made.startswith("03-")
    assert made.endswith(".pdf")
    assert len(made.encode()) <= MAX_BYTES
    assert not FORBIDDEN & set(made)
    assert made.isprintable()
    assert made.removesuffix(".pdf")[-1] not in ". "


def test_projects_of_one_name_have_two_files() -> None:
    result = examine([document(project(), project())], None)
    paths = [paper.path.as_posix() for paper in papers(result, frozenset({FORM}))]
    assert paths == ["自评表/01-社区图书角建设.pdf", "自评表/02-社区图书角建设.pdf"]


def test_every_paper_has_a_file_of_its_own(xinhua: Audit) -> None:
    paths = [paper.path for paper in papers(xinhua)]
    assert len(set(paths)) == len(paths) == 2 * len(xinhua.forms) + 3


def test_only_what_is_asked_for_is_made(xinhua: Audit) -> None:
    made = {kind: len(papers(xinhua, frozenset({kind}))) for kind in KINDS}
    forms = len(xinhua.forms)
    assert made == {FORM: forms, OPINION: forms + 1, SUMMARY: 1, BOOK: 1}


def test_a_single_form_gets_a_book_only_where_that_is_asked_for() -> None:
    result = examine([document(project())], None)
    assert [paper.kind for paper in papers(result)] == [FORM, OPINION, SUMMARY]
    assert [paper.kind for paper in papers(result, frozenset({BOOK}))] == [BOOK]


def test_a_single_form_gets_an_opinion_on_its_folder_where_something_was_found_there() -> None:
    result = examine([document(project(), summaries=(summary(summary_row(name="阅览室")),))], None)
    assert [finding.code for finding in result.summaries[0].findings] == ["CS004"]
    kinds = [paper.kind for paper in papers(result, frozenset({OPINION}))]
    assert kinds == [OPINION, "department"]


def test_public_copies_have_a_folder_of_their_own_and_no_opinions(xinhua: Audit) -> None:
    made = papers(xinhua, order=Order(public=True))
    assert {paper.path.parts[0] for paper in made} == {"公开"}
    assert {paper.kind for paper in made} == {FORM, SUMMARY, BOOK}
    assert not {paper.path for paper in made} & {paper.path for paper in papers(xinhua)}


def test_several_folders_have_a_summary_each() -> None:
    forms = [
        replace(project(), place=replace(project().place, file=f"{folder}/自评表.xlsx")) for folder in "甲乙"
    ]
    result = examine([document(form, file=form.place.file) for form in forms], None)
    paths = [paper.path.as_posix() for paper in papers(result, frozenset({SUMMARY}))]
    assert paths == [
        "项目支出绩效自评汇总表/01-示例区文化和旅游局.pdf",
        "项目支出绩效自评汇总表/02-示例区文化和旅游局.pdf",
    ]
