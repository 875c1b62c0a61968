"""Text pasted from a page: columns slip, labels get lost. What fits nowhere is told, never guessed."""

import pytest
from papers import indicator_told, only, text

from scoring.model.form import AnyForm, Category, ProjectForm

HEADING = "一级指标→二级指标→三级指标→年度指标值→实际完成值→分值→得分→偏差度→偏差原因分析及改进措施"
WITHOUT_DEVIATION = "一级指标→二级指标→三级指标→年度指标值→实际完成值→分值→得分→偏差原因分析及改进措施"
FIRST = "产出指标→数量指标→信息发送量→≥600条→600条→10→10→0.00→"
TITLE = "项目支出绩效自评情况表"
SLIP = "有 1 行各栏错位（第 4 行），已按内容顺序读入，请对照原表核对。"


def below_first(*lines: str) -> AnyForm:
    """A form whose line 3 is FIRST, then these lines from 4 on."""
    return only(text(TITLE, HEADING, FIRST, *lines))


SLIPPED = [
    (
        "moved right by one",
        "→→社会效益指标→保障宣传→保障→100%→15→15→0.00→",
        "effect 社会效益指标 保障宣传 保障 100% 15 15 0.00",
    ),
    (
        "moved right, reason kept",
        "→→质量指标→供水情况→正常→98%→5→4.9→-2.00→停水",
        "output 质量指标 供水情况 正常 98% 5 4.9 -2.00 停水",
    ),
    ("moved left by one", "质量指标→合格率→≥95%→95%→5→5→0.00", "output 质量指标 合格率 ≥95% 95% 5 5 0.00"),
    ("moved left by two", "保洁人数→≥2人→2人→3→3→0.00", "output 数量指标 保洁人数 ≥2人 2人 3 3 0.00"),
    ("by order", "物业服务期限→=1年→→1年→5→5→0.00→→", "output 数量指标 物业服务期限 =1年 1年 5 5 0.00"),
    (
        "by order, with a reason",
        "物业服务期限→=1年→→0.5年→5→2.5→-50.00→→停业",
        "output 数量指标 物业服务期限 =1年 0.5年 5 2.5 -50.00 停业",
    ),
    (
        "moved right, its output label lost",
        "→→数量指标→办公用品→≥5批次→2批次→5→2→-60.00",
        "output 数量指标 办公用品 ≥5批次 2批次 5 2 -60.00",
    ),
]


@pytest.mark.parametrize(("line", "read"), [case[1:] for case in SLIPPED], ids=[case[0] for case in SLIPPED])
def test_a_slipped_row_is_read_and_told(line: str, read: str) -> None:
    form = below_first(line)
    assert " ".join(indicator_told(form.indicators[1])).strip() == read
    assert [(remark.message, remark.place.row) for remark in form.remarks] == [(SLIP, 4)]


def test_straight_rows_need_no_remark() -> None:
    form = below_first("→质量指标→合格率→=100%→100%→10→10→0.00→", "→→及时率→=100%→90%→10→9→-10.00→停电")
    assert [indicator_told(indicator)[1:3] for indicator in form.indicators] == [
        ("数量指标", "信息发送量"),
        ("质量指标", "合格率"),
        ("质量指标", "及时率"),
    ]
    assert form.remarks == ()


def test_a_name_in_the_column_of_the_subcategory() -> None:
    form = below_first("→质量指标→合格率→=100%→100%→2→2→0.00", "→车辆运行情况→→正常→100%→2→2→0.00→")
    car = form.indicators[2]
    assert (car.name.text, car.name.place.column, car.subcategory) == ("车辆运行情况", 2, "质量指标")


def test_the_subcategory_tells_the_category_when_its_label_is_lost() -> None:
    """The row 产出指标 stands a line too low: 数量指标 under 成本指标 is output all the same."""
    form = only(
        text(
            TITLE,
            HEADING,
            "成本指标→经济成本指标→办公成本→≤5万元→0.86万元→10→10→0.00→",
            "→数量指标→办公用品→≥5批次→2批次→5→2→-60.00→",
            "产出指标→数量指标→信访值班→≥1次→1次→5→5→0.00→",
        )
    )
    assert [indicator.category for indicator in form.indicators] == [
        Category.COST,
        Category.OUTPUT,
        Category.OUTPUT,
    ]


@pytest.mark.parametrize(
    "label", ["成本指标→→→→→→→→", "绩效指标→经济成本指标→指标1:→→→→→→", "→→指标2：→→→→→→"]
)
def test_rows_of_labels_only_are_no_indicators(label: str) -> None:
    form = below_first(label)
    assert len(form.indicators) == 1
    assert form.remarks == ()


def test_many_slips_are_told_in_one_sentence() -> None:
    line = "→→质量指标→供水情况→正常→100%→5→5→0.00"
    (remark,) = below_first(*[line] * 7).remarks
    assert remark.message == ("有 7 行各栏错位（第 4、5、6、7、8等 行），已按内容顺序读入，请对照原表核对。")


BARE = [
    "→→→工程资金→43.2→37.24→10→9→-13.80",  # one column too far right, or 43.2 the actual?
    "→工程资金→→43.2→→37.24→10→9→-13.80",
    "→工程资金→43.2→37.24→10→9",
    "工程资金→43.2→37.24→10→9→→→",
]


@pytest.mark.parametrize("line", BARE)
def test_bare_numbers_in_a_slipped_row_are_refused_not_misread(line: str) -> None:
    """Without unit or sign nobody can tell target, actual and points apart: it must be said."""
    form = below_first(line)
    for indicator in form.indicators[1:]:
        assert indicator.points.text == "10", "misread"
        assert (indicator.target.text, indicator.actual.text) == ("43.2", "37.24"), "misread"
    assert [remark.place.row for remark in form.remarks] == [4]


def test_bare_numbers_in_a_slipped_row_without_deviation() -> None:
    form = only(text(TITLE, WITHOUT_DEVIATION, FIRST.replace("→0.00", ""), "→→→工程资金→43.2→37.24→10→9"))
    for indicator in form.indicators[1:]:
        assert (indicator.target.text, indicator.points.text) == ("43.2", "10"), "misread"
    assert [remark.place.row for remark in form.remarks] == [4]


def test_bare_numbers_in_their_columns_are_read() -> None:
    form = below_first("→→工程资金→43.2→37.24→10→9→-13.80→")
    assert indicator_told(form.indicators[1])[3:8] == ("43.2", "37.24", "10", "9", "-13.80")
    assert form.remarks == ()


def test_a_blank_cell_stays_blank() -> None:
    form = below_first("→→耗材→≥1箱→1箱→10→→0.00→", "→→纸张→≥1箱→→10→10→0.00→")
    assert [(i.actual.text, i.score.text) for i in form.indicators[1:]] == [("1箱", ""), ("", "10")]
    assert form.indicators[1].score.blank
    assert form.indicators[1].score.place.column == 7


def test_words_between_the_rows_are_told() -> None:
    (remark,) = below_first("自评采取打分的形式").remarks
    assert remark.message == "“自评采取打分的形式”不知属于哪一栏，未采用，请对照原表核对。"
    assert remark.place.row == 4


@pytest.mark.parametrize(
    ("line", "points", "total"),
    [
        ("总分→→→→→100→95.09→→", "100", "95.09"),
        ("总分→→→→100→95.09→→→", "100", "95.09"),  # moved left
        ("总 分→→→→→100→0→→", "100", "0"),
        ("总分→→→→→100→→→", "100", None),
        ("总分→→→→→→95.09→→", None, "95.09"),  # in the column of the score
        ("总分→→→→→→→→", None, None),
    ],
)
def test_the_total(line: str, points: str | None, total: str | None) -> None:
    form = below_first(line, "注：1. 每例扣1分。", "95→100")
    assert (form.total_points.text or None if form.total_points else None) == points
    assert (form.total.text or None if form.total else None) == total
    assert len(form.indicators) == 1


MONEY = [
    "项目资金→→年初预算数→全年预算数→全年执行数→分值→执行率→得分→",
    "→年度资金总额:→30.12→30.12→15.79→10→52.42 %→5.24→",
    "→财政拨款→30→30→15.67→-→52.23%→-→",
    "→单位资金→0.12→0.12→0.12→-→100%→-→",
]


def amounts(form: AnyForm) -> list[str]:
    total = form.total_funds
    assert total is not None
    figures = (total.initial_budget, total.budget, total.executed, total.points, total.rate, total.score)
    return [figure.text for figure in figures]


def test_money_whose_heading_stands_a_column_off() -> None:
    form = only(text(TITLE, "项目名称→→图书角", *MONEY, HEADING, FIRST))
    assert amounts(form) == ["30.12", "30.12", "15.79", "10", "52.42 %", "5.24"]
    assert [row.label.text for row in form.funds] == ["年度资金总额:", "财政拨款", "单位资金"]
    assert form.remarks == ()


def test_money_that_lost_its_initial_budget() -> None:
    lines = [
        "项目资金→年初预算数→全年预算数→全年执行数→分值→执行率→得分→→",
        "→年度资金总额:→6.96→0→10→0.0%→0.00→→",
    ]
    form = only(text(TITLE, *lines, HEADING, FIRST))
    assert amounts(form) == ["", "6.96", "0", "10", "0.0%", "0.00"]
    assert [remark.message for remark in form.remarks] == [
        "资金各行少一个数，年初预算数未读到，请对照原表核对。"
    ]


def test_money_whose_labels_have_moved_up_a_row() -> None:
    lines = [
        "项目资金→年初预算数→2.8→2.8→0→10→0.0%→0.00→",
        "→年度资金总额:→2.8→2.8→0→-→0.0%→-→",
        "→财政拨款→0→0→0→-→0.00%→-→",
    ]
    form = only(text(TITLE, *lines, HEADING, FIRST))
    assert amounts(form) == ["2.8", "2.8", "0", "10", "0.0%", "0.00"]
    assert len(form.funds) == 1
    assert [remark.message for remark in form.remarks] == [
        "资金各行的名称与数字错位，只按有分值的一行读作年度资金总额，请对照原表核对。"
    ]


def test_a_name_that_stands_on_a_line_of_its_own_above_the_units() -> None:
    unit = "示例区文化和旅游局"
    form = only(
        text(
            TITLE,
            "2024年10月",
            "2023“小新”帮办及保安劳务费",
            f"项目名称→→{unit}→→",
            f"主管部门→→实施单位→→→{unit}",
            *MONEY,
            HEADING,
            FIRST,
        )
    )
    assert isinstance(form, ProjectForm)
    assert (form.name.text, form.name.place.row) == ("2023“小新”帮办及保安劳务费", 3)
    assert (form.unit, form.date) == (unit, "2024年10月")


def test_a_form_without_its_first_page() -> None:
    document = text(
        "部门决算说明。",
        "绩效指标→生态环境成本指标→指标1:→→→→→→",
        "→产出指标→数量指标→指标1: 租赁车辆→≥150天→150天→3→3→",
        "→→→指标2: 信访值班→≥1次→1次→3→3→",
        "总分→→→→→100→100.0→→",
    )
    form = only(document)
    assert form.missing == ("execution", "fund_management")
    assert [indicator.name.text for indicator in form.indicators] == ["租赁车辆", "信访值班"]
    assert form.total is not None
    assert form.total.text == "100.0"


def test_the_year_named_above_serves_the_forms_below() -> None:
    document = text("2023年度部门决算", TITLE, HEADING, FIRST, "总分→→→→→100→10→→")
    assert only(document).year == 2023
    own = text("2023年度部门决算", TITLE, "（2022年度）", HEADING, FIRST)
    assert only(own).year == 2022


def test_a_department_score_told_in_running_text() -> None:
    (said,) = text("组织开展自评，部门整体支出绩效自评结果为87.80分。从自评情况来看，较好。").statements
    assert (said.subject.value, said.score.text, said.score.place.row) == ("department", "87.80", 1)


def test_a_project_score_told_in_running_text() -> None:
    (said,) = text(
        "选取1个项目开展评价，具体为：大数据律师费项目，预算2.8万元。",
        "该项目绩效评价得分80分，评价等级为“良”。",
    ).statements
    assert (said.name, said.score.text, said.budget and said.budget.text) == ("大数据律师费", "80", "2.8")
    assert said.grade is not None
    assert (said.grade.text, said.grade.place.row) == ("良", 2)


@pytest.mark.parametrize(
    "prose", ["项目支出绩效自评情况", "部门整体支出绩效自评工作已经完成。", "共有车辆0辆。"]
)
def test_running_text_alone_is_no_form(prose: str) -> None:
    document = text(prose)
    assert (document.forms, document.summaries, document.statements) == ((), (), ())
