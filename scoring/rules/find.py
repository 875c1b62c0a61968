"""Which rule set a form is scored by: the one given, or else the one that the form itself shows.

A form does not say whose it is, so no more is read out of it than it shows. Rule sets that are not `auto`
are never chosen for a form. Of the others,

1. kind, year and parts must fit: every category of the form has points in the rule set, and 资金管理情况
   and 投入管理指标 stand on the form if, and only if, they do in the rule set;
2. those with the points that the form gives 预算执行率 go before those with others. A set without a part of
   its own on the form is not chosen against them;
3. the newest goes before the older ones. Where two are equally new, neither is certain, and none is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.model.form import AnyForm, Category, ProjectForm
from scoring.number import plain
from scoring.rules.load import catalogue
from scoring.rules.schema import RuleSet

_INPUT = Category.INPUT_MANAGEMENT
_GIVE = "请用 --rules 指定适用的规则。"


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule set chosen, or None, and why, in one Chinese sentence."""

    ruleset: RuleSet | None
    why: str


def choose(form: AnyForm, given: RuleSet | None = None) -> Choice:
    """Take the rule set given if it is made for the form's kind, else the one that the form shows
    (`--rules auto`)."""
    if given is not None and given.kind == form.kind:
        return Choice(given, f"按 --rules 指定，使用“{given.name}”{given.edition}。")
    shaped = [rules for rules in catalogue() if rules.auto and _has_its_parts(rules, form)]
    fitting = [rules for rules in shaped if form.year is None or form.year >= rules.from_year]
    if not fitting:
        return Choice(None, _why_not(form, shaped))
    points = form.total_funds.points.value if form.total_funds else None
    agreeing = [rules for rules in fitting if points in (None, rules.execution.points)]
    best = agreeing or [rules for rules in fitting if _own_part(rules)]
    if not best and points is not None:
        return Choice(None, _other_points(form, points))
    year = max(rules.from_year for rules in best)
    newest = [rules for rules in best if rules.from_year == year]
    if len(newest) > 1:
        names = "、".join(f"“{rules.name}”（{rules.id}）" for rules in newest)
        return Choice(None, f"{names}都适用，表上看不出是哪一套；{_GIVE}")
    chosen, by_points = newest[0], "、执行率分值" if 0 < len(agreeing) < len(fitting) else ""
    shown = f"{form.year}年度" if form.year else "未写年度"
    why = f"按表的种类、组成{by_points}和年度（{shown}）选用“{chosen.name}”{chosen.edition}。"
    return Choice(chosen, why)


def _own_part(rules: RuleSet) -> bool:
    """Whether the set's forms have a part that others do not have."""
    return rules.fund_management is not None or _INPUT in rules.categories()


def _has_its_parts(rules: RuleSet, form: AnyForm) -> bool:
    """Whether a form, as far as it is there, has the parts of a rule set and no others."""
    if rules.kind != form.kind:
        return False
    categories = {indicator.category for indicator in form.indicators}
    if not categories - {Category.OTHER} <= set(rules.categories()):
        return False
    has_funds = isinstance(form, ProjectForm) and bool(form.fund_management)
    if (rules.fund_management is not None) != has_funds and "fund_management" not in form.missing:
        return False
    unsure = Category.OTHER in categories or {"indicators", "lines"} & set(form.missing)
    return (_INPUT in rules.categories()) == (_INPUT in categories) or bool(unsure)


def _other_points(form: AnyForm, points: Decimal) -> str:
    known = [rules for rules in catalogue() if rules.kind == form.kind and rules.execution.points == points]
    such = f"（{plain(points)} 分的有 {'、'.join(rules.id for rules in known)}）" if known else ""
    return f"表上预算执行率为 {plain(points)} 分，自动选用的规则都不是{such}；{_GIVE}"


def _why_not(form: AnyForm, shaped: Sequence[RuleSet]) -> str:
    if shaped:
        return f"没有适用于{form.year}年度的规则；{_GIVE}"
    part, there = "资金管理情况", isinstance(form, ProjectForm) and bool(form.fund_management)
    if form.kind == "department":
        part, there = "投入管理指标", any(row.category is _INPUT for row in form.indicators)
    state = "表中有规则以外的一级指标" if there else f"表中没有“{part}”"
    return f"{state}，现有规则均不适用；{_GIVE}"
