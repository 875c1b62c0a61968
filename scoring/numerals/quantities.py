"""Quantities: a number with its unit, and the comparison it takes part in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.errors import NumeralError
from scoring.number import EXACT, Written
from scoring.numerals.figures import NUMBER, written
from scoring.numerals.folding import quoted
from scoring.numerals.lexicon import DOWNWARD, PREFIXES, REACHED, SUFFIXES, UPWARD, Operator
from scoring.numerals.units import Unit, read_unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and the comparison it takes part in, if one is written.

    `slip` is a sentence on an oddity that was read over (5条% as 5条), empty where there is none.
    """

    text: str
    operator: Operator | None
    written: Written
    unit: Unit
    slip: str = ""

    @property
    def value(self) -> Decimal:
        """The value in base units: 1.6万件 is 16000."""
        return EXACT.multiply(self.written.value, self.unit.factor)


_PREFIX = re.compile("|".join(sorted(PREFIXES, key=len, reverse=True)))
_SUFFIX = re.compile(rf"(?:\(含\))?(?:[及或]?({'|'.join(SUFFIXES)}))?(?:\(含\))?$")


def read_quantity(text: str, folded: str) -> Quantity | None:
    """Read a text that is one quantity and nothing else; None where it is not."""
    spellings, rest = _prefixes(folded)
    number = NUMBER.match(rest)
    if number is None:
        return None
    rest = rest[number.end() :]
    suffix = _SUFFIX.search(rest)
    if suffix and suffix[0]:
        rest = rest[: suffix.start()]
        spellings += [suffix[1]] if suffix[1] else []
    elif rest.startswith("%") and rest[1:] in REACHED:
        rest = "%"
    unit, slip = _unit(rest)
    if unit is None:
        return None
    figure = written(number[0], text)
    operator = _operator(spellings, text)
    if _is_calendar(unit, figure.value, operator):
        return None
    remark = f"{quoted(text)}的单位后面多写了“%”，按{figure.text}{unit.text}读取，请核对。" if slip else ""
    return Quantity(text, operator, figure, unit, remark)


def _prefixes(folded: str) -> tuple[list[str], str]:
    """Take operators and harmless verbs off the front; give the operators' spellings and the rest."""
    spellings: list[str] = []
    while match := _PREFIX.match(folded):
        if PREFIXES[match[0]]:
            spellings.append(match[0])
        folded = folded[match.end() :]
    return spellings, folded


def _unit(rest: str) -> tuple[Unit | None, bool]:
    """The unit, and whether a percent sign stands after it by a slip (5条%)."""
    unit = read_unit(rest)
    if unit is None and rest.endswith("%"):
        slipped = read_unit(rest[:-1])
        # 5‰% and 5万% could mean either.
        if slipped and slipped.base and slipped.text != "‰":
            return slipped, True
    return unit, False


def _operator(spellings: list[str], text: str) -> Operator | None:
    """One operator of all that were written; of two in one direction, that which includes the number."""
    known = {**SUFFIXES, **PREFIXES}
    operators = {operator for spelling in spellings if (operator := known[spelling])}
    if len(operators) <= 1:
        return next(iter(operators), None)
    if operators <= UPWARD:
        return Operator.AT_LEAST
    if operators <= DOWNWARD:
        return Operator.AT_MOST
    both = "和".join(f"“{spelling}”" for spelling in dict.fromkeys(spellings))
    raise NumeralError(f"{quoted(text)}中的{both}互相矛盾，请只保留一种比较。")


def _is_calendar(unit: Unit, value: Decimal, operator: Operator | None) -> bool:
    """2023年 names a year and 12月 may name December: neither is a length of time for certain."""
    if unit.text.startswith("月"):
        return operator is None
    return unit.text.startswith("年") and 1900 <= value <= 2100


def show_quantity(quantity: Quantity) -> str:
    """Write the operator, the number without separators, and the unit as it was written."""
    return f"{quantity.operator or ''}{quantity.written.value:f}{quantity.unit.text}"
