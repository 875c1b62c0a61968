"""Cells that are changed: made where they were not, found under merged ones, never a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import handmade
import pytest
from books import MAIN, at, changed, parts, rest, tree
from lxml import etree

from scoring.errors import ReadError, WriteError
from scoring.write import xml
from scoring.write.comments import Run
from scoring.write.workbook import OTHER_KIND, PatchedWorkbook

S1 = "xl/worksheets/sheet1.xml"
SHARED = {
    "xl/styles.xml": handmade.styles("General", "0.00%", "@"),
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
}
Change = Callable[[PatchedWorkbook], object]
Patch = Callable[..., bytes]


@pytest.fixture
def patch(tmp_path: Path) -> Patch:
    """Change a workbook written by hand."""

    def patch(change: Change, rows: str = "", after: str = "", **replaced: str) -> bytes:
        names = {
            "workbook": "xl/workbook.xml",
            "relations": "xl/_rels/workbook.xml.rels",
            "styles": "xl/styles.xml",
            "sheet": S1,
        }
        contents = SHARED | {names[name]: text for name, text in replaced.items()}
        book = PatchedWorkbook(
            handmade.write(tmp_path / "表.xlsx", rows, contents, after).read_bytes(), "表.xlsx"
        )
        change(book)
        return book.saved()

    return patch


def sheet_data(data: bytes) -> str:
    """The rows of the sheet, as text without namespaces."""
    root = tree(data, S1).find(f"{MAIN}sheetData")
    assert root is not None
    return etree.tostring(root, encoding="unicode").replace(f' xmlns="{MAIN[1:-1]}"', "")


def number(cell: str, value: str = "7.5") -> Change:
    return lambda book: book.set_number(at(cell), value)


@pytest.mark.parametrize(
    ("cell", "rows", "expected"),
    [
        ("B2", "", '<row r="2"><c r="B2"><v>7.5</v></c></row>'),
        (
            "B2",
            '<row r="1"/><row r="3"/>',
            '<row r="1"/><row r="2"><c r="B2"><v>7.5</v></c></row><row r="3"/>',
        ),
        (
            "B2",
            '<row r="2" spans="1:3"><c r="A2"/><c r="C2"/></row>',
            '<row r="2"><c r="A2"/><c r="B2"><v>7.5</v></c><c r="C2"/></row>',
        ),
        (
            "AA2",
            '<row r="2"><c r="B2"/><extLst/></row>',
            '<row r="2"><c r="B2"/><c r="AA2"><v>7.5</v></c><extLst/></row>',
        ),
        ("B2", "<row><c/></row><row><c/><c/></row>", "<row><c/></row><row><c/><c><v>7.5</v></c></row>"),
        (
            "B2",
            '<row r="2" s="1" customFormat="1"><c r="A2"/></row>',
            '<row r="2" s="1" customFormat="1"><c r="A2"/><c r="B2" s="1"><v>7.5</v></c></row>',
        ),
        (
            "B2",
            '<row r="2"><c r="B2" s="2" t="s"><v>0</v></c></row>',
            '<row r="2"><c r="B2" s="2"><v>7.5</v></c></row>',
        ),
        (
            "B2",
            '<row r="2"><c r="B2" t="inlineStr"><is><t>旧</t></is></c></row>',
            '<row r="2"><c r="B2"><v>7.5</v></c></row>',
        ),
    ],
    ids=[
        "no row",
        "between rows",
        "between cells",
        "at the end",
        "no addresses",
        "row style",
        "shared",
        "inline",
    ],
)
def test_a_number_stands_where_it_belongs(patch: Patch, cell: str, rows: str, expected: str) -> None:
    assert sheet_data(patch(number(cell), rows)) == f"<sheetData>{expected}</sheetData>"


def test_a_new_cell_looks_like_its_column(patch: Patch) -> None:
    columns = '<cols><col min="2" max="3" style="1" width="9"/></cols>'
    sheet = handmade.sheet("").replace("<sheetData>", f"{columns}<sheetData>")
    assert '<c r="C2" s="1">' in sheet_data(patch(number("C2"), sheet=sheet))
    assert '<c r="D2">' in sheet_data(patch(number("D2"), sheet=sheet))


@pytest.mark.parametrize(("old", "cell", "new"), [("A1:C3", "B2", "A1:C3"), ("B2", "D1", "B1:D2")])
def test_the_dimension_grows_with_new_cells(patch: Patch, old: str, cell: str, new: str) -> None:
    sheet = handmade.sheet("").replace("<sheetData>", f'<dimension ref="{old}"/><sheetData>')
    dimension = tree(patch(number(cell), sheet=sheet), S1).find(f"{MAIN}dimension")
    assert dimension is not None
    assert dimension.get("ref") == new


def test_a_text_is_kept_whole(patch: Patch) -> None:
    rows = sheet_data(patch(lambda book: book.set_text(at("A1"), " 58.05%\x07_x0041_<&\n")))
    assert '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 58.05%_x005F_x0041_&lt;&amp;\n</t>' in rows


def test_what_people_see_stands_in_the_first_of_merged_cells(patch: Patch) -> None:
    found: list[object] = []
    merged = '<mergeCells><mergeCell ref="B2:D4"/><mergeCell ref="F1"/></mergeCells>'
    patch(lambda book: found.extend(book.cell(at(cell)) for cell in ("C3", "D4", "E4", "F1")), "", merged)
    assert found == [at("B2"), at("B2"), at("E4"), at("F1")]
    patch(lambda book: found.append(book.cell(at("A1", "没有"))))
    assert found[-1] is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("A1", True), ("B1", False), ("B2", True), ("C3", True), ("C4", False), ("Z9", False)],
)
def test_formulas_are_known(patch: Patch, cell: str, expected: bool) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="array" ref="B2:C3">D2:E3</f><v>1</v></c></row>'
    )
    found: list[bool] = []
    patch(lambda book: found.append(book.is_formula(at(cell))), rows)
    assert found == [expected]


def test_a_prefixed_main_namespace_is_kept(patch: Patch) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN[1:-1]}"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )

    def change(book: PatchedWorkbook) -> None:
        book.set_number(at("B1"), "2")
        book.mark(at("A1"), "FFC7CE")
        book.comment(at("A1"), [Run("说明")])

    text = parts(patch(change, sheet=sheet))[S1].decode()
    assert '<x:c r="A1" s="3"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c>' in text
    assert "<x:legacyDrawing " in text


def test_what_a_program_may_ignore_keeps_its_prefixes(patch: Patch) -> None:
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac unused" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:unused="urn:unused"'
    )
    sheet = handmade.sheet('<row r="1" x14ac:dyDescent="0.2"/>').replace(
        "<worksheet ", f"<worksheet {names} "
    )
    text = parts(patch(number("A1"), sheet=sheet))[S1].decode()
    for name in ('xmlns:unused="urn:unused"', 'mc:Ignorable="x14ac unused"', 'x14ac:dyDescent="0.2"'):
        assert name in text


def test_a_drawing_of_comments_stands_before_what_must_follow_it(patch: Patch) -> None:
    after = '<pageMargins left="1"/><drawing/><tableParts/><extLst/>'
    data = patch(lambda book: book.comment(at("A1"), [Run("说明")]), "", after)
    tags = [etree.QName(child).localname for child in tree(data, S1)]
    assert tags == ["sheetData", "pageMargins", "drawing", "legacyDrawing", "tableParts", "extLst"]


def test_a_workbook_without_styles_gets_some(patch: Patch) -> None:
    relations = handmade.RELATIONS.replace("/styles", "/unknown")
    data = patch(lambda book: book.mark(at("A1"), "FFC7CE"), relations=relations)
    assert '<c r="A1" s="1"/>' in sheet_data(data)
    assert b"FFFFC7CE" in parts(data)["xl/styles1.xml"]
    assert b"/styles" in parts(data)["xl/_rels/workbook.xml.rels"]


def test_a_style_out_of_range_is_taken_for_the_first(patch: Patch) -> None:
    data = patch(lambda book: book.mark(at("A1"), "FFC7CE"), '<row r="1"><c r="A1" s="77"/></row>')
    assert '<c r="A1" s="3"/>' in sheet_data(data)


def test_one_style_serves_all_cells_that_looked_alike(patch: Patch) -> None:
    def change(book: PatchedWorkbook) -> None:
        for cell in ("A1", "A2", "A3"):
            book.mark(at(cell), "FFC7CE")
        book.mark(at("A3"), "BDD7EE")

    fills = tree(patch(change), "xl/styles.xml").findall(f"{MAIN}fills/{MAIN}fill")
    assert len(fills) == 2 + 2  # two that every workbook begins with


@pytest.mark.parametrize("code", ["General", "0.00%", "@"])
def test_the_format_of_a_cell_is_told(patch: Patch, code: str) -> None:
    style = ["General", "0.00%", "@"].index(code)
    found: list[str] = []
    patch(lambda book: found.append(book.format_code(at("A1"))), f'<row r="1"><c r="A1" s="{style}"/></row>')
    assert found == [code]


@pytest.mark.parametrize(
    ("code", "number", "written"),
    [("0.00", "2", 1), ("0.00%", "10", 1), ('0.0"分"', "164", 1), ("0.000", "165", 2)],
)
def test_another_format_is_the_one_there_is_or_a_new_one(
    patch: Patch, code: str, number: str, written: int
) -> None:
    styles = handmade.styles('0.0"分"')
    sheet = handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>')

    def change(book: PatchedWorkbook) -> None:
        book.set_format(at("A1"), code)
        assert book.format_code(at("A1")) == code

    root = tree(patch(change, sheet=sheet, styles=styles), "xl/styles.xml")
    formats, used = (root.findall(f"{MAIN}{table}/*") for table in ("numFmts", "cellXfs"))
    assert (len(formats), used[-1].get("numFmtId"), used[-1].get("applyNumberFormat")) == (
        written,
        number,
        "1",
    )


def test_a_workbook_that_writes_out_no_formats_gets_the_first(patch: Patch) -> None:
    styles = handmade.styles("General").replace("<numFmts>", "<other>").replace("</numFmts>", "</other>")
    root = tree(patch(lambda book: book.set_format(at("A1"), "0.000"), styles=styles), "xl/styles.xml")
    assert etree.QName(root[0]).localname == "numFmts"
    assert [dict(format_.attrib) for format_ in root[0]] == [{"numFmtId": "164", "formatCode": "0.000"}]


@pytest.mark.parametrize("data", [b"<html/>", b"", handmade.__doc__.encode() if handmade.__doc__ else b""])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(WriteError) as refused:
        PatchedWorkbook(data, "表.xlsx")
    assert refused.value.message == OTHER_KIND


@pytest.mark.parametrize(
    ("sheet", "error", "words"),
    [
        (
            handmade.sheet("").replace(
                "schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"
            ),
            WriteError,
            "Strict Open XML",
        ),
        ("<worksheet", ReadError, "已损坏"),
        (handmade.sheet("").replace("sheetData", "other"), ReadError, "已损坏"),
        (handmade.sheet('<row r="x"/>'), ReadError, "已损坏"),
        (handmade.sheet("", '<mergeCells><mergeCell ref="1:2"/></mergeCells>'), ReadError, "已损坏"),
        (
            handmade.sheet("").replace("<worksheet", "<!DOCTYPE worksheet [<!ENTITY e 'x'>]><worksheet"),
            ReadError,
            "已损坏",
        ),
    ],
    ids=["strict", "broken", "no rows", "no row number", "no cell", "doctype"],
)
def test_sheets_that_cannot_be_changed(patch: Patch, sheet: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        patch(number("A1"), sheet=sheet)


def test_a_part_beyond_the_bound_is_refused(patch: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = handmade.sheet(f"<!--{'x' * 2000}-->")  # larger than the other parts
    monkeypatch.setattr(xml, "MAX_PART_BYTES", len(sheet))
    patch(number("A1"), sheet=sheet)
    with pytest.raises(WriteError, match="过大"):
        patch(number("A1"), sheet=f"{sheet} ")


def test_two_sheets_of_one_name_are_refused(patch: Patch) -> None:
    twice = handmade.WORKBOOK.replace("</sheets>", '<sheet name="自评表" sheetId="2" r:id="rId1"/></sheets>')
    with pytest.raises(WriteError, match="不止一张"):
        patch(number("A1"), workbook=twice)


def test_a_hidden_sheet_of_the_same_name_is_left_alone(patch: Patch) -> None:
    hidden = '<sheet name="自评表" sheetId="2" state="hidden" r:id="rId9"/></sheets>'
    workbook = handmade.WORKBOOK.replace("</sheets>", hidden)
    relation = '<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet9.xml"/></Relationships>'
    relations = handmade.RELATIONS.replace("</Relationships>", relation)
    assert "<v>7.5</v>" in sheet_data(patch(number("A1"), workbook=workbook, relations=relations))


def test_merged_ranges_beyond_measure_are_refused(patch: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = "<mergeCells>" + '<mergeCell ref="B2:D4"/>' * 3 + "</mergeCells>"
    monkeypatch.setattr("scoring.write.worksheet._WORK", 6)
    patch(lambda book: [book.cell(at("A1")), book.cell(at("A1"))], "", merged)
    with pytest.raises(ReadError):
        patch(lambda book: [book.cell(at("A1")) for _ in range(3)], "", merged)


@pytest.mark.parametrize(
    "declared",
    [
        "<?xml version='1.0'?>",
        "<?xml version='1.0' standalone='yes'?>",
        "<?xml version='1.0' standalone='no'?>",
    ],
)
def test_a_part_says_of_itself_what_it_said(declared: str) -> None:
    before = xml.parse(f"{declared}<!-- 说明 --><a><![CDATA[<]]></a>".encode(), "表.xlsx")
    after = xml.parse(xml.serialise(before), "表.xlsx")
    assert after.getroottree().docinfo.standalone == before.getroottree().docinfo.standalone
    assert b"<![CDATA[<]]>" in xml.serialise(after)
    assert "<!-- 说明 -->".encode() in xml.serialise(after)


def test_nothing_else_of_the_sheet_changes(patch: Patch) -> None:
    rows = (
        '<!-- 说明 --><row r="1"><c r="A1" s="1"><v>1</v></c>\n  <c r="B1" t="str"><v> a&#13;b </v></c></row>'
    )
    before, after = patch(lambda _: None, rows), patch(number("C1"), rows)
    assert changed(before, after) == {S1}
    assert rest(after, S1, ["C1"]) == rest(before, S1)
