"""The result as a workbook: the 差异清单, the forms, sums by check, and what was not looked at."""

from __future__ import annotations

from scoring.report import view
from scoring.report.xlsx.book import Book
from scoring.report.xlsx.sheets import sheets
from scoring.results import Audit

TITLE = "绩效自评复核"


def to_xlsx(audit: Audit) -> bytes:
    """The workbook as the content of a file: the same bytes for the same audit."""
    rules = dict.fromkeys(view.ruleset(form.ruleset) for form in audit.forms)
    book = Book(TITLE, list(rules))
    for sheet in sheets(audit):
        book.add(sheet)
    return book.close()
