"""Every cell of a file is counted once, and what was not understood is listed with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import ROOT, XINHUA
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.model.coverage import Coverage
from scoring.read.container import read_raw
from scoring.read.coverage import LISTED, survey
from scoring.read.document import read
from scoring.read.recognise import recognise
from scoring.read.sources import Source

MINIMAL = next(ROOT.glob("examples/minimal/*.xlsx"))
SHEET = "项目支出绩效自评情况表"
WORKBOOKS = sorted([MINIMAL, *XINHUA.glob("*.xlsx")])
FATES = [
    field.name
    for field in fields(Coverage)
    if field.name not in ("cells", *("unclear_cells", "outside_parts"))
]


def coverage(path: Path) -> Coverage:
    """What became of the cells of a file."""
    raw = read_raw(path)
    found = survey(raw, recognise(raw))
    assert found.cells == sum(len(row.cells) for grid in raw.grids for row in grid.rows)
    assert found.cells == sum(getattr(found, fate) for fate in FATES)
    return found


def changed(tmp_path: Path, change: Callable[[Worksheet], object]) -> Coverage:
    """The smallest example, after a change."""
    book = load_workbook(MINIMAL)
    change(book.worksheets[0])
    book.save(tmp_path / "改.xlsx")
    return coverage(tmp_path / "改.xlsx")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_nothing_in_the_examples_is_unclear(path: Path) -> None:
    found = coverage(path)
    assert [f"{cell.place.spot} {cell.text}" for cell in found.unclear_cells] == []
    assert found.unclear == 0
    assert found.used > found.labels


def test_columns_that_no_form_needs_are_told_by_their_headings() -> None:
    found = coverage(XINHUA / "项目支出绩效自评汇总表.xlsx")
    assert found.outside == 42  # of 21 projects
    assert [cell.text for cell in found.outside_parts] == ["是否有较大偏差", "评价形式(线上/线下)"]


def test_empty_rows_of_a_template_are_blank() -> None:
    with_empty_rows = next(path for path in WORKBOOKS if path.name.startswith("18-"))
    assert coverage(with_empty_rows).blank > 10
    assert coverage(MINIMAL).blank == 0


def test_notes_below_the_form_are_prose() -> None:
    assert coverage(MINIMAL).prose == 4


def test_a_stray_cell_in_the_form_is_listed(tmp_path: Path) -> None:
    def scribble(sheet: Worksheet) -> None:
        sheet["M17"] = "此项待核"

    found = changed(tmp_path, scribble)
    assert found.unclear == 1
    assert [(cell.place.spot, cell.text) for cell in found.unclear_cells] == [(f"{SHEET}!M17", "此项待核")]


def test_many_stray_cells_are_counted_and_the_first_listed(tmp_path: Path) -> None:
    def scribble(sheet: Worksheet) -> None:
        for column in range(20, 20 + LISTED + 5):
            sheet.cell(17, column, f"第{column}列的话")

    found = changed(tmp_path, scribble)
    assert found.unclear == LISTED + 5
    assert len(found.unclear_cells) == LISTED
    assert found.unclear_cells[0].text == "第20列的话"


def test_another_table_is_told_by_where_it_begins(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("通讯录")
        for row in (["姓名", "电话"], ["甲", "无"], ["乙", "无"]):
            other.append(row)

    found = changed(tmp_path, add)
    assert (found.outside, found.unclear) == (6, 0)
    assert [(cell.place.spot, cell.text) for cell in found.outside_parts] == [("通讯录!A1", "姓名")]


def test_lines_of_a_text_are_prose(tmp_path: Path) -> None:
    path = tmp_path / "说明.txt"
    path.write_text("2023年度绩效情况\n部门整体支出绩效自评结果为87.80分。\n其他说明。\n", encoding="utf-8")
    found = coverage(path)
    assert (found.cells, found.used, found.unclear) == (3, 1, 0)
    assert found.prose + found.labels == 2


def test_the_worker_that_reads_heavy_files_tells_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    here = read(Source(MINIMAL, named=True), covered=True)
    monkeypatch.setattr("scoring.read.document.is_light", lambda *_: False)
    assert read(Source(MINIMAL, named=True), covered=True) == here
    assert here[0].coverage is not None
    assert read(Source(MINIMAL, named=True))[0].coverage is None
