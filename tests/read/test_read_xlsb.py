"""Binary workbooks: texts as people see them, stored numbers, what is hidden, and hostile files."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from binaries import cell, long, packed, row, short, xlsb

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid
from scoring.place import Place
from scoring.read import limits
from scoring.read.container import raw_document
from scoring.read.package import Package
from scoring.read.workbook.sheets import Remarks
from scoring.read.workbook.xlsb import read_xlsb

FILE = "表.xlsb"
FORMULA = bytes(10)  # what stands behind the result of one


def read(data: bytes) -> tuple[tuple[Grid, ...], Remarks]:
    return read_xlsb(Package(data, FILE))


def cells(data: bytes) -> dict[str, Cell]:
    return {
        cell.place.spot.partition("!")[2]: cell
        for grid in read(data)[0]
        for row in grid.rows
        for cell in row.cells
    }


def texts(data: bytes) -> dict[str, str]:
    return {spot: cell.text for spot, cell in cells(data).items()}


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.place is not None
    assert caught.value.place.file == FILE
    return caught.value.message


def double(value: float) -> bytes:
    return struct.pack("<d", value)


def integer(value: int) -> bytes:
    return struct.pack("<I", value & 0xFFFFFFFF)


def test_a_cell_with_its_place() -> None:
    (grid,), remarks = read(xlsb(row(4, cell(7, 2, integer(0))), texts=["项目名称"]))
    assert (grid.name, grid.ruled, remarks) == ("表1", True, ())
    assert [row.place for row in grid.rows] == [Place(FILE, "表1", row=5)]
    assert grid.rows[0].cells == (Cell("项目名称", 3, Place(FILE, "表1", row=5, column=3)),)


def test_text_and_stored_number_of_formatted_cells() -> None:
    values = (0.5805, 56 / 17, 0.1 + 0.2, 12, 45291)
    sheet = row(0, *(cell(5, column, double(value), column) for column, value in enumerate(values)))
    data = xlsb(sheet, formats={164: "0.00%", 165: '0"人"'}, styles=[164, 2, 0, 165, 31])
    assert [(cell.text, cell.stored) for cell in cells(data).values()] == [
        ("58.05%", "0.5805"),
        ("3.29", "3.29411764705882"),
        ("0.3", "0.3"),
        ("12人", "12"),
        ("2023年12月31日", ""),
    ]


def test_values_of_every_kind() -> None:
    sheet = row(
        0,
        cell(1, 0),
        cell(2, 1, integer(581 << 2 | 3)),
        cell(3, 2, b"\x07"),
        cell(4, 3, b"\1"),
        cell(6, 4, long("内联\n文字")),
        cell(7, 5, integer(1)),
        cell(62, 6, b"\1" + long("两种字体") + bytes(12)),
    )
    sheet += row(
        2,
        cell(8, 0, long("优") + FORMULA),
        cell(9, 1, double(5.805) + FORMULA, 1),
        cell(10, 2, b"\0" + FORMULA),
        cell(11, 3, b"\x2a" + FORMULA),
        cell(8, 4, long("") + FORMULA),
    )
    assert texts(xlsb(sheet, texts=["零", "一"], styles=[0, 2])) == {
        "B1": "5.81",
        "C1": "#DIV/0!",
        "D1": "TRUE",
        "E1": "内联文字",
        "F1": "一",
        "G1": "两种字体",
        "A3": "优",
        "B3": "5.81",
        "C3": "FALSE",
        "D3": "#N/A",
    }


def test_cells_without_a_column_follow_the_one_before() -> None:
    def following(kind: int, data: bytes = b"") -> bytes:
        return short(kind, integer(0) + data)

    sheet = row(
        0, following(18, integer(0)), cell(2, 3, integer(7 << 2 | 2)), following(12), following(16, double(8))
    )
    sheet += row(1, following(13, integer(9 << 2 | 2)))
    assert texts(xlsb(sheet, texts=["甲"])) == {"A1": "甲", "D1": "7", "F1": "8", "A2": "9"}


def test_the_1904_calendar() -> None:
    data = xlsb(row(0, cell(5, 0, double(43829))), styles=[14], date1904=True)
    assert texts(data) == {"A1": "2023-12-31"}


def test_merged_cells_hold_what_the_top_left_one_shows_over_all_their_columns() -> None:
    sheet = b"".join(row(n, *(cell(6, m, long(f"{n}{m}")) for m in range(3))) for n in range(3))
    data = xlsb(sheet, merged=[(0, 1, 0, 1)])
    assert texts(data) == {"A1": "00", "C1": "02", "C2": "12", "A3": "20", "B3": "21", "C3": "22"}
    assert {spot: cell.width for spot, cell in cells(data).items() if cell.width > 1} == {"A1": 2}


def test_hidden_sheets_are_named_and_very_hidden_ones_are_not() -> None:
    sheets = [row(0, cell(6, 0, long(text))) for text in "甲乙丙"]
    grids, remarks = read(xlsb(*sheets, states=(0, 1, 2)))
    assert [grid.name for grid in grids] == ["表1"]
    assert remarks == (("隐藏的工作表“表2”没有读取，其中如有自评表，请取消隐藏并保存后再试。", Place(FILE)),)
    assert refused(xlsb(sheets[0], states=(1,))).startswith("工作簿里没有可见的工作表")


def test_a_workbook_without_styles_or_texts() -> None:
    data = xlsb(row(0, cell(5, 0, double(0.5), 3)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = parts["xl/_rels/workbook.bin.rels"]
    parts["xl/_rels/workbook.bin.rels"] = relations.replace(b"/styles", b"/other").replace(b"/shared", b"/o")
    assert texts(packed(parts)) == {"A1": "0.5"}


@pytest.mark.parametrize(
    "sheet",
    [
        row(0, cell(7, 0, integer(9))),
        row(0, cell(5, 0, double(float("inf")))),
        row(0, cell(5, 0, b"\0\0\0")),
        row(0, cell(3, 0)),
        row(0, cell(6, 16_384, long("甲"))),
        row(1_048_576, cell(6, 0, long("甲"))),
        row(0, cell(6, 0, integer(9) + b"ab")),
        b"\x06\x7f",
        b"\xff\xff\xff\xff\xff\xff",
    ],
)
def test_nonsense_is_reported_as_damage(sheet: bytes) -> None:
    assert refused(xlsb(sheet)).startswith("文件不完整或已损坏")


def test_flipped_bytes_give_an_error_or_cells() -> None:
    data = xlsb(row(0, cell(7, 0, integer(0)), cell(5, 1, double(0.5), 1)), texts=["甲"], styles=[0, 10])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        for where in range(len(part) if name.endswith(".bin") else 0):
            flipped = part[:where] + bytes([part[where] ^ 0xFF]) + part[where + 1 :]
            with suppress(ReadError):
                raw_document(packed(parts | {name: flipped}), FILE)


def test_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsb(row(0, cell(6, 0, long("甲")), cell(6, 1, long("乙"))), row(0, cell(6, 0, long("丙"))))
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert [len(grid.rows[0].cells) for grid in read(data)[0]] == [2, 1]
    monkeypatch.setattr(limits, "MAX_CELLS", 2)
    assert "超过 2 个" in refused(data)
