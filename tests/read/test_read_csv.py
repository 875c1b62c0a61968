"""Comma-separated files: what is one, what stays running text, and what a spreadsheet shows of it."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from conftest import XINHUA
from hypothesis import given
from hypothesis import strategies as st
from same import said

from scoring.errors import ReadError
from scoring.model.raw import Cell, RawDocument
from scoring.place import Place
from scoring.read import limits, read_raw
from scoring.read.container import raw_document
from scoring.read.recognise import recognise
from scoring.read.text.csvfile import read_csv

FORMS = sorted(XINHUA.glob("*.xlsx"))


def read(content: str | bytes, file: str = "自评表.csv") -> RawDocument:
    return raw_document(content if isinstance(content, bytes) else content.encode(), file)


def cells(content: str | bytes) -> list[Cell]:
    return [cell for row in read(content).grids[0].rows for cell in row.cells]


def texts(content: str | bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read(content).grids[0].rows]


def is_table(content: str) -> bool:
    return read(content).grids[0].ruled


def test_the_file_is_a_sheet_of_its_name() -> None:
    (grid,) = read("项目绩效,,\n名称,甲,\n,,\n得分,,95%\n", "报送/自评表.csv").grids
    assert (grid.name, grid.ruled) == ("自评表", True)
    assert [row.place for row in grid.rows] == [
        Place("报送/自评表.csv", "自评表", row=number) for number in (1, 2, 4)
    ]
    last = grid.rows[-1].cells[-1]
    assert (last.text, last.column, last.stored) == ("95%", 3, "")
    assert last.place.spot == "自评表!C4"


def test_a_long_name_is_cut_as_excel_cuts_it() -> None:
    assert read("甲,,\n,,\n,,乙", f"{'长' * 40}.csv").grids[0].name == "长" * 31


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    lines = ["标题,,", '"甲,乙;丙",1,', '"他说""好""",,2']
    text = end.join(lines).replace(",", separator).replace(f"甲{separator}乙", "甲,乙") + end * 3
    assert texts(text) == [["标题"], ["甲,乙;丙", "1"], ['他说"好"', "2"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    assert texts("标题,,\n㐂,1,\n,,≥95%".encode(encoding)) == [["标题"], ["㐂", "1"], ["≥95%"]]


def test_records_count_and_not_lines() -> None:
    found = cells('标题,,\n"项目资金\n（万元）",1,"95%\n2."\n,,尾')
    assert [(cell.text, cell.place.row) for cell in found] == [
        ("标题", 1),
        ("项目资金（万元）", 2),
        ("1", 2),
        ("95% 2.", 2),
        ("尾", 3),
    ]


@pytest.mark.parametrize("character", ["\u2028", "\u0085", "\x0b", "\x0c", "\x1c"])
def test_only_line_ends_end_a_record(character: str) -> None:
    assert cells(f"甲{character}乙,,\n,,\n,,丙")[-1].place.row == 3


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ('="0012"', "0012"),
        ('"=""0012"""', "0012"),
        ("'0012", "0012"),
        ("'甲'", "'甲'"),
        ("0012\t", "0012"),
        ('"\t0012"', "0012"),
        ("=A1", "=A1"),
    ],
)
def test_guards_around_numbers_are_taken_off(field: str, text: str) -> None:
    assert texts(f"标题,,\n{field},甲,\n,,乙")[1] == [text, "甲"]


@pytest.mark.parametrize(
    ("table", "other"),
    [
        ("标题,,\n甲,乙,丙\n丁,戊,己", "标题,,\n甲,乙,丙"),  # records
        ("标题,,\n甲,乙,丙\n丁,戊,己", "标题,\n甲,乙\n丁,戊"),  # fields
        ("标题,,\n甲,乙,丙\n丁,戊,己", "标题,,\n甲,乙,丙\n丁,戊"),  # as many in each record
        ("标题,,\n甲,乙,丙\n丁,戊,己", "标题,,\n甲,乙\t乙,丙\n丁,戊,己"),  # tabs decide
        ("标题,,\n甲,乙,丙\n丁,戊,己", '标题,,\n甲,乙,"丙\n丁,戊,己'),  # quotes that end
        ("项目,乙,丙\n甲,乙,\n丁,,己", "项目,乙,\n甲,乙,\n丁,戊,"),  # a sentence may end with a comma
        (
            "项目,预算,得分\n甲,乙,9.5\n丁,戊,95%",
            "项目,预算,得分\n甲,乙,9.5\n丁,戊,良",
        ),  # a column of numbers
        ("项目,预算,得分\n甲,乙,95\n丁,戊,95", "1,预算,得分\n2,甲,乙\n3,丁,戊"),  # under a heading of words
        ("项目,预算,得分\n甲,乙,95\n丁,戊,95", "项目,预算,好。\n甲,乙,95\n丁,戊,95"),
        ("项目,预算,得分\n甲,乙,95\n丁,戊,95", "项目,项目,得分\n甲,乙,95\n丁,戊,95"),
        ("项目,预算2,得分\n甲,乙,95\n丁,戊,95", "预算1,234,567元\n执行1,000,567元\n结余1,123,999元"),
    ],
)
def test_what_is_a_table_and_what_is_not(table: str, other: str) -> None:
    assert is_table(table)
    assert not is_table(other)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况,\n二、主要工作,\n三、存在问题,\n",
        "| 甲,乙,丙 | 1 |\n| --- | --- |\n| 丁,戊,己 | 2 |",
        "项目\t1,234,567\n执行\t2,234,567\n结余\t1,111,111",
        "\n\n\n",
        ",,",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not is_table(text)


HAN = st.sampled_from("绩效目标预算执行项目资金管理完成情况良好")
PIECE = st.builds(
    "{}{}{}".format,
    st.text(alphabet="一2023年。、“”\"' ", max_size=3),
    HAN,
    st.text(alphabet="万元9.8%；。 ", max_size=4),
)


@given(st.lists(st.lists(PIECE, min_size=1, max_size=5).map(",".join), min_size=1, max_size=6))
def test_prose_with_commas_stays_text(lines: list[str]) -> None:
    assert read_csv("\n".join(lines), "文.txt") == ()


@given(st.integers(2, 5), st.integers(3, 6), st.data())
def test_what_a_program_writes_is_read_back(records: int, width: int, data: st.DataObject) -> None:
    field = st.text(alphabet='绩效甲乙0189.,;"%≥ ', max_size=6)
    rows = data.draw(
        st.lists(st.lists(field, min_size=width, max_size=width), min_size=records, max_size=records)
    )
    title = ["项目支出绩效自评表", *[""] * (width - 1)]
    written = StringIO()
    csv.writer(written).writerows([title, *rows])
    (grid,) = read_csv(written.getvalue(), "表.csv")
    read_back = {(cell.place.row, cell.column): cell.text for row in grid.rows for cell in row.cells}
    assert read_back == {
        (row, column): text.strip()
        for row, fields in enumerate([title, *rows], start=1)
        for column, text in enumerate(fields, start=1)
        if text.strip()
    }


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = "长" * limits.MAX_CELL_CHARACTERS
    assert is_table(f"甲,,\n,,\n,,{longest}")
    with pytest.raises(ReadError, match=r"自评表!C3的文字超过 32767 个字，.*。"):
        read(f"甲,,\n,,\n,,{longest}长")
    assert is_table("甲" + "," * 16_383 + ("\n" + "," * 16_383) * 2)
    assert not is_table("甲" + "," * 16_384 + ("\n" + "," * 16_384) * 2)
    monkeypatch.setattr(limits, "MAX_CELLS", 2)
    assert is_table("甲,,\n,乙,\n,,")
    with pytest.raises(ReadError, match="单元格超过 2 个"):
        read("甲,,\n,乙,\n,,丙")


def test_an_endless_quote_ends() -> None:
    assert not is_table('甲,,\n"' + "乙,丙\n" * 40_000)


@pytest.mark.parametrize("workbook", FORMS[:3] + FORMS[-1:], ids=lambda path: re.sub(r"\W", "", path.stem))
def test_a_workbook_as_text_says_what_it_shows(workbook: Path) -> None:
    document = read_raw(workbook)
    shown = {(cell.place.row, cell.column): cell.text for row in document.grids[0].rows for cell in row.cells}
    height, width = (max(position[axis] for position in shown) for axis in (0, 1))
    written = StringIO()
    csv.writer(written).writerows(
        [shown.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)
    )
    found = recognise(read(written.getvalue().encode("gb18030")))
    assert said(found, stored=False) == said(recognise(document), stored=False)
    assert found.forms or found.summaries
