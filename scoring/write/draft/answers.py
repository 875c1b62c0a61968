"""What may be typed as 实际完成值, and how it is shown: a number with its unit, a percentage, a date, words.

What is typed must read back as what it means: the number format writes the unit, so that 56 shows as 56人.
What an answer counts for, the engine is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.errors import NumeralError
from scoring.model.form import Category
from scoring.numerals import Deadline, Expression, Quantity, parse
from scoring.rules import RuleSet
from scoring.score.case import Case
from scoring.score.methods import score_indicator
from scoring.score.units import comparable
from scoring.write.draft.page import GENERAL

PERCENT = "0.00%"
PLAIN = f"{GENERAL};-{GENERAL}"  # as General, but a percent sign typed does not make it one of percentages
DATE = 'yyyy"年"m"月"d"日"'
FIRST_DAY = 36526  # 2000-01-01 as a worksheet counts days
MOST_SHARE = 10  # up to 1000 %; what lies between is neither a share nor a day
# The date first: a program that takes the cell for one of percentages would add a sign to a date typed.
DATE_OR_SHARE = f"[>={FIRST_DAY}]{DATE};[<={MOST_SHARE}]{PERCENT};{GENERAL}"

_SHARE = parse("80%")
_SAMPLES = tuple(Decimal(text) for text in ("0", "0.5", "1", "3", "12", "150"))
_LONGEST_LIST = 255  # characters of a drop-down, with its commas
_LONGEST_UNIT = 20
_FREE = "照实填写，得分由人判断。"


@dataclass(frozen=True, slots=True)
class Answer:
    """How an indicator is answered: the number format of the cell, the words to choose from, and what to
    tell the person who fills it in. `numeric` is whether only a number will do."""

    number_format: str
    told: str
    choices: tuple[str, ...] = ()
    numeric: bool = False


def parsed(target: str) -> Expression | None:
    """What a target says; None where it cannot be understood."""
    try:
        return parse(target)
    except NumeralError:
        return None


def answer(target: Expression | None, rules: RuleSet) -> Answer:
    """How to answer a target."""
    if target is None:
        return Answer(GENERAL, _FREE)
    if isinstance(target, Quantity):
        return _quantity(target)
    words = _choices(target, rules)
    if isinstance(target, Deadline):
        told = "填完成日期（如 2023-12-20），没有完成的填百分数（如 80%），也可从下拉表中选。"
        return Answer(DATE_OR_SHARE, told, words)
    if takes_share(target, rules):
        return Answer(PERCENT, "从下拉表中选，或填完成的百分数（如 80%）。", words)
    return Answer(GENERAL, _FREE, words)


def takes_share(target: Expression, rules: RuleSet) -> bool:
    """Whether a percentage tells how far the target was completed."""
    return _method(target, _SHARE, rules) == "percentage_share"


def takes_own_words(target: Expression, rules: RuleSet) -> bool:
    """Whether the target's own words say that it was met."""
    return _method(target, target, rules) == "own_words"


def _method(target: Expression, actual: Expression, rules: RuleSet) -> str:
    return score_indicator(Case(Decimal(1), target, actual, Category.OUTPUT, rules)).method


def is_percent(target: Quantity) -> bool:
    """Whether a target is in percent, so that its cell holds 0.95 and shows 95%."""
    return target.unit.text in ("%", "百分比")


def _choices(target: Expression, rules: RuleSet) -> tuple[str, ...]:
    """The target's own words where they count as met, then a word for each band; as many as fit."""
    own = [target.text] if takes_own_words(target, rules) else []
    words = [word for band in rules.band for word in band.words[:1]]
    listed = [word for word in dict.fromkeys((*own, *words)) if not set(word) & set(',"\n')]
    while len(",".join(listed)) > _LONGEST_LIST:
        listed.pop(0)
    return tuple(listed)


def _quantity(target: Quantity) -> Answer:
    if is_percent(target):
        return Answer(PERCENT, "填百分数，如 95%。", numeric=True)
    unit = answer_unit(target)
    if unit is None:
        return Answer(GENERAL, _FREE)
    if not unit:
        return Answer(PLAIN, "只填数字。", numeric=True)
    return Answer(f'{GENERAL}"{unit}"', f"只填数字，单位“{unit}”自动显示。", numeric=True)


def answer_unit(target: Quantity) -> str | None:
    """The unit to show after a number, such that it can be compared with the target whatever the number is
    (3月 would be March: it is shown as 3个月); None where none will do."""
    samples = (*_SAMPLES, target.written.value)
    same = target.unit.base if target.unit.factor == 1 else target.unit.text
    for unit in (target.unit.text, same, ""):
        fits = '"' not in unit and len(unit) <= _LONGEST_UNIT
        if fits and all(_comparable(target, f"{value:f}{unit}") for value in samples):
            return unit
    return None


def _comparable(target: Quantity, text: str) -> bool:
    found = parsed(text)
    return isinstance(found, Quantity) and comparable(target, found) is not None
