"""The summary table of a folder, before it is set: rows, sums, grades, and what could not be summed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support import Money, check, department, document, project

from scoring.report.folder import Folder, folders
from scoring.report.order import Columns
from scoring.report.summary_page import summary_page
from scoring.results import Audit, FormAudit, Unread
from scoring.verification import examine


def folder(*forms: FormAudit, path: str = "", unread: tuple[Unread, ...] = ()) -> Folder:
    numbered = tuple(replace(form, id=str(n)) for n, form in enumerate(forms, start=1))
    return Folder(path, numbered, unread=unread)


def test_the_published_projects_add_up(xinhua: Audit) -> None:
    (one,) = folders(xinhua)
    page = summary_page(one)
    # With the two projects whose first page was lost (0 and 4.81) it is 115.98, as in the accounts.
    assert Decimal(page.executed) == Decimal("115.98") - Decimal("4.81")
    assert (page.budget, page.rate, len(page.rows)) == ("2603.51", "4.27%", 23)
    assert [part.name for part in page.parts] == ["资金管理", "成本", "产出", "效益", "满意度"]
    assert [row.name for row in page.rows if row.total.sign == "▲"] == [
        "2023一体化线上服务平台建设",
        "政务服务中心水电及物业费",
    ]
    assert page.grades[1] == "按复算得分：优 9 个、良 10 个、中 0 个、差 4 个"
    assert page.departments[0].endswith("自评 87.7 分，复算 87.70 分，等级良。")


def test_the_published_columns_are_those_of_the_published_table(xinhua: Audit) -> None:
    """The table of the folder was published; each of its shares is what the form of the same row states."""
    (one,) = folders(xinhua)
    page = summary_page(one, Columns.PUBLISHED)
    assert ["".join(part.share) for part in page.parts] == [
        f"{name}得分率" for name in ("资金管理情况", "成本指标", "产出指标", "效益指标", "满意度指标")
    ]
    made = {(row.name, row.budget): [column[n] for column in page.shares] for n, row in enumerate(page.rows)}
    (table,) = xinhua.summaries
    known = [match for match in table.matches if match.form]
    assert len(known) == 19
    for match in known:
        assert match.form is not None
        form = match.form.form
        row = made[form.name.text, form.total_funds.budget.text if form.total_funds else ""]
        assert row == [figure.text for _, figure in match.row.parts]


def test_the_published_columns_tell_nothing_that_was_recomputed(xinhua: Audit) -> None:
    (one,) = folders(xinhua)
    page = summary_page(one, Columns.PUBLISHED)
    assert page.grades == ("按自评得分：优 9 个、良 10 个、中 0 个、差 4 个",)
    assert page.departments == ()


def test_a_changed_grade_shows_both() -> None:
    page = summary_page(folder(check(project(total="88"))))
    assert page.rows[0].grade == "良→优"


def test_a_form_handed_in_twice_is_summed_once() -> None:
    page = summary_page(folder(check(project()), check(project())))
    assert (page.budget, len(page.rows)) == ("100", 1)
    assert page.remarks == ("自评表.xlsx › 自评表!A1 的表与前面的表为同一项目，没有重复列入。",)


def test_projects_of_one_name_with_other_money_are_two() -> None:
    page = summary_page(folder(check(project()), check(project(money=Money(budget="50", executed="50")))))
    assert (page.budget, page.executed) == ("150", "108.05")


@pytest.mark.parametrize("public", [False, True])
def test_what_cannot_be_summed_is_told(public: bool) -> None:
    lost = check(project(money=None, missing=("execution",)))
    unread = Unread("甲/坏.xlsx", lost.form.place, "文件已损坏，请重新保存后再试。")
    page = summary_page(folder(check(project()), lost, unread=(unread,)), public=public)
    assert (page.budget, page.left_out) == ("100", "2")
    told = "自评表.xlsx › 自评表!A1 未能处理，没有列入：文件已损坏，请重新保存后再试。"
    assert page.remarks == (() if public else (told,))
    assert page.rows[1].total.recomputed == "不能复算"


def test_a_part_without_a_stated_score_has_no_share() -> None:
    form = project()
    first = replace(form.indicators[0], score=replace(form.indicators[0].score, text="", written=None))
    page = summary_page(folder(check(replace(form, indicators=(first, *form.indicators[1:])))))
    assert [column[0] for column in page.shares] == ["20%", "", "27%", "25%", "5%"]


def test_a_folder_is_a_table_of_its_own() -> None:
    forms = [
        replace(form, place=replace(form.place, file=file))
        for form, file in ((project(), "甲/一.xlsx"), (department(), "乙/二.xlsx"), (project(), "丙/三.xlsx"))
    ]
    result = examine([document(form, file=form.place.file) for form in forms], None)
    assert [(one.path, len(one.projects)) for one in folders(result)] == [("甲", 1), ("乙", 0), ("丙", 1)]
