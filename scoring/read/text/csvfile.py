"""Comma-separated files (.csv), as Excel, WPS and programs write them: one sheet of the file's name.

The content decides, and running text must never be taken for a table: every record has the same
number of fields, as those programs write it; and either some field is empty, as beside every title,
which does not happen between the commas of a sentence, or there is a heading row over a column of
numbers. What stays in doubt is left to the reader of texts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePath

from scoring.model.raw import Grid
from scoring.read.limits import CellMaker, tidy
from scoring.read.strings import one_line
from scoring.read.workbook.sheets import SheetCells

_SEPARATORS = (",", ";")
_LEAST_RECORDS = _LEAST_FIELDS = 3
_MOST_RECORDS, _MOST_FIELDS = 1_048_576, 16_384  # of a worksheet
_SHEET_NAME = 31  # characters that Excel shows of the file's name
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)  # how programs keep the zeros of ="0012"
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_SENTENCE = re.compile(r"[。！？；]")
_THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?![0-9])")


def read_csv(text: str, file: str) -> tuple[Grid, ...]:
    """The sheet that the text is; nothing where it is no comma-separated file.

    Rows and columns are those Excel shows: records count, not lines. Raises ReadError where it
    holds more than limits.py admits.
    """
    return next(filter(None, (_sheet(text, separator, file) for separator in _SEPARATORS)), ())


def _sheet(text: str, separator: str, file: str) -> tuple[Grid, ...]:
    cells = SheetCells(file, PurePath(file).stem[:_SHEET_NAME], CellMaker())
    evidence = _Evidence(separator)
    for row, fields in enumerate(_records(text, separator), start=1):
        if not evidence.admits(fields):
            return ()
        for column, field in enumerate(fields, start=1):
            cells.put(row, column, one_line(_unguarded(field)))
    return (cells.grid(),) if evidence.suffices else ()


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The records as far as they can be read; then one of no fields, which no table admits."""
    lines = StringIO(text.rstrip("\r\n"), newline="")
    try:
        yield from csv.reader(lines, delimiter=separator, strict=True)
    except csv.Error:
        yield []


def _unguarded(field: str) -> str:
    """The text inside ="0012" or behind '0012, which keep a spreadsheet from taking it for a number."""
    if guarded := _GUARDED.fullmatch(field):
        return guarded[1].replace('""', '"')
    return field[1:] if field.startswith("'") and "'" not in field[1:] else field


class _Evidence:
    """Whether records seen one after the other make a table."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self._records = self._width = 0
        self._has_blank = self._has_heading = False
        self._numbers: set[int] = set()  # columns that held nothing but numbers below the first record

    @property
    def suffices(self) -> bool:
        """Whether what was admitted is a table and no running text."""
        proven = self._has_blank or (self._has_heading and bool(self._numbers))
        return self._records >= _LEAST_RECORDS and proven

    def admits(self, fields: list[str]) -> bool:
        """Note a record; false where it shows that this is no table."""
        self._records += 1
        if self._records == 1:
            self._width = len(fields)
            self._has_heading = self._is_heading(fields)
            self._numbers = set(range(self._width))
        else:
            self._numbers = {column for column in self._numbers if _is_number(fields[column : column + 1])}
        self._has_blank |= not all(map(tidy, fields[:-1]))  # a sentence may end with a comma
        tabbed = any("\t" in tidy(field) for field in fields)  # at the ends of a field they guard numbers
        fits = self._records <= _MOST_RECORDS and _LEAST_FIELDS <= len(fields) <= _MOST_FIELDS
        return fits and len(fields) == self._width and not tabbed

    def _is_heading(self, fields: list[str]) -> bool:
        """Whether each field is a word of its own: no number, no piece of a sentence or of 1,234,567."""
        words = set(map(tidy, fields))
        line = self._separator.join(fields)
        pieces = _SENTENCE.search(line) or _THOUSANDS.search(line) or any(map(_NUMBER.fullmatch, words))
        return len(words) == len(fields) and not pieces


def _is_number(fields: list[str]) -> bool:
    return all(_NUMBER.fullmatch(tidy(field)) for field in fields)
