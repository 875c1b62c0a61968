"""Units of money."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from scoring.number import EXACT


class MoneyUnit(StrEnum):
    """金额单位."""

    YUAN = "元"
    THOUSAND = "千元"
    WAN = "万元"
    YI = "亿元"

    def in_unit(self, value: Decimal, unit: MoneyUnit) -> Decimal:
        """An amount in this unit, told in another; exact."""
        if self is unit:
            return value
        return EXACT.divide(EXACT.multiply(value, _IN_YUAN[self]), _IN_YUAN[unit])

    def is_finer(self, unit: MoneyUnit) -> bool:
        """Whether this unit is the smaller one."""
        return _IN_YUAN[self] < _IN_YUAN[unit]


_IN_YUAN = {
    MoneyUnit.YUAN: Decimal(1),
    MoneyUnit.THOUSAND: Decimal(1_000),
    MoneyUnit.WAN: Decimal(10_000),
    MoneyUnit.YI: Decimal(100_000_000),
}
