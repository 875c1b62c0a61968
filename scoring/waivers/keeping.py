"""What is lost where an earlier list is written over: waivers that people have filled in since."""

from __future__ import annotations

from pathlib import Path

from scoring.errors import ReadError
from scoring.model.waiver import WaiverRow
from scoring.waivers.applying import key
from scoring.waivers.reading import read_waivers, tables_of


def is_list(path: Path) -> bool:
    """Whether a file is a list of findings or a waiver table."""
    try:
        return bool(tables_of(path))
    except ReadError:
        return False


def would_lose(path: Path, given: Path | None) -> bool:
    """Whether a list has waivers, finished or begun, that are not among the waivers given.

    Those it has from them are in the next list again. Raises ReadError where the file given is faulty.
    """
    if not any(record.filled_in for table in tables_of(path) for record in table.records):
        return False
    try:
        rows = read_waivers(path)
    except ReadError:
        return True
    known = {_said(row, row.form) for row in read_waivers(given)} if given else set()
    return not all({_said(row, row.form), _said(row, "")} & known for row in rows)


def _said(row: WaiverRow, form: str) -> tuple[object, ...]:
    return row.code, row.waiver, key(form)
