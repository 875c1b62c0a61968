"""The formula that takes the number or the day out of a target's text.

The form keeps the text (≥85人); what it is compared with stands beside it and follows the text when that
is changed. A change that the formula cannot follow (another sign, another unit) leaves it empty, and the
score to people: a wrong number never results.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

from scoring.number import HUNDRED, plain
from scoring.numerals import Deadline, Expression, Quantity
from scoring.write.draft.answers import DATE, PERCENT, is_percent
from scoring.write.draft.page import GENERAL, Formula

# What may stand around a number or a date and enters the formula as a text to take away: signs, the words
# of the grammar, units. Anything else keeps a target from having a formula.
_AROUND = re.compile(r"[\u3400-\u9fffA-Za-z0-9 ≥≧⩾≤≦⩽<>=＜＞＝═/／·()（）%％‰℃°²³㎡㎥μ]{0,24}")
_EPOCH = date(1899, 12, 30)

# How dates are written: the text after the last number, by what it is replaced, and which marks become
# hyphens, so that 2023-12-31 results; then the formula for the day, which for a month is its last.
_DATES = (
    (re.compile(r"(\D{0,4})\d{4}年\d{1,2}月\d{1,2}([日号]?\D{0,6})"), "", "年月", "{}"),
    (re.compile(r"(\D{0,4})\d{4}年\d{1,2}(月\D{0,6})"), "-1", "年", "EOMONTH({},0)"),
    (re.compile(r"(\D{0,4})\d{4}(年\D{0,6})"), "-12-31", "", "{}"),
    (re.compile(r"(\D{0,4})\d{4}-\d{1,2}-\d{1,2}(\D{0,4})"), "", "", "{}"),
    (re.compile(r"(\D{0,4})\d{4}\.\d{1,2}\.\d{1,2}(\D{0,4})"), "", ".", "{}"),
    (re.compile(r"(\D{0,4})\d{4}/\d{1,2}/\d{1,2}(\D{0,4})"), "", "/", "{}"),
)


def literal(text: str) -> str:
    """A text within a formula: quotation marks are doubled, so that it ends where it should."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def goal(target: Expression | None, text: str, cell: str, *, revisable: bool) -> Formula | None:
    """The formula for the target that is written as `text` in `cell`; None where there is none.
    `revisable` tells that people may write another target."""
    if isinstance(target, Quantity):
        return _number(target, text, cell, revisable)
    if isinstance(target, Deadline) and target.due:
        return _day(target.due, text, cell)
    return None


def goal_format(target: Expression | None) -> str:
    """How the number or the day is shown."""
    if isinstance(target, Quantity) and is_percent(target):
        return PERCENT
    return DATE if isinstance(target, Deadline) else GENERAL


def _without(cell: str, *parts: tuple[str, str]) -> str:
    """The cell's text with each part replaced: ("人", "")."""
    for old, new in parts:
        if old:
            cell = f"SUBSTITUTE({cell},{literal(old)},{literal(new)})"
    return cell


def _number(target: Quantity, text: str, cell: str, revisable: bool) -> Formula | None:
    number = target.written.text
    before, found, after = text.partition(number)
    left = text.replace(before, "") if before else text
    left = left.replace(after, "") if after else left
    if not found or left != number or not (_AROUND.fullmatch(before) and _AROUND.fullmatch(after)):
        return None
    stripped = _without(cell, (before, ""), (after, ""), ("," if "," in number else "", ""))
    value = target.written.value
    # With E0 behind it only a plain number is one: VALUE alone takes 5/6 for a day of May.
    formula = f'VALUE({stripped}&"E0")' if revisable else f"VALUE({stripped})"
    if is_percent(target):
        formula, value = f"{formula}/{plain(HUNDRED)}", value / HUNDRED
    return Formula(f'IFERROR({formula},"")', value)


def _day(due: date, text: str, cell: str) -> Formula | None:
    for pattern, end, marks, form in _DATES:
        if match := pattern.fullmatch(text):
            parts = [(match[1], ""), (match[2], end), *((mark, "-") for mark in marks)]
            day = text
            for old, new in parts:
                day = day.replace(old, new) if old else day
            if not (_AROUND.fullmatch(match[1]) and _AROUND.fullmatch(match[2]) and _is(day, due)):
                return None
            formula = form.format(f"DATEVALUE({_without(cell, *parts)})")
            return Formula(f'IFERROR({formula},"")', serial(due))
    return None


def serial(day: date) -> Decimal:
    """A day as a worksheet counts it."""
    return Decimal((day - _EPOCH).days)


def _is(day: str, due: date) -> bool:
    """Whether a text such as 2023-12-1 is the day, or the first of the month that ends on it."""
    year, month, number = (int(part) if part.isdigit() else 0 for part in (*day.split("-"), "", "", "")[:3])
    last = calendar.monthrange(due.year, due.month)[1] == due.day
    return (year, month) == (due.year, due.month) and (number == due.day or (number == 1 and last))
