"""The 差异清单 as csv that Excel and WPS open as it is: UTF-8 with byte order mark, lines ended by CRLF.

Numbers stay numbers. A text that a spreadsheet would take for a formula gets an apostrophe before it,
and one that it would turn into a number or a date (00123, a code of twenty digits, 3-5) a tab behind
it, which does not show. Both are taken off when the file is read again.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO

from scoring.report.listing import HEADINGS, Amount, Cell, listing
from scoring.results import Audit

# Where Chinese is set, full-width signs begin a formula, too.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"(?=\D*\d)[\d.,:/年月日时分秒eE%$¥￥()\- ]+")


def to_csv(audit: Audit) -> bytes:
    """The list as the content of a file."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(HEADINGS)
    writer.writerows([_field(cell) for cell in row] for row in listing(audit))
    return lines.getvalue().encode("utf-8-sig")


def _field(cell: Cell) -> str:
    match cell:
        case Amount():
            return f"{cell.value:f}%" if cell.percent else f"{cell.value:f}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case _:
            return _harmless(cell)


def _harmless(text: str) -> str:
    if _FORMULA.match(text):
        return f"'{text}"
    return f"{text}\t" if _NUMBER.fullmatch(text) else text
