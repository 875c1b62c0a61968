"""A changed workbook: what was asked for is there, and everything else is as it came."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from books import MAIN, SHEET, at, by_openpyxl, by_xlsxwriter, changed, parts, rest, tree
from lxml import etree

from scoring.read.container import raw_document
from scoring.write.comments import Run
from scoring.write.workbook import PatchedWorkbook

S1 = "xl/worksheets/sheet1.xml"
_ANCHOR = re.compile(r"<x:Anchor>[^<]*</x:Anchor>")
BUILDERS = [by_xlsxwriter, by_openpyxl]


@pytest.fixture(params=BUILDERS, ids=lambda builder: builder.__name__)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    """A rich workbook."""
    build: Callable[[Path], Path] = request.param
    return build(tmp_path / "表.xlsx").read_bytes()


def patched(data: bytes, change: Callable[[PatchedWorkbook], object]) -> bytes:
    book = PatchedWorkbook(data, "表.xlsx")
    change(book)
    return book.saved()


def mark(book: PatchedWorkbook) -> None:
    book.mark(at("B4"), "FFC7CE")


def comment(book: PatchedWorkbook) -> None:
    for cell in ("C4", "B4", "F20"):
        assert book.comment(
            at(cell), [Run("IN001 指标得分与复算不符（错误）", bold=True), Run("\n多计 1.29 分。")]
        )


def fill(book: PatchedWorkbook) -> None:
    book.set_number(at("C4"), "9.870000000000000001")


def test_nothing_asked_for_changes_nothing(book: bytes) -> None:
    assert changed(book, patched(book, lambda _: None)) == set()


def test_a_mark_changes_the_cell_and_the_styles_only(book: bytes) -> None:
    after = patched(book, mark)
    assert changed(book, after) == {S1, "xl/styles.xml"}
    assert rest(after, S1, ["B4"]) == rest(book, S1, ["B4"])
    old, new = (tree(data, "xl/styles.xml") for data in (book, after))
    for table in old:
        same = new.find(table.tag)
        assert same is not None
        extra = len(same) - len(table)
        assert extra == (1 if table.tag in (f"{MAIN}fills", f"{MAIN}cellXfs") else 0)
        assert [_text(item) for item in list(same)[: len(table)]] == [_text(item) for item in table]
        assert same.get("count") == (str(len(same)) if table.get("count") else None)


def _text(item: etree._Element) -> bytes:
    return etree.tostring(item, method="c14n")


def test_a_mark_keeps_the_rest_of_the_style(book: bytes) -> None:
    after = patched(book, mark)
    old, new = (openpyxl.load_workbook(BytesIO(data))[SHEET]["B4"] for data in (book, after))
    assert new.fill.fgColor.rgb == "FFFFC7CE"
    assert old.fill.fgColor.rgb != "FFFFC7CE"
    for aspect in ("number_format", "font", "border", "alignment", "protection"):
        assert repr(getattr(new, aspect)) == repr(getattr(old, aspect))


def test_comments_change_their_own_parts_only(book: bytes) -> None:
    after = patched(book, comment)
    touched = changed(book, after)
    assert touched - {S1} == {name for name in touched if "omment" in name or name.endswith(".vml")}
    assert rest(after, S1) == rest(book, S1)
    there = openpyxl.load_workbook(BytesIO(after))[SHEET]
    own = "IN001 指标得分与复算不符（错误）\n多计 1.29 分。"
    assert there["C4"].comment.text == there["F20"].comment.text == own
    assert there["B4"].comment.text == f"原有批注\n\n{own}"
    assert (there["B4"].comment.author, there["C4"].comment.author) == ("张某", "jixiao")


def test_comments_keep_buttons_and_boxes_of_before(tmp_path: Path) -> None:
    before = by_xlsxwriter(tmp_path / "表.xlsm").read_bytes()
    after = patched(before, comment)
    (name,) = [name for name in parts(before) if "vmlDrawing1" in name]
    old, new = (parts(data)[name].decode().split("</v:shape>") for data in (before, after))
    assert len(new) == len(old) + 2  # C4 and F20; the box of B4 was there
    (button,) = [shape for shape in old if "按钮" in shape]
    assert button in new
    (box,) = [shape for shape in old if "<x:Row>3</x:Row>" in shape]
    (grown,) = [shape for shape in new if "<x:Row>3</x:Row><x:Column>1</x:Column>" in shape]
    assert grown != box
    assert _ANCHOR.sub("", grown) == _ANCHOR.sub("", box)
    assert "visible" in grown


def test_a_number_changes_its_cell_and_what_hangs_on_it(tmp_path: Path) -> None:
    before = by_xlsxwriter(tmp_path / "表.xlsm").read_bytes()
    after = patched(before, fill)
    s2 = "xl/worksheets/sheet2.xml"
    assert changed(before, after) == {S1, s2, "xl/workbook.xml"}
    assert rest(after, S1, ["C4", "C7"]) == rest(before, S1, ["C4", "C7"])
    assert rest(after, s2, ["B1"]) == rest(before, s2, ["B1"])
    assert rest(after, "xl/workbook.xml", [], "calcPr") == rest(before, "xl/workbook.xml", [], "calcPr")
    settings = tree(after, "xl/workbook.xml").find(f"{MAIN}calcPr")
    assert settings is not None
    assert (settings.get("fullCalcOnLoad"), settings.get("calcMode")) == ("1", "manual")
    with_formulas = openpyxl.load_workbook(BytesIO(after))
    assert with_formulas[SHEET]["C7"].value == "=SUM(C4:C6)"
    values = openpyxl.load_workbook(BytesIO(after), data_only=True)
    assert [values[SHEET][cell].value for cell in ("C7", "B7")] == [None, 60]
    assert [values["资料"][cell].value for cell in ("B1", "B2")] == [None, 6]


def test_a_number_keeps_its_digits_and_its_cell_the_style(book: bytes) -> None:
    after = patched(book, fill)
    (cell,) = [cell for cell in tree(after, S1).iter(f"{MAIN}c") if cell.get("r") == "C4"]
    assert [(child.tag, child.text) for child in cell] == [(f"{MAIN}v", "9.870000000000000001")]
    (old,) = [cell for cell in tree(book, S1).iter(f"{MAIN}c") if cell.get("r") == "C4"]
    assert (cell.get("s"), cell.get("t")) == (old.get("s"), None)


def test_the_same_changes_give_the_same_bytes(book: bytes) -> None:
    def change(book: PatchedWorkbook) -> None:
        mark(book)
        comment(book)
        fill(book)

    assert patched(book, change) == patched(book, change)


def test_parts_keep_their_order_and_new_ones_follow(book: bytes) -> None:
    after = patched(book, comment)
    old = list(parts(book))
    assert list(parts(after))[: len(old)] == old
    with zipfile.ZipFile(BytesIO(after)) as package:
        assert package.testzip() is None
        assert {member.date_time[0] for member in package.infolist()[len(old) :]} <= {1980}


def test_the_reader_sees_what_was_there_before(book: bytes) -> None:
    def change(book: PatchedWorkbook) -> None:
        mark(book)
        comment(book)

    before, after = (raw_document(data, "表.xlsx") for data in (book, patched(book, change)))
    assert (after.grids, after.remarks) == (before.grids, before.remarks)
