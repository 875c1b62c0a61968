"""Workbooks of the example, saved by LibreOffice in another format, say the same."""

from __future__ import annotations

import shutil

import pytest
from office import BOOKS, Office, document, original
from same import said

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
