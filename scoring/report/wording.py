"""Small things that letters and books say: numbers of sections, days, running heads."""

from __future__ import annotations

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """The number of a section, up to 99: 一, 十二, 三十."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def day(value: date) -> str:
    """2025年6月30日."""
    return f"{value.year}年{value.month}月{value.day}日"


def short(text: str, room: int, beside: str = "") -> str:
    """A text in the room of so many Chinese characters, shared with one that stands beside it."""
    halves = 2 * room - _halves(beside)
    if _halves(text) <= halves:
        return text
    while text and _halves(text) > halves - 2:
        text = text[:-1]
    return f"{text}…"


def _halves(text: str) -> int:
    """The room of a text: Latin letters and figures take half of that of a Chinese character."""
    return 2 * len(text) - sum(character.isascii() for character in text)
