"""The 差异清单 as csv: opens right in Excel and WPS, and no text of a form is ever a formula."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document, output, project

from scoring.read import read_raw
from scoring.report.csv import to_csv
from scoring.report.listing import HEADINGS
from scoring.results import Audit
from scoring.verification import examine

FORMULA = tuple("=+-@\t\r＝＋－＠")


def rows(audit: Audit) -> list[dict[str, str]]:
    """The rows as a program reads them."""
    return list(csv.DictReader(StringIO(to_csv(audit).decode("utf-8-sig"), newline="")))


def of(name: str) -> dict[str, str]:
    """The row of a form with a wrong total, whose name this is."""
    return rows(examine([document(project(name=name, total="95"))], None))[0]


def test_excel_knows_the_encoding_and_the_line_ends(xinhua: Audit) -> None:
    data = to_csv(xinhua)
    assert data.startswith(b"\xef\xbb\xbf\xe5\xba\x8f")  # the mark, then 序
    assert data.count(b"\n") == data.count(b"\r\n") == len(xinhua.findings) + 1
    assert tuple(rows(xinhua)[0]) == HEADINGS


def test_a_row_tells_all_of_a_finding(xinhua: Audit) -> None:
    (row,) = [row for row in rows(xinhua) if row["位置"] == "项目支出绩效自评表!H29"]
    assert row == {
        "序号": "7",
        "级别": "错误",
        "编号": "IN001",
        "核对": "指标得分与复算不符",
        "自评表": "政务服务中心水电及物业费",
        "文件": next(finding.place.file for finding in xinhua.findings if finding.form == "19"),
        "位置": "项目支出绩效自评表!H29",
        "自评": "2",
        "复算": "0.71",
        "差异": "1.29",
        "是否四舍五入": "",
        "说明": (
            "指标“用水量”自评 2 分，复算 0.71 分，多计 1.29 分：5 × 1000 ÷ 7000 = 0.714… → 0.71（注4），"
            "请核对改正。"
        ),
        "依据": "《项目支出绩效自评表》表后说明注4",
        "认可人": "",
        "认可日期": "",
        "认可理由": "",
    }


def test_the_gravest_come_first_and_each_is_there_once(xinhua: Audit) -> None:
    found = rows(xinhua)
    ranks = [["错误", "提醒", "提示"].index(row["级别"]) for row in found]
    assert ranks == sorted(ranks)
    assert ranks.count(0) == 8
    assert [row["序号"] for row in found] == [str(number) for number in range(1, len(xinhua.findings) + 1)]
    assert sorted(row["说明"] for row in found) == sorted(finding.message for finding in xinhua.findings)
    rounded = [row["编号"] for row in found if row["是否四舍五入"] == "是"]
    assert rounded == [f.code for f in sorted(xinhua.findings, key=lambda f: f.severity.rank) if f.rounding]
    assert rounded.count("CS005") == 2


def test_numbers_are_numbers_also_below_zero(xinhua: Audit) -> None:
    of_form = [row for row in rows(xinhua) if row["自评表"] == "政务服务中心水电及物业费"]
    differences = {row["位置"].rpartition("!")[2]: row["差异"] for row in of_form if row["差异"]}
    assert differences == {"H19": "-5.00", "H28": "-2.50", "H29": "1.29", "H49": "-6.20", "I7": "0.01"}


def test_figures_that_are_no_numbers_are_texts() -> None:
    found = rows(examine([document(project(output("≥40个", "36个", "30", "二十分")))], None))
    assert [row["自评"] for row in found if row["编号"] == "IN004"] == ["二十分"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-购置", "'-购置"),
        ("@总和", "'@总和"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("00123", "00123\t"),
        ("12345678901234567890", "12345678901234567890\t"),
        ("3-5", "3-5\t"),
        ("2023年", "2023年\t"),
        ("3月5日", "3月5日\t"),
        ("50%", "50%\t"),
        ("项目=1", "项目=1"),
        ("2023大数据律师费", "2023大数据律师费"),
        ('甲\n乙,"丙"', '甲 乙,"丙"'),
    ],
)
def test_a_name_stays_the_text_it_is(name: str, shown: str) -> None:
    assert of(name)["自评表"] == shown


@given(
    st.text(st.sampled_from("=+-@＝\t\r\n'0123456789.,%/ 项目") | st.characters(codec="utf-8"), max_size=20)
)
def test_no_text_is_a_formula_or_a_number(name: str) -> None:
    shown = of(name)["自评表"]
    assert not shown.startswith(FORMULA)
    assert not re.fullmatch(r"[0-9.,%/ ]*[0-9][0-9.,%/ ]*", shown)


@pytest.mark.parametrize("name", ["=1+1", "00123", "12345678901234567890", "3-5", "-5", "项目"])
def test_what_guards_a_text_is_taken_off_on_reading(tmp_path: Path, name: str) -> None:
    audit = examine([document(project(name=name, total="95"), project(name=name, total="96"))], None)
    (tmp_path / "清单.csv").write_bytes(to_csv(audit))
    (grid,) = read_raw(tmp_path / "清单.csv").grids
    column = HEADINGS.index("自评表") + 1
    assert {cell.text for row in grid.rows[1:] for cell in row.cells if cell.column == column} == {name}


def test_nothing_found_leaves_the_headings() -> None:
    assert to_csv(Audit((), (), (), ())).decode("utf-8-sig") == ",".join(HEADINGS) + "\r\n"
