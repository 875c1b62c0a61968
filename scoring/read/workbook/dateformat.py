"""Dates in worksheets: a day number under a format becomes 2023年12月31日 or 2023-12-31.

Formats with the Chinese words are followed; any other date is written 2023-12-31 14:30, since what
Excel shows for it depends on the settings of the computer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from scoring.number import half_up

Token = tuple[str, str]
"""A kind (date, literal, …) and its text; see numberformat."""

_CHINESE_UNITS = frozenset("年月日时分秒")
_DAY_SECONDS = 86_400
_MINUTES = {"m": "n", "mm": "nn"}


def shown(value: Decimal, tokens: tuple[Token, ...], *, date1904: bool = False) -> str:
    """The text of a day number, empty where it is no date."""
    days, seconds = divmod(int(half_up(value * _DAY_SECONDS, 0)), _DAY_SECONDS)
    day = _day(days, date1904=date1904)
    if day is None:
        return ""
    tokens = tuple(_tell_minutes(tokens))
    codes = [text for kind, text in tokens if kind == "date"]
    words = "".join(text for kind, text in tokens if kind == "literal")
    fields = _fields(day, seconds)
    followed = all(kind == "literal" or text in fields for kind, text in tokens)
    if not followed or _CHINESE_UNITS.isdisjoint(words):
        return _iso(day, fields, codes)
    return "".join(fields[text] if kind == "date" else text for kind, text in tokens).strip()


def _day(days: int, *, date1904: bool) -> date | None:
    # The 1900 system counts a 29 February 1900 that never was: before it, day 1 is 1 January.
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 31 if days < 60 else 30)
    try:
        return start + timedelta(days=days) if days >= 0 else None
    except OverflowError:
        return None


def _tell_minutes(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Rename the m that means minutes: it follows hours or goes before seconds."""
    codes = [text.lower() for kind, text in tokens if kind == "date"]
    around = iter(zip(["", *codes], codes, [*codes[1:], ""], strict=False))
    for kind, text in tokens:
        if kind != "date":
            yield kind, text
            continue
        before, code, after = next(around)
        minutes = before.startswith("h") or after.startswith("s")
        yield kind, _MINUTES.get(code, code) if minutes else code


def _fields(day: date, seconds: int) -> dict[str, str]:
    numbers = {
        "m": day.month,
        "d": day.day,
        "h": seconds // 3600,
        "n": seconds // 60 % 60,
        "s": seconds % 60,
    }
    short = {code: str(number) for code, number in numbers.items()}
    padded = {code * 2: f"{number:02}" for code, number in numbers.items()}
    return {"yyyy": str(day.year), "yy": f"{day.year % 100:02}", **short, **padded}


def _iso(day: date, fields: dict[str, str], codes: list[str]) -> str:
    letters = {code[0] for code in codes}
    parts = [day.isoformat()] if letters & set("ymd") else []
    if letters & set("hns"):
        parts.append(":".join([fields["hh"], fields["nn"], *([fields["ss"]] if "s" in letters else [])]))
    return " ".join(parts)
