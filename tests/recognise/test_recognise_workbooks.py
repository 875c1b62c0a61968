"""Worksheets: columns are found by their headings, wherever they stand."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from papers import COLUMNS, FORM, HEAD, INDICATORS, TITLE, TOTAL, Rows, blank_after, only, told, workbook

from scoring.model.form import DepartmentForm, ProjectForm
from scoring.read import read_raw
from scoring.read.recognise import recognise
from scoring.results import FormAudit
from scoring.verification import audit, examine


@pytest.fixture
def usual(tmp_path: Path) -> dict[str, object]:
    """What the form says in its usual layout."""
    return told(only(workbook(tmp_path / "usual.xlsx", FORM)))


def test_the_usual_layout(tmp_path: Path) -> None:
    form = only(workbook(tmp_path / "a.xlsx", FORM))
    assert isinstance(form, ProjectForm)
    assert told(form) == {
        "name": "社区图书角建设",
        "year": 2023,
        "funds": [
            ("年度资金总额：", True, ["12", "12", "9", "10", "75", "7.5"]),
            ("财政拨款", False, ["12", "12", "9", "—", "75", "—"]),
        ],
        "items": [
            ("安排科学性", ["5", "5"], ""),
            ("拨付合规性", ["5", "4"], "一笔付错"),
            ("使用规范性", ["5", "5"], ""),
            ("预算绩效管理情况", ["5", "5"], ""),
        ],
        "goals": [("建40个图书角", "建成36个")],
        "indicators": [
            ("cost", "经济成本指标", "采购成本", "≤12万元", "9万元", "10", "10", "0.00", ""),
            ("output", "数量指标", "建成图书角", "≥40个", "36个", "20", "18", "-10.00", "场地没有落实"),
            ("output", "时效指标", "完成时间", "2023年12月31日前", "100%", "10", "10", "0.00", ""),
            ("effect", "社会效益指标", "方便居民", "方便", "100%", "25", "25", "0.00", ""),
            ("satisfaction", "服务对象满意度指标", "居民满意度", "≥90%", "93%", "5", "5", "0.00", ""),
        ],
        "total": ["100", "94.5"],
        "missing": (),
        "remarks": [],
    }
    assert form.supervising_department.text == "示例区文化和旅游局"
    assert form.implementing_unit.text == "示例区图书馆"
    assert form.place.spot == "表1!A1"
    assert form.indicators[1].score.place.spot == "表1!G18"
    assert form.indicators[0].reason.place.spot == "表1!I17"  # where the missing reason belongs


def test_further_right_and_further_down(tmp_path: Path, usual: dict[str, object]) -> None:
    moved: Rows = [[], [], *([None, None, *row] for row in FORM)]
    form = only(workbook(tmp_path / "a.xlsx", moved))
    assert told(form) == usual
    assert form.indicators[1].score.place.spot == "表1!I20"


def test_columns_in_another_order(tmp_path: Path, usual: dict[str, object]) -> None:
    order = [0, 1, 2, 5, 3, 4, 6, 8, 7]  # 分值 before 年度指标值, 原因 before 偏差度
    rows = [[(row[n] if n < len(row) else None) for n in order] for row in [*INDICATORS, *TOTAL]]
    assert rows[1][3] == "分值"
    assert told(only(workbook(tmp_path / "a.xlsx", [*TITLE, *HEAD, *rows]))) == usual


@pytest.mark.parametrize(
    ("usually", "otherwise"),
    [
        ("实际完成值", "全年完成值"),
        ("实际完成值", "实际值\n完成值"),
        ("年度指标值", "年度指标值 (A)"),
        ("分值", "分值（100分）"),
        ("得分", " 得 分 "),
    ],
)
def test_headings_in_other_words(
    tmp_path: Path, usual: dict[str, object], usually: str, otherwise: str
) -> None:
    heading = [otherwise if word == usually else word for word in COLUMNS]
    rows = [heading if row == COLUMNS else row for row in FORM]
    assert told(only(workbook(tmp_path / "a.xlsx", rows))) == usual


def test_blank_rows_between(tmp_path: Path, usual: dict[str, object]) -> None:
    assert told(only(workbook(tmp_path / "a.xlsx", blank_after(FORM)))) == usual


def test_two_forms_on_one_sheet(tmp_path: Path, usual: dict[str, object]) -> None:
    first, second = workbook(tmp_path / "a.xlsx", [*FORM, [], *FORM]).forms
    assert told(first) == told(second) == usual
    assert (first.place.spot, second.place.spot) == ("表1!A1", f"表1!A{len(FORM) + 2}")


def test_two_sheets(tmp_path: Path, usual: dict[str, object]) -> None:
    first, second = workbook(tmp_path / "a.xlsx", FORM, FORM).forms
    assert told(first) == told(second) == usual
    assert (first.place.sheet, second.place.sheet) == ("表1", "表2")


def test_without_a_title(tmp_path: Path, usual: dict[str, object]) -> None:
    form = only(workbook(tmp_path / "a.xlsx", [*HEAD, *INDICATORS, *TOTAL]))
    assert isinstance(form, ProjectForm)
    assert told(form) == usual | {"year": None}


def test_without_the_row_of_the_total(tmp_path: Path, usual: dict[str, object]) -> None:
    notes: Rows = [
        ["注：1. 资金管理情况每查实1例违规扣1分，扣完为止。"],
        ["2. 满分100分。"],
        ["自评采取打分的形式。"],
        ["填表人：甲", None, None, None, None, "日期：2024年3月1日"],
    ]
    form = only(workbook(tmp_path / "a.xlsx", [*TITLE, *HEAD, *INDICATORS, *notes]))
    assert (form.total_points, form.total) == (None, None)
    assert told(form)["indicators"] == usual["indicators"]


def test_notes_and_signatures_below_the_total_are_no_part_of_the_form(
    tmp_path: Path, usual: dict[str, object]
) -> None:
    below: Rows = [["注：1. 每例扣1分。"], ["填表人：甲", None, "联系电话："], ["满意度指标", "x", "≥95%"]]
    assert told(only(workbook(tmp_path / "a.xlsx", [*FORM, *below]))) == usual


def test_empty_rows_of_the_template_are_no_indicators(tmp_path: Path, usual: dict[str, object]) -> None:
    rows: list[list[str | int | float | None]] = []
    for row in INDICATORS:
        filled = list(row)
        if len(row) > 5 and row != COLUMNS:
            filled[2] = f"指标1：{row[2]}"
            rows += [filled, [None, None, "指标2："], [None, None, "……"]]
        else:
            rows.append(filled)
    assert told(only(workbook(tmp_path / "a.xlsx", [*TITLE, *HEAD, *rows, *TOTAL]))) == usual


def test_rows_of_dashes_are_no_indicators(tmp_path: Path, usual: dict[str, object]) -> None:
    unused: Rows = [[None, None, "指标2：", "—", "—", "—", "—", "—"]]
    assert told(only(workbook(tmp_path / "a.xlsx", [*FORM[:-1], *unused, *TOTAL]))) == usual


@pytest.mark.parametrize("label", ["其他资金", "上年结转资金", "其中：当年财政拨款", "一般公共预算拨款"])
def test_a_source_of_money_under_another_name_counts(tmp_path: Path, label: str) -> None:
    """A source that is left out would make the others seem not to add up to the total."""
    known = [None, "财政拨款", None, 10, 10, 8, "—", "80%", "—"]
    other = [None, label, None, 2, 2, 1, "—", "50%", "—"]
    head = [line for row in HEAD for line in ([known, other] if row[1:2] == ["财政拨款"] else [row])]
    (found,) = _audited(tmp_path, [*TITLE, *head, *INDICATORS, *TOTAL])
    assert len(found.form.funds) == 3
    assert [finding.message for finding in found.findings if finding.code == "EX003"] == []


def _audited(folder: Path, rows: Rows) -> tuple[FormAudit, ...]:
    return examine([workbook(folder / "a.xlsx", rows)], None).forms


def test_a_form_without_deviation_and_reasons(tmp_path: Path) -> None:
    rows = [list(row[:7]) for row in [*INDICATORS, *TOTAL]]
    form = only(workbook(tmp_path / "a.xlsx", [*TITLE, *HEAD, *rows]))
    assert not form.has_deviation
    assert [indicator.deviation for indicator in form.indicators] == [None] * 5
    assert [indicator.score.text for indicator in form.indicators] == ["10", "18", "10", "25", "5"]


def test_a_worksheets_columns_hold_even_where_a_cell_seems_out_of_place(tmp_path: Path) -> None:
    """In a worksheet nothing slips by itself: what stands under 分值 was put there."""
    rows = [*INDICATORS[:3], ["产出指标", "数量指标", "建成图书角", "≥40个", None, "36个", 20, 18], *TOTAL]
    form = only(workbook(tmp_path / "a.xlsx", [*TITLE, *HEAD, *rows]))
    wrong = form.indicators[1]
    assert (wrong.actual.text, wrong.points.text, wrong.points.written, wrong.score.text) == (
        "",
        "36个",
        None,
        "20",
    )
    assert form.remarks == ()


def test_the_grade_stands_beside_its_label(tmp_path: Path) -> None:
    rows: Rows = [*FORM[:-1], ["总分", None, None, None, None, 100, 94.5, "自评等级", "优"]]
    form = only(workbook(tmp_path / "a.xlsx", rows))
    assert form.grade is not None
    assert (form.grade.text, form.grade.place.spot) == ("优", f"表1!I{len(rows)}")


def test_a_department_form(tmp_path: Path) -> None:
    rows: Rows = [
        ["部门整体支出绩效自评情况表"],
        ["（2023年度）"],
        ["部门(单位)名称", None, "示例区文化和旅游局"],
        ["部门整体支出情况(万元)", None, None, *HEAD[2][3:]],
        [None, "部门预算总额", None, 900, 1000, 900, 10, "90%", 10],
        [None, "资金来源:(1)财政拨款", None, 900, 1000, 900, "-", "90%", "-"],
        ["年度履职目标", "预期目标", None, None, None, "实际完成情况"],
        [None, "开展文化活动", None, None, None, "完成"],
        ["年度主要任务"],
        ["任务名称", None, "主要内容", None, None, "实际完成情况"],
        ["图书角", None, "建40个", None, None, "建成36个"],
        ["绩效指标"],
        COLUMNS,
        ["投入管理指标", "工作目标管理", "目标相关性", "相关", "100%", 30, 30, "0.00"],
        ["产出指标", "重点工作任务完成", "图书角完成率", "=100%", "90%", 25, 22.5, "-10.00", "场地"],
        ["效益指标", "履职效益", "方便居民", "方便", "100%", 30, 30, "0.00"],
        ["满意度", None, "群众满意度", "≥95%", "95%", 5, 5, "0.00"],
        ["总分", None, None, None, None, 100, 97.5],
    ]
    form = only(workbook(tmp_path / "a.xlsx", rows))
    assert isinstance(form, DepartmentForm)
    assert (form.name.text, form.year, form.missing) == ("示例区文化和旅游局", 2023, ())
    assert [task.name.text for task in form.tasks] == ["图书角"]
    assert [indicator.category.value for indicator in form.indicators] == [
        "input_management",
        "output",
        "effect",
        "satisfaction",
    ]
    assert form.total is not None
    assert form.total.text == "97.5"


def test_the_number_behind_a_formatted_cell_is_kept(tmp_path: Path) -> None:
    """Shown 0.86, stored 0.8638: what is computed uses the money, not its display."""
    path = tmp_path / "a.xlsx"
    workbook(path, FORM)
    book = load_workbook(path)
    cell = book.worksheets[0]["F6"]
    cell.value, cell.number_format = 0.8638, "0.00"
    book.save(path)
    (found,) = audit(path).forms
    assert found.form.total_funds is not None
    executed = found.form.total_funds.executed
    assert (executed.text, str(executed.value)) == ("0.86", "0.8638")
    assert found.sheet.lines[0].scored is not None
    assert found.sheet.lines[0].scored.expression == "10 × 0.8638 ÷ 12"


def test_what_the_reader_had_to_leave_out_reaches_the_user(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path, FORM, FORM)
    book = load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    book.worksheets[0]["G18"] = "=20*36/40"  # a formula that was never calculated
    book.save(path)
    (entry,) = audit(path).inputs
    uncalculated, hidden = entry.remarks
    assert uncalculated.message.startswith("工作表“表1”有 1 个公式没有计算结果（G18）")
    assert uncalculated.place.spot == "表1!G18"
    assert hidden.message.startswith("隐藏的工作表“表2”没有读取")


def test_a_target_table_without_scores_is_no_form(tmp_path: Path) -> None:
    columns = COLUMNS[:4]
    rows: Rows = [
        ["项目名称", None, "社区图书角建设"],
        ["绩效指标"],
        columns,
        ["产出指标", "数量指标", "建成图书角", "≥40个"],
    ]
    document = workbook(tmp_path / "a.xlsx", [*rows])
    assert document.forms == ()
    assert [remark.message for remark in document.remarks] == ["从这里起是绩效目标表（1 个项目），不作复核。"]


def test_a_summary_table(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目支出绩效自评汇总表"],
        [
            "序号",
            "项目名称",
            "全年预算数",
            "全年执行数",
            "预算执行率",
            "产出指标得分率",
            "自评得分",
            "自评等级",
        ],
        [1, "社区图书角建设", 12, 9, "75%", "28%", 94.5, "优"],
        [2, "社区阅览室改造", 20, 20, "100%", "30%", 100, "优"],
        [None, "合计", 32, 29],
        ["填表人：甲"],
    ]
    (table,) = workbook(tmp_path / "a.xlsx", rows).summaries
    first, second = table.rows
    assert (first.name.text, first.total.text, first.total.place.spot) == ("社区图书角建设", "94.5", "表1!G3")
    assert first.grade is not None
    assert first.grade.text == "优"
    assert [(part, figure.text) for part, figure in second.parts] == [("output", "30%")]


def test_a_summary_table_above_the_forms(tmp_path: Path, usual: dict[str, object]) -> None:
    summary: Rows = [
        ["项目支出绩效自评汇总表"],
        ["序号", "项目名称", "自评得分"],
        [1, "社区图书角建设", 94.5],
        [],
    ]
    document = workbook(tmp_path / "a.xlsx", [*summary, *FORM])
    assert len(document.summaries[0].rows) == 1
    assert told(only(document)) == usual


def test_the_code_of_a_department_is_printed_but_is_no_part_of_its_name(tmp_path: Path) -> None:
    rows = [[*row] for row in FORM]
    place = next(row for row in rows if row and row[0] == "主管部门")
    place[2] = "示例区文化和旅游局141001"
    form = only(workbook(tmp_path / "a.xlsx", rows))
    assert isinstance(form, ProjectForm)
    assert (form.supervising_department.text, form.unit) == ("示例区文化和旅游局141001", "示例区文化和旅游局")


@pytest.mark.parametrize("rows", [0, 1, 2, 5])
def test_a_list_of_findings_is_no_paper_however_short(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "差异清单.csv"
    said = "错误,IN001,甲,汇总表“项目支出绩效自评汇总表”得分填 81.7 分,,,"
    path.write_text("\n".join(["级别,编号,自评表,说明,认可人,认可日期,认可理由", *[said] * rows]), "utf-8")
    document = recognise(read_raw(path))
    assert (document.forms, document.summaries, document.statements) == ((), (), ())
    (remark,) = document.remarks
    assert remark.message == "这是复核得出的差异清单（或认可表），不是自评材料，没有作为自评表读取。"
