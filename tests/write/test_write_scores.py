"""Filling scores into a copy of somebody's own workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from books import changed
from conftest import ROOT, XINHUA
from openpyxl.worksheet.worksheet import Worksheet

from scoring.cli.app import main
from scoring.finding import Severity
from scoring.model.form import Figure
from scoring.results import Audit, FormAudit
from scoring.score import Line
from scoring.verification import audit
from scoring.write.scores import Entry, Filling, filled_copy

MINIMAL = next((ROOT / "examples" / "minimal").glob("*.xlsx"))
FORMS = [MINIMAL, *sorted(XINHUA.glob("[0-9]*.xlsx"))]
EIGHTEEN = next(XINHUA.glob("18-*.xlsx"))
SHEET = "项目支出绩效自评情况表"

Change = Callable[[Worksheet], object]


def altered(source: Path, path: Path, change: Change) -> Path:
    """A workbook with a change of its sheet."""
    book = openpyxl.load_workbook(source)
    change(book.worksheets[0])
    book.save(path)
    return path


def emptied(*cells: str) -> Change:
    def change(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell].value = None

    return change


def spots(entries: list[Entry]) -> dict[str, str]:
    """What is said of cells, by their addresses."""
    return {entry.place.spot.rpartition("!")[2]: entry.said for entry in entries}


def decided(audited: FormAudit) -> Iterator[Figure]:
    """The cells that the rules decide."""
    for row in audited.form.funds:
        if row.rate.written and row.budget.value:
            yield row.rate
    for line in audited.sheet.lines:
        if line.interval and line.interval.is_point:
            yield line.stated
        if line.stated_deviation is not None and line.deviation is not None:
            yield line.stated_deviation
    assert audited.form.total is not None
    yield audited.form.total


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_example_emptied_and_filled_has_no_error_and_the_engines_figures(
    path: Path, tmp_path: Path
) -> None:
    (original,) = audit(path).forms
    cells = [figure.place.spot.rpartition("!")[2] for figure in decided(original)]
    blank = altered(path, tmp_path / "空.xlsx", emptied(*cells))
    data, filling = filled_copy(audit(blank))
    assert set(spots(filling.filled)) == set(cells)
    assert (filling.overwritten, filling.differing, filling.judged, filling.left) == ([], [], [], [])
    (tmp_path / "填.xlsx").write_bytes(data)
    result = audit(tmp_path / "填.xlsx")
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []
    (filled,) = result.forms
    assert filled.sheet.recomputed == original.sheet.recomputed
    assert filled.form.total is not None
    assert filled.form.total.value == original.sheet.recomputed
    for line, engine in zip(filled.sheet.lines, original.sheet.lines, strict=True):
        assert line.stated.value == engine.recomputed


def on(figure: Figure | None, cell: str) -> bool:
    """Whether a figure stands in a cell."""
    return figure is not None and figure.place.spot.endswith(f"!{cell}")


def minimal(tmp_path: Path, change: Change, *, overwrite: bool = False) -> tuple[Filling, Audit, bytes]:
    """The smallest example changed and filled: what was done, and the copy verified."""
    data, filling = filled_copy(audit(altered(MINIMAL, tmp_path / "表.xlsx", change)), overwrite=overwrite)
    (tmp_path / "填.xlsx").write_bytes(data)
    return filling, audit(tmp_path / "填.xlsx"), data


def cells_of(source: Path) -> dict[str, str]:
    """The addresses of the example's cells, by what stands there."""
    (audited,) = audit(source).forms
    form, lines = audited.form, audited.sheet.lines
    assert form.total is not None
    assert form.total_funds is not None

    def spot(figure: Figure) -> str:
        return figure.place.spot.rpartition("!")[2]

    def line(name: str) -> Line:
        return next(line for line in lines if line.category and line.category.value == name)

    deviation = line("output").stated_deviation
    assert deviation is not None
    return {
        "rate": spot(form.total_funds.rate),
        "execution": spot(form.total_funds.score),
        "management": next(spot(line.stated) for line in lines if line.part.value == "fund_management"),
        "output": spot(line("output").stated),
        "deviation": spot(deviation),
        "effect": spot(line("effect").stated),
        "actual": spot(form.indicators[-2].score).replace("G", "E"),
        "total": spot(form.total),
    }


CELLS = cells_of(MINIMAL)


def test_only_what_is_empty_is_filled_and_nothing_else_changes(tmp_path: Path) -> None:
    path = altered(MINIMAL, tmp_path / "表.xlsx", emptied(CELLS["output"]))
    data, filling = filled_copy(audit(path))
    assert list(spots(filling.filled)) == [CELLS["output"]]
    assert changed(path.read_bytes(), data) == {"xl/worksheets/sheet1.xml"}


def test_nothing_to_fill_gives_the_same_bytes() -> None:
    data, filling = filled_copy(audit(MINIMAL))
    assert data == MINIMAL.read_bytes()
    assert filling == Filling()


def test_what_differs_is_told_and_left(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["output"]].value = 1
        sheet[CELLS["total"]].value = None

    filling, result, _ = minimal(tmp_path, change)
    assert list(spots(filling.differing)) == [CELLS["output"]]
    assert "自评 1 分，复算" in filling.differing[0].said
    assert spots(filling.left) == {CELLS["total"]: "有 1 行得分没有确定，或与规则不符"}
    assert filling.filled == []
    assert {finding.code for finding in result.findings} >= {"IN001", "TO003"}


def test_what_differs_is_overwritten_where_that_is_asked_for(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["output"]].value = 1
        sheet[CELLS["execution"]].value = "不会算"

    filling, result, _ = minimal(tmp_path, change, overwrite=True)
    assert set(spots(filling.overwritten)) == {CELLS["output"], CELLS["execution"]}
    assert spots(filling.overwritten)[CELLS["output"]].endswith("（原填 1）")
    assert (filling.differing, filling.left) == ([], [])
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []


def test_what_rounding_explains_is_not_overwritten() -> None:
    data, filling = filled_copy(audit(EIGHTEEN), overwrite=True)
    assert set(spots(filling.overwritten)) == {"H19", "H28", "H29", "H49"}  # not I7, 2.2 for 2.188
    assert data != EIGHTEEN.read_bytes()


def test_what_people_judge_stays_empty_and_has_its_range(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["actual"]].value = "较好"
        for name in ("management", "effect", "total"):
            sheet[CELLS[name]].value = None

    filling, _, data = minimal(tmp_path, change)
    judged = spots(filling.judged)
    assert judged[CELLS["management"]] == "应在 0.00–5.00 之间"
    assert judged[CELLS["effect"]] == "应在 20.00–22.49 之间"
    assert spots(filling.left) == {CELLS["total"]: "有 2 行得分没有确定，或与规则不符"}
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet[CELLS["effect"]].value is None


def test_a_judged_score_that_is_stated_goes_into_the_total(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["actual"]].value = "较好"
        sheet[CELLS["effect"]].value = 21.5
        sheet[CELLS["total"]].value = None

    filling, result, _ = minimal(tmp_path, change)
    assert list(spots(filling.filled)) == [CELLS["total"]]
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []


def test_a_judged_score_outside_its_range_is_told_even_when_overwriting(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["actual"]].value = "较好"
        sheet[CELLS["effect"]].value = 24

    filling, _, _ = minimal(tmp_path, change, overwrite=True)
    assert list(spots(filling.differing)) == [CELLS["effect"]]
    assert filling.overwritten == []


def test_formulas_are_left_alone(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["total"]].value = "=SUM(A1:A2)"
        sheet[CELLS["output"]].value = None

    filling, result, data = minimal(tmp_path, change, overwrite=True)
    assert list(spots(filling.filled)) == [CELLS["output"]]
    assert spots(filling.left) == {
        CELLS["total"]: "是公式，没有改动，请打开副本、重新计算后核对（按规则为 94.5）"
    }
    assert openpyxl.load_workbook(BytesIO(data)).worksheets[0][CELLS["total"]].value == "=SUM(A1:A2)"
    assert any("没有计算结果" in remark.message for read in result.inputs for remark in read.remarks)


@pytest.mark.parametrize(
    ("format_", "value", "text"),
    [
        ("0.00%", 0.6667, "66.67%"),
        ("0%", 0.6667, "66.67%"),
        ("0.0000%", 0.666667, "66.6667%"),
        ("@", "66.67%", "66.67%"),
        ("General", "66.67%", "66.67%"),
        ("0.00", 66.67, "66.67"),
        ("0.000", 66.667, "66.667"),
        ('0.00"%"', 66.67, "66.67%"),
        ("0", 0.6667, "66.67%"),
        ("m月d日", 0.6667, "66.67%"),
        ('"约"0%', 0.6667, "66.67%"),
        ('0.00"元"', 0.6667, "66.67%"),
    ],
)
def test_a_rate_is_written_in_the_manner_of_its_cell(
    tmp_path: Path, format_: str, value: object, text: str
) -> None:
    def change(sheet: Worksheet) -> None:
        row = sheet[CELLS["rate"]].row
        sheet[CELLS["rate"]].value = None
        sheet[CELLS["rate"]].number_format = format_
        sheet[f"E{row}"].value, sheet[f"F{row}"].value = 3, 2

    filling, result, data = minimal(tmp_path, change)
    assert spots(filling.filled)[CELLS["rate"]].partition("（")[0] == "66.67%"
    assert openpyxl.load_workbook(BytesIO(data)).worksheets[0][CELLS["rate"]].value == value
    (form,) = result.forms
    assert form.form.total_funds is not None
    assert form.form.total_funds.rate.text == text
    assert "EX001" not in {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    ("format_", "value", "text"),
    [
        ("0.00%", -0.1, "-10.00%"),
        ("@", "-10.00", "-10.00"),
        ("General", -10, "-10"),
        ("0.00", -10, "-10.00"),
        ("0%", -0.1, "-10%"),
        ("0.00_);(0.00)", -10, "-10.00"),
        ("0.00;0.00", -10, "-10.00"),
        ("yyyy-m-d", -10, "-10.00"),
        ('0"个"', -10, "-10.00"),
    ],
)
def test_a_deviation_is_written_in_the_manner_of_its_cell(
    tmp_path: Path, format_: str, value: object, text: str
) -> None:
    def change(sheet: Worksheet) -> None:
        cell = sheet[CELLS["deviation"]]
        cell.value, cell.number_format = None, format_
        sheet[f"D{cell.row}"].value, sheet[f"E{cell.row}"].value = "≥10个", "9个"

    filling, result, data = minimal(tmp_path, change)
    assert spots(filling.filled)[CELLS["deviation"]].partition("（")[0] == "-10.00"
    assert openpyxl.load_workbook(BytesIO(data)).worksheets[0][CELLS["deviation"]].value == value
    (line,) = [line for line in result.forms[0].sheet.lines if on(line.stated_deviation, CELLS["deviation"])]
    assert line.stated_deviation is not None
    assert line.stated_deviation.text == text
    assert "DV001" not in {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    ("format_", "shown", "new"),
    [
        ("0", "27", "0.00"),
        ("0.0", "26.7", "0.00"),
        ("0%", "2667%", "0.00"),
        ("m月d日", "1月26日", "0.00"),
        ('0"分"', "27分", "0.00"),
        ('0.00"元"', "26.67元", "0.00"),
        ("0.00", "", "0.00"),
        ("#,##0.00", "", "#,##0.00"),
        ("@", "", "@"),
    ],
)
def test_a_score_that_its_cell_would_cut_is_shown_whole(
    tmp_path: Path, format_: str, shown: str, new: str
) -> None:
    def change(sheet: Worksheet) -> None:
        cell = sheet[CELLS["output"]]
        cell.value, cell.number_format = None, format_
        sheet[f"D{cell.row}"].value, sheet[f"E{cell.row}"].value = "≥9个", "8个"

    filling, result, data = minimal(tmp_path, change)
    told = f"（这一格原来会显示成 {shown}，已改为显示 2 位小数）" if shown else ""
    assert spots(filling.filled)[CELLS["output"]] == f"26.67{told}"
    cell = openpyxl.load_workbook(BytesIO(data)).worksheets[0][CELLS["output"]]
    assert (cell.value, cell.number_format) == (26.67, new)
    (line,) = [
        line for line in result.forms[0].sheet.lines if line.place.spot.endswith(f"!{CELLS['output']}")
    ]
    assert line.stated.text == "26.67"


@pytest.mark.parametrize(
    ("written", "expected"), [("—", {}), (None, {"H8": "52.42%"}), (0.5, {"H8": "52.42%"})]
)
def test_a_dash_for_a_source_of_money_is_let_stand(
    tmp_path: Path, written: str | float | None, expected: dict[str, str]
) -> None:
    path = altered(
        next(XINHUA.glob("03-*.xlsx")), tmp_path / "表.xlsx", lambda sheet: sheet.__setitem__("H8", written)
    )
    _, filling = filled_copy(audit(path), overwrite=True)
    done = spots(filling.filled) | spots(filling.overwritten)
    assert {cell: said.partition("（")[0] for cell, said in done.items()} == expected
    assert (filling.differing, filling.left) == ([], [])


def test_a_whole_score_in_a_cell_of_dates_is_seen_as_a_score(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[CELLS["output"]].value, sheet[CELLS["output"]].number_format = None, "m月d日"

    filling, result, data = minimal(tmp_path, change)
    assert spots(filling.filled) == {CELLS["output"]: "27（这一格原来会显示成 1月27日，已改为显示 2 位小数）"}
    assert openpyxl.load_workbook(BytesIO(data)).worksheets[0][CELLS["output"]].number_format == "0.00"
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []


def test_a_dash_for_a_score_is_told(tmp_path: Path) -> None:
    filling, _, _ = minimal(tmp_path, lambda sheet: sheet.__setitem__(CELLS["output"], "—"))
    assert list(spots(filling.differing)) == [CELLS["output"]]


def test_a_cell_that_is_merged_with_another_line_is_left(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        column, row = CELLS["output"][0], int(CELLS["output"][1:])
        sheet[CELLS["output"]].value = None
        sheet.merge_cells(f"{column}{row - 1}:{column}{row}")

    filling, _, _ = minimal(tmp_path, change)
    assert spots(filling.left)[CELLS["output"]].startswith("表上没有单独的一格")
    assert filling.filled == []


def test_the_amounts_missing_leave_rate_and_total(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        row = sheet[CELLS["rate"]].row
        for cell in (f"F{row}", CELLS["rate"], CELLS["execution"], CELLS["total"]):
            sheet[cell].value = None

    filling, _, _ = minimal(tmp_path, change)
    assert spots(filling.left) == {
        CELLS["rate"]: "预算数、执行数未填或预算数不大于 0，不能计算",
        CELLS["execution"]: "分值未填或无法识别，不能计算",
        CELLS["total"]: "有 1 行得分没有确定，或与规则不符",
    }


CAPPED = """
id = "capped-2024"
name = "封顶的例子"
edition = "第1版"
extends = "henan-project-2023"
auto = false
[[cap]]
below = 80
most = 90
cite = "note2"
"""


@pytest.mark.parametrize(
    ("amounts", "filled", "left"),
    [
        ((), "90", None),  # 94.5, but only 75 % were executed
        (
            ("F7", "H7"),
            None,
            "不能确定是否封顶：各行得分之和 94.50；执行率不能计算，如低于 80%，总分最高 90 分",
        ),
    ],
)
def test_the_total_is_what_the_rules_make_of_the_sum(
    tmp_path: Path, amounts: tuple[str, ...], filled: str | None, left: str | None
) -> None:
    (tmp_path / "规则.toml").write_text(CAPPED, encoding="utf-8")
    path = altered(MINIMAL, tmp_path / "表.xlsx", emptied(CELLS["total"], *amounts))
    data, filling = filled_copy(audit(path, rules=tmp_path / "规则.toml"))
    assert spots(filling.filled).get(CELLS["total"]) == filled
    assert spots(filling.left).get(CELLS["total"]) == left
    (tmp_path / "填.xlsx").write_bytes(data)
    result = audit(tmp_path / "填.xlsx", rules=tmp_path / "规则.toml")
    assert {"TO001", "TO002"}.isdisjoint(finding.code for finding in result.findings)


# The command.


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest example without the score of its output and its total."""
    monkeypatch.chdir(tmp_path)
    return altered(MINIMAL, tmp_path / "表.xlsx", emptied(CELLS["output"], CELLS["total"]))


def jixiao(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["score", *arguments])
    out, err = capsys.readouterr()
    return ended.value.code, out, err


@pytest.mark.usefixtures("blank")
def test_the_command_tells_what_it_filled(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = jixiao(capsys, "表.xlsx", "-o", "新/填.xlsx")
    assert (code, err) == (0, "")
    first, *filled, last = out.splitlines()
    assert (first, last) == ("已填 2 格：", "已写入“新/填.xlsx”。")
    assert filled[0].startswith(f"　　{SHEET}!{CELLS['output']}　“")
    assert filled[1] == f"　　{SHEET}!{CELLS['total']}　总分　94.5"


@pytest.mark.usefixtures("blank")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["表.xlsx", "-o", "./表.xlsx", "--force"], "就是原表，为免覆盖"),
        (["表.xlsx", "-o", "表.xlsm"], "-o 的扩展名须与原表相同（.xlsx）"),
        (["表.xlsx", "-o", "有.xlsx"], "“有.xlsx”已经存在，为免覆盖"),
        ([".", "-o", "填.xlsx"], "“.”是文件夹"),
        (["没有.xlsx", "-o", "填.xlsx"], "找不到文件“没有.xlsx”"),
        (["表.txt", "-o", "填.txt"], "只有 .xlsx 和 .xlsm 工作簿能在原表上改动"),
        (["汇总.xlsx", "-o", "填.xlsx"], "“汇总.xlsx”中没有可以填分的自评表"),
        (["表.xlsx", "-o", "填.xlsx", "--rules", "无"], "没有名为“无”的规则"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "有.xlsx").write_bytes(b"x")
    (tmp_path / "表.txt").write_text(form_as_text(), encoding="utf-8")
    shutil.copy(XINHUA / "项目支出绩效自评汇总表.xlsx", tmp_path / "汇总.xlsx")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    code, out, err = jixiao(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def form_as_text() -> str:
    """The smallest example as rows of text."""
    sheet = openpyxl.load_workbook(MINIMAL).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


@pytest.mark.usefixtures("blank")
def test_force_replaces_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "有.xlsx").write_bytes(b"x")
    code, _, _ = jixiao(capsys, "表.xlsx", "-o", "有.xlsx", "--force")
    assert code == 0
    assert openpyxl.load_workbook(tmp_path / "有.xlsx").worksheets[0][CELLS["total"]].value == 94.5


@pytest.mark.parametrize(("options", "expected"), [([], 1), (["--overwrite"], 0)])
def test_what_differs_and_is_left_is_exit_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str], expected: int
) -> None:
    code, out, _ = jixiao(capsys, str(EIGHTEEN), "-o", str(tmp_path / "填.xlsx"), *options)
    assert code == expected
    assert ("与规则不符、没有改动（加 --overwrite 则改为复算数） 3 格：" in out) == (expected == 1)
