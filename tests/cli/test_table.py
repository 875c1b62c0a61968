"""The result on the screen: complete, gravest first, the table last, and no ugly line ends."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from support import COST, EFFECT, SATISFACTION, at, document, output, project, tally, told

from scoring.finding import Severity, Waiver
from scoring.model.form import Remark
from scoring.model.waiver import WaiverRow
from scoring.report.text import show
from scoring.report.wrap import wrap
from scoring.results import Audit, Input, Unread
from scoring.verification import examine
from scoring.waivers import apply

_ROW = re.compile(r"^ *\d+  ", re.MULTILINE)  # of the table of forms
CLOSING = "，。；：！？、）》”’」』…%"


def shown(audit: Audit, width: int = 100, *, everything: bool = False) -> str:
    """The result as printed at a width."""
    text = StringIO()
    show(audit, Console(file=text, width=width), everything=everything)
    return text.getvalue()


def flat(text: str) -> str:
    """A text however its lines are broken."""
    return "".join(text.split())


def many(audit: Audit, copies: int) -> Audit:
    """The same forms again and again, each with findings of its own."""
    return replace(audit, forms=tuple(replace(form) for _ in range(copies) for form in audit.forms))


@pytest.mark.parametrize("width", [80, 100])
def test_everything_is_shown_gravest_first_and_fits(xinhua: Audit, width: int) -> None:
    text = shown(xinhua, width, everything=True)
    headings = [text.index(part) for part in told(xinhua).split("、")]
    assert text.startswith("错误 8 处\n")
    assert headings == sorted(headings)
    assert headings[-1] < text.index("序号")
    for finding in xinhua.findings:
        assert flat(finding.message) in flat(text)
        assert flat(finding.place.spot) in flat(text)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "--all" not in text


def test_errors_are_always_whole_form_by_form(xinhua: Audit) -> None:
    text = shown(xinhua)
    errors = xinhua.at_or_above(Severity.ERROR)
    assert all(flat(finding.message) in flat(text) for finding in errors)
    assert text.count("18-政务服务中心水电及物业费.xlsx\n    IN001") == 1  # the file once, above its errors
    lines = text[: text.index(told(xinhua).split("、")[1])].splitlines()
    assert [line for line in lines if line.startswith("  〔")] == [
        "  〔1〕平顶山市新华区政务服务和大数据管理局",
        "  〔2〕2023一体化线上服务平台建设",
        "  〔19〕政务服务中心水电及物业费",
    ]


def test_of_many_warnings_the_first_are_shown_and_the_others_counted(xinhua: Audit) -> None:
    text = shown(xinhua)
    assert "  DV002 失分未说明原因（16 处）" in text
    assert flat(text).count("没有写偏差原因") == 3
    assert "    ……还有 13 处\n" in text
    assert "加 --all 列出全部，或加 -o 差异清单.xlsx 写成 Excel 表格。" in text
    assert "CS005" in text  # two notices are not worth cutting
    assert text.count("各部分相加为") == 2


@pytest.mark.parametrize(("findings", "listed", "left"), [(5, 5, ""), (6, 3, "……还有 3 处")])
def test_a_list_is_cut_where_that_saves_lines(findings: int, listed: int, left: str) -> None:
    rows = [output("≥40个", "36个", "5", "4.50", "-10.00", name=f"第{n}项") for n in range(findings)]
    full = [output("≥1个", "1个", str(30 - 5 * findings))] if findings < 6 else []
    text = shown(examine([document(project(COST, *rows, *full, EFFECT, SATISFACTION))], None))
    assert text.count("没有写偏差原因") == listed
    assert ("……" in text) == bool(left)
    assert left in text


def test_what_was_not_checked_is_counted_and_listed_on_demand(xinhua: Audit) -> None:
    unchecked = [check for paper in xinhua.audited for check in paper.checks if check.reason]
    assert f"未能核对 {len(unchecked)} 项次\n" in shown(xinhua)
    text = shown(xinhua, everything=True)
    assert "  TO004 等级与得分不符（24 张表）：表上没有填写等级\n" in text
    assert f"未能核对 {len(unchecked)} 项次\n" in text


def test_a_batch_stays_readable(xinhua: Audit) -> None:
    batch = many(xinhua, 13)
    text = shown(batch)
    assert len(text.splitlines()) < 650
    assert "另有 273 张自评表没有错误，没有列出（加 --all 列出全部）。" in text
    assert len(_ROW.findall(text)) == 39
    assert f"共 26 个文件、312 张自评表；{told(batch)}。" in text
    assert tally(batch)[0] == 104
    assert len(_ROW.findall(shown(batch, everything=True))) == 312


def test_remarks_are_cut_as_well_but_not_what_could_not_be_read() -> None:
    remarks = tuple(Remark(f"第 {n} 个注意。", at("A1")) for n in range(9))
    unread = tuple(Unread(f"{n}.pdf", at("A1", f"{n}.pdf", ""), "文件已损坏。") for n in range(9))
    text = shown(Audit((Input("甲.xlsx", "0", 0, remarks),), unread, (), ()))
    assert text.count("个注意。") == 3
    assert "……还有 6 处\n" in text
    assert text.count("文件已损坏。") == 9
    assert "9 处未能处理" in text


def test_waived_findings_stand_apart_and_do_not_count(xinhua: Audit) -> None:
    waiver = Waiver("王明", date(2024, 3, 5), "电价由机关事务中心核定")
    rows = [
        WaiverRow(waiver, "IN001", at("A2", "认可.xlsx", "认可"), "政务服务中心水电及物业费", spot=spot)
        for spot in ("H29", "H30")
    ]
    text = shown(apply(xinhua, rows))
    apart = text.index("已认可 1 处，不计入以上处数")
    assert text.index("用水量") > apart > text.index(told(xinhua).split("、")[2])
    assert "      认可：王明，2024-03-05：电价由机关事务中心核定\n" in text
    accepted = told(xinhua).replace("错误 8 处", "错误 7 处")
    assert f"{accepted}；已认可 1 处。" in text
    assert "3/0/3" in text
    assert flat("认可没有用上 认可.xlsx › 认可!A2：“政务服务中心水电及物业费”的 IN001 不在“H30”而在") in flat(
        text
    )


def test_figures_of_a_message_are_bold(xinhua: Audit) -> None:
    text = StringIO()
    show(xinhua, Console(file=text, width=100, force_terminal=True, color_system="standard"))
    for figure in ("自评 2 分", "复算 0.71 分", "多计 1.29 分", "加总为 87.90 分"):
        assert f"\x1b[1m{figure}\x1b[0m" in text.getvalue()


def test_control_characters_of_a_form_do_not_reach_the_terminal() -> None:
    text = shown(examine([document(project(name="红\x1b[31m色", total="95"))], None))
    assert "\x1b" not in text


def test_the_table_ends_the_result(xinhua: Audit) -> None:
    table = shown(xinhua)[shown(xinhua).index("序号") :].splitlines()
    assert len([line for line in table if line[:4].strip().isdigit()]) == 24
    [row] = [line for line in table if line.startswith("  19")]
    assert row.split() == ["19", "政务服务中心水电及物业费", "81.7", "87.90", "−6.2", "良", "4/0/3"]
    assert table[-2] == f"共 26 个文件、24 张自评表；{told(xinhua)}。"
    assert table[-1].startswith("依据：河南省部门整体支出绩效自评规则2023年度第1版、")


def test_form_text_is_no_markup(xinhua: Audit) -> None:
    assert "〔19〕政务服务中心水电及物业费\n" in shown(xinhua)
    assert "〔19〕政务服务中心水电及物业费：" in shown(xinhua)


@given(
    st.text(st.sampled_from("预算执行率 12.5%，。“”（）ab－/！") | st.characters(codec="utf-8"), max_size=120)
)
def test_lines_keep_their_width_and_begin_with_no_closing_mark(text: str) -> None:
    lines = wrap(text, 24)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines[1:]:
        assert not line or line[0] not in CLOSING


def test_a_line_is_broken_at_the_width() -> None:
    assert wrap("一二三四五", 8) == ["一二三四", "五"]
    assert wrap("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrap("一二三 12.50分", 8) == ["一二三", "12.50分"]
    assert wrap("自评得分多计 1.29 分", 16) == ["自评得分", "多计 1.29 分"]
    assert wrap("复算 5.00 分", 6) == ["复算 5.00 分"]  # rather too long than torn
