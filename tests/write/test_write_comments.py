"""Comments: after those that were there, in boxes that hold their text, never in a thread."""

from __future__ import annotations

import re
from pathlib import Path

import handmade
import openpyxl
import pytest
from books import MAIN, SHEET, at, by_openpyxl, changed, parts, rewritten, tree
from lxml import etree
from openpyxl.comments import Comment

from scoring.errors import ReadError, WriteError
from scoring.write import vml
from scoring.write.comments import Run
from scoring.write.layout import Layout, Size
from scoring.write.package import PatchedPackage
from scoring.write.workbook import PatchedWorkbook
from scoring.write.worksheet import Area, Worksheet

S1 = "xl/worksheets/sheet1.xml"
BOX = re.compile(r"<x:Anchor>([^<]*)</x:Anchor>.*?<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.xlsx"


def plain(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = SHEET
    book.worksheets[0]["B2"] = 1
    book.save(path)
    return path


def commented(path: Path, texts: dict[str, str]) -> bytes:
    book = PatchedWorkbook(path.read_bytes(), "表.xlsx")
    for cell, text in texts.items():
        assert book.comment(at(cell), [Run(text)])
    return book.saved()


def said(data: bytes, part: str = "xl/comments1.xml") -> dict[str, str]:
    """What comments say, by their cells."""
    return {
        comment.get("ref", ""): "".join(text.text or "" for text in comment.iter(f"{MAIN}t"))
        for comment in tree(data, part).iter(f"{MAIN}comment")
    }


def test_a_sheet_without_comments_gets_the_parts_for_them(path: Path) -> None:
    before = plain(path).read_bytes()
    after = commented(path, {"B2": "说明"})
    assert changed(before, after) == {
        S1,
        "[Content_Types].xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    types = parts(after)["[Content_Types].xml"].decode()
    assert types.count('Extension="vml"') == types.count('PartName="/xl/comments1.xml"') == 1


def test_comments_of_two_sheets_have_their_own_parts(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = SHEET
    book.create_sheet("乙")
    book.save(path)
    patched = PatchedWorkbook(path.read_bytes(), "表.xlsx")
    patched.comment(at("A1"), [Run("甲的")])
    patched.comment(at("A1", "乙"), [Run("乙的")])
    data = patched.saved()
    assert (said(data), said(data, "xl/comments2.xml")) == ({"A1": "甲的"}, {"A1": "乙的"})
    assert 'id="_x0000_s1025"' in parts(data)["xl/drawings/vmlDrawing1.vml"].decode()
    assert 'id="_x0000_s2049"' in parts(data)["xl/drawings/vmlDrawing2.vml"].decode()


def test_a_comment_goes_after_the_one_that_is_there(path: Path) -> None:
    data = commented(by_openpyxl(path), {"B4": "又一条", "B5": "新的"})
    assert said(data, "xl/comments/comment1.xml") == {"B4": "原有批注\n\n又一条", "B5": "新的"}


@pytest.mark.parametrize("before", ["<t>原有</t>", "<r><t>原有</t></r>", ""], ids=["plain", "runs", "none"])
@pytest.mark.parametrize(
    "sound",
    ['<rPh sb="0" eb="1"><t>yuan</t></rPh><phoneticPr fontId="1"/>', '<phoneticPr fontId="1"/>'],
    ids=["sound", "font"],
)
def test_a_comment_goes_before_how_the_other_is_pronounced(path: Path, before: str, sound: str) -> None:
    by_openpyxl(path)
    text = (
        f'<comments xmlns="{MAIN[1:-1]}"><authors><author>张某</author></authors><commentList>'
        f'<comment ref="B4" authorId="0"><text>{before}{sound}</text></comment></commentList></comments>'
    )
    rewritten(path, {"xl/comments/comment1.xml": text.encode()})
    (written,) = tree(commented(path, {"B4": "又一条"}), "xl/comments/comment1.xml").iter(f"{MAIN}text")
    names = [etree.QName(child).localname for child in written]
    runs = ["r"] * (3 if before else 2)
    assert names == runs + [name for name in ("rPh", "phoneticPr") if name in sound]
    assert [run.findtext(f"{MAIN}t") for run in written.iter(f"{MAIN}r")][-2:] == ["\n\n", "又一条"]


def test_a_comment_on_a_merged_cell_stands_on_its_first(path: Path) -> None:
    data = commented(by_openpyxl(path), {"E5": "甲", "D4": "乙"})
    assert said(data, "xl/comments/comment1.xml")["D4"] == "甲\n\n乙"


def test_new_boxes_have_their_names_whatever_the_drawing_declares(path: Path) -> None:
    data = commented(by_openpyxl(path), {"B5": "新的"})
    (drawing,) = [text for name, text in parts(data).items() if name.endswith(".vml")]
    root = etree.fromstring(drawing)
    shapes = root.findall("{urn:schemas-microsoft-com:vml}shape")
    assert len({shape.get("id") for shape in shapes}) == len(shapes) == 2
    assert openpyxl.load_workbook(path)[SHEET]["B4"].comment is not None


def test_a_drawing_that_is_no_sound_xml_is_kept(path: Path) -> None:
    by_openpyxl(path)
    (name,) = [name for name in parts(path.read_bytes()) if name.endswith(".vml")]
    odd = f'{vml.empty(1)[:-6]}<v:shape id="_x0000_s1026"><v:textbox>一<br>二</v:textbox></v:shape></xml>\r\n'
    rewritten(path, {name: odd.encode()})
    drawing = parts(commented(path, {"B5": "新的"}))[name].decode()
    assert drawing.startswith(odd.removesuffix("</xml>\r\n"))
    assert drawing.endswith("</xml>\r\n")
    assert 'id="_x0000_s1027"' in drawing


@pytest.mark.parametrize("drawing", [b"<xml>", b"\xff\xfe<\0x\0", b""])
def test_a_drawing_that_cannot_be_added_to_is_refused(path: Path, drawing: bytes) -> None:
    by_openpyxl(path)
    (name,) = [name for name in parts(path.read_bytes()) if name.endswith(".vml")]
    rewritten(path, {name: drawing})
    with pytest.raises(WriteError, match="原有的批注读不懂"):
        commented(path, {"B5": "新的"})


@pytest.mark.parametrize(
    "comments",
    [f'<comments xmlns="{MAIN[1:-1]}"/>', "<comments/>", "<comments"],
    ids=["empty", "strict", "broken"],
)
def test_comments_that_cannot_be_kept_are_refused(path: Path, comments: str) -> None:
    rewritten(by_openpyxl(path), {"xl/comments/comment1.xml": comments.encode()})
    with pytest.raises((ReadError, WriteError)):
        commented(path, {"B5": "新的"})


def test_a_thread_of_comments_is_left_alone(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet["B2"].comment = Comment("[线程批注]", "tc={12345678-0000-0000-0000-000000000000}")
    book.save(path)
    patched = PatchedWorkbook(path.read_bytes(), "表.xlsx")
    assert not patched.comment(at("B2"), [Run("说明")])
    assert patched.comment(at("B3"), [Run("说明")])
    assert said(patched.saved(), "xl/comments/comment1.xml") == {"B2": "[线程批注]", "B3": "说明"}


def test_what_no_part_can_hold_is_left_out_and_the_rest_reads_as_written(path: Path) -> None:
    data = commented(plain(path), {"B2": "a\x00\x1b\ufffe\ud800b <&> _x0041_ 甲\n乙"})
    assert said(data) == {"B2": "ab <&> _x005F_x0041_ 甲\n乙"}


def boxes(data: bytes) -> dict[tuple[int, int], list[int]]:
    """The anchors of the boxes, by row and column of their cells."""
    text = parts(data)["xl/drawings/vmlDrawing1.vml"].decode()
    return {
        (int(row) + 1, int(column) + 1): [*map(int, anchor.split(","))]
        for anchor, row, column in BOX.findall(text)
    }


def test_boxes_stand_right_of_their_cells_and_grow_with_their_text(path: Path) -> None:
    found = boxes(commented(plain(path), {"B2": "短", "B9": "长句" * 100, "B40": "长句" * 2000}))
    (small, medium, large) = (found[row, 2] for row in (2, 9, 40))
    assert small[0] == medium[0] == large[0] == 2  # column C, counted from 0
    height = [box[6] * 20 + box[7] - box[2] * 20 for box in (small, medium, large)]
    assert height[0] == 17 + 16
    assert height[1] == 8 * 17 + 16  # 400 Latin letters wide, 55 in a line
    assert height[2] == 85 * 17 + 16  # 8000, 95 in a line of a wide box


def layout(tmp_path: Path, columns: str = "", rows: str = "", usual: str = "") -> Layout:
    sheet = handmade.sheet(rows).replace("<sheetData>", f"{usual}{columns}<sheetData>")
    data = handmade.write(tmp_path / "表.xlsx", parts={S1: sheet}).read_bytes()
    return Layout(Worksheet(PatchedPackage(data, "表.xlsx"), S1))


@pytest.mark.parametrize(
    ("columns", "rows", "usual", "expected"),
    [
        ("", "", "", "2, 12, 3, 0, 3, 48, 5, 10"),
        ('<cols><col min="3" max="3" width="85"/></cols>', "", "", "2, 12, 3, 0, 2, 112, 5, 10"),
        ('<cols><col min="3" max="9" hidden="1"/></cols>', "", "", "2, 12, 3, 0, 10, 48, 5, 10"),
        ("", '<row r="4" ht="37.5"/>', "", "2, 12, 3, 0, 3, 48, 3, 50"),
        ("", '<row r="4" hidden="1"/>', "", "2, 12, 3, 0, 3, 48, 6, 10"),
        ("", "", '<sheetFormatPr defaultColWidth="85" defaultRowHeight="75"/>', "2, 12, 3, 0, 2, 112, 3, 50"),
        ("", '<row r="4" ht="NaN"/>', '<sheetFormatPr defaultColWidth="x"/>', "2, 12, 3, 0, 3, 48, 5, 10"),
    ],
    ids=["usual", "wide", "hidden columns", "high", "hidden row", "other default", "nonsense"],
)
def test_boxes_have_their_size_in_any_grid(
    tmp_path: Path, columns: str, rows: str, usual: str, expected: str
) -> None:
    beside = layout(tmp_path, columns, rows, usual).beside
    assert beside(Area(5, 2, 5, 2), Size(100, 50)) == expected


def test_boxes_end_with_the_sheet_and_do_not_look_far(tmp_path: Path) -> None:
    found = layout(tmp_path).beside(Area(1_048_576, 16_384, 1_048_576, 16_384), Size(100, 50))
    assert found == "16383, 12, 1048574, 0, 16383, 64, 1048575, 20"
    hidden = layout(tmp_path, '<cols><col min="1" max="16384" hidden="1"/></cols>')
    assert hidden.beside(Area(1, 1, 1, 1), Size(100, 50)).split(", ")[4] == "201"


def test_drawings_are_kept_as_they_are() -> None:
    drawing = vml.Drawing(vml.empty(3), 3)
    assert drawing.text == vml.empty(3)
    drawing.add(1, 1, "0, 0, 0, 0, 1, 1, 1, 1")
    assert "_x0000_s3073" in drawing.text
    assert etree.fromstring(drawing.text) is not None
