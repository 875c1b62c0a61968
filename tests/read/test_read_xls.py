"""Old workbooks: texts as people see them, stored numbers, strange encodings, and hostile files."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress

import pytest
from binaries import EOF, begin, compound, record, wide, workbook, xls

from scoring.errors import ReadError
from scoring.model.raw import Cell, Grid
from scoring.place import Place
from scoring.read import limits
from scoring.read.container import raw_document
from scoring.read.workbook import binary
from scoring.read.workbook.sheets import Remarks
from scoring.read.workbook.xls import read_xls

FILE = "表.xls"
DAMAGED = "文件不完整或已损坏，请用 Office 或 WPS 打开并重新保存后再试，打不开时请向报送单位重新索取。"


def at(row: int, column: int, style: int = 0) -> bytes:
    """Where a cell stands, from 0, and its style."""
    return struct.pack("<3H", row, column, style)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, at(row, column, style) + struct.pack("<d", value))


def packed(row: int, column: int, bits: int, style: int = 0) -> bytes:
    return record(0x27E, at(row, column, style) + struct.pack("<I", bits & 0xFFFFFFFF))


def label(row: int, column: int, text: str) -> bytes:
    return record(0x204, at(row, column) + wide(text))


def formula(row: int, column: int, result: bytes, style: int = 0) -> bytes:
    return record(0x06, at(row, column, style) + result + bytes(8))


def shared(*texts: bytes) -> bytes:
    return struct.pack("<II", len(texts), len(texts)) + b"".join(texts)


def styles(*codes: str | int) -> bytes:
    """One cell style for each format, given by code or by built-in number."""
    numbers = [code if isinstance(code, int) else 164 + n for n, code in enumerate(codes)]
    written = [
        record(0x41E, struct.pack("<H", number) + wide(code))
        for number, code in zip(numbers, codes, strict=True)
        if isinstance(code, str)
    ]
    return b"".join(
        written + [record(0xE0, struct.pack("<HH", 0, number).ljust(20, b"\0")) for number in numbers]
    )


def read(data: bytes) -> tuple[tuple[Grid, ...], Remarks]:
    return read_xls(data, FILE)


def cells(data: bytes) -> dict[str, Cell]:
    return by_address(read(data)[0])


def by_address(grids: Iterable[Grid]) -> dict[str, Cell]:
    return {cell.place.spot: cell for grid in grids for row in grid.rows for cell in row.cells}


def texts(data: bytes) -> dict[str, str]:
    return {spot.partition("!")[2]: cell.text for spot, cell in cells(data).items()}


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.place is not None
    assert caught.value.place.file == FILE
    return caught.value.message


def test_a_cell_with_its_place() -> None:
    (grid,), remarks = read(xls(label(4, 2, "项目名称")))
    place = Place(FILE, "表1", row=5)
    assert (grid.name, grid.ruled, remarks) == ("表1", True, ())
    assert [row.place for row in grid.rows] == [place]
    assert grid.rows[0].cells == (Cell("项目名称", 3, Place(FILE, "表1", row=5, column=3)),)


def test_text_and_stored_number_of_formatted_cells() -> None:
    sheet = b"".join(
        number(0, column, value, column)
        for column, value in enumerate((0.5805, 56 / 17, 0.1 + 0.2, 12, 45291, 0.5, -12.5))
    )
    data = xls(sheet, before=styles("0.00%", 2, "General", '0"人"', 31, "0.0;;", 43))
    assert [(cell.text, cell.stored) for cell in cells(data).values()] == [
        ("58.05%", "0.5805"),
        ("3.29", "3.29411764705882"),
        ("0.3", "0.3"),
        ("12人", "12"),
        ("2023年12月31日", ""),
        ("0.5", "0.5"),
        ("-12.50", "-12.5"),
    ]


@pytest.mark.parametrize(
    ("bits", "shown"),
    [
        (581 << 2 | 3, "5.81"),
        (580 << 2 | 2, "580"),
        (-1 << 2 | 3, "-0.01"),
        (-(1 << 29) << 2 | 2, "-536870912"),
        (((1 << 29) - 1) << 2 | 2, "536870911"),
        (0x3FE00000, "0.5"),  # the upper half of a double
        (0x40568001, "0.9"),  # 90 over a hundred
    ],
)
def test_packed_numbers_are_exact(bits: int, shown: str) -> None:
    assert texts(xls(packed(0, 0, bits))) == {"A1": shown}


def test_values_of_every_kind() -> None:
    row = record(0xBD, struct.pack("<HH", 0, 5) + struct.pack("<HIHIH", 0, 7 << 2 | 2, 0, 9 << 2 | 3, 6))
    sheet = b"".join(
        (
            record(0xFD, at(0, 0) + struct.pack("<I", 1)),
            record(0x205, at(0, 1) + b"\1\0"),
            record(0x205, at(0, 2) + b"\x07\1"),
            record(0x205, at(0, 3) + b"\x2a\1\0"),  # some programs write a byte more
            record(0xD6, at(0, 4) + wide("两种\n字体") + bytes(9)),
            row,
        )
    )
    strings = record(0xFC, shared(wide("零"), wide("一")))
    assert texts(xls(sheet, before=strings)) == {
        "A1": "一",
        "B1": "TRUE",
        "C1": "#DIV/0!",
        "D1": "#N/A",
        "E1": "两种字体",
        "F1": "7",
        "G1": "0.09",
    }


def test_formulas_show_their_result() -> None:
    marked = "<BxB3xH"
    sheet = b"".join(
        (
            formula(0, 0, struct.pack("<d", 5.805), 0),
            formula(0, 1, struct.pack(marked, 0, 0, 0xFFFF))
            + record(0x4BC, bytes(10))
            + record(0x207, wide("优")),
            formula(0, 2, struct.pack(marked, 1, 1, 0xFFFF)),
            formula(0, 3, struct.pack(marked, 2, 0x1D, 0xFFFF)),
            formula(0, 4, struct.pack(marked, 3, 0, 0xFFFF)),
            record(0x207, wide("没有公式")),
        )
    )
    assert texts(xls(sheet, before=styles("0.00"))) == {
        "A1": "5.81",
        "B1": "优",
        "C1": "TRUE",
        "D1": "#NAME?",
    }


def test_the_1904_calendar() -> None:
    before = record(0x22, b"\1\0") + styles(14)
    assert texts(xls(number(0, 0, 43829), before=before)) == {"A1": "2023-12-31"}


def test_merged_cells_hold_what_the_top_left_one_shows_over_all_their_columns() -> None:
    sheet = b"".join(label(row, column, f"{row}{column}") for row in range(3) for column in range(3))
    sheet += record(0xE5, struct.pack("<H4H", 1, 0, 1, 0, 1))
    data = xls(sheet)
    assert texts(data) == {"A1": "00", "C1": "02", "C2": "12", "A3": "20", "B3": "21", "C3": "22"}
    assert {spot: cell.width for spot, cell in cells(data).items() if cell.width > 1} == {"表1!A1": 2}


def test_texts_broken_over_records() -> None:
    broken = shared(wide("项目"), struct.pack("<HB", 4, 1) + "自评".encode("utf-16-le"))
    rest = b"\0AB" + struct.pack("<HBHI", 2, 0x0D, 1, 3) + "分值".encode("utf-16-le") + bytes(4)
    strings = record(0xFC, broken) + record(0x3C, rest) + record(0x3C, b"\1\2\3" + wide("得分"))
    strings = strings.replace(struct.pack("<II", 2, 2), struct.pack("<II", 4, 4))
    sheet = b"".join(record(0xFD, at(0, n) + struct.pack("<I", n)) for n in range(4))
    assert texts(xls(sheet, before=strings)) == {"A1": "项目", "B1": "自评AB", "C1": "分值", "D1": "得分"}


@pytest.mark.parametrize(
    ("codepage", "encoding"), [(936, "gbk"), (950, "big5"), (None, "gbk"), (4711, "gbk"), (1200, "utf-16-le")]
)
def test_texts_of_excel_95(codepage: int | None, encoding: str) -> None:
    def narrow(text: str, length: str = "H") -> bytes:
        written = text.encode(encoding)
        return struct.pack(f"<{length}", len(written)) + written

    before = record(0x42, struct.pack("<H", codepage)) if codepage else b""
    before += record(0x41E, struct.pack("<H", 164) + narrow("0.00", "B"))
    before += record(0xE0, struct.pack("<HH12x", 0, 164))
    sheet = record(0x204, at(0, 0) + narrow("得分")) + number(0, 1, 5.805)
    sheet += formula(0, 2, struct.pack("<BxB3xH", 0, 0, 0xFFFF)) + record(0x207, narrow("分值"))
    stream = workbook(sheet, before=before, names=[narrow("自評表" if codepage == 950 else "自评表", "B")])
    (grid,), _ = read(compound({"Book": stream}))
    assert grid.name.startswith("自")
    assert [cell.text for cell in grid.rows[0].cells] == ["得分", "5.81", "分值"]


def test_hidden_sheets_are_named_and_very_hidden_ones_are_not() -> None:
    sheets = [label(0, 0, text) for text in "甲乙丙丁"]
    grids, remarks = read(xls(*sheets, states=(0, 1, 2, 0x200)))  # the last is a chart
    assert [grid.name for grid in grids] == ["表1"]
    assert remarks == (("隐藏的工作表“表2”没有读取，其中如有自评表，请取消隐藏并保存后再试。", Place(FILE)),)
    assert refused(xls(label(0, 0, "甲"), states=(1,))).startswith("工作簿里没有可见的工作表")


def test_numbers_behind_a_chart_are_no_cells() -> None:
    chart = begin(0x20) + number(0, 0, 1) + EOF
    assert texts(xls(label(0, 0, "甲") + chart + label(0, 1, "乙"))) == {"A1": "甲", "B1": "乙"}


def test_a_workbook_with_a_password() -> None:
    assert refused(xls(before=record(0x2F, bytes(6)))) == (
        "文件设有打开密码，请用 Excel 或 WPS 取消密码、重新保存后再试。"
    )


def test_a_workbook_is_found_among_the_streams() -> None:
    stream = workbook(label(0, 0, "甲"))
    old = workbook(record(0x204, at(0, 0) + b"\1\0A"), names=[b"\1A"])
    long = stream + bytes(5000)
    for streams in (
        {"WORKBOOK": stream},
        {"Book": old, "Workbook": stream},
        {"\5Summary": bytes(9), "Workbook": long},
    ):
        for inside in ({}, {"WordDocument": bytes(5000)}, {"Workbook": old, "EncryptedPackage": b"x"}):
            assert texts(compound(streams, inside)) == {"A1": "甲"}
            assert raw_document(compound(streams, inside), FILE).grids[0].rows[0].cells[0].text == "甲"


def test_a_file_cut_short_anywhere() -> None:
    data = xls(label(0, 0, "甲"), number(3, 3, 0.5), before=record(0xFC, shared(wide("零"))) + styles("0.0"))
    for end in range(8, len(data) - 512, 61):  # the last sector is the table of all
        with pytest.raises(ReadError) as caught:
            raw_document(data[:end], FILE)
        assert caught.value.message == DAMAGED


def test_flipped_bytes_give_an_error_or_cells() -> None:
    data = xls(label(0, 0, "甲"), number(3, 3, 0.5), before=record(0xFC, shared(wide("零"))) + styles("0.0"))
    for where in range(8, len(data), 5):
        for mask in (0xFF, 0x01, 0x80):
            flipped = data[:where] + bytes([data[where] ^ mask]) + data[where + 1 :]
            with suppress(ReadError):
                raw_document(flipped, FILE)


SHARED_TOO_FAR = record(0xFD, at(0, 0) + struct.pack("<I", 9))
NOT_A_NUMBER = number(0, 0, float("nan"))
BEYOND_THE_SHEET = label(0, 40_000, "甲")
ENDLESS_LABEL = record(0x204, at(0, 0) + struct.pack("<HB", 9, 1) + b"ab")
UNENDING = record(0xFC, struct.pack("<II", 1, 0x7FFFFFFF) + struct.pack("<HBi", 1, 4, -8) + b"a")


@pytest.mark.parametrize(
    "data",
    [
        xls(SHARED_TOO_FAR),
        xls(NOT_A_NUMBER),
        xls(BEYOND_THE_SHEET),
        xls(ENDLESS_LABEL),
        xls(before=UNENDING),
        compound({"Workbook": workbook(label(0, 0, "甲"))[:-4]}),
        compound({"Workbook": label(0, 0, "甲")}),
        compound({"Workbook": begin(5, 0x0400) + EOF}),
        compound({"Workbook": b""}),
    ],
    ids=["no text", "nan", "column", "label", "guide", "no end", "no begin", "version", "empty"],
)
def test_nonsense_is_reported_as_damage(data: bytes) -> None:
    assert refused(data) == DAMAGED


def test_chains_in_a_circle_are_reported_as_damage() -> None:
    data = compound({"Workbook": workbook(label(0, 0, "甲" * 3000))})
    (count,) = struct.unpack_from("<I", data, 44)
    table = len(data) - 512 * count
    circle = data[:table] + struct.pack("<I", 0) + data[table + 4 :]
    assert refused(circle) == DAMAGED
    assert refused(data[:30] + b"\x0b" + data[31:]) == DAMAGED


def test_the_allocation_table_may_not_name_itself_again_and_again() -> None:
    data = compound({"Workbook": workbook(label(0, 0, "甲"))})
    last = len(data) // 512 - 2
    again = data[:68] + struct.pack("<II", last, 1) + data[76:]
    assert texts(again) == {"A1": "甲"}


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xls(label(0, 0, "甲") + label(0, 1, "乙"), label(0, 0, "丙"))
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert len(cells(data)) == 3
    monkeypatch.setattr(limits, "MAX_CELLS", 2)
    assert "超过 2 个" in refused(data)
    monkeypatch.undo()
    monkeypatch.setattr(binary, "_MAX_RECORDS", 11)  # 4 of the globals, 4 and 3 of the sheets
    assert len(cells(data)) == 3
    monkeypatch.setattr(binary, "_MAX_RECORDS", 10)
    assert refused(data) == DAMAGED


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    assert texts(xls(label(65_535, 255, "甲"))) == {"IV65536": "甲"}
