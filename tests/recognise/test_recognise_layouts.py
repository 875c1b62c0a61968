"""Layouts of other places: headings in two rows, other columns, other units of money, no scores at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import FORM, HEAD, INDICATORS, TITLE, TOTAL, Rows, only, told, workbook

from scoring.model.form import ProjectForm
from scoring.model.money import MoneyUnit
from scoring.verification import audit

REASON = "偏差原因分析及改进措施"
NATIONAL_HEAD: Rows = [
    ["项目支出绩效自评表"],
    ["（2022年度）"],
    ["项目名称", "路灯维修"],
    ["主管部门", "[155]示例区城管局", None, "实施单位", "155001-示例区路灯所"],
    ["项目资金（元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额", 250000, 250000, 215457.6, 10, "86.18%", 8.62],
    [None, "其中：当年财政拨款", 250000, 250000, 215457.6],
    [None, "上年结转资金"],
    [None, "其他资金"],
    ["年度总体目标", "预期目标", None, None, "实际完成情况"],
    [None, "修好路灯", None, None, "修好了"],
]
NATIONAL_COLUMNS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年度指标值",
    "全年实际值",
    "得分",
    "未完成原因分析及改进措施",
]
NATIONAL_ROWS: Rows = [
    ["产出指标（50分）", "数量指标", "★★★维修路灯", 40, "≥50盏", "50盏", 40],
    [None, "成本指标", "指标1：单价", 10, "≤4000元", "4000元", 10],
    [None, None, "指标2："],
    [None, None, "……"],
    ["效益指标（30分）", "社会效益指标", "方便出行", 30, "方便", "方便", 30],
    ["满意度指标（10分）", "服务对象满意度指标", "居民满意度", 10, "≥90%", "95%", 10],
    ["总分", None, None, 100, None, None, 98.62, "优"],
]
NATIONAL: Rows = [*NATIONAL_HEAD, NATIONAL_COLUMNS, *NATIONAL_ROWS]


def national(path: Path, rows: Rows = NATIONAL) -> ProjectForm:
    form = only(workbook(path / "a.xlsx", rows))
    assert isinstance(form, ProjectForm)
    return form


def test_the_national_form(tmp_path: Path) -> None:
    form = national(tmp_path)
    assert (form.year, form.name.text, form.unit) == (2022, "路灯维修", "示例区城管局")
    assert form.money_unit is MoneyUnit.YUAN
    assert [(i.category.value, i.subcategory, i.name.text) for i in form.indicators] == [
        ("output", "数量指标", "维修路灯"),
        ("output", "成本指标", "单价"),
        ("effect", "社会效益指标", "方便出行"),
        ("satisfaction", "服务对象满意度指标", "居民满意度"),
    ]
    assert [(i.target.text, i.actual.text, i.points.text) for i in form.indicators[:2]] == [
        ("≥50盏", "50盏", "40"),
        ("≤4000元", "4000元", "10"),
    ]
    assert form.grade is not None
    assert (form.grade.text, form.missing, form.remarks) == ("优", (), ())


def test_the_national_form_is_right_by_the_national_rules(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", NATIONAL)
    (audited,) = audit(tmp_path / "a.xlsx").forms
    assert (audited.ruleset.id, str(audited.sheet.recomputed), audited.findings) == (
        "national-2020",
        "98.62",
        (),
    )


def test_other_weights_than_the_national_ones_are_no_errors(tmp_path: Path) -> None:
    points = {"维修路灯": 50, "方便出行": 20}
    rows = [
        [points.get(str(row[2]).strip("★"), cell) if n in (3, 6) else cell for n, cell in enumerate(row)]
        if len(row) > 2
        else row
        for row in NATIONAL
    ]
    workbook(tmp_path / "a.xlsx", rows)
    found = audit(tmp_path / "a.xlsx").findings
    assert [(finding.code, finding.stated, finding.severity.value) for finding in found] == [
        ("PT002", "60", "warning"),
        ("PT002", "20", "warning"),
    ]


def test_targets_in_three_columns_under_two_rows_of_headings(tmp_path: Path) -> None:
    upper = [
        "绩效指标",
        None,
        None,
        "年度指标值",
        None,
        None,
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ]
    lower = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]
    rows: Rows = [
        ["产出指标", "数量指标", "受助学生", "≧", 735, "人次", 735, 50, 50],
        ["效益指标", "社会效益指标", "减轻负担", "定性", "有效", None, "有效", 30, 29, "面还不广"],
        ["满意度指标", "服务对象满意度指标", "学生满意度", "═", 95, "%", "100%", 10, 10],
        ["总分", None, None, None, None, None, None, 100, 97.62],
    ]
    form = national(tmp_path, [*NATIONAL_HEAD, upper, lower, *rows])
    assert [(i.target.text, i.actual.text, i.score.text, i.reason.text) for i in form.indicators] == [
        ("≧735人次", "735", "50", ""),
        ("有效", "有效", "29", "面还不广"),
        ("═95%", "100%", "10", ""),
    ]
    assert form.missing == ()


def test_a_form_without_any_scores(tmp_path: Path) -> None:
    columns = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差原因分析及改进措施"]
    rows: Rows = [["产出指标", "数量指标", "维修路灯", "≥50盏", "48盏", "雨季停工"]]
    form = national(tmp_path, [*NATIONAL_HEAD, columns, *rows])
    assert form.missing == ("points", "score")
    assert [(i.actual.text, i.reason.text, i.score.blank) for i in form.indicators] == [
        ("48盏", "雨季停工", True)
    ]


def test_scores_left_blank(tmp_path: Path) -> None:
    rows = [list(row) for row in NATIONAL]
    for row in rows[-7:-1]:
        row[6:7] = [None]
    form = national(tmp_path, rows)
    assert form.missing == ()
    assert form.indicators[0].score.place.spot == "表1!G13"
    assert all(i.score.blank for i in form.indicators)


def test_two_forms_on_one_sheet(tmp_path: Path) -> None:
    document = workbook(tmp_path / "a.xlsx", [*FORM, [], *NATIONAL])
    assert [form.name.text for form in document.forms] == ["社区图书角建设", "路灯维修"]
    assert [form.money_unit.value for form in document.forms] == ["万元", "元"]


@pytest.mark.parametrize("cut", range(5, len(FORM) - 1))
def test_a_form_that_goes_on_on_the_next_sheet(tmp_path: Path, cut: int) -> None:
    whole = told(only(workbook(tmp_path / "a.xlsx", FORM)))
    assert told(only(workbook(tmp_path / "b.xlsx", FORM[:cut], FORM[cut:]))) == whole


def test_a_title_that_says_it_goes_on(tmp_path: Path) -> None:
    rest: Rows = [["项目支出绩效自评情况表（续）"], *INDICATORS, *TOTAL]
    whole = told(only(workbook(tmp_path / "a.xlsx", FORM)))
    assert told(only(workbook(tmp_path / "b.xlsx", [*TITLE, *HEAD], rest))) == whole


def test_a_sheet_of_its_own_is_no_part_of_an_unfinished_form(tmp_path: Path) -> None:
    notes: Rows = [["填表说明"], ["一、", "本表由项目单位填写"], ["二、", "金额以万元为单位", "保留两位小数"]]
    unfinished = [*TITLE, *HEAD, *INDICATORS]
    alone = told(only(workbook(tmp_path / "a.xlsx", unfinished)))
    assert told(only(workbook(tmp_path / "b.xlsx", unfinished, notes))) == alone


SUMMARY: Rows = [
    ["2022年度项目支出绩效自评汇总表"],
    ["单位：万元"],
    ["序号", "项目名称", "年初预算数", "预算执行数", "主管部门", "实施单位", "自评得分", "自评等级", "备注"],
    [1, "路灯维修", 25, 21.55, "示例区城管局", "示例区路灯所", 98.62, "优", "无"],
    [2, "井盖更换", 3, 3, "示例区城管局", "示例区市政所", 95, "优"],
    ["合计", None, 28, 24.55],
]


def test_a_summary_table_with_other_columns(tmp_path: Path) -> None:
    (table,) = workbook(tmp_path / "a.xlsx", SUMMARY).summaries
    assert table.money_unit is MoneyUnit.WAN
    first, second = table.rows
    assert first.initial_budget is not None
    assert (first.initial_budget.text, first.budget.text, first.executed.text) == ("25", "", "21.55")
    assert first.supervising_department is not None
    assert first.implementing_unit is not None
    assert first.note is not None
    assert (first.supervising_department.text, first.implementing_unit.text, first.note.text) == (
        "示例区城管局",
        "示例区路灯所",
        "无",
    )
    assert (second.name.text, second.total.text, second.grade and second.grade.text) == (
        "井盖更换",
        "95",
        "优",
    )


def test_a_summary_row_finds_its_form_though_one_tells_yuan_and_the_other_wan(tmp_path: Path) -> None:
    workbook(tmp_path / "表.xlsx", NATIONAL)
    workbook(tmp_path / "汇总.xlsx", SUMMARY)
    found = audit(tmp_path).findings
    assert [(finding.code, finding.stated) for finding in found] == [("CS004", "95")]
    assert "（预算 3 万元、执行 3 万元）" in found[0].message


def test_a_summary_row_whose_score_differs_is_found(tmp_path: Path) -> None:
    rows = [list(row) for row in SUMMARY[:4]]
    rows[-1][6] = 99.62
    workbook(tmp_path / "表.xlsx", NATIONAL)
    workbook(tmp_path / "汇总.xlsx", rows)
    assert [(f.code, f.place.spot, f.stated, f.recomputed) for f in audit(tmp_path).findings] == [
        ("CS001", "表1!G4", "99.62", "98.62")
    ]
