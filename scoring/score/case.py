"""One indicator to be scored, and what a method makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.cite import Citation
from scoring.model.form import Category
from scoring.number import ZERO, Interval
from scoring.numerals import Expression
from scoring.rules.schema import RuleSet


@dataclass(frozen=True, slots=True)
class Scored:
    """What a method found. `expression` shows the working and `joint` leads from it to the score;
    `deviation` is None where none is defined."""

    method: str
    interval: Interval
    expression: str
    citation: Citation
    deviation: Decimal | None = None
    joint: str = " = "


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator to be scored."""

    points: Decimal
    target: Expression
    actual: Expression
    category: Category
    rules: RuleSet

    def full(self, method: str, why: str, cite: Citation) -> Scored:
        """All points; a target that is met deviates by 0."""
        return Scored(method, Interval.at(self.points), why, cite, ZERO, joint="，得满分 ")

    def nothing(self, method: str, why: str, cite: Citation, deviation: Decimal | None = None) -> Scored:
        """No points."""
        return Scored(method, Interval.at(ZERO), why, cite, deviation, joint="，得 ")

    def judged(self, why: str, method: str = "judgement", cite: Citation | None = None) -> Scored:
        """Any score from 0 to the full points: the rules leave it to people."""
        cite = cite or self.rules.citation(self.rules.methods.floor)
        return Scored(method, Interval(ZERO, self.points), f"{why}，由人判断", cite)

    def undecided(self, why: str) -> Scored:
        """Left to people because what was filled in does not fit together; see check IN003."""
        return self.judged(why, "undecided")
