"""OpenDocument spreadsheets: texts as shown, stored numbers, what stands for many, and what is not read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid
from scoring.place import Place
from scoring.read import limits
from scoring.read.container import raw_document
from scoring.read.package import Package
from scoring.read.workbook.ods import read_ods
from scoring.read.workbook.sheets import Remarks

FILE = "表.ods"
_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
LAST_ROWS = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'


def content(body: str, styles: str = "", kind: str = "spreadsheet") -> str:
    return (
        f"<office:document-content{_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def table(rows: str, name: str = "自评表", style: str = "ta1") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def tr(*cells: str, times: int | str = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def td(text: str | None = None, attributes: str = "", covered: bool = False) -> str:
    """A cell; each line of the text is a paragraph."""
    name = f"table:{'covered-' if covered else ''}table-cell"
    lines = "" if text is None else "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f"<{name} {attributes}>{lines}</{name}>"


def times(count: int | str) -> str:
    return f'table:number-columns-repeated="{count}"'


def number(value: str, kind: str = "float") -> str:
    return f'office:value-type="{kind}" office:value="{value}"'


def package(content: str, more: Mapping[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in ({"content.xml": content} | dict(more or {})).items():
            archive.writestr(name, part)
    return stream.getvalue()


def read(body: str, styles: str = "") -> tuple[tuple[Grid, ...], Remarks]:
    return read_ods(Package(package(content(body, styles)), FILE))


def cells(*rows: str) -> dict[str, Cell]:
    (grid,), _ = read(table("".join(rows)))
    return {cell.place.spot.partition("!")[2]: cell for row in grid.rows for cell in row.cells}


def texts(*rows: str) -> dict[str, str]:
    return {spot: cell.text for spot, cell in cells(*rows).items()}


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        raw_document(data, FILE)
    assert caught.value.place is not None
    assert caught.value.place.file == FILE
    return caught.value.message


def test_a_cell_with_its_place() -> None:
    (grid,), remarks = read(table(tr(td(), times=4) + tr(td(None, times(2)), td("项目名称")) + LAST_ROWS))
    assert (grid.name, grid.ruled, remarks) == ("自评表", True, ())
    assert [row.place for row in grid.rows] == [Place(FILE, "自评表", row=5)]
    assert grid.rows[0].cells == (Cell("项目名称", 3, Place(FILE, "自评表", row=5, column=3)),)


def test_the_text_shown_and_the_number_behind_it() -> None:
    read = cells(
        tr(
            td("58.05%", number("0.5805", "percentage")),
            td("3.29", number("3.2941176470588234")),
            td("¥12.50", number("12.5", "currency")),
            td("2023年12月31日", 'office:value-type="date" office:date-value="2023-12-31"'),
            td("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
            td("95%", 'office:value-type="string"'),
            td("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string" office:string-value=""'),
            td("1", number("NaN")),
        )
    )
    assert [(cell.text, cell.stored) for cell in read.values()] == [
        ("58.05%", "0.5805"),
        ("3.29", "3.29411764705882"),
        ("¥12.50", "12.5"),
        ("2023年12月31日", ""),
        ("TRUE", ""),
        ("95%", ""),
        ("#DIV/0!", ""),
        ("1", ""),
    ]


def test_the_value_serves_where_no_text_is_kept() -> None:
    read = cells(
        tr(
            td(None, number("0.1")),
            td("", number("12.50")),
            td(None, 'office:value-type="date" office:date-value="2023-12-31T00:00:00"'),
            td(None, 'office:value-type="boolean" office:boolean-value="false"'),
            td(None, 'office:value-type="string" office:string-value="优"'),
            td(None, 'office:value-type="float"'),
        )
    )
    assert [(cell.text, cell.stored) for cell in read.values()] == [
        ("0.1", "0.1"),
        ("12.5", "12.5"),
        ("2023-12-31", ""),
        ("FALSE", ""),
        ("优", ""),
    ]


def test_lines_spaces_and_links_in_a_text() -> None:
    assert texts(
        tr(
            td("项目资金\n（万元）"),
            td("完成<text:line-break/>50"),
            td('得<text:s text:c="2"/>分<text:tab/>值<text:s/>'),
            td("<text:span>绩</text:span><text:a>效</text:a>\n"),
            td("a  \n\t b".replace("\n", "&#10;")),
            td('一<text:s text:c="999999999"/>二'),
        )
    ) == {
        "A1": "项目资金（万元）",
        "B1": "完成50",
        "C1": "得  分 值",
        "D1": "绩效",
        "E1": "a b",
        "F1": f"一{' ' * 100}二",
    }


def test_notes_pictures_and_guides_are_no_part_of_a_text() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    guided = "<text:ruby><text:ruby-base>绩</text:ruby-base><text:ruby-text>ji</text:ruby-text></text:ruby>"
    inner = f"<table:table-cell>{note}{box}<text:p>得{note}分{guided}</text:p></table:table-cell>"
    shapes = f"<table:shapes>{box}{table(tr(td('表中表')))}</table:shapes>"
    assert texts(shapes + tr(inner, f"<table:table-cell>{table(tr(td('内')))}</table:table-cell>")) == {
        "A1": "得分绩"
    }


def test_cells_and_rows_that_stand_for_many() -> None:
    rows = tr(td("甲", times(2)), td(None, times(3)), td("乙"), times=2) + tr(td(), times=10) + tr(td("丙"))
    assert texts(rows) == {
        "A1": "甲",
        "B1": "甲",
        "F1": "乙",
        "A2": "甲",
        "B2": "甲",
        "F2": "乙",
        "A13": "丙",
    }


def test_a_sheet_of_empty_rows_and_columns_costs_nothing() -> None:
    empty = tr(td(None, times(16_384)), times=1_048_570)
    assert texts(empty + tr(td(None, times(16_383)), td("角"))) == {"XFD1048571": "角"}


def test_what_stands_for_many_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 6)
    assert len(texts(tr(td("甲", times(3)), times=2))) == 6
    for row in (tr(td("甲", times(7))), tr(td("甲"), times=7), tr(td("甲", times(9999)), times=9999)):
        assert "超过 6 个" in refused(package(content(table(row))))


def test_rows_in_groups_and_headers_and_hidden_rows_count() -> None:
    grouped = (
        f"<table:table-header-rows>{tr(td('一'))}</table:table-header-rows>"
        f"<table:table-row-group>{tr(td('二'))}<table:table-row-group>{tr(td('三'))}</table:table-row-group>"
        "</table:table-row-group>"
        f'<table:table-row table:visibility="collapse">{td("四")}</table:table-row>'
    )
    assert texts(grouped) == {"A1": "一", "A2": "二", "A3": "三", "A4": "四"}


def test_merged_cells_hold_what_the_top_left_one_shows_over_all_their_columns() -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    read = cells(
        tr(td("甲", spans), td("盖", covered=True), td("乙")),
        tr(td("盖", times(2), covered=True), td("丙")),
    )
    assert [(spot, cell.text, cell.width) for spot, cell in read.items()] == [
        ("A1", "甲", 2),
        ("C1", "乙", 1),
        ("C2", "丙", 1),
    ]
    assert texts(tr(td("甲", spans), td("未标")), tr(td("未标"))) == {"A1": "甲"}


def test_hidden_sheets_are_named_and_copies_of_other_files_are_not() -> None:
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    )
    source = "<table:table-source/>"
    tables = (
        table(tr(td("甲")), "甲")
        + table(tr(td("乙")), "乙", "ta2")
        + table(source + tr(td("丙")), "丙", "ta2")
        + table(source + tr(td("丁")), "丁")
    )
    grids, remarks = read(tables, styles)
    assert [grid.name for grid in grids] == ["甲", "丁"]
    assert remarks == (("隐藏的工作表“乙”没有读取，其中如有自评表，请取消隐藏并保存后再试。", Place(FILE)),)
    only = content(table(tr(td("乙")), "乙", "ta2"), styles)
    assert refused(package(only)).startswith("工作簿里没有可见的工作表")


def test_formulas_never_calculated_are_remarked_on() -> None:
    formula = 'table:formula="of:=[.A1]*10"'
    empty_result = f'{formula} office:value-type="string"'
    _, remarks = read(
        table(tr(td("得分"), td(None, formula), td("", empty_result), td("5", f"{formula} {number('5')}")))
    )
    ((message, place),) = remarks
    assert message.startswith("工作表“自评表”有 1 个公式没有计算结果（B1），按空白处理，")
    assert place == Place(FILE, "自评表", row=1, column=2)


def test_what_was_changed_is_not_read() -> None:
    changes = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>旧</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes>"
    )
    (grid,), _ = read(changes + table(tr(td("新"))))
    assert [cell.text for cell in grid.rows[0].cells] == ["新"]


@pytest.mark.parametrize(
    ("kind", "suffix"), [("text", ".odt"), ("presentation", ".odp"), ("drawing", ".odg")]
)
def test_other_open_documents(kind: str, suffix: str) -> None:
    message = refused(package(content("<text:p>甲</text:p>", kind=kind)))
    assert suffix in message
    assert ".docx" in message


def test_a_spreadsheet_with_a_password() -> None:
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
    message = "文件设有打开密码，请用 Excel 或 WPS 取消密码、重新保存后再试。"
    name = "META-INF/manifest.xml"
    assert refused(package("\0\1\2", {name: manifest.format(entry)})) == message
    assert raw_document(package(content(table("")), {name: manifest.format("")}), FILE).grids
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("encrypted-package", "\0\1\2")
    assert refused(stream.getvalue()) == message


@pytest.mark.parametrize(
    "part",
    [
        "<office:document-content",
        "<x/>",
        content(table(tr(td("甲", times("x"))))),
        content(table(tr(td("甲", times(0))))),
        content(table(tr(td("甲"), times=-1))),
        content(table(tr(td(None, times(16_384)), td("甲")))),
        content(table(tr(td(), times=1_048_576) + tr(td("甲")))),
        content(table(tr(td("甲", times("9" * 5000))))),
        content(table(tr(td('<text:s text:c="x"/>')))),
    ],
)
def test_nonsense_is_reported_as_damage(part: str) -> None:
    assert refused(package(part)).startswith("文件不完整或已损坏")
