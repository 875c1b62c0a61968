"""Workbooks of the example, saved by LibreOffice in another format, say the same; and so do waivers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from office import BOOKS, Office, document, original
from openpyxl import load_workbook
from same import said

from scoring.report.listing import HEADINGS
from scoring.report.xlsx import to_xlsx
from scoring.results import Audit
from scoring.waivers import apply, read_waivers

EACH_BOOK = pytest.mark.parametrize("name", [book.stem for book in BOOKS])


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, where it is installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return Office(program, tmp_path_factory.mktemp("office"))


@EACH_BOOK
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_workbook_says_the_same_in_another_format(name: str, suffix: str, office: Office) -> None:
    assert said(document(office.saved(suffix)[name])) == said(original(name))


@EACH_BOOK
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_page_says_what_the_workbook_shows(name: str, suffix: str, office: Office) -> None:
    assert said(document(office.saved(suffix)[name]), stored=False) == said(original(name), stored=False)


@pytest.fixture(scope="session")
def filled_in(xinhua: Audit, office: Office) -> Path:
    """The list of the example with all findings accepted."""
    path = office.home / "差异清单.xlsx"
    path.write_bytes(to_xlsx(xinhua))
    book = load_workbook(path)
    sheet = book["差异清单"]
    for line in range(2, sheet.max_row + 1):
        for heading, words in (("认可人", "王明"), ("认可日期", "2024/3/5"), ("认可理由", "已核实")):
            sheet.cell(line, HEADINGS.index(heading) + 1).value = words
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("suffix", "how"),
    [
        ("xls", "xls"),
        ("ods", "ods"),
        (
            "csv",
            "csv:Text - txt - csv (StarCalc):44,34,76,1",
        ),  # UTF-8; below GB18030, as Chinese programs write
        ("csv", "csv:Text - txt - csv (StarCalc):44,34,85,1"),
    ],
)
def test_a_list_saved_in_another_format_covers_the_same(
    filled_in: Path, suffix: str, how: str, office: Office, xinhua: Audit
) -> None:
    office.convert([filled_in], "--convert-to", how)
    waived = apply(xinhua, read_waivers(filled_in.with_suffix(f".{suffix}")))
    assert waived.unused_waivers == []
    assert len(waived.waived) == len(xinhua.findings)
