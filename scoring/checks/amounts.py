"""Amounts and percentages as checks compare and name them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.model.form import Figure
from scoring.number import HUNDRED, ZERO, half_up, noiseless, plain, truncate

AMOUNTS = {"initial_budget": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}


def amount(figure: Figure) -> str:
    """An amount as messages name it: its value, or the text that is none."""
    return plain(noiseless(figure.value)) if figure.value is not None else figure.text


def addition(values: Iterable[Decimal]) -> tuple[str, Decimal]:
    """The working of a sum and the sum: “50 + 8 = 58”; of one value the value alone."""
    addends = [noiseless(value) for value in values]
    total = noiseless(sum(addends, ZERO))
    terms = " + ".join(plain(value) for value in addends)
    return (f"{terms} = {plain(total)}" if len(addends) > 1 else plain(total)), total


def more_or_less(difference: Decimal, unit: str) -> str:
    """多 6 万元 or 少 1.2 万元 (stated − recomputed)."""
    return f"{'多' if difference > 0 else '少'} {plain(abs(difference))} {unit}"


def rate_agrees(stated: Figure, rate: Decimal) -> bool:
    """Whether a printed rate is `rate` (in percent) at the decimals written, rounded or cut; without a
    percent sign also as a fraction of 1. A number must be written."""
    assert stated.written is not None
    value, decimals = stated.written.value, stated.written.decimals
    readings = [(rate, decimals)]
    if "%" not in stated.text and "％" not in stated.text:
        readings.append((rate / HUNDRED, decimals or 2))  # else 1 would be any rate from 50 %
    return any(value in (half_up(reading, places), truncate(reading, places)) for reading, places in readings)
