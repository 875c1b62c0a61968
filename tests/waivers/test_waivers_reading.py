"""A waiver file is read whole or refused, with the cell that is to be mended."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waived import ACCEPTED, HEADER, WAIVER, Written, book

from scoring.errors import ReadError
from scoring.waivers import read_waivers
from scoring.waivers.reading import _date


def refusal(path: Path) -> list[str]:
    """The sentences with which a file is refused, without the folder it lies in."""
    with pytest.raises(ReadError) as refused:
        read_waivers(path)
    return refused.value.message.replace(path.parent.as_posix() + "/", "").split("\n")


def test_a_table_by_hand(tmp_path: Path) -> None:
    path = book(
        tmp_path / "认可.xlsx", ("2023年度认可情况",), HEADER, ("in001", "大数据律师费", "G20", *ACCEPTED)
    )
    (read,) = read_waivers(path)
    assert read.waiver == WAIVER
    assert (read.code, read.form, read.file, read.spot) == ("IN001", "大数据律师费", "", "G20")
    assert read.place.spot == "认可!第3行"


def test_columns_are_known_by_their_words(tmp_path: Path) -> None:
    header = ("认可理由", "认可 人", "认可日期：", "文件名", "单元格", "编号", "自评", "复算", "备注")
    values = ("已核实", "王明", "2024-03-05", "甲.xlsx", "G20", "IN001", "5", "10.00", "x")
    (read,) = read_waivers(book(tmp_path / "认可.xlsx", header, values))
    assert read.waiver == WAIVER
    assert (read.file, read.spot, read.stated, read.recomputed) == ("甲.xlsx", "G20", "5", "10.00")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("rows", [1, 3])
def test_csv_in_every_encoding_and_of_any_length(tmp_path: Path, encoding: str, rows: int) -> None:
    lines = [",".join(HEADER), *['IN001,"甲,乙",G20,王明,2024/3/5,已核实'] * rows]
    path = tmp_path / "认可.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    read = read_waivers(path)
    assert [(one.form, one.spot, one.waiver) for one in read] == [("甲,乙", "G20", WAIVER)] * rows


def test_text_with_tabs(tmp_path: Path) -> None:
    path = tmp_path / "认可.txt"
    path.write_text(
        "\n".join("\t".join(line) for line in (HEADER, ("IN001", "甲", "G20", *ACCEPTED))), "utf-8"
    )
    assert [one.form for one in read_waivers(path)] == ["甲"]


def test_rows_that_accept_nothing_are_passed_over(tmp_path: Path) -> None:
    rows = (("IN001", "甲", "G20"), ("IN001", "乙", "G20", *ACCEPTED), ("TO002", "丙", "G20", "-", "/", "—"))
    assert [one.form for one in read_waivers(book(tmp_path / "认可.xlsx", HEADER, *rows))] == ["乙"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            ("IN001", "甲", "G20", None, "2024-03-05", "已核实"),
            "认可!D2：没有填写认可人，请补填；认可人、认可日期、认可理由三项都要填。",
        ),
        (
            ("IN001", "甲", "G20", "王明", None, "已核实"),
            "认可!E2：没有填写认可日期，请补填；认可人、认可日期、认可理由三项都要填。",
        ),
        (
            ("IN001", "甲", "G20", "王明", "2024-03-05", "—"),
            "认可!F2：没有填写认可理由，请补填；认可人、认可日期、认可理由三项都要填。",
        ),
        ((None, "甲", "G20", *ACCEPTED), "认可!A2：没有填写编号，不知道认可的是哪一项问题，请补填。"),
        (
            ("ZZ999", "甲", "G20", *ACCEPTED),
            "认可!A2：没有编号为“ZZ999”的核对，请用 jixiao explain 查看全部编号后改正。",
        ),
        (("IN001", None, "G20", *ACCEPTED), "认可!B2：没有写明是哪一张自评表，请补填项目名称或文件。"),
        (
            ("IN001", "甲", "G20", "王明", "2024年2月30日", "已核实"),
            "认可!E2：“2024年2月30日”不是日历上有的日期，请核对年月日。",
        ),
        (
            ("IN001", "甲", "G20", "王明", "3月5日", "已核实"),
            "认可!E2：“3月5日”不是写明年、月、日的日期，请写成 2024-03-05 的样子。",
        ),
    ],
)
def test_a_faulty_row_is_told_with_its_cell(tmp_path: Path, cells: tuple[Written, ...], told: str) -> None:
    assert refusal(book(tmp_path / "认可.xlsx", HEADER, cells)) == [f"认可文件 认可.xlsx › {told}"]


def test_one_faulty_row_refuses_the_whole_file_and_all_faults_are_told(tmp_path: Path) -> None:
    good, bad = ("IN001", "甲", "G20", *ACCEPTED), ("IN001", "甲", "G20", "王明")
    told = refusal(book(tmp_path / "认可.xlsx", HEADER, good, *[bad] * 6))
    assert len(told) == 11
    assert told[-1] == "还有 2 处同样要改，改好以上各处后再试。"


def test_a_file_with_nothing_filled_in(tmp_path: Path) -> None:
    path = book(tmp_path / "认可.xlsx", HEADER, ("IN001", "甲", "G20"))
    assert refusal(path) == [
        "认可文件 认可.xlsx：没有一行填写了认可，请在要认可的问题后面填写认可人、认可日期和认可理由。"
    ]


def test_a_file_without_the_header(tmp_path: Path) -> None:
    (told,) = refusal(book(tmp_path / "别的.xlsx", ("姓名", "电话"), ("王明", "无")))
    headings = "“编号”“自评表”“认可人”“认可日期”“认可理由”"
    assert told == f"认可文件 别的.xlsx：没有找到认可表的表头，表头应有{headings}，请在差异清单上填写。"


def test_a_header_without_a_needed_column(tmp_path: Path) -> None:
    path = book(tmp_path / "认可.xlsx", ("编号", "认可人", "认可理由"), ("IN001", "王明", "已核实"))
    assert refusal(path) == ["认可文件 认可.xlsx › 认可!第1行：表头缺少“认可日期”“自评表”，请补上这一栏。"]


@pytest.mark.parametrize("data", [None, b"", b"\xff\xd8\xff"])
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "认可.xlsx"
    if data is not None:
        path.write_bytes(data)
    (told,) = refusal(path)
    assert told.startswith("认可文件 认可.xlsx：")
    assert told.endswith("。")


@pytest.mark.parametrize(
    "written",
    [
        *("2024-03-05", "2024-3-5", "2024/3/5", "2024.3.5", "2024年3月5日", "2024年03月05号", "20240305"),
        *("２０２４年３月５日", "2024-03-05 00:00:00", "2024-03-05 9:30"),
    ],
)
def test_a_day_in_the_ways_people_write_it(written: str) -> None:
    assert _date(written) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "written", ["2024-03", "2024年", "24-3-5", "2024年3月5日前", "昨天", "45356", "20241305"]
)
def test_what_is_no_day(tmp_path: Path, written: str) -> None:
    (told,) = refusal(book(tmp_path / "认可.xlsx", HEADER, ("IN001", "甲", "", "王明", written, "已核实")))
    assert told.startswith("认可文件 认可.xlsx › 认可!E2：")


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert _date(written) == day


def test_a_real_date_of_a_workbook(tmp_path: Path) -> None:
    path = book(tmp_path / "认可.xlsx", HEADER, ("IN001", "甲", "", "王明", datetime(2024, 3, 5), "已核实"))  # noqa: DTZ001
    assert read_waivers(path)[0].waiver == WAIVER
