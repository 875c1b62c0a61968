"""Marked copies of the workbooks handed in, and where they go."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from books import at, changed, rest
from conftest import ROOT, XINHUA
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from same import said

from scoring.cli.app import main
from scoring.errors import JixiaoError
from scoring.finding import Finding, Severity, Waiver
from scoring.model.document import Document
from scoring.read.container import raw_document
from scoring.read.recognise import recognise
from scoring.results import Audit
from scoring.verification import audit
from scoring.write.annotate import ACCEPTED, COLOURS, annotate, destinations, marked_copy

MINIMAL = next((ROOT / "examples" / "minimal").glob("*.xlsx"))
BOOKS = sorted(XINHUA.glob("*.xlsx"))
S1 = "xl/worksheets/sheet1.xml"
EIGHTEEN = next(XINHUA.glob("18-*.xlsx"))


@pytest.fixture(scope="module")
def copies(xinhua: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The marked copies of the example."""
    folder = tmp_path_factory.mktemp("标注")
    done = annotate(xinhua, destinations([XINHUA], folder))
    wrong = sum(bool(findings_of(xinhua, book)) for book in BOOKS)
    assert wrong > 5
    assert (done.marked, done.unchanged, len(done.told), done.failed) == (wrong, len(BOOKS) - wrong, 1, False)
    return folder


def sheet_of(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def comments(data: bytes) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in sheet_of(data).iter_rows()
        for cell in row
        if cell.comment is not None
    }


def findings_of(xinhua: Audit, book: Path) -> list[Finding]:
    return [finding for finding in xinhua.findings if Path(finding.place.file).name == book.name]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_every_finding_is_told_in_its_cell_and_nothing_else_changes(
    book: Path, copies: Path, xinhua: Audit
) -> None:
    before, after = book.read_bytes(), (copies / book.name).read_bytes()
    findings = findings_of(xinhua, book)
    if not findings:
        assert after == before
        return
    cells = {finding.place.spot.rpartition("!")[2] for finding in findings}
    told = comments(after)
    assert set(told) == cells
    for finding in findings:
        comment = told[finding.place.spot.rpartition("!")[2]]
        assert f"{finding.code} {finding.name}（{finding.severity.chinese}）\n{finding.message}" in comment
        assert finding.basis in comment
    assert changed(before, after) == {
        *(S1, "xl/styles.xml", "[Content_Types].xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert rest(after, S1, cells, "legacyDrawing") == rest(before, S1, cells)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_a_marked_copy_says_the_same(book: Path, copies: Path) -> None:
    assert said(understood(copies / book.name)) == said(understood(book))


def understood(path: Path) -> Document:
    return recognise(raw_document(path.read_bytes(), "表.xlsx"))


def test_the_example_is_marked_where_it_is_wrong(copies: Path) -> None:
    data = (copies / EIGHTEEN.name).read_bytes()
    sheet = sheet_of(data)
    grounds = {cell: sheet[cell].fill.fgColor.rgb for cell in ("H19", "H28", "H29", "H49", "I7", "H31")}
    red, blue = (f"FF{COLOURS[severity]}" for severity in (Severity.ERROR, Severity.NOTICE))
    assert grounds == dict.fromkeys(("H19", "H28", "H29", "H49"), red) | {"I7": blue, "H31": "00000000"}
    assert comments(data)["H29"] == (
        "IN001 指标得分与复算不符（错误）\n"
        "指标“用水量”自评 2 分，复算 0.71 分，多计 1.29 分："
        "5 × 1000 ÷ 7000 = 0.714… → 0.71（注4），请核对改正。\n"
        "依据：《项目支出绩效自评表》表后说明注4"
    )


def finding(
    cell: str,
    severity: Severity = Severity.ERROR,
    code: str = "IN001",
    name: str = "指标得分与复算不符",
    message: str = "多计 1 分。",
    basis: str = "",
) -> Finding:
    return Finding(code, name, severity, message, at(cell, "Sheet"), basis)


@pytest.fixture
def small() -> bytes:
    target = BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].merge_cells("B2:C3")
    book.save(target)
    return target.getvalue()


def test_findings_of_one_cell_share_a_comment_gravest_first(small: bytes) -> None:
    found = [
        finding("C3", Severity.NOTICE, code="CP001", name="甲"),
        finding("B2", Severity.ERROR, code="TO001", name="乙", basis="某办法第一条"),
        finding("B2", Severity.WARNING, code="DV002", name="丙"),
    ]
    data, told = marked_copy(small, "表.xlsx", found)
    assert comments(data) == {
        "B2": "TO001 乙（错误）\n多计 1 分。\n依据：某办法第一条\n\n"
        "DV002 丙（提醒）\n多计 1 分。\n\nCP001 甲（提示）\n多计 1 分。"
    }
    assert sheet_of(data)["B2"].fill.fgColor.rgb == f"FF{COLOURS[Severity.ERROR]}"
    assert told == []


def test_what_people_accept_is_told_as_such_and_has_the_colour_of_what_is_open(small: bytes) -> None:
    accepted = replace(finding("B2"), waiver=Waiver("王明", date(2024, 3, 5), "合同已补签"))
    data, _ = marked_copy(small, "表.xlsx", [accepted])
    assert sheet_of(data)["B2"].fill.fgColor.rgb == f"FF{ACCEPTED}"
    assert comments(data)["B2"].startswith(f"{accepted.code} {accepted.name}（错误，已认可）\n")
    assert comments(data)["B2"].endswith("\n认可：王明，2024-03-05：合同已补签")
    data, _ = marked_copy(small, "表.xlsx", [accepted, finding("B2", Severity.NOTICE)])
    assert sheet_of(data)["B2"].fill.fgColor.rgb == f"FF{COLOURS[Severity.NOTICE]}"


@pytest.mark.parametrize(("row", "column", "expected"), [(0, 0, "A1"), (7, 0, "A7"), (7, 2, "B7")])
def test_what_is_said_of_a_row_or_a_sheet_stands_in_its_first_cell(
    small: bytes, row: int, column: int, expected: str
) -> None:
    found = finding("A1")
    data, _ = marked_copy(
        small, "表.xlsx", [replace(found, place=replace(found.place, row=row, column=column))]
    )
    assert set(comments(data)) == {expected}


def test_a_finding_about_the_file_stands_in_the_first_sheet(small: bytes) -> None:
    found = finding("A1")
    data, _ = marked_copy(
        small, "表.xlsx", [replace(found, place=replace(found.place, sheet="", row=0, column=0))]
    )
    assert set(comments(data)) == {"A1"}


def test_a_cell_of_no_sheet_here_is_left(small: bytes) -> None:
    found = finding("A1")
    data, _ = marked_copy(small, "表.xlsx", [replace(found, place=at("A1", "别处"))])
    assert changed(small, data) == set()


def test_a_comment_beyond_what_excel_takes_tells_how_many_are_left(small: bytes) -> None:
    data, _ = marked_copy(small, "表.xlsx", [finding("A1", message="长" * 14_000) for _ in range(5)])
    comment = comments(data)["A1"]
    assert len(comment) <= 32_767
    assert comment.endswith("\n\n还有 3 条，请看复核结果。")
    data, _ = marked_copy(small, "表.xlsx", [finding("A1", message="长" * 40_000)])
    assert len(comments(data)["A1"]) <= 32_767


def test_a_cell_with_a_thread_is_marked_and_told(small: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(small))
    book.worksheets[0]["A1"].comment = Comment("[线程批注]", "tc={1}")
    target = BytesIO()
    book.save(target)
    data, told = marked_copy(target.getvalue(), "表.xlsx", [finding("A1")])
    assert told == [
        "表.xlsx › Sheet!A1 已有会话式批注，没有再加批注，只标了颜色（IN001），请看复核结果中的说明。"
    ]
    assert sheet_of(data)["A1"].fill.fgColor.rgb == f"FF{COLOURS[Severity.ERROR]}"
    assert comments(data) == {"A1": "[线程批注]"}


# Where copies go.


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two departments that both handed in 表.xlsx, one of them in a folder of its own."""
    for name in ("甲", "乙/项目"):
        (tmp_path / name).mkdir(parents=True)
        shutil.copy(MINIMAL, tmp_path / name / "表.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["甲"], ["出/表.xlsx"]),
        (["乙"], ["出/项目/表.xlsx"]),
        (["甲", "乙"], ["出/甲/表.xlsx", "出/乙/项目/表.xlsx"]),
        (["甲/表.xlsx"], ["出/表.xlsx"]),
        (["甲/表.xlsx", "乙/项目/表.xlsx"], ["出/甲/表.xlsx", "出/乙/项目/表.xlsx"]),
        (["甲/../甲", "./乙/项目"], ["出/甲/表.xlsx", "出/乙/项目/表.xlsx"]),
    ],
)
@pytest.mark.usefixtures("folders")
def test_copies_lie_as_their_originals_do(given: list[str], expected: list[str]) -> None:
    found = destinations([Path(path) for path in given], Path("出"))
    assert [copy.as_posix() for copy in found.values()] == expected


@pytest.mark.parametrize(
    ("given", "folder", "words"),
    [
        (["甲"], "甲", "在要复核的文件夹“甲”里"),
        (["甲"], "甲/标注", "在要复核的文件夹“甲”里"),
        (["甲/表.xlsx"], "甲", "会覆盖原表“甲/表.xlsx”"),
        (["甲/表.xlsx", "乙/项目/表.xlsx"], ".", "会覆盖原表"),
        (["甲"], "乙/项目/表.xlsx", "不是文件夹"),
    ],
)
def test_originals_are_never_overwritten(folders: Path, given: list[str], folder: str, words: str) -> None:
    before = {path: path.read_bytes() for path in folders.rglob("*.xlsx")}
    with pytest.raises(SystemExit) as ended:
        main(["verify", *given, "--annotate", folder])
    assert ended.value.code == 2
    with pytest.raises(JixiaoError, match=words):
        destinations([Path(path) for path in given], Path(folder))
    assert {path: path.read_bytes() for path in folders.rglob("*.xlsx")} == before


def test_what_is_no_earlier_copy_is_never_replaced(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲/表.xlsx", "甲/二.xlsx"):
        shutil.copy(EIGHTEEN, folders / name)
    shutil.copy(MINIMAL, folders / "表.xlsx")
    (folders / "二.xlsx").write_bytes(b"no workbook")
    for found, others in [(["甲/表.xlsx"], ""), (["甲"], "（这样的文件共 2 个）")]:
        code, out, err = jixiao(capsys, *found, "--annotate", ".")
        assert (code, out) == (2, "")
        assert f"已经存在，看不出是以前标注的副本{others}，为免覆盖，请给 --annotate 换一个文件夹" in err
        assert err.count("\n") == 1
    assert (folders / "表.xlsx").read_bytes() == MINIMAL.read_bytes()
    assert (folders / "二.xlsx").read_bytes() == b"no workbook"


def test_earlier_copies_are_replaced_marked_or_not(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EIGHTEEN, folders / "甲" / "二.xlsx")
    first = jixiao(capsys, "甲", "--annotate", "出")
    assert first[2].startswith("已标注 1 个工作簿，另有 1 个没有发现问题")
    marked = (folders / "出/二.xlsx").read_bytes()
    assert jixiao(capsys, "甲", "--annotate", "出") == first
    assert (folders / "出/二.xlsx").read_bytes() == marked
    shutil.copy(MINIMAL, folders / "甲" / "二.xlsx")  # corrected
    assert jixiao(capsys, "甲/二.xlsx", "--annotate", "出")[2].startswith("已标注 0 个工作簿，另有 1 个")
    assert (folders / "出/二.xlsx").read_bytes() == MINIMAL.read_bytes()


def test_a_copy_that_office_programs_saved_is_still_known(folders: Path) -> None:
    shutil.copy(EIGHTEEN, folders / "甲" / "表.xlsx")
    found = [Path("甲")]
    annotate(audit(*found), destinations(found, Path("出")))
    book = openpyxl.load_workbook(folders / "出/表.xlsx")
    book.worksheets[0]["A1"].value = "改"
    book.save(folders / "出/表.xlsx")
    destinations(found, Path("出"))


def test_a_file_beside_the_copies_that_none_replaces_is_let_stand(folders: Path) -> None:
    (folders / "甲" / "说明.txt").write_text("一", encoding="utf-8")
    (folders / "出").mkdir()
    (folders / "出" / "说明.txt").write_text("二", encoding="utf-8")
    destinations([Path("甲")], Path("出"))


@pytest.mark.parametrize("output", ["出/表.xlsx", "甲/../出/./表.xlsx"])
def test_the_result_and_a_copy_are_never_one_file(
    folders: Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    code, out, err = jixiao(capsys, "甲", "-o", output, "--annotate", "出")
    assert (code, out) == (2, "")
    assert f"-o 的“{Path(output)}”与标注的副本是同一个文件，为免覆盖，请给 -o 换一个文件名" in err
    assert err.count("\n") == 1
    assert not (folders / "出").exists()


def test_files_on_two_drives_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(_: object) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr("os.path.commonpath", fail)
    with pytest.raises(JixiaoError, match="不在同一个磁盘上"):
        destinations([MINIMAL], tmp_path)


# The command.


def jixiao(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["verify", *map(str, arguments)])
    out, err = capsys.readouterr()
    return ended.value.code, out, err


def test_the_command_marks_and_counts_and_its_result_stays(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, xinhua: Audit
) -> None:
    wrong = sum(bool(findings_of(xinhua, book)) for book in BOOKS)
    code, alone, _ = jixiao(capsys, XINHUA)
    marked, out, err = jixiao(capsys, XINHUA, "--annotate", tmp_path / "出")
    assert (code, alone) == (marked, out)
    assert code == 1
    left, closing = err.splitlines()
    assert left.startswith(f"未标注 {XINHUA.as_posix()}/预算绩效情况说明.txt：只有 .xlsx 和 .xlsm 工作簿能")
    assert wrong == len(BOOKS)
    assert closing == f"已标注 {wrong} 个工作簿，在“{tmp_path / '出'}”。"
    assert len(list((tmp_path / "出").iterdir())) == len(BOOKS)


def test_a_workbook_without_findings_is_copied_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = jixiao(capsys, MINIMAL, "--annotate", tmp_path)
    assert code == 0
    assert err == f"已标注 0 个工作簿，另有 1 个没有发现问题、原样复制，在“{tmp_path}”。\n"
    assert (tmp_path / MINIMAL.name).read_bytes() == MINIMAL.read_bytes()


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    def run(folder: str) -> bytes:
        annotate(audit(EIGHTEEN), destinations([EIGHTEEN], tmp_path / folder))
        return (tmp_path / folder / EIGHTEEN.name).read_bytes()

    assert run("一") == run("二")


def test_a_workbook_that_cannot_be_marked_never_stops_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(EIGHTEEN, tmp_path / name)
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / "a.xlsx").mkdir()  # cannot be replaced by a file
    monkeypatch.chdir(tmp_path)
    code, _, err = jixiao(capsys, "a.xlsx", "b.xlsx", "--annotate", "出")
    assert code == 2
    assert err.startswith("未标注 a.xlsx：文件“出/a.xlsx”不能写入")
    assert err.endswith("已标注 1 个工作簿，在“出”。\n")


def test_a_file_that_changed_meanwhile_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "表.xlsx"
    shutil.copy(EIGHTEEN, copy)
    result = audit(copy)
    copy.write_bytes(MINIMAL.read_bytes())
    done = annotate(result, destinations([copy], tmp_path / "出"))
    assert (done.marked, done.failed) == (0, True)
    assert done.told == (f"未标注 {copy}：文件在复核的过程中被改动，请重新运行。",)
