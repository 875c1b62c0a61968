"""Cells where a plain number belongs: money, points, scores and rates."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.errors import NumeralError
from scoring.number import Written
from scoring.numerals.folding import fold, quoted

# Two figures of twenty digits and their factors multiply exactly within number.EXACT.
MAX_DIGITS = 20

# Digits, with thousands separators in the right places or none; “5.” is no number, “.5” is.
NUMBER = re.compile(r"[+-]?(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")

_FIGURE = re.compile(rf"({NUMBER.pattern})分?")
_PERCENTAGE = re.compile(rf"({NUMBER.pattern})%")

# What people write instead, and what to tell them.
_MISTAKES = (
    (_PERCENTAGE, "带有百分号，请只写数字"),
    (re.compile(rf"{NUMBER.pattern}[eE][+-]?[0-9]+"), "是科学计数法，请写出全部数字"),
    (re.compile(r"[+-]?[0-9]+(?:,[0-9]*)+(?:\.[0-9]+)?"), "的千分位逗号位置不对，请写成1,234.50或1234.50"),
    (re.compile(r"[+-]?[0-9][0-9.,]*(?: [0-9.,]+)+"), "的数字中间有空格，请核对后连写"),
)


def written(number: str, text: str) -> Written:
    """The figure that `number` (which matches NUMBER) stands for; `text` is what messages quote."""
    digits = number.replace(",", "")
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        raise NumeralError(f"{quoted(text)}超过{MAX_DIGITS}位数字，请核对。")
    return Written(number, Decimal(digits), len(digits.partition(".")[2]))


def figure(text: str) -> Written:
    """Read a cell that holds a number and nothing else; 分 after it is let pass (“90分”).

    Signs may be ASCII, full-width or U+2212. Units, percent signs, misplaced thousands separators
    and scientific notation raise NumeralError.
    """
    return _read(_FIGURE, text, "不是单纯的数字，请只写数字（如12.50），不写单位和文字")


def percentage(text: str) -> Written:
    """Read a cell that holds a percentage, in percent: “62.08 %” is 62.08."""
    return _read(_PERCENTAGE, text, "不是百分数，请写成62.08%的形式")


def _read(pattern: re.Pattern[str], text: str, otherwise: str) -> Written:
    folded = fold(text)
    if not folded:
        raise NumeralError("此处没有填写数字，请填写。")
    match = pattern.fullmatch(folded)
    if match is None:
        mistakes = (sentence for mistake, sentence in _MISTAKES if mistake.fullmatch(folded))
        raise NumeralError(f"{quoted(text)}{next(mistakes, otherwise)}。")
    number = written(match[1], text)
    return Written(text.strip(), number.value, number.decimals)
