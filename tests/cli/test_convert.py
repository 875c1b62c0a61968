"""jixiao convert: the data, what people are told, and what it will not overwrite."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from minimal import EXAMPLE
from openpyxl import load_workbook

from scoring.cli.app import main
from scoring.read.data import load
from scoring.read.limits import MAX_FILE_BYTES

XINHUA = Path(__file__).parents[2] / "examples" / "xinhua-2023"


def jixiao(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command: exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(str(stopped.value.code)), out, err


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form in a folder of its own."""
    return Path(shutil.copy(EXAMPLE, tmp_path / "表.xlsx"))


def test_data_go_to_a_file_and_what_was_read_to_the_screen(
    capsys: pytest.CaptureFixture[str], form: Path
) -> None:
    target = form.parent / "新文件夹" / "数据.json"
    code, out, err = jixiao(capsys, "convert", form, "-o", target)
    assert (code, err) == (0, "")
    first, contents, cells, done = out.splitlines()
    assert first == form.as_posix()
    assert contents.strip() == "项目自评表“社区图书角建设”，2024年度，指标 4 行，总分 94.50"
    assert cells.strip() == "单元格 99 个：采用 56、表头等固定文字 39、表外文字 4、没有读懂 0"
    assert done == f"共 1 个文件的内容，已写入“{target}”。"
    (document,) = load(target.read_bytes(), "数据.json")
    assert document.file == form.as_posix()
    assert [path.name for path in target.parent.iterdir()] == ["数据.json"]


def test_data_go_to_the_screen_and_what_was_read_beside_it(
    capsys: pytest.CaptureFixture[str], form: Path
) -> None:
    code, out, err = jixiao(capsys, "convert", form)
    assert code == 0
    assert json.loads(out)["schema"] == "jixiao/data/1"
    assert "社区图书角建设" in err


def test_an_unusable_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    (form.parent / "空.xlsx").write_bytes(b"")
    target = form.parent / "数据.json"
    code, _, err = jixiao(capsys, "convert", form.parent, "-o", target)
    assert code == 2
    assert err.startswith(f"未能处理 {form.parent.as_posix()}/空.xlsx：文件是空的")
    assert err.count("\n") == 1
    assert len(load(target.read_bytes(), "数据.json")) == 1


def test_nothing_read_is_nothing_written(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    target = form.parent / "数据.json"
    code, out, err = jixiao(capsys, "convert", form.parent / "没有.xlsx", "-o", target)
    assert (code, out) == (2, "")
    assert "找不到文件" in err
    assert not target.exists()


def test_cells_not_understood_are_listed_up_to_ten(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    book = load_workbook(form)
    for column in range(20, 32):
        book.worksheets[0].cell(17, column, f"第{column}列的话")
    book.save(form)
    _, out, _ = jixiao(capsys, "convert", form, "-o", form.parent / "数据.json")
    assert "没有读懂 12" in out
    assert "项目支出绩效自评情况表!T17　第20列的话" in out
    assert out.count("列的话") == 10
    assert "……还有 2 个" in out


def test_verifying_the_data_gives_what_verifying_the_folder_gives(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "数据.json"
    assert jixiao(capsys, "convert", XINHUA, "-o", target)[0] == 0
    code, out, _ = jixiao(capsys, "verify", target, "--format", "json")
    _, expected, _ = jixiao(capsys, "verify", XINHUA, "--format", "json")
    assert code == 1
    data, folder = json.loads(out), json.loads(expected)
    for part in ("findings", "forms", "summaries"):
        assert data[part] == folder[part]
    (given,) = data["inputs"]
    assert (given["path"], given["forms"]) == (target.as_posix(), len(folder["forms"]))
    assert given["remarks"] == [remark for one in folder["inputs"] for remark in one["remarks"]]


def test_converting_data_gives_the_same_data(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    first, second = form.parent / "1.json", form.parent / "2.json"
    jixiao(capsys, "convert", form, "-o", first)
    code, out, _ = jixiao(capsys, "convert", first, "-o", second)
    assert code == 0
    assert out.startswith(f"{first.as_posix()}：{form.as_posix()}\n")
    assert second.read_bytes() == first.read_bytes()


def test_data_too_large_to_be_read_again_are_not_written(
    capsys: pytest.CaptureFixture[str], form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.model.exchange.dump", lambda _: "x" * (MAX_FILE_BYTES + 1))
    target = form.parent / "数据.json"
    code, _, err = jixiao(capsys, "convert", form, "-o", target)
    assert (code, err) == (2, "数据超过 50 MB，没有写出，请分几次转换。\n")
    assert not target.exists()


@pytest.mark.parametrize("name", ["表.xlsx", "别的.docx"])
def test_what_is_no_data_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], form: Path, name: str
) -> None:
    target = form.parent / name
    if target != form:
        target.write_bytes(b"PK\x03\x04")
    before = target.read_bytes()
    code, out, err = jixiao(capsys, "convert", form, "-o", target)
    assert (code, out) == (2, "")
    assert err.startswith(f"“{target}”")
    assert err.endswith("为免覆盖，请给 -o 换一个文件名，如 数据.json。\n")
    assert target.read_bytes() == before


def test_data_are_written_over_older_data_but_not_over_an_input(
    capsys: pytest.CaptureFixture[str], form: Path
) -> None:
    target = form.parent / "数据.json"
    assert jixiao(capsys, "convert", form, "-o", target)[0] == 0
    assert jixiao(capsys, "convert", form, "-o", target)[0] == 0
    assert jixiao(capsys, "convert", target, "-o", target)[0] == 2
    assert jixiao(capsys, "verify", target)[0] == 0


def test_data_in_a_folder_are_not_searched_for(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    """Beside the files they were made from, everything would be there twice."""
    jixiao(capsys, "convert", form, "-o", form.parent / "数据.json")
    code, out, _ = jixiao(capsys, "verify", form.parent, "--format", "json")
    assert code == 0
    assert len(json.loads(out)["forms"]) == 1


def test_a_verification_result_is_no_data(capsys: pytest.CaptureFixture[str], form: Path) -> None:
    result = form.parent / "结果.json"
    jixiao(capsys, "verify", form, "--format", "json", "-o", result)
    code, _, err = jixiao(capsys, "convert", result)
    assert code == 2
    assert err == (
        f"未能处理 {result.as_posix()}：这是复核结果，不是自评数据，"
        "请提供自评表，或用 jixiao convert 从自评表生成的数据文件。\n"
    )
