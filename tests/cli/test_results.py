"""jixiao verify writes its result in every format, writes over no file of anyone, and heeds waivers."""

from __future__ import annotations

import csv
import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from conftest import XINHUA
from openpyxl import load_workbook

from scoring.cli.app import main

WRONG = next(XINHUA.glob("18-*.xlsx"))
NAME = "政务服务中心水电及物业费"
HEADER = "编号,自评表,位置,自评,认可人,认可日期,认可理由\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one wrong form."""
    (tmp_path / "收表").mkdir()
    shutil.copy(WRONG, tmp_path / "收表" / "自评表.xlsx")
    return tmp_path / "收表"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run jixiao verify: exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as stopped:
        main(["verify", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(str(stopped.value.code)), out, err


def accept(path: Path, *rows: str) -> Path:
    """A waiver file with these rows."""
    path.write_text(HEADER + "".join(f"{row},王明,2024-03-05,已核实\n" for row in rows), "utf-8")
    return path


def all_errors(path: Path) -> Path:
    """A waiver file for the four errors of the form."""
    return accept(path, f"IN001,{NAME},,", f"TO002,{NAME},,81.7")


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json", "txt"])
def test_the_name_of_the_file_tells_the_format(
    capsys: pytest.CaptureFixture[str], folder: Path, suffix: str
) -> None:
    target = folder.parent / f"结果.{suffix}"
    code, out, err = run(capsys, folder, "-o", target)
    assert (code, out) == (1, "")
    assert re.fullmatch(f"错误 4 处、提醒 0 处、提示 [0-9]+ 处。已写入“{re.escape(str(target))}”。\n", err)
    data = target.read_bytes()
    match suffix:
        case "xlsx":
            assert load_workbook(BytesIO(data)).sheetnames[0] == "差异清单"
        case "csv":
            assert data.decode("utf-8-sig").startswith("序号,级别,编号,")
        case "json":
            assert json.loads(data)["schema"] == "jixiao/verify/1"
        case _:
            assert data.decode().startswith("错误 4 处\n")


@pytest.mark.parametrize("kind", ["csv", "json", "table"])
def test_a_result_on_the_screen_is_the_same(
    capsys: pytest.CaptureFixture[str], folder: Path, kind: str
) -> None:
    target = folder.parent / "结果"
    run(capsys, folder, "--format", kind, "-o", target)
    _, out, _ = run(capsys, folder, "--format", kind)
    assert out.encode() == target.read_bytes()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["--format", "xlsx"],
            "--format xlsx 不能显示在屏幕上，请用 -o 写明存到哪个文件，如 -o 差异清单.xlsx。",
        ),
        (
            ["--format", "csv", "-o", "结果.xlsx"],
            "--format csv 的结果不能存为“结果.xlsx”，请改为 -o 结果.csv，或不写 --format。",
        ),
        (
            ["--format", "table", "-o", "结果.json"],
            "--format table 的结果不能存为“结果.json”，请改为 -o 结果.txt，或不写 --format。",
        ),
        (
            ["--format", "xlsx", "-o", "结果.xls"],
            "--format xlsx 的结果不能存为“结果.xls”，请改为 -o 结果.xlsx，或不写 --format。",
        ),
    ],
)
def test_a_format_that_does_not_fit_the_file_is_refused(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(folder.parent)
    assert run(capsys, folder, *options) == (2, "", told + "\n")
    assert [path.name for path in folder.parent.iterdir()] == ["收表"]


def test_an_input_is_not_written_over(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    form, before = folder / "自评表.xlsx", WRONG.read_bytes()
    for given in (folder, form):
        code, out, err = run(capsys, given, "-o", form)
        assert (code, out) == (2, "")
        assert err == f"“{form}”也是要读取的文件，为免覆盖，请给 -o 换一个文件名，如 新的自评表.xlsx。\n"
    waivers = all_errors(folder / "认可.csv")
    assert run(capsys, form, "--waivers", waivers, "-o", waivers)[0] == 2
    assert form.read_bytes() == before
    assert waivers.read_text("utf-8").startswith(HEADER)


def test_an_earlier_list_in_the_folder_is_no_paper_and_may_be_replaced(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    for name in ("差异清单.xlsx", "差异清单.csv"):
        first = run(capsys, folder, "-o", folder / name)
        again = run(capsys, folder, "-o", folder / name)
        assert first == again
        assert first[:2] == (1, "")
    code, out, _ = run(capsys, folder, "--format", "json")
    result = json.loads(out)
    assert code == 1
    assert len(result["forms"]) == 1
    assert result["summaries"] == []
    remarks = [remark["message"] for given in result["inputs"] for remark in given["remarks"]]
    assert remarks == ["这是复核得出的差异清单（或认可表），不是自评材料，没有作为自评表读取。"] * 2


def test_a_list_that_people_have_filled_in_is_not_lost(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    target = folder.parent / "差异清单.xlsx"
    run(capsys, folder, "-o", target)
    book = load_workbook(target)
    for column, words in ((14, "王明"), (15, "2024-03-05"), (16, "已核实")):
        book["差异清单"].cell(2, column).value = words
    book.save(target)
    before = target.read_bytes()
    code, _, err = run(capsys, folder, "-o", target)
    assert code == 2
    assert err == (
        f"“{target}”里已经填写了认可，为免丢失，请给 -o 换一个文件名，如 新的差异清单.xlsx；"
        f"要使用这些认可，请加 --waivers {target}。\n"
    )
    assert target.read_bytes() == before
    code, out, _ = run(capsys, folder, "--waivers", target, "-o", folder.parent / "新的差异清单.csv")
    assert (code, out) == (1, "")
    with (folder.parent / "新的差异清单.csv").open(encoding="utf-8-sig", newline="") as file:
        accepted = [row["认可人"] for row in csv.DictReader(file)]
    assert accepted == [""] * (len(accepted) - 1) + ["王明"]


def test_the_same_command_may_be_run_again(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    target = folder.parent / "差异清单.xlsx"
    command = (folder, "--waivers", all_errors(folder.parent / "认可.csv"), "-o", target)
    assert run(capsys, *command)[0] == run(capsys, *command)[0] == 0
    assert run(capsys, folder, "-o", target)[0] == 2  # without them, the waivers would be lost


def test_waived_findings_do_not_count_for_the_exit_code(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    waivers = all_errors(folder.parent / "认可.csv")
    code, out, _ = run(capsys, folder, "--waivers", waivers)
    assert code == 0
    assert re.search("错误 0 处、提醒 0 处、提示 [0-9]+ 处；已认可 4 处。", out)
    assert run(capsys, folder, "--waivers", waivers, "--strict")[0] == 1  # notices are not waived
    assert run(capsys, folder)[0] == 1


def test_the_json_result_tells_of_waivers_and_of_those_unused(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    waivers = accept(
        folder.parent / "认可.csv", f"IN001,{NAME},H29,2", f"IN001,{NAME},H28,99", "TO002,别的,,"
    )
    _, out, _ = run(capsys, folder, "--waivers", waivers, "--format", "json")
    result = json.loads(out)
    waiver = {"who": "王明", "when": "2024-03-05", "why": "已核实"}
    told = {finding["place"].rpartition("!")[2]: finding["waiver"] for finding in result["findings"]}
    assert {"H28": None, "H29": waiver, "H49": None}.items() <= told.items()
    assert list(told.values()).count(waiver) == 1
    assert [finding["waiver"] for finding in result["forms"][0]["findings"]].count(waiver) == 1
    assert [(one["code"], one["spot"], one["findings"], one["unused"]) for one in result["waivers"]] == [
        ("IN001", "H29", 1, ""),
        (
            *("IN001", "H28", 0),
            f"“{NAME}”的 IN001 认可的是自评 99、复算 （空），现在是自评 2.5、复算 5.00，请重新认可。",
        ),
        ("TO002", "", 0, "“别的”没有编号为 TO002 的问题，可能已经改正，或者这次没有复核这张表。"),
    ]
    assert {one["place"].rpartition(" › ")[0] for one in result["waivers"]} == {waivers.as_posix()}


def test_what_is_left_out_of_a_file_is_told_on_the_screen(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "空.xlsx").write_bytes(b"")
    waivers = accept(folder.parent / "认可.csv", "TO002,别的,,")
    code, _, err = run(capsys, folder, "--waivers", waivers, "-o", folder.parent / "结果.csv")
    assert code == 2
    unread, unused, counts = err.splitlines()
    assert unread.startswith(f"未能处理 {(folder / '空.xlsx').as_posix()}：文件是空的")
    assert unused.startswith(f"认可没有用上 {waivers.as_posix()} › ")
    assert counts.startswith("错误 4 处")


def test_a_faulty_waiver_file_waives_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    waivers = folder.parent / "认可.csv"
    waivers.write_text(f"{HEADER}IN001,{NAME},,,王明,2024-03-05,已核实\nIN001,{NAME},,,,,已核实\n", "utf-8")
    target = folder.parent / "结果.json"
    code, out, err = run(capsys, folder, "--waivers", waivers, "-o", target)
    assert (code, out) == (2, "")
    assert [line.partition("：")[2] for line in err.splitlines()] == [
        "没有填写认可人，请补填；认可人、认可日期、认可理由三项都要填。",
        "没有填写认可日期，请补填；认可人、认可日期、认可理由三项都要填。",
    ]
    assert err.startswith(f"认可文件 {waivers.as_posix()} › ")
    assert not target.exists()


def test_the_report_command_heeds_waivers(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def note(result: object, *_: object, **__: object) -> object:
        from scoring.report.printing import Report

        seen.append(result)
        return Report((), ())

    monkeypatch.setattr("scoring.report.printing.report", note)
    waivers = accept(folder.parent / "认可.csv", f"IN001,{NAME},H29,2", "TO002,别的,,")
    with pytest.raises(SystemExit) as stopped:
        main(["report", str(folder), "-o", str(folder.parent / "报告"), "--waivers", str(waivers)])
    assert stopped.value.code == 0
    (audit,) = seen
    assert len(audit.waived) == 1  # type: ignore[attr-defined]
    assert "“别的”没有编号为 TO002 的问题" in capsys.readouterr().err
