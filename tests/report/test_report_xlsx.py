"""The 差异清单 as a workbook, read back as Excel would: figures exact, no formulas, set up to be printed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from printed import poisoned
from support import Row, document, effect, output, project

from scoring.finding import CheckResult, Outcome, Severity
from scoring.model.form import Remark
from scoring.place import Place
from scoring.report.listing import HEADINGS, Amount, amount
from scoring.report.xlsx import to_xlsx
from scoring.report.xlsx.book import Book, Sheet
from scoring.report.xlsx.look import Column, Tone, width
from scoring.results import Audit, Input, Unread
from scoring.verification import examine
from scoring.waivers import apply, read_waivers

SHEETS = ["差异清单", "自评表", "汇总", "未能核对", "未能处理", "说明"]
FORMULA = ("=", "+", "-", "@")


def opened(audit: Audit) -> Workbook:
    """The workbook as openpyxl reads it."""
    return load_workbook(BytesIO(to_xlsx(audit)))


def table(book: Workbook, name: str) -> list[dict[str, object]]:
    """The rows of a sheet by its headings; an empty cell is an empty text."""
    headings, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), [cell or "" for cell in row], strict=True)) for row in rows]


def audit_of(*rows: Row, **said: str) -> Audit:
    """The audit of one form."""
    return examine([document(project(*rows, **said))], None)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def book(xinhua: Audit) -> Workbook:
    """The workbook of the example."""
    return opened(xinhua)


def test_the_sheets(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.active is book["差异清单"]


def test_one_row_a_finding_gravest_first(book: Workbook, xinhua: Audit) -> None:
    rows = table(book, "差异清单")
    assert tuple(rows[0]) == HEADINGS
    ranks = [["错误", "提醒", "提示"].index(str(row["级别"])) for row in rows]
    assert ranks == sorted(ranks)
    assert ranks.count(0) == 8
    assert sorted(str(row["说明"]) for row in rows) == sorted(f.message for f in xinhua.findings)
    (row,) = [row for row in rows if row["位置"] == "项目支出绩效自评表!H29"]
    assert (row["自评"], row["复算"], row["差异"]) == (2, 0.71, 1.29)


def test_figures_show_the_decimals_they_have(book: Workbook) -> None:
    sheet = book["差异清单"]
    formats = [
        tuple(
            sheet.cell(line, HEADINGS.index(heading) + 1).number_format
            for heading in ("自评", "复算", "差异")
        )
        for line in range(2, 10)
    ]
    assert formats[0] == ("0.00", "0.0", "+0.00;-0.00;0.00")  # 87.80, 87.7, 0.10
    assert formats[5] == ("0.0", "0.00", "+0.00;-0.00;0.00")  # 2.5, 5.00, −2.50


@given(st.decimals(-(10**9), 10**9, places=6).filter(lambda value: len(value.as_tuple().digits) <= 15))
def test_a_figure_is_stored_as_it_is(value: Decimal) -> None:
    made = Book("表", [])
    made.add(Sheet("表", [Column("数", 9)], [(Tone.PLAIN, [Amount(value, 2)])]))
    with ZipFile(BytesIO(made.close())) as package:
        (stored,) = re.findall(r"<v>([^<]*)</v>", package.read("xl/worksheets/sheet1.xml").decode())[1:]
    assert Decimal(stored) == value


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("87.80", Amount(Decimal("87.80"), 2)),
        ("－5", Amount(Decimal(-5), 0)),
        ("1,234.5", Amount(Decimal("1234.5"), 1)),
        ("58.05%", Amount(Decimal("58.05"), 2, percent=True)),
        ("123456789012345", Amount(Decimal(123456789012345), 0)),
        ("1234567890123456", "1234567890123456"),  # a spreadsheet keeps 15 digits
        ("18.00–20.00", "18.00–20.00"),
        ("优", "优"),
        ("", ""),
        (None, ""),
    ],
)
def test_what_is_a_number(written: str | None, cell: object) -> None:
    assert amount(written) == cell


def test_a_percentage_is_a_number(tmp_path: Path) -> None:
    made = Book("表", [])
    made.add(Sheet("表", [Column("率", 9)], [(Tone.PLAIN, [amount("58.05%")])]))
    (tmp_path / "表.xlsx").write_bytes(made.close())
    cell = load_workbook(tmp_path / "表.xlsx")["表"]["A2"]
    assert (cell.value, cell.number_format) == (0.5805, "0.00%")


def test_the_forms_with_both_totals(book: Workbook, xinhua: Audit) -> None:
    rows = table(book, "自评表")
    assert len(rows) == 24
    wrong = {row["自评表"]: (row["自评得分"], row["复算得分"], row["差异"]) for row in rows if row["差异"]}
    assert wrong == {
        "2023一体化线上服务平台建设": (87, 80, 7),
        "政务服务中心水电及物业费": (81.7, 87.9, -6.2),
    }
    (row,) = [row for row in rows if row["自评表"] == "政务服务中心水电及物业费"]
    notices = [f for f in xinhua.forms[18].findings if f.severity is Severity.NOTICE]
    assert (row["错误"], row["提醒"], row["提示"], row["已认可"]) == (4, "", len(notices), "")
    assert row["规则"] == "河南省项目支出绩效自评规则（2023年度第1版）"
    assert str(row["为什么用这套规则"]).startswith("按表的种类、组成和年度（2023年度）选用")


def test_a_grade_that_changes_shows_both_and_an_open_total_its_range() -> None:
    (row,) = table(opened(audit_of(total="88")), "自评表")
    assert row["等级"] == "良→优"
    (row,) = table(
        opened(audit_of(output("≥40个", "36个", "30", "27"), effect("方便", "较好", "25", ""))), "自评表"
    )
    assert re.fullmatch(r"[0-9.]+–[0-9.]+", str(row["复算得分"]))


def test_the_checks_summed(book: Workbook, xinhua: Audit) -> None:
    rows = [(row["编号"], row["级别"], row["处数"], row["涉及的表"]) for row in table(book, "汇总")]
    assert rows[:3] == [("IN001", "错误", 5, 2), ("TO002", "错误", 2, 2), ("CS002", "错误", 1, 1)]
    assert {("DV002", "提醒", 16, 13), ("CS005", "提示", 2, 1), ("EX002", "提示", 1, 1)} < set(rows)
    assert sum(int(str(row[2])) for row in rows) == len(xinhua.findings)


def test_what_was_not_checked_is_told_with_its_reason(xinhua: Audit) -> None:
    crashed = CheckResult("IN001", Outcome.CRASHED, "ValueError: 例")
    form = replace(xinhua.forms[0], checks=(*xinhua.forms[0].checks, crashed))
    rows = table(opened(replace(xinhua, forms=(form, *xinhua.forms[1:]))), "未能核对")
    told = {(row["编号"], row["未能核对的原因"]): (row["张数"], row["自评表"]) for row in rows}
    assert told["TO004", "表上没有填写等级"][0] == 24
    assert str(told["TO004", "表上没有填写等级"][1]).endswith("亿通工作组工作经费等 24 张")
    assert told["IN001", "核对程序自身出错（ValueError: 例）"] == (1, xinhua.forms[0].name)


def test_what_could_not_be_read_is_told() -> None:
    place = Place("坏.pdf", page=2)
    remark = Remark("有 3 行各栏错位，已按内容顺序读入，请对照原表核对。", Place("甲.xlsx", "表", row=3))
    audit = Audit((Input("甲.xlsx", "0", 1, (remark,)),), (Unread("坏.pdf", place, "文件已损坏。"),), (), ())
    assert table(opened(audit), "未能处理") == [
        {"类别": "未能处理", "文件": "坏.pdf", "位置": "第2页", "说明": "文件已损坏。"},
        {"类别": "注意", "文件": "甲.xlsx", "位置": "表!第3行", "说明": remark.message},
    ]


def test_rules_and_version_are_told(book: Workbook) -> None:
    told = [(row["项目"], str(row["内容"])) for row in table(book, "说明")]
    assert told[0] == ("复核内容", "26 个文件、24 张自评表、1 张汇总表")
    assert re.fullmatch("错误 8 处、提醒 [0-9]+ 处、提示 [0-9]+ 处", dict(told)["复核结果"])
    assert [text for item, text in told if item == "适用规则"] == [
        "河南省部门整体支出绩效自评规则（2023年度第1版）",
        "河南省项目支出绩效自评规则（2023年度第1版）",
    ]


def test_empty_sheets_say_that_there_is_nothing() -> None:
    book = opened(Audit((), (), (), ()))
    said = {name: book[name]["A2"].value for name in SHEETS[:-1]}
    assert said == {
        "差异清单": "没有发现问题。",
        "自评表": "没有读到自评表。",
        "汇总": "没有发现问题。",
        "未能核对": "全部事项均已核对。",
        "未能处理": "全部文件均已处理。",
    }


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_set_up_to_be_read_and_printed(book: Workbook, name: str) -> None:
    sheet: Worksheet = book[name]
    assert sheet.freeze_panes == "A2"
    page = sheet.page_setup
    assert (page.orientation, page.paperSize) == ("landscape", 9)
    assert (page.fitToWidth or 1, page.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    footer = sheet.oddFooter
    assert footer
    assert footer.left
    assert footer.right
    assert "2023年度第1版" in f"{footer.left.text}"
    assert "第 &P 页，共 &N 页" in f"{footer.right.text}"
    if sheet.max_row > 1 and name != "未能处理":  # every file of the example was read
        assert sheet.auto_filter.ref == sheet.dimensions


def test_severity_shows_by_colour_beside_the_word(book: Workbook) -> None:
    colours = {cell.value: cell.fill.start_color.rgb for cell in book["差异清单"]["B"][1:]}
    assert colours == {"错误": "FFFFC7CE", "提醒": "FFFFEB9C", "提示": "FFDDEBF7"}


def test_rows_are_as_high_as_their_longest_text() -> None:
    short, long = (audit_of(total="95", name=name) for name in ("甲", "很长的项目名称" * 10))
    heights = [opened(audit)["差异清单"].row_dimensions[2].height for audit in (short, long)]
    assert heights[1] > heights[0] > 13
    assert opened(audit_of(total="95", name="长" * 3000))["差异清单"].row_dimensions[2].height == 408.75


def test_a_column_is_as_wide_as_its_numbers_and_no_wider_than_set_for_texts() -> None:
    assert width(Column("数", 6), [Amount(Decimal("-387664.62"), 2)]) == 12  # narrower, Excel shows ####
    assert width(Column("名称", 20), ["很长的项目名称" * 10]) == 20
    assert width(Column("名称", 20), ["短名"]) == 6


def test_no_cell_is_a_formula_or_a_link_whatever_the_papers_say() -> None:
    for poison in ('=HYPERLINK("http://example.org")', "http://example.org", "{=1+1}", "\ufffe\x07\ud800"):
        evil = examine([document(poisoned(project(total="95"), poison))], None)
        data = to_xlsx(evil)
        with ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name).decode() for name in package.namelist()}
        assert not any("<f>" in part or "<f " in part or "hyperlink" in part for part in parts.values())
        cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_name_that_begins_like_a_formula_is_a_text() -> None:
    for name in ("=1+1", "-5", "00123", "12345678901234567890"):
        cell = opened(audit_of(name=name, total="95"))["差异清单"].cell(2, HEADINGS.index("自评表") + 1)
        assert (cell.value, cell.data_type) == (name, "s")


def test_the_same_audit_gives_the_same_bytes(xinhua: Audit) -> None:
    data = to_xlsx(xinhua)
    assert data == to_xlsx(xinhua)
    with ZipFile(BytesIO(data)) as package:
        properties = package.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4})-", properties)) == {"2000"}  # no day of today


def test_the_list_with_its_last_columns_filled_in_is_a_waiver_file(xinhua: Audit, tmp_path: Path) -> None:
    book, path = opened(xinhua), tmp_path / "差异清单.xlsx"
    sheet = book["差异清单"]
    for line in range(2, sheet.max_row + 1):
        for heading, words in (("认可人", "王明"), ("认可日期", "2024-03-05"), ("认可理由", f"理由{line}")):
            sheet.cell(line, HEADINGS.index(heading) + 1).value = words
    book.save(path)
    waived = apply(xinhua, read_waivers(path))
    assert waived.unused_waivers == []
    assert waived.waived == waived.findings

    again = opened(waived)
    rows = table(again, "差异清单")
    assert {row["级别"] for row in rows} == {"错误（已认可）", "提醒（已认可）", "提示（已认可）"}
    assert {str(row["认可日期"]) for row in rows} == {"2024-03-05 00:00:00"}
    assert {row["处数"] for row in table(again, "汇总")} == {""}  # none that counts
    again.save(path)
    assert apply(xinhua, read_waivers(path)).findings == waived.findings


def test_waivers_that_cover_nothing_are_kept_on_a_sheet_that_reads_as_waivers(tmp_path: Path) -> None:
    audit = audit_of(total="95")
    path = tmp_path / "认可.csv"
    path.write_text("编号,自评表,认可人,认可日期,认可理由\nIN001,没有这张,王明,2024-03-05,已核实\n", "utf-8")
    book = opened(apply(audit, read_waivers(path)))
    (row,) = table(book, "未用认可")
    assert (row["编号"], row["自评表"], row["认可理由"]) == ("IN001", "没有这张", "已核实")
    assert str(row["为什么没有用上"]).startswith("“没有这张”没有编号为 IN001 的问题")
    book.save(tmp_path / "清单.xlsx")
    assert [one.form for one in read_waivers(tmp_path / "清单.xlsx")] == ["没有这张"]
