"""Exact numbers: what was written, how it is rounded, and ranges that leave room for judgement.

Everything is :class:`~decimal.Decimal`; no float enters. Rounding happens only through :func:`half_up`,
or through :func:`truncate` where a rule set cuts decimals off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import cache

ZERO = Decimal(0)
HUNDRED = Decimal(100)
NOISE = 6  # decimals at which figures computed by a spreadsheet are compared: 87.9999999999999 is 88

# Sixty digits hold every product of two admitted figures (numerals.MAX_DIGITS) exactly,
# so a single division is the only inexact step before rounding.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

Rounder = Callable[[Decimal, int], Decimal]  # half_up or truncate: which of them, a rule set says


@cache
def _quantum(places: int) -> Decimal:
    """One at the last of `places` decimals: 0.01 for 2."""
    return Decimal(1).scaleb(-places)


def is_admitted(value: Decimal) -> bool:
    """Whether a stored number is of a size that figures have: below 10^20, 40 decimals at most.

    Beyond it products and roundings would not be exact in sixty digits; written figures are shorter.
    """
    return not value or (int(value.as_tuple().exponent) > -40 and value.adjusted() < 20)


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to `places` decimals, ties away from zero (四舍五入)."""
    return value.quantize(_quantum(places), rounding=ROUND_HALF_UP, context=EXACT)


def truncate(value: Decimal, places: int) -> Decimal:
    """Cut after `places` decimals (截尾)."""
    return value.quantize(_quantum(places), rounding=ROUND_DOWN, context=EXACT)


def ratio(*factors: Decimal, by: Decimal) -> Decimal:
    """The product of `factors` divided by `by`, at full precision and dividing once.

    Raises ZeroDivisionError for a divisor of 0.
    """
    if not by:
        raise ZeroDivisionError("ratio with a divisor of 0")
    product = Decimal(1)
    for factor in factors:
        product = EXACT.multiply(product, factor)
    return EXACT.divide(product, by)


def plain(value: Decimal) -> str:
    """Write a value without exponent and without superfluous zeros: 10, 0.5, -34.12."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as somebody wrote it: its text, its value and how many decimals were written."""

    text: str
    value: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; one point where the rules leave no choice."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"interval upside down: {self.low} > {self.high}")

    @classmethod
    def at(cls, value: Decimal) -> Interval:
        """The interval that holds one value only."""
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether the rules decide the value."""
        return self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def nearest(self, value: Decimal) -> Decimal:
        """The value of the interval closest to `value`."""
        return min(max(value, self.low), self.high)

    def rounded(self, places: int, rounder: Rounder = half_up) -> Interval:
        """Both ends rounded."""
        return Interval(rounder(self.low, places), rounder(self.high, places))


class Verdict(Enum):
    """How a stated figure stands to the exact one."""

    EQUAL = "equal"
    ROUNDING = "rounding"
    DIFFERENT = "different"


def compare(stated: Written, exact: Decimal, places: int, rounder: Rounder = half_up) -> Verdict:
    """Hold a stated figure against the exact value, at `places` decimals, tolerance 0.

    A stated figure written with fewer or cut decimals (2.2 for 2.188, 12.24 for 12.247) is
    ROUNDING: visible, but no mismatch. The written precision never rounds an input.
    """
    if stated.value == rounder(exact, places):
        return Verdict.EQUAL
    written = min(stated.decimals, places)
    cut = written > 0 and stated.value == truncate(exact, written)  # 27 for 27.78 is no cutting of decimals
    if stated.decimals <= places and (cut or stated.value == half_up(exact, written)):
        return Verdict.ROUNDING
    if stated.decimals > places and stated.value in (
        half_up(exact, stated.decimals),
        truncate(exact, stated.decimals),
    ):
        return Verdict.ROUNDING
    return Verdict.DIFFERENT


def noiseless(value: Decimal) -> Decimal:
    """A value without the noise of a spreadsheet's arithmetic: 19.9999999999999 is 20."""
    return half_up(value, NOISE).normalize()


def judge(
    text: str,
    written: Written,
    stored: Decimal | None,
    exact: Decimal,
    places: int,
    rounder: Rounder = half_up,
) -> Verdict:
    """Hold a stated figure against the exact value, by what its cell stores where that is known.

    A cell that stores 3.294117… and shows 3.29, or stores 9.5 and shows 10, states what it stores.
    """
    if stored is None or stored == written.value:
        return compare(written, exact, places, rounder)
    value = noiseless(stored)
    if rounder(value, places) == rounder(exact, places):
        return Verdict.EQUAL
    return compare(Written(text, value, max(0, -int(value.as_tuple().exponent))), exact, places, rounder)
