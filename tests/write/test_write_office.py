"""LibreOffice opens what was changed: comments and colours are there, and formulas are computed anew."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from books import SHEET, at, by_openpyxl, by_xlsxwriter
from conftest import XINHUA

from scoring.results import Audit
from scoring.write.annotate import annotate, destinations
from scoring.write.comments import Run
from scoring.write.workbook import PatchedWorkbook

Saved = Callable[[str, Sequence[Path]], Path]
SECONDS = 240


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Have LibreOffice save files in another format, all in one go; gives the folder."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")

    def saved(suffix: str, paths: Sequence[Path]) -> Path:
        folder = tmp_path_factory.mktemp("saved")
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, paths)], capture_output=True, timeout=SECONDS, check=True)
        return folder

    return saved


def marks(path: Path) -> dict[str, tuple[str, str]]:
    """Ground and comment of the cells that have a comment."""
    return {
        f"{sheet.title}!{cell.coordinate}": (str(cell.fill.fgColor.rgb), cell.comment.text)
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_the_marked_example_is_as_we_wrote_it(xinhua: Audit, saved: Saved, tmp_path: Path) -> None:
    annotate(xinhua, destinations([XINHUA], tmp_path))
    copies = sorted(tmp_path.iterdir())
    folder = saved("xlsx", copies)
    ours = {copy.name: marks(copy) for copy in copies}
    assert sum(map(len, ours.values())) > 20
    assert {copy.name: marks(folder / copy.name) for copy in copies} == ours


@pytest.mark.parametrize("build", [by_xlsxwriter, by_openpyxl])
def test_comments_stand_beside_those_of_before(
    build: Callable[[Path], Path], saved: Saved, tmp_path: Path
) -> None:
    path = build(tmp_path / "表.xlsx")
    book = PatchedWorkbook(path.read_bytes(), path.name)
    for cell in ("B4", "B5"):
        book.mark(at(cell), "FFC7CE")
        book.comment(at(cell), [Run("又一条")])
    path.write_bytes(book.saved())
    assert marks(saved("xlsx", [path]) / path.name) == {
        f"{SHEET}!B4": ("FFFFC7CE", "原有批注\n\n又一条"),
        f"{SHEET}!B5": ("FFFFC7CE", "又一条"),
    }


def test_formulas_show_right_values(saved: Saved, tmp_path: Path) -> None:
    """LibreOffice keeps the results it finds, whatever the workbook says of computing on opening."""
    path = tmp_path / "表.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet, other = made.add_worksheet(SHEET), made.add_worksheet("乙")
    sheet.write_formula("B1", "=A1*2", None, 999)
    other.write_formula("A1", f"={SHEET}!B1+1", None, 999)
    sheet.write_formula("C1", "=乙!A1", None, 999)
    made.close()
    book = PatchedWorkbook(path.read_bytes(), path.name)
    book.set_number(at("A1"), "5")
    path.write_bytes(book.saved())
    with (saved("csv", [path]) / "表.csv").open(encoding="utf-8") as rows:
        assert list(csv.reader(rows)) == [["5", "10", "11"]]
