"""A list that people have filled in is not to be lost; one the tool can make again may be."""

from __future__ import annotations

from pathlib import Path

from waived import ACCEPTED, HEADER, Written, book

from scoring.waivers import is_list, would_lose

BLANK: tuple[Written, ...] = ("IN001", "甲", "自评表!G20")
FILLED: tuple[Written, ...] = (*BLANK, *ACCEPTED)


def test_what_is_a_list(tmp_path: Path) -> None:
    assert is_list(book(tmp_path / "空.xlsx", HEADER))
    assert not is_list(book(tmp_path / "别的.xlsx", ("姓名", "电话")))
    assert not is_list(tmp_path / "没有.xlsx")


def test_what_people_have_written_would_be_lost(tmp_path: Path) -> None:
    assert not would_lose(book(tmp_path / "空.xlsx", HEADER, BLANK), None)
    assert would_lose(book(tmp_path / "满.xlsx", HEADER, BLANK, FILLED), None)
    assert would_lose(book(tmp_path / "半.xlsx", HEADER, (*BLANK, "王明")), None)


def test_what_comes_from_the_waivers_given_is_not_lost(tmp_path: Path) -> None:
    given = book(tmp_path / "认可.xlsx", HEADER, ("IN001", "“甲”", None, *ACCEPTED))
    assert not would_lose(book(tmp_path / "一.xlsx", HEADER, BLANK, FILLED, FILLED), given)
    for other in (("IN001", "乙", None, *ACCEPTED), ("IN002", "甲", None, *ACCEPTED)):
        assert would_lose(book(tmp_path / "二.xlsx", HEADER, FILLED, other), given)
    assert would_lose(book(tmp_path / "三.xlsx", HEADER, (*BLANK, "李华", "2024-03-05", "已核实")), given)


def test_waivers_given_by_the_file_name_alone(tmp_path: Path) -> None:
    header = ("编号", "文件", "认可人", "认可日期", "认可理由")
    given = book(tmp_path / "认可.xlsx", header, ("IN001", "甲.xlsx", *ACCEPTED))
    assert not would_lose(book(tmp_path / "一.xlsx", HEADER, FILLED), given)
