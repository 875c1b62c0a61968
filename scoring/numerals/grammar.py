"""Targets (年度指标值) and actuals (实际完成值): quantities, points in time, and words.

Whatever is not soundly one quantity or one point in time is Words, for people to judge: ranges,
several numbers, Chinese numerals, 约5个, 同比增长5% (a word before the number changes its meaning).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scoring.errors import NumeralError
from scoring.numerals.deadlines import Deadline, read_deadline, show_deadline
from scoring.numerals.folding import MAX_LENGTH, fold, quoted
from scoring.numerals.quantities import Quantity, read_quantity, show_quantity


@dataclass(frozen=True, slots=True)
class Words:
    """Anything else: 及时, 稳定运行, 按合同规定, 三级, 80-90."""

    text: str

    @property
    def folded(self) -> str:
        """The words without differences of width, spaces and closing marks, for comparing."""
        return fold(self.text)

    @property
    def has_figures(self) -> bool:
        """Whether there are digits in them: numbers that were not understood, not a plain quality."""
        return any(character.isdigit() for character in self.text)


Expression = Quantity | Deadline | Words

_TICKS = frozenset("√✓✔×✗✘○●")


@lru_cache(maxsize=4096)  # the same few targets stand in form after form
def parse(text: str) -> Expression:
    """Understand a target or an actual.

    Raises NumeralError for texts that nobody can score: nothing written (a dash, an empty ≥%), far
    too long, more than MAX_DIGITS digits, operators that contradict each other, impossible dates.
    """
    if len(text) > MAX_LENGTH:
        raise NumeralError(f"{quoted(text)}超过{MAX_LENGTH}个字，不像是指标值，请核对。")
    folded = fold(text)
    if not any(character.isalnum() or character in _TICKS for character in folded):
        raise NumeralError(f"{quoted(text)}没有写出指标值，请填写。")
    text = text.strip()
    return read_deadline(text, folded) or read_quantity(text, folded) or Words(text)


def show(expression: Expression) -> str:
    """The canonical text; `parse(show(e))` means the same as `e`."""
    match expression:
        case Quantity():
            return show_quantity(expression)
        case Deadline():
            return show_deadline(expression, fold(expression.text))
        case Words():
            return expression.text
