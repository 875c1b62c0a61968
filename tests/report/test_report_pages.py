"""What the papers of a form say, before anything is set: groups of rows, totals, conclusions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from support import PROJECT_RULES, Money, check, cost, department, effect, output, project, satisfaction

from scoring.finding import CheckResult, Outcome, Waiver
from scoring.model.parts import PART_NAMES
from scoring.report import view
from scoring.report.folder import Folder
from scoring.report.form_page import form_page
from scoring.report.html import render
from scoring.report.opinion_page import opinion_page
from scoring.report.order import Columns
from scoring.report.printable import printable
from scoring.report.summary_page import summary_page
from scoring.report.wording import chinese, short
from scoring.rules import load_ruleset

OUTPUTS = tuple(output("≥40个", "40个", "10", name=name) for name in "甲乙丙")
ROWS = (
    cost("≤12万元", "9万元", "10"),
    *OUTPUTS,
    effect("方便", "100%", "25"),
    satisfaction("≥90%", "93%", "5"),
)


def spans(page: object) -> list[tuple[str, int]]:
    return [(row.category, row.category_rows) for row in page.rows]  # type: ignore[attr-defined]


def test_a_category_is_named_once_over_its_indicators() -> None:
    assert spans(form_page(check(project(*ROWS)))) == [
        ("成本指标", 1),
        ("产出指标", 3),
        ("产出指标", 0),
        ("产出指标", 0),
        ("效益指标", 1),
        ("满意度指标", 1),
    ]


def test_a_category_is_named_again_where_a_page_begins() -> None:
    rows = spans(form_page(check(project(*ROWS)), frozenset({3})))
    assert rows[1:4] == [("产出指标", 2), ("产出指标", 0), ("产出指标", 1)]


def test_a_subcategory_of_the_same_name_does_not_run_on_into_the_next_category() -> None:
    form = project(*ROWS)
    form = replace(form, indicators=tuple(replace(item, subcategory="数量指标") for item in form.indicators))
    assert [row.subcategory_rows for row in form_page(check(form)).rows] == [1, 3, 0, 0, 1, 1]


def test_each_published_layout_is_known_by_its_columns() -> None:
    national = load_ruleset("national-2020")
    plain = tuple(replace(row, deviation=None) for row in ROWS)
    layouts = [
        form_page(check(form, rules))
        for form, rules in (
            (project(*ROWS), PROJECT_RULES),
            (project(*plain), PROJECT_RULES),
            (project(*plain, items=()), national),
            (department(), None),
        )
    ]
    assert [(page.with_deviation, page.coded) for page in layouts] == [
        (True, False),
        (False, True),
        (False, False),
        (True, False),
    ]


def test_the_side_heading_spans_the_indicators_of_a_page() -> None:
    rows = form_page(check(project(*ROWS)), frozenset({4})).rows
    assert [row.side_rows for row in rows] == [4, 0, 0, 0, 2, 0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("项目支出绩效自评表 (2023年度)", "项目支出绩效自评表"),
        ("项目支出绩效自评表（ 2023 年度）", "项目支出绩效自评表"),
        ("项目支出绩效自评情况表", "项目支出绩效自评情况表"),
        ("", "项目支出绩效自评表"),
    ],
)
def test_the_year_stands_on_its_own_line(title: str, shown: str) -> None:
    form = project()
    assert view.title(replace(form, title=replace(form.title, text=title))) == shown


@pytest.mark.parametrize(
    ("total", "grade", "conclusion"),
    [
        ("92.81", None, "自评总分 92.81 分与复算相符，按总分等级为“优”。"),
        ("92.8", None, "自评总分 92.8 分，复算 92.81 分，差异为四舍五入所致，按总分等级均为“优”。"),
        (
            "88",
            None,
            "自评总分与复算不符：自评 88 分，复算 92.81 分，少计 4.81 分，按总分等级由“良”变为“优”。",
        ),
        ("95", None, "自评总分与复算不符：自评 95 分，复算 92.81 分，多计 2.19 分，按总分等级均为“优”。"),
        ("", None, "自评总分未填或不是数字，逐行复算的总分为 92.81 分，按总分等级为“优”。"),
    ],
)
def test_the_conclusion_tells_both_totals_and_what_becomes_of_the_grade(
    total: str, grade: str | None, conclusion: str
) -> None:
    assert opinion_page(check(project(total=total, grade=grade))).conclusion == conclusion


def test_a_form_without_its_first_page_is_concluded_by_what_it_lacks() -> None:
    form = project(money=None, items=(), missing=("execution", "fund_management"), name="")
    page = opinion_page(check(form))
    assert page.name == "（缺首页，未见项目名称）"
    assert page.conclusion.startswith("来源文件缺少预算执行情况（年度资金总额）、资金管理情况，总分不能复算")
    assert not page.total.known
    assert form_page(check(form)).missing == "预算执行情况（年度资金总额）、资金管理情况"


def test_all_that_a_form_may_lack_is_named_in_chinese() -> None:
    page = form_page(check(project(missing=tuple(PART_NAMES))))
    assert page.missing == "、".join(PART_NAMES.values())
    assert not re.search("[a-z]", page.missing)


def test_an_open_judgement_leaves_a_range() -> None:
    rows = (*ROWS[:4], effect("方便", "较好", "25", ""), ROWS[5])
    page = opinion_page(check(project(*rows)))
    # 5.81 + 10 + 30 + 5 = 50.81; 资金管理 0 to 20; 80 % to just below 90 % of 25 points
    assert page.conclusion == "有得分未填且须由人判断，复算总分在 90.81–93.30 分之间，请补填后重新复核。"
    assert page.total.recomputed == "90.81–93.30"


def test_only_a_total_that_is_not_the_sum_is_explained() -> None:
    assert opinion_page(check(project())).settlement == ""
    rules = load_ruleset("rescaled-2020")
    rows = (output("≥50个", "41个", "50", "41"), effect("方便", "100%", "30"))
    form = project(*rows, money=Money(executed="100", score="10"), items=(), total="90")
    audited = check(form, rules)
    page = opinion_page(audited)
    assert page.settlement == "各行得分之和 81.00 ÷ 90 × 100 = 90.00（样表说明）"
    assert (page.total.recomputed, page.total.difference) == ("90.00", "")
    assert summary_page(Folder("", (audited,))).remarks == (f"序号 1 的复算总分：{page.settlement}。",)


def test_lines_are_summed_by_part() -> None:
    parts = opinion_page(check(project(*ROWS))).parts
    assert [(part.name, part.points, part.scores.stated, part.scores.recomputed) for part in parts] == [
        ("", "10", "5.81", "5.81"),
        ("资金管理情况", "20", "20.00", "20.00"),
        ("成本指标", "10", "10.00", "10.00"),
        ("产出指标", "30", "30.00", "30.00"),
        ("效益指标", "25", "25.00", "25.00"),
        ("满意度指标", "5", "5.00", "5.00"),
    ]


def test_a_difference_shows_in_black_and_white() -> None:
    page = opinion_page(check(project(output("≥40个", "36个", "30", "30"))))
    wrong = next(part for part in page.parts if part.name == "产出指标").scores
    assert (wrong.difference, wrong.sign) == ("+3.00", "▲")
    rounded = opinion_page(check(project(money=Money(score="5.8")))).parts[0].scores
    assert (rounded.difference, rounded.sign) == ("−0.01", "≈")


def test_figures_read_as_on_paper() -> None:
    assert view.signed(Decimal("1.29"), 2) == "+1.29"
    assert view.signed(Decimal("-5"), 2) == "−5.00"
    assert view.signed(Decimal("-0.004"), 2) == "−0.004"  # not −0.00
    assert view.signed(Decimal(0), 2) == view.signed(None, 2) == ""
    assert view.percent(Decimal("58.045")) == "58.05%"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_sections_are_numbered_in_chinese(number: int, written: str) -> None:
    assert chinese(number) == written


def test_a_running_head_is_cut_where_it_is_too_long() -> None:
    assert short("项" * 10, 10) == "项" * 10
    assert short("项" * 11, 10) == "项" * 9 + "…"
    assert short("2023年项目", 5) == "2023年项目"
    assert short("2023年项目", 4) == "2023年…"
    assert short("项目", 4, beside="年度") == "项目"
    assert short("项目", 3, beside="年度") == short("项目", 1, beside="年度") == "…"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("数量指标", ["数量指标"]),
        ("服务对象满意度指标", ["服务对象满意度", "指标"]),
        ("重点工作任务完成", ["重点工作", "任务完成"]),
        ("A/B 两类、若干事项的完成", ["A/B 两类、若干事项的完成"]),
    ],
)
def test_no_character_is_left_behind_in_a_narrow_column(name: str, lines: list[str]) -> None:
    assert view.broken(name, 7) == lines


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("一\t二\xa0三", "一 二 三"),
        ("好\u202e差\u202c", "好差"),  # would print backwards
        ("零\u200b宽\ufeff", "零宽"),
        ("上\n下", "上\n下"),
        ("响\x07铃\ud800", "响铃"),
        (None, ""),
        (7, 7),
    ],
)
def test_only_what_can_be_printed_is_printed(written: object, printed: object) -> None:
    assert printable(written) == printed


def test_a_check_that_failed_itself_is_told_as_not_carried_out() -> None:
    audited = check(project())
    crashed = CheckResult("TO001", Outcome.CRASHED, "ValueError: x")
    page = opinion_page(replace(audited, checks=(crashed,)))
    assert page.unchecked == (("总分不等于各行得分之和", "TO001", "核对程序自身出错（ValueError: x）"),)
    assert page.counts.endswith("未能核对 1 项。")


def test_a_waived_finding_stands_last_with_who_accepts_it() -> None:
    audited = check(project(output("≥40个", "36个", "30", "30"), total="95.81"))
    waiver = Waiver("王明", date(2024, 3, 5), "场地已由区里协调")
    findings = (replace(audited.findings[0], waiver=waiver), *audited.findings[1:])
    page = opinion_page(replace(audited, findings=findings))
    last = page.sections[-1]
    assert (last.heading, last.count) == ("经认可不再处理的问题", 1)
    assert last.groups[0].code == audited.findings[0].code
    assert last.groups[0].findings[0].waiver == "王明于2024年3月5日认可：场地已由区里协调"
    assert sum(section.count for section in page.sections) == len(findings)
    assert "；已认可 1 处；未能核对" in page.counts
    assert render("opinion", page).count("王明于2024年3月5日认可：场地已由区里协调") == 1


def test_what_is_kept_on_a_line_is_short_wherever_there_are_cells() -> None:
    """A long amount that may not break would be printed over the next cell."""
    form = project(output("≤12345678.90 万元", "100 万元", "30"))
    html = render("form", form_page(check(form)))
    assert "≤12345678.90 万元</td>" in html
    letter = render("opinion", opinion_page(check(form)))
    assert "12345678.90\u00a0万元</td>" in letter
    assert ">万元</span>" not in letter


def test_published_columns_tell_the_stated_rate() -> None:
    audited = check(project(money=Money(rate="99.99%")))
    folder = Folder("", (audited,), (), ())
    rates = {columns: summary_page(folder, columns).rows[0].rate for columns in Columns}
    assert rates == {Columns.POINTS: "58.05%", Columns.PUBLISHED: "99.99%"}


def test_an_opinion_whose_findings_are_all_accepted_asks_and_hints_at_nothing() -> None:
    audited = check(project(total="95"))
    given = Waiver("张三", date(2024, 3, 5), "已核实。")
    accepted = tuple(replace(finding, waiver=given) for finding in audited.findings)
    html = render("opinion", opinion_page(replace(audited, findings=accepted)))
    assert "以上提示" not in html
    assert "办理要求" not in html
    assert "认可：已核实。依据：" in html
