"""Whether a target and an actual speak of the same thing, and the two values to compare."""

from __future__ import annotations

from decimal import Decimal

from scoring.numerals import Quantity

# Names that count the same things. A closed list: 米 inside 平方米, or 元 inside 元/人, means nothing.
_KIN = ({"批次", "批", "次"}, {"人次", "人", "名", "位"}, {"场次", "场", "次"}, {"台", "套"})


def comparable(target: Quantity, actual: Quantity) -> tuple[Decimal, Decimal] | None:
    """The values of target and actual in one unit; None where the units do not meet.

    With the same factor the written values are kept, so that the working shows what the form shows.
    A unit that is not written is the other's, unless the size of the figure speaks against it.
    """
    wanted, got = target.unit, actual.unit
    if wanted.base == got.base:
        if wanted.factor == got.factor:
            return target.written.value, actual.written.value
        return target.value, actual.value
    if not wanted.text or not got.text:
        return _unwritten(target, actual)
    if wanted.factor == got.factor == 1 and _kin(wanted.base, got.base):
        return target.written.value, actual.written.value
    return None


def _unwritten(target: Quantity, actual: Quantity) -> tuple[Decimal, Decimal] | None:
    goal, done = target.written.value, actual.written.value
    unit = target.unit if target.unit.text else actual.unit
    if unit.base == "%" and done and goal and not Decimal("0.1") < abs(done / goal) < 10:
        return None  # 95% against 0.95: a percentage or its hundredth?
    if unit.factor > 1 and done and goal and max(abs(done / goal), abs(goal / done)) >= unit.factor / 10:
        return None  # 10万件 against 95000: 件 or 万件?
    return goal, done


def _kin(one: str, other: str) -> bool:
    """批次 and 次, 台（套） and 套, 人 and 名."""
    return any(one in names and other in names for names in _KIN)
