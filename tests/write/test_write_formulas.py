"""Results of formulas that may hang on a changed cell are taken out, the others stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import handmade
import openpyxl
import pytest
import xlsxwriter
from books import MAIN, SHEET, at, changed, tree

from scoring.errors import ReadError
from scoring.write import formulas
from scoring.write.formulas import reads
from scoring.write.workbook import PatchedWorkbook
from scoring.write.worksheet import area

S1, S2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def cells(*written: str) -> tuple[tuple[str, object], ...]:
    """Areas as a formula on 表 names them: C5, B2:C3, 乙!A1."""
    found = (cell.rpartition("!") for cell in written)
    return tuple((sheet or "表", area(reference)) for sheet, _, reference in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1+2", ()),
        ("SUM(G5:G20)", cells("G5:G20")),
        ("sum(g5:$g$20)", cells("G5:G20")),
        ("LOG10(A1)+$B$2*3", cells("A1", "B2")),
        ("乙!A1+'丙 丁'!B2:C3", cells("乙!A1", "丙 丁!B2:C3")),
        ("'It''s'!A1", cells("it's!A1")),
        ("SUM(A:A)", cells("A1:A1048576")),
        ("SUM(2:3)", cells("A2:XFD3")),
        ('IF(A1="B2,C3","D4",1E5)', cells("A1")),
        ("_xlfn.CONCAT(A1)&#REF!", cells("A1")),
        ("IF(TRUE,A1,2.5%)", cells("A1")),
        ("合计+1", None),
        ("OFFSET(A1,1,1)", None),
        ('INDIRECT("A"&1)', None),
        ("SUM(A1:INDEX(B1:B9,2))", None),
        ("SUM(甲:丙!A1)", None),
        ("SUM('甲:丙'!A1)", None),
        ("SUM(表1[得分])", None),
    ],
)
def test_a_formula_names_the_cells_it_reads(text: str, expected: object) -> None:
    assert reads(text, "表", 0, 0) == expected


def test_a_shared_formula_reads_other_cells_in_each_place() -> None:
    assert reads("A1+$B$2+C$3+SUM(D1:$D9)", "表", 2, 1) == cells("B3", "B2", "D3", "D3:E11")


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of two sheets whose formulas all keep 999 as their result."""

    def book(formulas: dict[str, str], others: dict[str, str] | None = None, **names: str) -> Path:
        path = tmp_path / "表.xlsx"
        made = xlsxwriter.Workbook(path)
        for name, refers in names.items():
            made.define_name(name, refers)
        for title, written in ((SHEET, formulas), ("乙", others or {})):
            sheet = made.add_worksheet(title)
            for cell, text in written.items():
                sheet.write_formula(cell, text, None, 999)
        made.close()
        return path

    return book


def kept(data: bytes, path: Path) -> dict[str, set[str]]:
    """The formulas whose results are still there, by sheet."""
    path.write_bytes(data)
    found = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == 999}
        for sheet in found.worksheets
    }


def filled(path: Path, cell: str = "A1") -> bytes:
    patched = PatchedWorkbook(path.read_bytes(), "表.xlsx")
    patched.set_number(at(cell), "5")
    return patched.saved()


def test_what_hangs_on_the_cell_is_forgotten_and_nothing_else(book: Callable[..., Path]) -> None:
    own = {"B1": "=A1*2", "B2": "=B1+1", "B3": "=A2*2", "B4": "=SUM(A1:A9)", "B5": "=乙!A2"}
    others = {"A1": f"={SHEET}!B2", "A2": "=A3", "A3": f"='{SHEET}'!A5", "A4": "=A1"}
    path = book(own, others)
    assert kept(filled(path), path) == {SHEET: {"B3", "B5"}, "乙": {"A2", "A3"}}


def test_a_sheet_on_which_nothing_hangs_is_not_touched(book: Callable[..., Path]) -> None:
    path = book({"B1": "=A1"}, {"A2": "=A3"})
    before = path.read_bytes()
    assert changed(before, filled(path)) == {S1}  # XlsxWriter itself asks for computing on opening


def test_formulas_that_may_read_anything_are_forgotten(book: Callable[..., Path]) -> None:
    path = book({"B1": "=合计", "B2": '=INDIRECT("C9")', "B3": "=C3"}, 合计=f"={SHEET}!$C$9")
    assert kept(filled(path), path) == {SHEET: {"B3"}, "乙": set()}


def test_formulas_that_read_other_workbooks_keep_their_results(book: Callable[..., Path]) -> None:
    path = book({"B1": "=[1]甲!A1+A1", "B2": "=A1"})
    assert kept(filled(path), path) == {SHEET: {"B1"}, "乙": set()}


@pytest.mark.parametrize(("bound", "limit"), [("_WORK", 2), ("_CHARACTERS", 4), ("_LONGEST", 2)])
def test_beyond_a_bound_results_are_forgotten(
    book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, bound: str, limit: int
) -> None:
    monkeypatch.setattr(formulas, bound, limit)
    path = book({"B1": "=C1", "B2": "=D1"})
    assert kept(filled(path), path) == {SHEET: {"B1", "B2"}, "乙": set()}
    monkeypatch.setattr(formulas, bound, limit - 1)
    assert "B2" not in kept(filled(path), path)[SHEET]


def test_no_text_result_is_left_behind(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(tmp_path / "文.xlsx")
    sheet = made.add_worksheet(SHEET)
    sheet.write_formula("B1", '=A1&"分"', None, "旧")
    made.close()
    data = filled(tmp_path / "文.xlsx")
    (cell,) = [cell for cell in tree(data, S1).iter() if cell.get("r") == "B1"]
    assert (cell.get("t"), len(cell)) == (None, 1)


def test_shared_formulas_are_followed(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>999</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>999</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>999</v></c></row>'
    )
    path = handmade.write(tmp_path / "表.xlsx", rows)
    data = filled(path, "A2")
    values = {
        cell.get("r"): len(cell) for cell in tree(data, S1).iter() if (cell.get("r") or "").startswith("B")
    }
    assert values == {"B1": 2, "B2": 1, "B3": 2}
    settings = tree(data, "xl/workbook.xml")[-1]
    assert settings.get("fullCalcOnLoad") == "1"


def results(path: Path, rows: str, written: str) -> set[str]:
    """The cells of hand-made rows that still hold a value once 5 is written in one of them."""
    data = filled(handmade.write(path, rows), written)
    return {
        cell.get("r", "") for cell in tree(data, S1).iter(f"{MAIN}c") if cell.find(f"{MAIN}v") is not None
    } - {written}


ARRAY = (
    '<row r="1"><c r="A1"><v>1</v></c>'
    '<c r="B1" t="str"><f t="array" ref="B1:C2">A1:A2*D1:E1</f><v>999</v></c>'
    '<c r="C1"><v>999</v></c><c r="D1"><v>1</v></c><c r="F1"><f>C2+1</f><v>999</v></c></row>'
    '<row><c><v>2</v></c><c><v>999</v></c><c t="str"><v>999</v></c><c><v>7</v></c>'
    '<c r="F2"><f>F1</f><v>999</v></c></row>'
    '<row r="3"><c r="B3"><v>8</v></c><c r="F3"><f>C3+D2</f><v>999</v></c></row>'
)


def test_all_cells_of_an_array_are_forgotten_and_followed(tmp_path: Path) -> None:
    kept = results(tmp_path / "表.xlsx", ARRAY.replace("<c><v>7", '<c r="D2"><v>7'), "A1")
    assert kept == {"D1", "", "D2", "B3", "F3"}  # the one without a reference is A2
    data = filled(tmp_path / "表.xlsx")
    assert not [cell for cell in tree(data, S1).iter(f"{MAIN}c") if cell.get("t") == "str"]


def test_an_array_on_which_nothing_changed_keeps_its_results(tmp_path: Path) -> None:
    kept = results(tmp_path / "表.xlsx", ARRAY, "B3")
    assert {"B1", "C1", "F1", "F2", "F3"} <= kept


def test_an_array_that_says_to_lie_elsewhere_fills_its_own_cell(tmp_path: Path) -> None:
    kept = results(tmp_path / "表.xlsx", ARRAY.replace("B1:C2", "D1:D9"), "A1")
    assert "B1" not in kept
    assert {"C1", "D1", "F1", "F2", "F3"} <= kept


def test_a_data_table_is_forgotten_with_all_its_cells(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>999</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c>'
        '<c r="B2"><f t="dataTable" ref="B2:B3" r1="A1"/><v>999</v></c></row>'
        '<row r="3"><c r="A3"><v>4</v></c><c r="B3"><v>999</v></c><c r="C3"><f>B3</f><v>999</v></c></row>'
        '<row r="4"><c r="B4"><v>6</v></c></row>'
    )
    assert results(tmp_path / "表.xlsx", rows, "A1") == {"A2", "A3", "B4"}


def test_too_many_arrays_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "_WORK", 2)
    with pytest.raises(ReadError, match="不完整或已损坏"):
        results(tmp_path / "表.xlsx", ARRAY, "A1")
