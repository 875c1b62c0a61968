"""Tables of a page that have run into one text: put into rows again, or left alone and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import XINHUA
from papers import only, told

from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.model.raw import RawDocument
from scoring.read.container import read_raw
from scoring.read.recognise import recognise
from scoring.read.text.lines import read_text

WORKBOOKS = sorted(XINHUA.glob("[0-9][0-9]-*.xlsx"))
FLAT = "这张表的文字没有分行分栏，已按内容的顺序读入，请对照原表核对。"


def flat(*cells: str, joint: str = "\n") -> Document:
    """A page whose cells stand one after the other."""
    return recognise(RawDocument("网页.txt", "", read_text(joint.join(cells), "网页.txt")))


def cells_of(path: Path) -> list[str]:
    return [cell.text for grid in read_raw(path).grids for row in grid.rows for cell in row.cells]


def without_remarks(form: AnyForm) -> dict[str, object]:
    """What it says; dashes count as blanks, for nobody can tell under which heading one stood."""
    whole = {key: value for key, value in told(form).items() if key not in ("remarks", "funds")}
    funds = [
        (
            row.label.text,
            [
                "" if figure.blank else figure.text
                for figure in (row.initial_budget, row.budget, row.executed, row.points, row.rate, row.score)
            ],
        )
        for row in form.funds
    ]
    return whole | {"funds": funds}


def named(form: AnyForm) -> bool:
    """Whether every indicator has a name: without one a row cannot be told from the end of another."""
    return all(indicator.name for indicator in form.indicators)


@pytest.mark.parametrize("joint", ["\n", "|\n", "\n\n\u00a0\n"], ids=["lines", "pipes", "blank lines"])
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name[:2])
def test_a_form_whose_cells_stand_one_below_the_other_is_read_as_its_workbook(path: Path, joint: str) -> None:
    whole, page = only(recognise(read_raw(path))), only(flat(*cells_of(path), joint=joint))
    if named(whole):
        assert without_remarks(page) == without_remarks(whole)
        assert page.remarks[0].message == FLAT
    else:
        assert page.missing == ("lines",)


def test_every_example_is_tried() -> None:
    assert len(WORKBOOKS) == 24
    assert sum(named(only(recognise(read_raw(path)))) for path in WORKBOOKS) >= 20


HEAD = ["项目支出绩效自评表", "（2022年度）", "项目名称", "路灯维修", "主管部门", "示例区城管局", "实施单位"]
MONEY = ["项目资金", "（元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL_ROW = ["年度资金总额", "250000", "250000.00", "215,457.6", "10", "86.18%", "8.62"]
COLUMNS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
REASON = "偏差原因分析及改进措施"
ROWS = ["产出指标（50分）", "数量指标", "维修路灯", "≥50盏", "50盏", "50", "50"]
EFFECT = ["效益指标（30分）", "社会效益指标", "方便出行", "方便", "方便", "30", "30"]
PLEASED = ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "95%", "10", "10"]
END = ["总分", "100", "98.62"]
PAGE = [*HEAD, *MONEY, *TOTAL_ROW, *COLUMNS, REASON, *ROWS, *EFFECT, *PLEASED, *END]


def test_a_whole_page_on_one_line() -> None:
    form = only(flat("附件：", *PAGE, joint=" "))
    assert (form.year, form.name.text, form.money_unit) == (2022, "路灯维修", "元")
    assert [i.name.text for i in form.indicators] == ["维修路灯", "方便出行", "居民满意度"]
    assert form.total is not None
    assert (form.total.text, form.missing) == ("98.62", ())


def test_a_place_in_a_page_on_one_line_is_the_line_without_a_column() -> None:
    form = only(flat(*PAGE, joint=" "))
    assert {indicator.score.place.spot for indicator in form.indicators} == {"第1行"}


def test_two_forms_on_one_line() -> None:
    document = flat(*PAGE, *PAGE, joint=" ")
    assert [form.name.text for form in document.forms] == ["路灯维修", "路灯维修"]


def test_headings_that_were_wrapped() -> None:
    page = [piece for text in PAGE for piece in re.split("(?<=年度)(?=指标值)|(?<=年初)|(?<=实际)", text)]
    assert len(page) > len(PAGE)
    assert without_remarks(only(flat(*page))) == without_remarks(only(flat(*PAGE)))


def test_the_empty_rows_of_a_template_are_passed_over() -> None:
    page = [*HEAD, *MONEY, *TOTAL_ROW, *COLUMNS, *ROWS, "指标2：", "……", *EFFECT, *PLEASED, *END]
    assert len(only(flat(*page)).indicators) == 3


def test_a_text_behind_the_score_is_its_reason_and_a_text_before_values_is_a_name() -> None:
    late = ["检修次数", "≥10次", "9次", "10", "9", "雨季停工"]
    page = [*PAGE[: -len(EFFECT) - len(PLEASED) - 3], *late, "新装路灯", "≥5盏", "5盏", "5", "5"]
    first, second, third = only(flat(*page, *EFFECT, *PLEASED, *END)).indicators[:3]
    assert (first.reason.text, second.reason.text, third.name.text) == ("", "雨季停工", "新装路灯")


def test_two_texts_behind_a_score_are_told_and_neither_is_taken_for_the_reason() -> None:
    late = ["检修次数", "≥10次", "9次", "10", "9", "雨季停工", "明年补上"]
    page = [
        *HEAD,
        *MONEY,
        *TOTAL_ROW,
        *COLUMNS,
        REASON,
        *ROWS,
        *late,
        "新装路灯",
        "≥5盏",
        "5盏",
        "5",
        "5",
        *END,
    ]
    form = only(flat(*page))
    assert [(i.name.text, i.reason.text) for i in form.indicators] == [
        ("维修路灯", ""),
        ("检修次数", ""),
        ("新装路灯", ""),
    ]
    assert "“雨季停工”、“明年补上”" in form.remarks[1].message


def test_a_split_target_under_two_rows_of_headings() -> None:
    upper = ["绩效指标", "年度指标值", "实际完成值", "分值", "得分", REASON]
    lower = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"]
    rows = ["产出指标", "数量指标", "受助学生", "≧", "735", "人次", "735", "50", "50"]
    words = ["效益指标", "社会效益指标", "减轻负担", "有效", "有效", "30", "30"]
    form = only(flat(*HEAD, *MONEY, *TOTAL_ROW, *upper, *lower, *rows, *words, *END))
    assert [(i.target.text, i.actual.text) for i in form.indicators] == [
        ("≧735人次", "735"),
        ("有效", "有效"),
    ]


def test_cost_within_output_is_a_subcategory_there() -> None:
    cost = ["成本指标", "工程造价", "≤20万元", "20万元", "5", "5"]
    form = only(flat(*HEAD, *MONEY, *TOTAL_ROW, *COLUMNS, *ROWS, *cost, *EFFECT, *PLEASED, *END))
    assert [(i.category.value, i.subcategory) for i in form.indicators[:2]] == [
        ("output", "数量指标"),
        ("output", "成本指标"),
    ]


def test_money_behind_its_headings_is_the_total_where_it_cannot_be_anything_else() -> None:
    page = [*HEAD, *MONEY, "250000", "250000", "215457.6", "10", "8.62", "年度资金总额", *COLUMNS, *ROWS]
    funds = only(flat(*page, joint=" ")).total_funds
    assert funds is not None
    assert (funds.executed.text, funds.points.text, funds.rate.text, funds.score.text) == (
        "215457.6",
        "10",
        "",
        "8.62",
    )


def test_money_that_could_be_read_in_two_ways_is_not_read() -> None:
    page = [*HEAD, *MONEY, "20000", "20000", "4.52", "年度资金总额", *COLUMNS, *ROWS]
    form = only(flat(*page, joint=" "))
    assert form.total_funds is None
    assert "execution" in form.missing
    assert "“20000”、“20000”、“4.52”" in form.remarks[1].message


def test_a_row_that_is_cut_off_is_told_and_the_form_is_not_whole() -> None:
    form = only(flat(*PAGE[: -len(END) - 1]))
    assert form.missing == ("lines", "end")
    assert form.remarks[1].message == (
        "有 4 处文字不知属于哪一栏，未采用（“居民满意度”、“≥90%”、“95%”、“10”），请对照原表核对。"
    )


def test_the_figures_of_a_row_without_a_name_are_never_given_to_another() -> None:
    page = [*HEAD, *MONEY, *TOTAL_ROW, *COLUMNS, *ROWS, "≥5盏", "5盏", "5", "5", *EFFECT, *END]
    form = only(flat(*page))
    assert [i.name.text for i in form.indicators] == ["维修路灯", "方便出行"]
    assert form.missing == ("lines",)


def test_tables_with_rows_are_left_as_they_stand() -> None:
    text = "\n".join(["\t".join(HEAD[:1]), "\t".join(HEAD[2:4]), "\t".join(COLUMNS), "\t".join(ROWS)])
    form = only(recognise(RawDocument("表.txt", "", read_text(text, "表.txt"))))
    assert form.remarks == ()
