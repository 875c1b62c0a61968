"""How figures, targets and actuals are written in forms, and what they say."""

from scoring.numerals.deadlines import Deadline
from scoring.numerals.figures import MAX_DIGITS, figure, percentage
from scoring.numerals.folding import MAX_LENGTH, fold
from scoring.numerals.grammar import Expression, Words, parse, show
from scoring.numerals.lexicon import Operator
from scoring.numerals.quantities import Quantity
from scoring.numerals.units import Unit

__all__ = [
    "MAX_DIGITS",
    "MAX_LENGTH",
    "Deadline",
    "Expression",
    "Operator",
    "Quantity",
    "Unit",
    "Words",
    "figure",
    "fold",
    "parse",
    "percentage",
    "show",
]
