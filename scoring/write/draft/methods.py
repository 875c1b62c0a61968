"""Which formulas an indicator has, and how they are told to the person who fills the form in."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.drafting.plan import PlannedIndicator
from scoring.model.form import Category
from scoring.number import plain
from scoring.numerals import Deadline, Expression, Operator, Quantity, Words
from scoring.rules import RuleSet
from scoring.score.methods import CEILINGS
from scoring.write.draft import formulas
from scoring.write.draft.answers import answer_unit, takes_own_words, takes_share
from scoring.write.draft.columns import Cells
from scoring.write.draft.formulas import Line
from scoring.write.draft.understood import Aspect, knows, not_understood

_FLOORS = frozenset({Operator.AT_LEAST, Operator.ABOVE})
_UNREAD = "指标值没有读懂，请对照目标表；得分由人判断"
_ABOVE = {
    "linear": "超过的按比例扣分",
    "ratio": "超过的得 分值 × 指标值 ÷ 完成值",
    "at_most_ratio": "超过的最高得 分值 × 指标值 ÷ 完成值，扣多少由人判断",
}
_FIGURES = "指标值里的数不是单一的数量，得分由人判断"


@dataclass(frozen=True, slots=True)
class Method:
    """The formulas of an indicator and how it is scored, in one Chinese sentence. `over` is the percentage
    of the target above which a reason is wanted though all points are kept, empty where there is none;
    `noted` marks what people have to look at."""

    line: Line
    told: str
    over: str = ""
    noted: bool = False


def method(indicator: PlannedIndicator, target: Expression | None, rules: RuleSet, at: Cells) -> Method:
    """The method for an indicator; people judge where the formulas cannot follow the rules."""
    aspects = _aspects(target, indicator.category)
    if strange := not_understood(rules, *aspects):
        return _people(f"规则的“{strange[0]}”没有公式，得分由人判断", rules, at, noted=True)
    if target is None:
        return _people(_UNREAD, rules, at, noted=True)
    if not isinstance(target, Quantity):
        return _words(target, rules, at)
    if answer_unit(target) is None:
        return _people(_FIGURES, rules, at, noted=True)
    if Aspect.FLOORS in aspects:
        return _floor(target, rules, at)
    if indicator.category is Category.COST:
        return _cost(target, rules, at)
    return _ceiling(rules, at)


def _aspects(target: Expression | None, category: Category) -> list[Aspect]:
    """What of a rule set bears upon an indicator."""
    if not isinstance(target, Quantity):
        return []
    cost = category is Category.COST and target.operator not in _FLOORS
    return [Aspect.QUANTITIES] if cost or target.operator in CEILINGS else [Aspect.QUANTITIES, Aspect.FLOORS]


def _people(told: str, rules: RuleSet, at: Cells, *, noted: bool) -> Method:
    return Method(formulas.people(at, rules.rounding.places), told, noted=noted)


def _unknown(rules: RuleSet, *names: str) -> str:
    """What to say where there is no formula for a method that the rule set has chosen; empty otherwise."""
    name = next((name for name in (*names, "deviation") if not knows(rules, name)), "")
    return f"规则的计分方法“{name}”没有公式，得分由人判断" if name else ""


def _words(target: Expression, rules: RuleSet, at: Cells) -> Method:
    unknown = _unknown(rules, "percentage_answer", "own_words")
    if unknown:
        return _people(unknown, rules, at, noted=True)
    share, own = takes_share(target, rules), takes_own_words(target, rules)
    deadline = isinstance(target, Deadline)
    line = formulas.words(at, rules, share=share, own=own, deadline=deadline)
    bands = "、".join(band.words[0] for band in rules.band)
    parts = ["按期完成得满分"] if deadline else []
    parts += ["照原词作答得满分"] if own and isinstance(target, Words) else []
    parts += ["百分数按比例"] if share else []
    told = "，".join((*parts, f"{bands}在档内给分"))
    if not share and isinstance(target, Words) and target.has_figures:
        return Method(line, f"{_FIGURES}（{bands}在档内给分）", noted=True)
    return Method(line, told)


def _cost(target: Quantity, rules: RuleSet, at: Cells) -> Method:
    is_ceiling = target.operator in CEILINGS
    unknown = _unknown(rules, "unspent_cost", *(["ceiling"] if is_ceiling else ["floor"]))
    if unknown:
        return _people(unknown, rules, at, noted=True)
    money = target.unit.is_money or not target.unit.text
    zero = rules.methods.unspent_cost.use == "zero"
    rule = rules.methods.ceiling.use if is_ceiling else ""
    line = formulas.cost(at, rules.rounding.places, ceiling=rule, money=money, unspent_is_zero=zero)
    told = f"不超过指标值得满分，{_ABOVE[rule]}" if rule else "等于指标值得满分，不等的由人判断"
    return Method(line, f"{told}；没有支出（0）得 0 分" if money and zero else told)


def _ceiling(rules: RuleSet, at: Cells) -> Method:
    unknown = _unknown(rules, "ceiling")
    if unknown:
        return _people(unknown, rules, at, noted=True)
    rule = rules.methods.ceiling.use
    return Method(formulas.ceiling(at, rules.rounding.places, rule), f"不超过指标值得满分，{_ABOVE[rule]}")


def _floor(target: Quantity, rules: RuleSet, at: Cells) -> Method:
    equal = target.operator not in _FLOORS
    unknown = _unknown(rules, "floor", *(["equal_exceeded"] if equal else []))
    if unknown:
        return _people(unknown, rules, at, noted=True)
    over = plain(rules.over_achievement.percent) if rules.over_achievement else ""
    judged = bool(rules.over_achievement and rules.over_achievement.use == "judgement")
    line = formulas.floor(at, rules.rounding.places, equal=equal, limit=over if judged else "")
    told = "达到指标值得满分，没有达到的按比例得分"
    return Method(line, f"{told}；超过指标值 {over}% 的，扣不扣分由人判断" if judged else told, over)
