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


def short(text: str, room: float) -> str:
    """A text in the room of so many Chinese characters, for a running head."""
    if width(text) <= room:
        return text
    while width(text) > room - 1:
        text = text[:-1]
    return f"{text}…"


def width(text: str) -> float:
    """The room of a text in Chinese characters; Latin ones and figures take half."""
    return len(text) - sum(character.isascii() for character in text) / 2
