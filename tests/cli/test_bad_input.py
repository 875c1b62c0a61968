"""What people get for bad input: one Chinese sentence with the place and what to do, and the other
files of the run untouched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from minimal import EXAMPLE
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.cli.app import main

SHEET = "项目支出绩效自评情况表"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good form."""
    shutil.copy(EXAMPLE, tmp_path / "好表.xlsx")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    """Run jixiao verify and give the exit code and the json result."""
    with pytest.raises(SystemExit) as stopped:
        main(["verify", *map(str, arguments), "--format", "json"])
    return int(str(stopped.value.code)), json.loads(capsys.readouterr().out)


def spoil(path: Path, change: Callable[[Worksheet], None]) -> Path:
    """Write the example with a change into `path`."""
    book = load_workbook(EXAMPLE)
    change(book.worksheets[0])
    book.save(path)
    return path


def cell_beside(sheet: Worksheet, label: str, heading: str) -> Any:
    """The cell in the row of `label`, under the nearest `heading` above it."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    row = next(int(cell.row or 0) for cell in cells if label in str(cell.value))
    above = [cell for cell in cells if cell.value == heading and int(cell.row or 0) < row]
    return sheet.cell(row, int(above[-1].column or 0))


def test_good_file_beside_bad_ones_is_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "断.xlsx").write_bytes(EXAMPLE.read_bytes()[:4000])
    code, result = run(capsys, folder, folder / "没有.xlsx")
    assert code == 2
    assert [form["recomputed"]["total"] for form in result["forms"]] == ["94.50"]
    assert findings_of(result) == []
    assert len(result["unread"]) == 3


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("没有.xlsx", None, "找不到文件“{path}”，请检查路径是否正确。"),
        ("空.xlsx", b"", "文件是空的"),
        ("断.xlsx", EXAMPLE.read_bytes()[:4000], "请"),
    ],
)
def test_unreadable_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, sentence: str
) -> None:
    path = folder / name
    if data is not None:
        path.write_bytes(data)
    code, result = run(capsys, path)
    assert code == 2
    [unread] = result["unread"]
    assert unread["place"] == str(path)
    assert sentence.format(path=path) in unread["reason"]
    assert unread["reason"].endswith("。")
    assert "\n" not in unread["reason"]


def test_workbook_without_a_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "通讯录"
    book.save(folder / "别的.xlsx")
    code, result = run(capsys, folder / "别的.xlsx")
    assert code == 2
    assert result["unread"][0]["reason"] == (
        "文件中没有找到自评表、汇总表或得分说明；请确认是绩效自评材料，表头应有“三级指标”“年度指标值”等字样。"
    )


def test_workbook_without_a_form_in_a_folder_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "通讯录"
    book.save(folder / "别的.xlsx")
    code, result = run(capsys, folder)
    assert code == 0
    assert {item["path"].split("/")[-1]: item["forms"] for item in result["inputs"]} == {
        "别的.xlsx": 0,
        "好表.xlsx": 1,
    }


def findings_of(result: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Code, spot in the sheet and message of every finding that is more than a notice."""
    return [
        (f["code"], f["place"].split(" › ")[1], f["message"])
        for f in result["findings"]
        if f["severity"] != "notice"
    ]


def test_form_without_a_total(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Worksheet) -> None:
        row = next(r for r in sheet.iter_rows() if r[0].value == "总分")
        for cell in row:
            if type(cell).__name__ == "Cell":
                cell.value = None

    code, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    assert code == 1
    assert findings_of(result) == [
        ("TO003", f"{SHEET}!A1", "没有找到“总分”行的得分，请补填总分（复算为 94.50 分）。")
    ]


def test_total_left_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Worksheet) -> None:
        cell_beside(sheet, "总分", "得分").value = None

    code, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    assert code == 1
    [(check, place, message)] = findings_of(result)
    assert (check, message) == ("TO003", "总分未填，请补填总分（复算为 94.50 分）。")
    assert place.startswith(f"{SHEET}!G")


def test_text_where_a_number_belongs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Worksheet) -> None:
        cell_beside(sheet, "满意度指标", "得分").value = "五分吧"

    code, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    assert code == 1
    [(check, place, message)] = findings_of(result)
    assert check == "IN004"
    assert place.startswith(f"{SHEET}!G")
    assert message.endswith("的得分“五分吧”不是数字，请填写数字（复算为 5.00 分）。")
    [unchecked] = [c for c in result["forms"][0]["checks"] if c["code"] == "TO001"]
    assert unchecked == {"code": "TO001", "outcome": "not_checked", "reason": "有得分未填或不是数字"}


def test_negative_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(sheet: Worksheet) -> None:
        cell_beside(sheet, "满意度指标", "得分").value = -5

    code, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    assert code == 1
    by_code = {check: message for check, _, message in findings_of(result)}
    assert "得分 -5 是负数，复算为 5.00 分" in by_code["IN002"]
    assert by_code["IN002"].endswith("请改正。")
    assert set(by_code) == {"IN002", "TO001"}


@pytest.mark.parametrize(("budget", "expected"), [("0", 1), ("0.01", 0)])
def test_budget_of_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], budget: str, expected: int
) -> None:
    def change(sheet: Worksheet) -> None:
        cell_beside(sheet, "年度资金总额", "全年预算数").value = Decimal(budget)

    _, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    found = [item for item in findings_of(result) if item[0] == "EX004"]
    assert len(found) == expected
    if found:
        _, place, message = found[0]
        assert place.startswith(f"{SHEET}!E")
        assert message == "全年预算数为 0，执行率无法计算，执行率得分须由人判断，请核对预算数。"


@pytest.mark.parametrize(("target", "expected"), [("≥0人", 1), ("≥1人", 0)])
def test_target_of_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], target: str, expected: int
) -> None:
    def change(sheet: Worksheet) -> None:
        cell_beside(sheet, "数量指标", "年度指标值").value = target
        cell_beside(sheet, "数量指标", "实际值完成值").value = "3人"

    _, result = run(capsys, spoil(folder / "坏表.xlsx", change))
    found = [item for item in findings_of(result) if item[0] == "IN003"]
    assert len(found) == expected
    if found:
        assert "的年度指标值为“≥0人”，任何结果都算完成，请改填有意义的指标值。" in found[0][2]
