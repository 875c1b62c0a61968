"""By what two papers are known to speak of one project: its name as people vary it, and its money."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scoring.model.form import Figure
from scoring.model.money import MoneyUnit
from scoring.number import half_up

COPIED = 20  # characters: shorter texts may be the same by chance
_LOOSE = re.compile(r"[\s“”\"'‘’]+")


@lru_cache(maxsize=4096)  # the same names are asked for again and again
def loose(name: str) -> str:
    """A name without spaces and quotation marks, in one width."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name))


def without_year(name: str) -> str:
    """A project's name without the year that some tables write before it."""
    return re.sub(r"^20\d{2}年?度?", "", loose(name))


def same_amount(one: Figure, unit: MoneyUnit, other: Figure, other_unit: MoneyUnit) -> bool:
    """In one unit the figures must be equal; in two, the finer one is rounded to the decimals of the
    coarser (387664.62 元 is told as 38.77 万元)."""
    if other_unit.is_finer(unit):
        one, unit, other, other_unit = other, other_unit, one, unit
    if one.value is None or other.value is None:
        return False
    exact = unit.in_unit(one.value, other_unit)
    decimals = other.written.decimals if other.written else 0
    return other.value == exact or (unit is not other_unit and other.value == half_up(exact, decimals))


def squeezed(text: str) -> str:
    """A text without spaces and line breaks, which differ where the same words were copied."""
    return "".join(text.split())
