"""Number formats of worksheets: the text a person sees for a stored number.

Covers what forms use: decimals, thousands, percent, fixed words (0"人"), padding and colours,
sections for negative and zero or under conditions ([<=10]0%), and dates. A format outside that
(fractions, exponents) gives the plain number, which is never wrong, only less well dressed.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from itertools import takewhile

from scoring.number import half_up, plain
from scoring.read.workbook import dateformat

_EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_PLAIN_MAGNITUDE = 20
_LONGEST_CODE = 255  # Excel's own bound

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<padding>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)"
    r"|(?P<percent>%)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+)|(?P<text>@)"
    r"|(?P<section>;)|(?P<unknown>[A-Z1-9])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_ZERO = re.compile(r"[1-9]")
# A minus after a letter or a digit may be a hyphen ("2024-"0), which tells no sign.
_MINUS = re.compile(r"\W*[-\u2212\uff0d]")
_CURRENCY = re.compile(r"\$([^-]*)")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_DRESS = re.compile(r"\$.*|DBNum\d|Color ?\d+|[A-Z]{3,7}|[\u4e00-\u9fff]+ ?\d*", re.IGNORECASE)


def excel_number(text: str) -> Decimal:
    """The number Excel shows at most: 15 digits, so that 0.30000000000000004 is 0.3 again."""
    return _EXCEL_DIGITS.create_decimal(text)


def general(value: Decimal) -> str:
    """The number without any format."""
    return plain(value) if not value or abs(value.adjusted()) <= _PLAIN_MAGNITUDE else str(value.normalize())


class _Kind(Enum):
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"  # applies to texts only
    PLAIN = "plain"  # outside what is rendered here


@dataclass(frozen=True, slots=True)
class _Section:
    kind: _Kind
    tokens: tuple[dateformat.Token, ...]
    percents: int
    condition: str = ""

    def applies(self, value: Decimal) -> bool:
        """Whether its condition, if it has one, holds."""
        found = _CONDITION.fullmatch(self.condition)
        return found is None or _COMPARISONS[found[1]](value, Decimal(found[2]))

    def tells_sign(self) -> bool:
        """Whether a negative number needs no sign before it: only negative ones come here, or the section
        has a minus of its own."""
        found = _CONDITION.fullmatch(self.condition)
        if found is not None and found[1] in ("<", "<=", "="):
            limit = Decimal(found[2])
            if limit < 0 or (limit == 0 and found[1] == "<"):
                return True
        before = takewhile(lambda token: token[0] not in ("digits", "general"), self.tokens)
        return _MINUS.match("".join([text for _, text in before])) is not None

    def show(self, value: Decimal, *, date1904: bool) -> str:
        """The text of `value`; empty where this section shows nothing, or nothing that is known here."""
        if self.kind is _Kind.DATE:
            return dateformat.shown(value, self.tokens, date1904=date1904)
        if self.kind is not _Kind.NUMBER:
            return ""
        value = value.scaleb(2 * self.percents)
        return "".join([_written(value, kind, text) for kind, text in self.tokens]).strip()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A parsed format: its sections for numbers."""

    sections: tuple[_Section, ...]

    def is_date(self, value: Decimal) -> bool:
        """Whether the number shows as a date or a time."""
        section, _ = self._choose(value)
        return section is not None and section.kind is _Kind.DATE

    def show(self, value: Decimal, *, date1904: bool = False) -> str:
        """The text of `value`; where the format hides it, the plain number: nothing is lost."""
        section, sign = self._choose(value)
        negative_date = value < 0 and section is not None and section.kind is _Kind.DATE
        if section is None or negative_date or value.adjusted() > _PLAIN_MAGNITUDE:
            return general(value)
        try:
            text = section.show(abs(value), date1904=date1904)
        except InvalidOperation:  # more decimals than any figure has
            text = ""
        if not text:
            return general(value)
        return sign + text if _NOT_ZERO.search(text) else text

    def _choose(self, value: Decimal) -> tuple[_Section | None, str]:
        """The section for a number, by its condition or its sign, and the sign to be written before it."""
        sign = "-" if value < 0 else ""
        if any(section.condition for section in self.sections):
            chosen = next((section for section in self.sections if section.applies(value)), None)
            return chosen, "" if chosen is not None and chosen.tells_sign() else sign
        if value < 0 and len(self.sections) > 1:
            return self.sections[1], ""
        if value == 0 and len(self.sections) > 2:
            return self.sections[2], ""
        return (self.sections[0] if self.sections else None), sign


@lru_cache(maxsize=1024)
def parse_format(code: str) -> NumberFormat:
    """Parse a format code such as 0.00"万元";-0.00"万元"."""
    if len(code) > _LONGEST_CODE:
        return NumberFormat(())
    sections: list[list[dateformat.Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "section":
            sections.append([])
        else:
            sections[-1].append(_token(kind, match[kind]))
    return NumberFormat(
        tuple(section for section in map(_section, sections) if section.kind is not _Kind.TEXT)
    )


def _section(tokens: list[dateformat.Token]) -> _Section:
    conditions = [text for kind, text in tokens if kind == "condition"]
    tokens = [token for token in tokens if token[0] != "condition"]
    kinds = [kind for kind, _ in tokens]
    known = all(map(_CONDITION.fullmatch, conditions)) and len(conditions) <= 1
    kind = _kind(kinds) if known else _Kind.PLAIN
    return _Section(kind, tuple(tokens), kinds.count("percent"), "".join(conditions) if known else "")


def _token(kind: str, text: str) -> dateformat.Token:
    if kind == "padding":
        return "literal", ""
    if kind == "bracket":
        currency = _CURRENCY.match(text)
        return ("literal", currency[1] if currency else "") if _DRESS.fullmatch(text) else ("condition", text)
    return ("literal", text) if kind in ("quoted", "escaped") else (kind, text)


def _kind(kinds: list[str]) -> _Kind:
    slots = kinds.count("digits") + kinds.count("general")
    if "text" in kinds:
        return _Kind.TEXT
    if slots > 1 or ("date" in kinds and slots):
        return _Kind.PLAIN
    if "date" in kinds:
        return _Kind.DATE
    return _Kind.PLAIN if "unknown" in kinds else _Kind.NUMBER


def _written(value: Decimal, kind: str, text: str) -> str:
    if kind == "general":
        return general(value)
    return _digits(value, text) if kind == "digits" else text


def _digits(value: Decimal, pattern: str) -> str:
    """Write `value` with a pattern such as #,##0.00; commas at its end divide by a thousand each."""
    bare = pattern.rstrip(",")
    integer, _, fraction = bare.partition(".")
    slots = integer.rstrip(",")
    thousands = len(pattern) - len(bare) + len(integer) - len(slots)
    value = half_up(value.scaleb(-3 * thousands), len(fraction))
    whole, _, decimals = format(value, "f").partition(".")
    decimals = decimals.rstrip("0").ljust(fraction.rfind("0") + 1, "0")
    # Excel leaves the bare point of #.## standing (5.); it would only hinder reading the number.
    return _whole(whole, slots) + ("." + decimals if decimals else "")


def _whole(digits: str, pattern: str) -> str:
    """Write a whole number with a pattern such as #,##0: its zeros are digits that must stand."""
    slots = pattern.replace(",", "")
    digits = digits.lstrip("0").zfill(len(slots) - slots.index("0") if "0" in slots else 0)
    if slots == pattern:
        return digits
    first = len(digits) % 3
    return ",".join(filter(None, [digits[:first], *re.findall("...", digits[first:])]))
