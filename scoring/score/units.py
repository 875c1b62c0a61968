"""Whether a target and an actual speak of the same thing, and the two values to compare."""

from __future__ import annotations

from decimal import Decimal

from scoring.numerals import Quantity

# Units that measure the same dimension in different sizes: one inside the other's name means nothing.
_SIZES = frozenset(
    {"小时", "天", "日", "工作日", "周", "月", "个月", "年", "分钟", "吨", "公斤", "千克", "克", "斤"}
)


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
    if unit.factor != 1 and done and goal and abs(done / goal) >= unit.factor / 10:
        return None  # 10万件 against 95000: 件 or 万件?
    return goal, done


def _kin(one: str, other: str) -> bool:
    """批次 and 次, 台（套） and 套: one name contains the other."""
    if "%" in (one, other) or one in _SIZES or other in _SIZES:
        return False
    return one in other or other in one
