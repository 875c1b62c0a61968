"""Points in time: the deadline of a target (2023年12月31日前) and the date of an actual (2023年12月20日)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from scoring.errors import NumeralError
from scoring.numerals.folding import quoted


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time.

    `due` is the last day the text admits, None where it recurs or names no year (每月25号, 12月底前).
    `exact` says that this day follows from the text; where only a month or a year is named, `due` is
    its last day and not exact. That holds for 2023年12月前 too: read strictly it ends on 30 November,
    but people who write it mostly count December in, and the wider reading accuses nobody wrongly.
    `earliest` is the first day the text may mean where it tells when something was done; None where
    it only sets a limit (…前, …内, 不晚于…, 截至…).
    """

    text: str
    due: date | None = None
    earliest: date | None = None
    exact: bool = False


_LEAD = r"(?P<limit>≤|不[晚迟]于|截[至止]到?)?=?(?:已?[于在])?"
_BY = r"(?P<by>前|之前|以前)?"
_DONE = r"(?:(?:全部)?完成|完工|竣工)?"
_YEAR_NUMBER = r"((?:19|20)[0-9]{2})"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DAY = re.compile(
    rf"{_LEAD}(?:([0-9]{{4}})年([0-9]{{1,2}})月([0-9]{{1,2}})[日号]?"
    rf"|{_YEAR_NUMBER}(?P<mark>[-./])([0-9]{{1,2}})(?P=mark)([0-9]{{1,2}})){_BY}{_DONE}"
)
_MONTH = re.compile(
    rf"{_LEAD}(?:([0-9]{{4}})年([0-9]{{1,2}})月份?(?P<end>月?[底末])?"
    rf"|{_YEAR_NUMBER}-({_MONTH_NUMBER})){_BY}{_DONE}"
)
_YEAR = re.compile(rf"{_LEAD}{_YEAR_NUMBER}年度?(?:(?P<end>年?[底末])?{_BY}|年?(?P<within>内)){_DONE}")
_NO_YEAR = re.compile(
    r"[于在]?(?:"
    rf"(?:[每当次本]年)?{_MONTH_NUMBER}月份?(?:[0-9]{{1,2}}[日号]|[底末初])?(?:前|之前|以前)?"
    r"|(?:[每当次]月|每季度?|每周)(?:[0-9]{1,2}[日号]|[底末初])(?:前|之前|以前)?"
    r"|[0-9]{1,2}(?:[日号]前|号)"
    rf"|[本当每]?(?:年度?|月|季度?)[底末](?:前|之前|以前)?){_DONE}"
)


def read_deadline(text: str, folded: str) -> Deadline | None:
    """Read a text that names a point in time and nothing else; None where it does not.

    A date that the calendar does not have (11月31日) raises NumeralError.
    """
    try:
        if match := _DAY.fullmatch(folded):
            year, month, day = _numbers(match)
            due = date(year, month, day)
            return Deadline(text, due, None if _is_limit(match) else due, exact=True)
        if match := _MONTH.fullmatch(folded):
            year, month = _numbers(match)
            return _period(text, match, date(year, month, 1), date(year, month, 1))
    except ValueError as error:
        raise NumeralError(f"{quoted(text)}不是日历上有的日期，请核对年月日。") from error
    if match := _YEAR.fullmatch(folded):
        december = date(_numbers(match)[0], 12, 1)
        return _period(text, match, december if match["end"] else december.replace(month=1), december)
    return Deadline(text) if _NO_YEAR.fullmatch(folded) else None


def _numbers(match: re.Match[str]) -> list[int]:
    """Year, month and day, in whichever way they are written."""
    return [int(part) for part in match.groups() if part and part.isdigit()]


def _is_limit(match: re.Match[str]) -> bool:
    """Whether the text says by when, not when: 前, 内, ≤, 不晚于, 截至."""
    parts = match.groupdict()
    return any(parts.get(name) for name in ("limit", "by", "within"))


def _period(text: str, match: re.Match[str], first: date, last: date) -> Deadline:
    """From `first` to the end of the month `last`. 年底前 and 年内 name the day the period ends on."""
    due = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    limit = _is_limit(match)
    parts = match.groupdict()
    exact = bool(parts.get("within") or (limit and parts["end"]))
    return Deadline(text, due, None if limit else first, exact)


def show_deadline(deadline: Deadline, folded: str) -> str:
    """Write exact days one way, and leave the others as they are."""
    if deadline.due is None or not deadline.exact:
        return folded
    due = deadline.due
    return f"{due.year}年{due.month}月{due.day}日" + ("" if deadline.earliest else "前")
