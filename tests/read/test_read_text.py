"""Text files: fields, places, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import ReadError
from scoring.model.raw import Cell, RawDocument
from scoring.place import Place
from scoring.read import limits, read_raw

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def read(tmp_path: Path, content: str | bytes) -> RawDocument:
    path = tmp_path / "表.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_raw(path)


def cells(document: RawDocument) -> list[Cell]:
    (grid,) = document.grids
    return [cell for row in grid.rows for cell in row.cells]


def texts(document: RawDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.grids[0].rows]


def refusal(tmp_path: Path, content: str | bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, content)
    return caught.value


def test_fields_keep_their_number_and_blank_ones_give_no_cell(tmp_path: Path) -> None:
    document = read(tmp_path, "项目名称\n\n产出指标\t\t 35 \t\u3000\n")
    assert [(cell.text, cell.column, cell.place) for cell in cells(document)] == [
        ("项目名称", 1, Place(file="表.txt", row=1, column=1)),
        ("产出指标", 1, Place(file="表.txt", row=3, column=1)),
        ("35", 3, Place(file="表.txt", row=3, column=3)),
    ]
    assert [row.place for row in document.grids[0].rows] == [
        Place(file="表.txt", row=1),
        Place(file="表.txt", row=3),
    ]


def test_the_whole_text_is_one_grid_whose_columns_may_have_slipped(tmp_path: Path) -> None:
    document = read(tmp_path, "甲\n乙")
    assert [(grid.name, grid.ruled) for grid in document.grids] == [("", False)]
    assert document.remarks == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_count_every_kind_of_line_end(tmp_path: Path, end: str) -> None:
    assert [cell.place.row for cell in cells(read(tmp_path, f"甲{end}{end}乙"))] == [1, 3]


@pytest.mark.parametrize("character", ["\u2028", "\u0085", "\x0b", "\x0c", "\x1c"])
def test_line_numbers_are_those_an_editor_shows(tmp_path: Path, character: str) -> None:
    document = read(tmp_path, f"甲{character}乙\n丙")
    assert [(cell.text, cell.place.row) for cell in cells(document)] == [(f"甲{character}乙", 1), ("丙", 2)]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\u200b", " \u3000\u200b "])
def test_a_field_of_spaces_only_is_blank(tmp_path: Path, blank: str) -> None:
    assert texts(read(tmp_path, f"{blank}\t{blank}得 分{blank}\n{blank}\n")) == [["得 分"]]


def test_markdown_tables(tmp_path: Path) -> None:
    table = "| 三级指标 | 分值 |\n| :--- | ---: |\n|--|--|\n| 办件量 |  | 5 |\n"
    document = read(tmp_path, table)
    assert texts(document) == [["三级指标", "分值"], ["办件量", "5"]]
    assert [(cell.column, cell.place.row) for cell in cells(document)] == [(1, 1), (2, 1), (1, 4), (3, 4)]


def test_pipes_elsewhere(tmp_path: Path) -> None:
    lines = ["甲|乙", "名称 |", "| a \\| b | c |", "甲|乙\t丙|", "|", "||||", "| - | - |"]
    assert texts(read(tmp_path, "\n".join(lines))) == [
        ["甲|乙"],
        ["名称"],
        ["a | b", "c"],
        ["甲|乙", "丙|"],
        ["-", "-"],
    ]


def test_markup_in_the_text_is_left_alone(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "<p>注：1. 资金管理</p>\n")) == [["<p>注：1. 资金管理</p>"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "项目支出绩效自评表\t㐂𠮷\n≥95%"
    assert texts(read(tmp_path, text.encode(encoding))) == [["项目支出绩效自评表", "㐂𠮷"], ["≥95%"]]


def test_utf16_of_either_byte_order(tmp_path: Path) -> None:
    assert texts(read(tmp_path, b"\xfe\xff" + "自评".encode("utf-16-be"))) == [["自评"]]


def test_a_few_bad_bytes_in_utf8_are_no_gb18030(tmp_path: Path) -> None:
    good = "项目名称\r\n主管部门和实施单位名称\r\n".encode()
    bad = good + "绩效".encode()[:-1]
    assert bad.decode("gb18030", errors="ignore")
    error = refusal(tmp_path, bad)
    assert error.place == Place(file="表.txt", row=3)
    assert error.message == (
        "第3行有无法识别的字符，文件可能已损坏，请用记事本打开检查，并另存为 UTF-8 编码后再试。"
    )


def test_bytes_of_no_encoding_name_their_line(tmp_path: Path) -> None:
    assert refusal(tmp_path, "第一行\n".encode("gb18030") + b"\x81\xff\n").place == Place(
        file="表.txt", row=2
    )
    assert refusal(tmp_path, "甲\n乙".encode("utf-16") + b"\x00").place == Place(file="表.txt", row=2)


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    message = "文件不是文本，也不是本工具能读的表格，请提供 Excel、Word、PDF 或文本文件。"
    assert refusal(tmp_path, b"\x7fELF\x02\x01\x01\0\0\0").message == message
    assert refusal(tmp_path, "甲\0乙".encode("utf-16")).message == message


def test_bound_on_the_length_of_a_cell(tmp_path: Path) -> None:
    longest = "长" * limits.MAX_CELL_CHARACTERS
    assert len(cells(read(tmp_path, f"甲\t{longest}"))[1].text) == limits.MAX_CELL_CHARACTERS
    error = refusal(tmp_path, f"甲\n乙\t{longest}长")
    assert error.message == "第2行第2格的文字超过 32767 个字，请拆分或删减该处的内容后再试。"
    assert error.place == Place(file="表.txt", row=2, column=2)


def test_bound_on_the_number_of_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert len(cells(read(tmp_path, "1\t\t2\n\n3"))) == 3
    error = refusal(tmp_path, "1\t2\n3\t4")
    assert error.message == "文件中有内容的单元格超过 3 个，请只保留自评表、分成几个文件后再试。"


def test_published_accounts_are_read_line_by_line() -> None:
    path = CORPUS / "xinhua-2023-accounts.txt"
    if not path.is_file():
        pytest.skip("the corpus of published forms is not at hand")
    lines = path.read_bytes().decode().split("\n")
    read_cells = cells(read_raw(path))
    assert len({cell.place.row for cell in read_cells}) == sum(bool(line.strip()) for line in lines)
    assert all(
        cell.text == lines[cell.place.row - 1].split("\t")[cell.place.column - 1].strip()
        for cell in read_cells
    )
