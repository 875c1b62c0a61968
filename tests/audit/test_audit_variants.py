"""Forms as departments really hand them in: other headings, formulas, numbering, rows that say 无.
None of this is an error, and none of it may be misread."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.finding import Severity
from scoring.results import Audit
from scoring.verification import audit

EXAMPLE = next((Path(__file__).parents[2] / "examples" / "minimal").glob("*.xlsx"))
Change = Callable[[Worksheet], None]


def setting(**values: Any) -> Change:
    """A change that sets cells of the minimal example."""

    def change(sheet: Worksheet) -> None:
        for address, value in values.items():
            sheet[address] = value

    return change


def verified(folder: Path, change: Change) -> Audit:
    book = load_workbook(EXAMPLE)
    change(book.worksheets[0])
    book.save(folder / "表.xlsx")
    return audit(folder / "表.xlsx")


def errors(found: Audit) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity is Severity.ERROR]


SOUND = {
    "标题前有单位": setting(A1="示例区文化和旅游局2024年度项目支出绩效自评表"),
    "年度写作（2024年）": setting(A2="（2024年）"),
    "指标值": setting(D16="指标值", E16="全年实际完成值", I16="偏差原因及改进措施"),
    "权重": setting(F16="权重", G16="自评得分"),
    "资金项编号": setting(B9="1.安排科学性", B10="2、拨付合规性", B11="（3）使用规范性", B12="预算绩效管理"),
    "资金项加字": setting(B9="资金安排科学性"),
    "自评总分": setting(A21="自评总分"),
    "全年预算": setting(E6="全年预算", F6="全年执行"),
    "一级指标简写": setting(A17="成本", A18="产出", A19="效益", A20="满意度"),
    "增长率含百分数": setting(D18="增长率≥5%", E18="6%", G18=30, H18=0, G21=97.5),
    "合格率": setting(D18="合格率≥95%", E18="96%", G18=30, H18=0, G21=97.5),
    "零投诉": setting(D18="零投诉", E18="0%", G18=30, H18=0, G21=97.5),
    "好对好在档内": setting(D19="好", E19="好", G19=23, G21=92.5, I19="宣传不够"),
    "偏差度写成小数": setting(H18=-0.1),
    "等级另起一行": setting(A26="自评等级", B26="优"),
}


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND)
def test_no_error_in_a_right_form(tmp_path: Path, change: Change) -> None:
    found = verified(tmp_path, change)
    [form] = found.forms
    assert errors(found) == []
    assert found.unread == ()
    assert form.sheet.recomputed == form.stated
    assert (form.form.year, len(form.form.indicators)) == (2024, 4)


def test_the_grade_under_the_total_is_checked(tmp_path: Path) -> None:
    assert errors(verified(tmp_path, setting(A26="自评等级", B26="良"))) == ["TO004"]


def test_scores_computed_and_not_rounded(tmp_path: Path) -> None:
    """Three lines of 8.2/3 each and a total that sums them, all shown with two decimals."""

    def change(sheet: Worksheet) -> None:
        sheet["E18"], sheet["G18"], sheet["H18"] = "35个", 26.25, -12.5
        sheet["F7"], sheet["I7"], sheet["H7"] = 8.2, 6.83333333333333, 0.683333333333333
        sheet["E17"] = "8.2万元"
        sheet["G21"] = 93.0833333333333
        for address in ("I7", "G18", "G21"):
            sheet[address].number_format = "0.00"

    found = verified(tmp_path, change)
    assert errors(found) == []
    assert str(found.forms[0].sheet.recomputed) == "93.08"


def test_a_display_without_decimals_hides_no_slip(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["E17"], sheet["G17"], sheet["H17"] = "12.6万元", 9.52, 5
        sheet["G17"].number_format = "0"
        sheet["G21"] = 94.02

    found = verified(tmp_path, change)
    [slip, total] = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert (slip.code, slip.recomputed, total.code) == ("IN001", "9.50", "TO002")
    assert "自评 10（单元格实为 9.52） 分，复算 9.50 分，多计 0.02 分" in slip.message


def test_points_by_formula_sum_up(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))  # openpyxl does not move them
        sheet.insert_rows(18, 2)
        for row in (17, 18, 19):
            sheet.cell(row, 3, f"成本{row}")
            sheet.cell(row, 4, "≤12万元")
            sheet.cell(row, 5, "9万元")
            for column in (6, 7):
                sheet.cell(row, column, 3.33333333333333).number_format = "0.00"

    assert errors(verified(tmp_path, change)) == []


def test_a_percentage_whose_display_hides_digits(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D18"], sheet["E18"], sheet["G18"], sheet["H18"] = 1, 0.9546, 28.64, -4.54
        sheet["D18"].number_format = sheet["E18"].number_format = "0%"
        sheet["G21"] = 96.14

    assert errors(verified(tmp_path, change)) == []


@pytest.mark.parametrize(
    ("cells", "missing"),
    [({"D16": "甲"}, "年度指标值"), ({"E16": "乙"}, "实际完成值"), ({"G16": "丙"}, "得分")],
)
def test_a_heading_that_is_not_known_is_said_once(
    tmp_path: Path, cells: dict[str, Any], missing: str
) -> None:
    found = verified(tmp_path, setting(**cells))
    [told] = [finding for finding in found.findings if finding.code == "CP001"]
    assert re.search(rf"缺少.*“{missing}”栏（表头没有认出）", told.message)
    assert found.forms[0].sheet.recomputed is None
    assert not {"IN003", "IN004", "PT004"} & {finding.code for finding in found.findings}


def test_a_target_in_three_columns(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_cols(4)
        sheet.insert_cols(6)
        for row, (sign, value, unit) in {
            16: ("计算符号", "指标值", "度量单位"),
            17: ("≤", "12", "万元"),
            18: ("≥", "40", "个"),
            19: ("定性", "方便", None),
            20: ("≥", "90", "%"),
        }.items():
            for column, text in zip((4, 5, 6), (sign, value, unit), strict=True):
                sheet.cell(row, column, text)

    found = verified(tmp_path, change)
    targets = [indicator.target.text for indicator in found.forms[0].form.indicators]
    assert targets == ["≤12万元", "≥40个", "方便", "≥90%"]


@pytest.mark.parametrize("word", ["无", "不涉及", "—"])
def test_a_row_that_says_there_is_none(tmp_path: Path, word: str) -> None:
    """Without a satisfaction indicator its points are the effect's (注2)."""
    change = setting(C20=word, D20=word, E20=word, F20=0, G20=0, H20=None, F19=30, G19=30)
    found = verified(tmp_path, change)
    assert errors(found) == []
    assert len(found.forms[0].form.indicators) == 3


def test_an_unknown_category_does_not_continue_the_one_above(tmp_path: Path) -> None:
    found = verified(tmp_path, setting(A19="其他方面", B19=None))
    assert errors(found) == []
    [told] = [check for check in found.forms[0].checks if check.code == "PT002"]
    assert told.reason == "有一级指标的名称不认识"


@pytest.mark.parametrize("reason", ["无", "/", "—"])
def test_a_dash_is_no_reason(tmp_path: Path, reason: str) -> None:
    codes = [found.code for found in verified(tmp_path, setting(I18=reason)).at_or_above(Severity.WARNING)]
    assert codes == ["DV002"]


def test_an_empty_template_beside_the_form(tmp_path: Path) -> None:
    book = load_workbook(EXAMPLE)
    blank = book.create_sheet("空表")
    blank["A1"], blank["A2"], blank["A3"] = "项目支出绩效自评情况表", "项目名称", "总分"
    book.save(tmp_path / "表.xlsx")
    found = audit(tmp_path / "表.xlsx")
    assert (len(found.forms), errors(found)) == (1, [])
    assert found.inputs[0].remarks[0].message.startswith("从这里起的自评表是空白的")


def test_office_files_in_a_folder_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "说明.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "图.png").write_bytes(b"x")
    assert [Path(unread.path).name for unread in audit(tmp_path).unread] == ["说明.pdf"]


@pytest.mark.parametrize(("told", "expected"), [("94.1", []), ("94.10", []), ("94.11", ["CS002"])])
def test_a_total_by_formula_agrees_with_what_the_text_tells(
    tmp_path: Path, told: str, expected: list[str]
) -> None:
    """The cell stores 94.0987… and shows 94.1: the text that tells 94.1 or 94.10 is right."""
    book = load_workbook(next(EXAMPLE.parents[1].glob("xinhua-2023/00-*.xlsx")))
    sheet = book.worksheets[0]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == 87.7)
    cell.value, cell.number_format = 94.0987, "0.0"
    book.save(tmp_path / "部门.xlsx")
    (tmp_path / "说明.txt").write_text(f"部门整体支出绩效自评结果为{told}分。", encoding="utf-8")
    found = audit(tmp_path)
    assert [finding.code for finding in found.findings if finding.code == "CS002"] == expected
