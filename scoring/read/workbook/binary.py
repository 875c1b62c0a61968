"""Values as Excel's binary formats (.xls, .xlsb) keep them, and the texts people see for them."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scoring.read.workbook.numberformat import excel_number, parse_format
from scoring.read.workbook.styles import GENERAL, format_code
from scoring.read.workbook.values import shown

_MAX_RECORDS = 5_000_000  # of one file; 200,000 cells take as many and a few more

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_GENERAL = parse_format(GENERAL)


def record_steps() -> Iterator[int]:
    """Something to count the records of one file with: it ends when there are too many."""
    return iter(range(_MAX_RECORDS))


def error_text(code: int) -> str:
    """What Excel shows for an error."""
    return _ERRORS.get(code, "#N/A")


def truth_text(value: int) -> str:
    """What Excel shows for a truth value."""
    return "TRUE" if value else "FALSE"


def double(data: bytes, at: int = 0) -> Decimal:
    """The number in eight bytes, at Excel's 15 digits. Raises ValueError for what is no number."""
    (value,) = struct.unpack_from("<d", data, at)
    if not math.isfinite(value):
        raise ValueError("no finite number")
    return excel_number(repr(value))


def packed_number(bits: int) -> Decimal:
    """The number in an RK: 30 bits of an integer or of a double; bit 0 says that it is hundredfold."""
    if bits & 2:
        value = Decimal((bits >> 2) - ((bits & 0x80000000) >> 1))
    else:
        value = double(struct.pack("<II", 0, bits & 0xFFFFFFFC))
    return value.scaleb(-2) if bits & 1 else value


class Formats:
    """The number format of each cell style: `used` are their numbers, `written` codes in the file."""

    def __init__(self, used: Sequence[int], written: Mapping[int, str], *, date1904: bool) -> None:
        self._formats = [parse_format(format_code(number, written)) for number in used]
        self._date1904 = date1904

    def show(self, value: Decimal, style: int) -> tuple[str, str]:
        """The text shown for a number in a cell of this style, and the number itself, empty for dates."""
        number_format = self._formats[style] if style < len(self._formats) else _GENERAL
        return shown(value, number_format, date1904=self._date1904)
