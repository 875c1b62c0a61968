"""Workbooks: places, texts as people see them, stored numbers, what is hidden or was never calculated."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import handmade
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.errors import ReadError
from scoring.model.raw import Cell, RawDocument
from scoring.place import Place
from scoring.read import limits, read_raw
from scoring.read.workbook import sheets


def cells(document: RawDocument) -> dict[str, Cell]:
    """The cells by address."""
    return {
        cell.place.spot.rpartition("!")[2]: cell
        for grid in document.grids
        for row in grid.rows
        for cell in row.cells
    }


def texts(document: RawDocument) -> dict[str, str]:
    return {address: cell.text for address, cell in cells(document).items()}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., RawDocument]:
    """Read a workbook written by hand."""

    def read(rows: str = "", after: str = "", **parts: str) -> RawDocument:
        names = {
            "workbook": "xl/workbook.xml",
            "relations": "xl/_rels/workbook.xml.rels",
            "strings": "xl/sharedStrings.xml",
            "styles": "xl/styles.xml",
        }
        replaced = {names.get(name, name): text for name, text in parts.items()}
        return read_raw(handmade.write(tmp_path / "表.xlsx", rows, replaced, after))

    return read


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Callable[[Worksheet], object]], RawDocument]:
    """Read a workbook of one sheet that openpyxl wrote."""

    def read(fill: Callable[[Worksheet], object]) -> RawDocument:
        workbook = Workbook()
        sheet = workbook.active
        assert isinstance(sheet, Worksheet)
        sheet.title = "自评表"
        fill(sheet)
        workbook.save(tmp_path / "表.xlsx")
        return read_raw(tmp_path / "表.xlsx")

    return read


def number(sheet: Worksheet, address: str, value: float, code: str) -> None:
    sheet[address] = value
    sheet[address].number_format = code


def test_a_sheet_that_begins_at_c5(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C5"] = "项目名称"
        sheet["AA7"] = 3

    document = written(fill)
    (grid,) = document.grids
    assert (grid.name, grid.ruled) == ("自评表", True)
    assert [row.place for row in grid.rows] == [
        Place("表.xlsx", "自评表", row=5),
        Place("表.xlsx", "自评表", row=7),
    ]
    assert cells(document) == {
        "C5": Cell("项目名称", 3, Place("表.xlsx", "自评表", row=5, column=3)),
        "AA7": Cell("3", 27, Place("表.xlsx", "自评表", row=7, column=27), stored="3"),
    }


def test_text_and_stored_number_of_formatted_cells(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        number(sheet, "A1", 0.5805, "0.00%")
        number(sheet, "A2", 0.5805, "General")
        number(sheet, "A3", 56 / 17, "0.00")
        number(sheet, "A4", 0.1 + 0.2, "General")
        number(sheet, "A5", 12, '0"人"')
        number(sheet, "A6", 45291, 'yyyy"年"m"月"d"日"')

    read = cells(written(fill))
    assert [(cell.text, cell.stored) for cell in read.values()] == [
        ("58.05%", "0.5805"),
        ("0.5805", "0.5805"),
        ("3.29", "3.29411764705882"),
        ("0.3", "0.3"),
        ("12人", "12"),
        ("2023年12月31日", ""),
    ]


def test_dates_and_times(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = datetime.date(2023, 12, 31)
        sheet["A2"] = datetime.datetime.fromisoformat("2023-12-31T14:30:00")
        sheet["A3"] = datetime.time(9, 5)

    assert texts(written(fill)) == {"A1": "2023-12-31", "A2": "2023-12-31 14:30:00", "A3": "09:05:00"}


def test_texts_that_look_like_numbers_stay_as_written(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "3.290"
        sheet["A2"] = "０５"
        number(sheet, "A3", 3.29, "@")
        sheet["A4"] = "=1+1"
        sheet["A4"].data_type = "s"
        sheet["A5"] = "95%"  # what Excel keeps of '95%: the apostrophe is a property of the cell
        sheet["A5"].quotePrefix = True

    read = cells(written(fill))
    assert [(cell.text, cell.stored) for cell in read.values()] == [
        ("3.290", ""),
        ("０５", ""),
        ("3.29", "3.29"),
        ("=1+1", ""),
        ("95%", ""),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("项目资金\n（万元）", "项目资金（万元）"),
        ("项目资金 \r\n\n （万元）", "项目资金（万元）"),
        ("完成50\n2.合格率95%\n3.其他", "完成50 2.合格率95% 3.其他"),
        ("2023\n年度", "2023年度"),
        ("≥\n95%", "≥95%"),
        ("\n得分\n", "得分"),
        (" \u3000得 分\u3000", "得 分"),
    ],
)
def test_lines_of_a_cell_are_joined(written: Callable[..., RawDocument], text: str, shown: str) -> None:
    assert texts(written(lambda sheet: sheet.cell(1, 1, text))) == {"A1": shown}


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\n", " \n\u200b"])
def test_a_cell_of_spaces_only_is_blank(written: Callable[..., RawDocument], blank: str) -> None:
    assert texts(written(lambda sheet: sheet.append([blank, "得分"]))) == {"B1": "得分"}


def test_merged_cells_hold_what_the_top_left_one_shows(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "产出指标"
        sheet["D4"] = "右下之外"
        sheet.merge_cells("B2:C4")

    document = written(fill)
    assert texts(document) == {"B2": "产出指标", "D4": "右下之外"}
    assert {address: cell.width for address, cell in cells(document).items()} == {"B2": 2, "D4": 1}


def test_what_lies_under_merged_cells_is_not_seen(read: Callable[..., RawDocument]) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1{row}</v></c><c r="B{row}"><v>2{row}</v></c></row>'
        for row in (1, 2, 3)
    )
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B3"/></mergeCells>'
    assert texts(read(rows, merged)) == {"A1": "11", "A3": "13", "B3": "23"}
    whole_columns = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    document = read(rows, whole_columns)
    assert texts(document) == {"A1": "11"}
    assert len(document.grids[0].rows) == 1


@pytest.mark.parametrize("area", ["C1:D100", "A1:D100"])
def test_overlapping_merged_ranges_cannot_stall_the_reader(
    read: Callable[..., RawDocument], monkeypatch: pytest.MonkeyPatch, area: str
) -> None:
    monkeypatch.setattr(sheets, "_MERGE_WORK", 1000)
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 101))
    assert read(rows, f'<mergeCells><mergeCell ref="{area}"/></mergeCells>').grids
    with pytest.raises(ReadError, match="损坏"):
        read(rows, "<mergeCells>" + f'<mergeCell ref="{area}"/>' * 12 + "</mergeCells>")


def test_values_of_every_type(read: Callable[..., RawDocument]) -> None:
    document = read(
        '<row r="1">'
        '<c r="A1" t="s"><v>1</v></c>'
        '<c r="B1" t="str"><f>A1</f><v>结果</v></c>'
        '<c r="C1" t="inlineStr"><is><r><t>分</t></r><r><t xml:space="preserve"> 值</t></r></is></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c>'
        '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="G1" t="d"><v>2023-12-31T00:00:00</v></c>'
        '<c r="H1" t="n"><v>不是数</v></c>'
        "</row>",
        strings=handmade.strings("<si><t>零</t></si><si><t>一_x000D_\n二_x0041__xD83D__x0007_</t></si>"),
    )
    assert texts(document) == {
        "A1": "一二A_xD83D_",
        "B1": "结果",
        "C1": "分 值",
        "D1": "TRUE",
        "E1": "FALSE",
        "F1": "#DIV/0!",
        "G1": "2023-12-31",
        "H1": "不是数",
    }
    assert {cell.stored for cell in cells(document).values()} == {""}


def test_phonetic_guides_are_no_part_of_a_text(read: Callable[..., RawDocument]) -> None:
    guided = "<si><r><t>绩</t></r><rPh sb='0' eb='1'><t>ji</t></rPh><r><t>效</t></r></si>"
    document = read('<row><c t="s"><v>0</v></c></row>', strings=handmade.strings(guided))
    assert texts(document) == {"A1": "绩效"}


def test_cells_without_an_address_follow_the_one_before(read: Callable[..., RawDocument]) -> None:
    document = read(
        '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    assert texts(document) == {"A1": "1", "C1": "2", "D5": "3", "E5": "4", "A6": "5"}


def test_rows_and_cells_out_of_order_are_put_in_order(read: Callable[..., RawDocument]) -> None:
    document = read(
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert list(texts(document)) == ["A1", "A2", "B2"]


def test_formats_by_style_including_the_default_style(read: Callable[..., RawDocument]) -> None:
    document = read(
        '<row><c r="A1"><v>0.5</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" s="2"><v>45291</v></c>'
        '<c r="D1" s="3"><v>45291</v></c><c r="E1" s="9"><v>.5</v></c><c r="F1" s="4"><v>-12.5</v></c></row>',
        styles=handmade.styles("0.0%", "0.00", 31, 57, 43),
    )
    assert texts(document) == {
        "A1": "50.0%",
        "B1": "0.50",
        "C1": "2023年12月31日",
        "D1": "2023年12月",
        "E1": "0.5",
        "F1": "-12.50",
    }


def test_the_1904_calendar(read: Callable[..., RawDocument]) -> None:
    workbook = handmade.WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    document = read('<row><c s="0"><v>43829</v></c></row>', workbook=workbook, styles=handmade.styles(14))
    assert texts(document) == {"A1": "2023-12-31"}


def test_a_workbook_without_styles_or_shared_strings(read: Callable[..., RawDocument]) -> None:
    relations = handmade.RELATIONS.replace("/styles", "/other").replace("/sharedStrings", "/others")
    assert texts(read('<row><c s="3"><v>0.50</v></c></row>', relations=relations)) == {"A1": "0.5"}


def test_part_names_are_found_as_office_finds_them(read: Callable[..., RawDocument]) -> None:
    relations = handmade.RELATIONS.replace("worksheets/sheet1.xml", "/xl/WorkSheets/../worksheets/Sheet1.xml")
    assert texts(read("<row><c><v>1</v></c></row>", relations=relations)) == {"A1": "1"}


def test_names_with_a_prefix(tmp_path: Path) -> None:
    def prefixed(text: str) -> str:
        for name in ("worksheet", "sheetData", "row", "c", "v"):
            text = text.replace(f"<{name}>", f"<x:{name}>").replace(f"</{name}>", f"</x:{name}>")
        return text.replace("<worksheet xmlns", "<x:worksheet xmlns:x")

    sheet = prefixed(handmade.sheet("<row><c><v>1</v></c></row>"))
    assert "<x:worksheet xmlns:x=" in sheet
    path = handmade.write(tmp_path / "表.xlsx", parts={"xl/worksheets/sheet1.xml": sheet})
    assert texts(read_raw(path)) == {"A1": "1"}


def test_formulas_show_their_result(read: Callable[..., RawDocument]) -> None:
    document = read(
        '<row r="1"><c r="A1" s="0"><f>SUM(B1:C1)</f><v>5.8049999999999997</v></c>'
        '<c r="B1" t="str"><f>IF(1,"")</f><v></v></c></row>',
        styles=handmade.styles("0.00"),
    )
    assert texts(document) == {"A1": "5.81"}
    assert document.remarks == ()


def test_formulas_never_calculated_are_remarked_on(written: Callable[..., RawDocument]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "得分"
        for row in range(2, 9):
            sheet.cell(row, 2, f"=10*A{row}")

    document = written(fill)
    assert texts(document) == {"A1": "得分"}
    ((message, place),) = document.remarks
    assert message == (
        "工作表“自评表”有 7 个公式没有计算结果（B2、B3、B4、B5、B6等），按空白处理，"
        "请用 Excel 或 WPS 打开该文件、保存后再试。"
    )
    assert place == Place("表.xlsx", "自评表", row=2, column=2)


def test_sheets_in_order_without_hidden_ones_and_charts(tmp_path: Path) -> None:
    workbook = Workbook()
    for name, state in (("乙", "visible"), ("字典", "hidden"), ("插件", "veryHidden"), ("甲", "visible")):
        sheet = workbook.create_sheet(name)
        sheet["A1"] = name
        sheet.sheet_state = state
    workbook.create_chartsheet("图")
    del workbook["Sheet"]
    workbook.save(tmp_path / "表.xlsx")
    document = read_raw(tmp_path / "表.xlsx")
    assert [grid.name for grid in document.grids] == ["乙", "甲"]
    assert [[cell.text for row in grid.rows for cell in row.cells] for grid in document.grids] == [
        ["乙"],
        ["甲"],
    ]
    assert document.remarks == (
        ("隐藏的工作表“字典”没有读取，其中如有自评表，请取消隐藏并保存后再试。", Place("表.xlsx")),
    )


def test_an_empty_sheet_is_a_grid_without_rows(written: Callable[..., RawDocument]) -> None:
    assert [grid.rows for grid in written(lambda _: None).grids] == [()]


def test_a_stray_cell_in_the_last_corner_costs_nothing(read: Callable[..., RawDocument]) -> None:
    document = read('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert texts(document) == {"XFD1048576": "1"}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        "<row><c><v>1</row>",
        "<row>",
    ],
)
def test_nonsense_in_a_sheet_is_reported_as_damage(read: Callable[..., RawDocument], rows: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(rows)
    assert caught.value.message == (
        "文件不完整或已损坏，请用 Office 或 WPS 打开并重新保存后再试，打不开时请向报送单位重新索取。"
    )
    assert caught.value.place == Place("表.xlsx")


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        good = handmade.WORKBOOK if part == "xl/workbook.xml" else handmade.sheet("")
        path = handmade.write(tmp_path / "表.xlsx", parts={part: good.replace("?>", "?>" + bomb)})
        with pytest.raises(ReadError) as caught:
            read_raw(path)
        assert caught.value.message == (
            "文件中含有不应有的文档类型声明（DTD），可能不安全，请用 Office 或 WPS 打开并重新保存后再试。"
        )


def test_bounds_on_cells(read: Callable[..., RawDocument], monkeypatch: pytest.MonkeyPatch) -> None:
    longest = "长" * limits.MAX_CELL_CHARACTERS
    row = '<row r="2"><c r="B2" t="inlineStr"><is><t>{}</t></is></c></row>'
    assert len(texts(read(row.format(longest)))["B2"]) == limits.MAX_CELL_CHARACTERS
    with pytest.raises(ReadError) as caught:
        read(row.format(longest + "长"))
    assert caught.value.message == "自评表!B2的文字超过 32767 个字，请拆分或删减该处的内容后再试。"
    assert caught.value.place == Place("表.xlsx", "自评表", row=2, column=2)
    monkeypatch.setattr(limits, "MAX_CELLS", 2)
    assert len(texts(read("<row><c><v>1</v></c><c/><c><v>2</v></c></row>"))) == 2
    for third in ("<v>3</v>", "<f>A1</f>"):
        with pytest.raises(ReadError, match="超过 2 个"):
            read(f"<row><c><v>1</v></c><c><v>2</v></c><c>{third}</c></row>")


def test_a_macro_workbook_with_links_to_other_files_is_read_without_either(tmp_path: Path) -> None:
    """What .xlsm has beside a plain workbook: a macro project, and here a link that leads to the network."""
    book = Path(__file__).parents[2] / "examples" / "minimal" / "社区图书角建设.xlsx"
    macros = tmp_path / "社区图书角建设.xlsm"
    with zipfile.ZipFile(book) as plain, zipfile.ZipFile(macros, "w") as package:
        for name in plain.namelist():
            part = plain.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", _LINKS + b"</Relationships>")
            package.writestr(name, part)
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no macro is ever looked at")
    (plain_grid,), (grid,) = read_raw(book, "表").grids, read_raw(macros, "表").grids
    assert grid == plain_grid


_LINKS = (
    b'<Relationship Id="rId900" Target="vbaProject.bin"'
    b' Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
    b'<Relationship Id="rId901" TargetMode="External" Target="http://example.invalid/sheet.xml"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
)
