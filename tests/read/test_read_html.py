"""Web pages and exports that are web pages: what is read, where it stands, and what is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from conftest import XINHUA
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from same import said

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid, RawDocument
from scoring.place import Place
from scoring.read import limits, read_raw
from scoring.read.container import raw_document
from scoring.read.guard import Guard
from scoring.read.recognise import recognise
from scoring.read.text import html, htmlparser
from scoring.read.text.htmltable import Budget

SENTENCE = re.compile(r"[^。\n]+。")
FORM = XINHUA / "05-2023政务服务中心水电及物业费.xlsx"
SAVE_AS = "请用 Excel 或 WPS 打开，只保留自评表，另存为 .xlsx 后再试。"


def read(content: str | bytes) -> RawDocument:
    return raw_document(content if isinstance(content, bytes) else content.encode(), "页.html")


def grid(content: str | bytes) -> Grid:
    (only,) = read(content).grids
    return only


def cells(content: str | bytes) -> list[Cell]:
    return [cell for row in grid(content).rows for cell in row.cells]


def texts(content: str | bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid(content).rows]


def table(rows: str) -> list[list[tuple[int, str]]]:
    """Columns and texts of the rows of a table."""
    found = grid(f"<table>{rows}</table>").rows
    return [[(cell.column, cell.text) for cell in row.cells] for row in found]


def refusal(content: str | bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(content)
    assert SENTENCE.fullmatch(caught.value.message)
    return caught.value


def test_paragraphs_and_tables_stand_in_the_order_of_the_page() -> None:
    page = "<p>标题</p>注<table><tr><th>甲<td>乙<tr><td><td>丙</table><div>尾</div>"
    assert [(cell.text, cell.column, cell.place) for cell in cells(page)] == [
        ("标题", 1, Place("页.html", paragraph=1, column=1)),
        ("注", 1, Place("页.html", paragraph=2, column=1)),
        ("甲", 1, Place("页.html", table=1, row=1, column=1)),
        ("乙", 2, Place("页.html", table=1, row=1, column=2)),
        ("丙", 2, Place("页.html", table=1, row=2, column=2)),
        ("尾", 1, Place("页.html", paragraph=3, column=1)),
    ]
    assert [row.place for row in grid(page).rows][:3] == [
        Place("页.html", paragraph=1),
        Place("页.html", paragraph=2),
        Place("页.html", table=1, row=1),
    ]


def test_the_whole_page_is_one_grid_whose_columns_can_be_trusted() -> None:
    document = read("<table><tr><td>甲</table><table><tr><td>乙</table>")
    assert [(grid.name, grid.ruled) for grid in document.grids] == [("", True)]
    assert document.remarks == ()


def test_a_table_in_a_cell_follows_its_row() -> None:
    page = "<table><tr><td>前<table><tr><td>内</table>后<td>旁<tr><td>下</table>"
    assert [(cell.text, cell.place.spot) for cell in cells(page)] == [
        ("前后", "表1第1行第1列"),
        ("旁", "表1第1行第2列"),
        ("内", "表2第1行第1列"),
        ("下", "表1第2行第1列"),
    ]


def test_a_caption_is_a_paragraph_before_its_table() -> None:
    page = "<table><caption>单位：<b>万元</b></caption><tr><td>甲</table>"
    assert [(cell.text, cell.place.spot) for cell in cells(page)] == [
        ("单位：万元", "第1段"),
        ("甲", "表1第1行第1列"),
    ]


def test_merged_cells_cover_the_columns_of_the_rows_below() -> None:
    rows = "<tr><td rowspan=2 colspan=2>甲<td>乙<td rowspan=3>丙<tr><td>丁<tr><td>戊<td colspan=2>己"
    assert table(rows) == [[(1, "甲"), (3, "乙"), (4, "丙")], [(3, "丁")], [(1, "戊"), (2, "己")]]
    assert [cell.width for cell in cells(f"<table>{rows}</table>")] == [2, 1, 1, 1, 1, 2]


def test_a_merged_cell_ends_with_its_group_of_rows() -> None:
    for rowspan in ("0", "9"):
        head = f"<thead><tr><td rowspan={rowspan}>甲<td>乙<tr><td>丙</thead>"
        assert table(f"{head}<tbody><tr><td>丁")[1:] == [[(2, "丙")], [(1, "丁")]]


SPANS = {"3": 3, " +3x": 3, "2.5": 2, "0": 1, "-2": 1, "": 1, "二": 1, "1000": 1000, "1001": 1000}


@pytest.mark.parametrize(("written", "width"), SPANS.items())
def test_spans_are_counted_as_the_standard_has_it(written: str, width: int) -> None:
    page = f'<table><tr><td colspan="{written}">甲<td>乙</table>'
    assert [(cell.column, cell.width) for cell in cells(page)] == [(1, width), (1 + width, 1)]


@pytest.mark.parametrize("rowspan", ["65534", "65535", "9" * 5000])
def test_rows_spanned_are_bounded(rowspan: str) -> None:
    assert table(f"<tr><td rowspan={rowspan}>甲<tr><td>乙") == [[(1, "甲")], [(2, "乙")]]


def test_lines_of_a_cell_are_joined() -> None:
    cell = "<td><p>项目资金</p><div>（万元）<br>1</div>\n  2<td>一\n  二 三"
    assert table(f"<tr>{cell}") == [[(1, "项目资金（万元）1 2"), (2, "一二 三")]]


def test_lines_of_a_paragraph_are_joined_up_to_an_empty_one() -> None:
    assert texts("<html>绩效<br>自评表<br>\n&nbsp;<br>注：1.") == [["绩效自评表"], ["注：1."]]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>无</script>",
        "<style>td {}</style>",
        "<template>无</template>",
        "<noscript>无</noscript>",
        "<!-- 无 --><![if !vml]>",
        "<select><option>无</option></select>",
        "<span hidden>无<b>无</b></span>",
        "<span style='color:red; DISPLAY : none'>无</span>",
        "<span style='mso-hide:all;display:none'>无</span>",
        "<table hidden><tr><td>无</table>",
        "<svg><title>无</title></svg>",
        "<del>无</del>",
        "<input hidden><xml><x:Name>无</x:Name></xml>",
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str) -> None:
    page = f"<html><head><title>无</title></head><body>前{unseen}<table><tr><td>甲{unseen}乙</table>"
    assert texts(page) == [["前"], ["甲乙"]]
    assert cells(page)[-1].place.table == 1


def test_hidden_rows_and_cells_keep_their_place() -> None:
    rows = "<tr style='display:none'><td>无<tr><td hidden>无<td>甲"
    assert cells(f"<table>{rows}</table>")[0].place == Place("页.html", table=1, row=2, column=2)


@pytest.mark.parametrize("style", ["display:block", "mso-display:none", "color:none"])
def test_what_is_only_styled_is_read(style: str) -> None:
    assert texts(f"<html><p style='{style}'>甲</p>") == [["甲"]]


def test_blank_cells_give_none() -> None:
    assert table("<tr><td>&nbsp;<td> \n<td>\u200b<td>甲<tr><td>") == [[(4, "甲")]]


@pytest.mark.parametrize(
    ("kept", "text", "stored"),
    [
        ('x:num="0.58050000000000002"', "58.05%", "0.5805"),
        ('X:NUM="0.5805"', "58%", "0.5805"),
        ('x:num="1234.5"', "1,234.50", "1234.5"),
        ('x:num="-34.117647058823529"', "-34.12", "-34.1176470588235"),
        ("x:num", "58.05%", "0.5805"),
        ("x:num", "1,234", "1234"),
        ('sdval="9.5E-1" sdnum="1033;0;0"', "0.95", "0.95"),
        ('data-sheets-value=\'{"1":3,"3":4.2}\'', "4", "4.2"),
        ("", "58", ""),
        ('x:num="45291"', "2023年12月31日", ""),
        ('x:num="45291"', "2023-12-31", ""),
        ("x:num", "≥95%", ""),
        ('x:num="0.5"', "58.05%", ""),  # does not show as the text: whoever wrote this is not believed
        ('x:num="1e999"', "1", ""),
        ('x:num="无"', "1", ""),
        ('x:num="٣"', "3", ""),
        ('data-sheets-value=\'{"1":2,"2":"4"}\'', "4", ""),
    ],
)
def test_numbers_kept_behind_cells(kept: str, text: str, stored: str) -> None:
    (cell,) = cells(f"<table><tr><td {kept}>{text}</table>")
    assert (cell.text, cell.stored) == (text, stored)


PAGE = "<html><head>{}</head><body><table><tr><td>项目支出绩效自评表㐂</table>"
UTF8, GB = "<meta charset=utf-8>", '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'


@pytest.mark.parametrize("declared", ["", UTF8, GB], ids=["none", "utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_whatever_the_page_says(encoding: str, declared: str) -> None:
    assert texts(PAGE.format(declared).encode(encoding)) == [["项目支出绩效自评表㐂"]]


def test_bytes_of_no_encoding_name_their_line() -> None:
    assert refusal("<html>\n<p>甲".encode() + b"\xff\xff").place == Place("页.html", row=2)


@pytest.mark.parametrize(
    "page",
    [
        "<HTML><p>甲",
        "\ufeff \r\n<!-- 存于 -->\n<!doctype html><p>甲",
        "<!-- 一 --><!-- 二 --><html>甲",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>甲</html>',
        '<?xml version="1.0"?><!-- 一 --><html xmlns="http://www.w3.org/1999/xhtml">甲</html>',
        "<table><caption>甲",
        "<p>甲</p><table></table>",
        "<!-- 一 -->甲<table></table>",
        "<style></style><div>甲</div><TABLE></TABLE>",
        "<meta charset=gbk>甲<table></table>",
    ],
)
def test_what_begins_as_a_page_is_one(page: str) -> None:
    assert texts(page) == [["甲"]]
    assert grid(page).ruled


@pytest.mark.parametrize(
    "text",
    [
        "<p>甲</p>",
        "甲<html><table>",
        "绩效\n<table><tr><td>甲</td></tr></table>",
        "# 绩效\n\n<table>\n",
        "<b>甲</b><table></table>",
        "<!-- 甲 <table></table>",
        "<甲><table>",
        "<tables><table>",
    ],
)
def test_what_only_contains_tags_stays_text(text: str) -> None:
    assert not grid(text).ruled
    assert cells(text)[0].text == text.split("\n")[0]


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook/>',
        '<?xml version="1.0"?><w:wordDocument/>',
        '<?xml version="1.0"?><htmlish/>',
        '<!DOCTYPE svg [<!ENTITY a "甲">]><svg>&a;</svg>',
    ],
)
def test_xml_of_other_kinds_is_refused(xml: str) -> None:
    assert refusal(xml).message == (
        "文件虽可用 Excel 打开，实为网页或 XML 格式，请用 Excel 或 WPS 另存为 .xlsx 后再试。"
    )


@pytest.mark.parametrize(
    "head",
    [
        'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"',
        "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype='text/html'",
    ],
)
def test_a_page_in_a_mail_message_is_refused(head: str) -> None:
    assert refusal(head).message == (
        "这是单个文件网页（.mht、.mhtml），请用 Excel、WPS 或 Word 打开，另存为 .xlsx 或 .docx 后再试。"
    )
    assert texts("Subject: 绩效自评\nContent-Type: text/plain")


def test_a_page_of_frames_is_refused() -> None:
    frames = "<frameset rows='*,39'><frame src='自评表.files/sheet001.htm'></frameset>"
    message = refusal(f"<html><head><script>x</script></head><![if !excel]>{frames}").message
    assert message.startswith("这是多个工作表的网页，各表的内容在旁边的文件夹里，请用 Excel 或 WPS 打开")


def test_entities_of_the_page_itself_stay_as_written_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text("密", encoding="utf-8")
    dtd = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "乙">]>'
    shown = "".join(cell.text for cell in cells(f"{dtd}<p>甲&a;&b;&le;&#8805;</p>"))
    assert shown.endswith("甲&a;&b;≤≥")
    assert "密" not in shown


def test_bounds_on_the_size_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><p>甲</p>"
    for bound, size in (("MAX_CHARACTERS", len(page)), ("MAX_TAGS", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(htmlparser, bound, size)
            assert texts(page) == [["甲"]]
            patched.setattr(htmlparser, bound, size - 1)
            assert refusal(page).message == f"网页过大（超过 200 万个字符或 20 万个标签），{SAVE_AS}"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<optgroup>", "<font a=1>", "<ul><li>"])
def test_bound_on_the_depth_of_a_page(tag: str) -> None:
    deep = 300 // tag.count("<")
    assert cells(f"<table><tr><td>{tag * (deep // 2)}甲")[-1].text == "甲"
    page = "<html>" + tag * (150_000 // tag.count("<")) + "甲"
    assert refusal(page).message == f"网页的结构异常，无法读取，{SAVE_AS}"


NONSENSE = [
    "<html>&#" + "9" * 5000 + ";",
    "<html><math><html><mi><select><textarea>",
]  # each stops the parser


@pytest.mark.parametrize("page", NONSENSE)
def test_nonsense_is_no_crash(page: str) -> None:
    assert refusal(page).message == f"网页的结构异常，无法读取，{SAVE_AS}"


def test_bound_on_the_work_for_merged_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table><tr><td colspan=1000 rowspan=0><tr><td>甲</table>"
    monkeypatch.setattr(html, "Budget", lambda: Budget(2001))  # 1000 spanned, 1000 passed over, 1 taken
    assert cells(page)[0].column == 1001
    monkeypatch.setattr(html, "Budget", lambda: Budget(2000))
    error = refusal(page)
    assert error.message == "表1的列数或合并单元格多得不正常，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
    assert error.place == Place("页.html", table=1)


def test_bounds_on_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "第1段的文字超过" in refusal("<html>" + "长" * (limits.MAX_CELL_CHARACTERS + 1)).message
    monkeypatch.setattr(limits, "MAX_CELLS", 1)
    assert "单元格超过 1 个" in refusal("<table><tr><td>甲<td>乙</table>").message


def test_a_page_that_would_take_hours_is_given_up() -> None:
    """Each tag that does not belong into a table is put before it, and looks for that place anew."""
    bounded = Guard(seconds=1)
    try:
        with pytest.raises(ReadError, match=r"秒内没有读完，请.*。"):
            bounded.read(b"<table>" + b"<b></b>" * 90_000, "页.html")
    finally:
        bounded.close()


TAGS = st.sampled_from(["table", "caption", "tr", "td", "tbody", "p", "b", "select", "math", "frameset"])
SOUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, TAGS, st.sampled_from(["", " colspan=3", " rowspan=0", " hidden"])),
        st.builds("</{}>".format, TAGS),
        st.sampled_from(["甲", " ", "&", "&#", "<!--", "-->", "<![CDATA[", "<", "\n", "<br>"]),
    ),
    max_size=40,
)


@given(SOUP)
def test_any_soup_of_tags_gives_cells_or_a_sentence(parts: list[str]) -> None:
    page = "<html>" + "".join(parts)
    try:
        places = [cell.place for cell in cells(page)]
    except ReadError:
        refusal(page)
    else:
        assert len(set(places)) == len(places)


def as_page(workbook: Path) -> str:
    """The first sheet as Excel writes it into a web page: what is shown, merged cells, numbers behind."""
    sheet = load_workbook(workbook).worksheets[0]
    shown = {
        (cell.place.row, cell.place.column): cell
        for row in read_raw(workbook).grids[0].rows
        for cell in row.cells
    }
    spans = {
        (merged.min_row, merged.min_col): (merged.size["rows"], merged.size["columns"])
        for merged in sheet.merged_cells.ranges
    }
    covered = {
        position
        for merged in sheet.merged_cells.ranges
        for position in merged.cells
        if position != (merged.min_row, merged.min_col)
    }

    def written() -> Iterator[str]:
        for row in range(1, sheet.max_row + 1):
            yield "<tr>"
            for column in range(1, sheet.max_column + 1):
                if (row, column) in covered:
                    continue
                rows, columns = spans.get((row, column), (1, 1))
                cell = shown.get((row, column))
                number = f' x:num="{cell.stored}"' if cell and cell.stored else ""
                yield f"<td rowspan={rows} colspan={columns}{number}>{escape(cell.text) if cell else ''}</td>"
            yield "</tr>\n"

    return f"<html><head>{GB}</head><body><table>{''.join(written())}</table></body></html>"


def test_a_form_as_a_page_says_the_same_as_the_workbook() -> None:
    document, page = recognise(read_raw(FORM)), recognise(read(as_page(FORM).encode("gb18030")))
    assert said(page) == said(document)
    assert document.forms
    assert all(indicator.score.place.table == 1 for indicator in page.forms[0].indicators)


def test_a_form_saved_as_a_page_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path), str(FORM)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    page = tmp_path / f"{FORM.stem}.html"
    assert said(recognise(read_raw(page))) == said(recognise(read_raw(FORM)))
