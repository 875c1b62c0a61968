"""Copies to be published: numbers that belong to a person are masked in everything that a paper shows.

The middle of a mobile or fixed telephone, identity card or bank account number becomes asterisks. Amounts,
codes with letters and figures of the form stay: a figure that was read as a number is none of a person.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from scoring.model.form import Figure

T = TypeVar("T")

_BIRTH = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # month and day
_PERSONAL = re.compile(
    rf"""
    # Not within a longer number, but after the code of the country.
    (?: (?<=\+86) | (?<![0-9])(?<![0-9][.,]) )
    (?:
        [1-9]\d{{5}}(?:19|20)\d\d{_BIRTH}\d{{3}}[0-9Xx]                     # identity card: area, birth, …
      | [1-9]\d{{5}}\d\d{_BIRTH}\d{{3}}                                     # the old ones, of 15 digits
      | 1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}                                    # mobile telephone
      | (?: \(0\d{{2,3}}\) | （0\d{{2,3}}） | 0\d{{2,3}}[ -] )[ ]?\d{{7,8}} # fixed telephone with its area
      | (?<=电话[:：])\d{{7,8}} | (?<=联系方式[:：])\d{{7,8}}               # and without
      | [3-6]\d{{3}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?                # bank card, of 16 to 19 digits
      | (?:(?<=[账帐卡]号)|(?<=账户))[:：]?\d(?:[ ]?\d){{7,29}}             # any account that is called one
    )
    # Nor at the head of one, nor an amount.
    (?! [0-9] | [.,]\d | \s*(?:元|[十百千万亿]|人民币|个|件|次|户|%|％) )
    """,
    re.VERBOSE,
)
_NARROW = str.maketrans("０１２３４５６７８９－　", "0123456789- ")
_DIGIT = re.compile(r"[0-9０-９Xx]")
_KEPT = {True: (3, 4), False: (2, 2)}  # first and last digits that stay, of ten and more or of fewer


def mask(text: str) -> str:
    """A text with the numbers of persons masked: 138****5678."""
    spans = [found.span() for found in _PERSONAL.finditer(text.translate(_NARROW))]
    for start, end in spans:
        text = text[:start] + _masked(text[start:end]) + text[end:]
    return text


def masked(datum: T) -> T:
    """A datum (a form, a row, a text) in which every text is masked."""
    return cast(T, _copy(datum))


def _copy(datum: object) -> object:
    if isinstance(datum, Figure) and datum.written is not None:
        return datum
    if type(datum) is str:
        return mask(datum)
    if isinstance(datum, tuple):
        return tuple(map(_copy, datum))
    if is_dataclass(datum) and not isinstance(datum, type):
        return replace(datum, **{field.name: _copy(getattr(datum, field.name)) for field in fields(datum)})
    return datum


def _masked(number: str) -> str:
    digits = [found.start() for found in _DIGIT.finditer(number)]
    first, last = _KEPT[len(digits) >= 10]
    hidden = digits[first : len(digits) - last]
    return "".join("*" if at in hidden else character for at, character in enumerate(number))
