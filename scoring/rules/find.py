"""Which rule set a form is scored by."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.model.form import AnyForm, Category, ProjectForm
from scoring.rules.load import catalogue
from scoring.rules.schema import RuleSet


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule set chosen, or None, and why, in one Chinese sentence."""

    ruleset: RuleSet | None
    why: str


def choose(form: AnyForm, given: RuleSet | None = None) -> Choice:
    """Take the rule set given if it is made for the form's kind, else pick the newest one in force
    for the form's kind, parts and year (`--rules auto`)."""
    if given is not None and given.kind == form.kind:
        return Choice(given, f"按 --rules 指定，使用“{given.name}”{given.edition}。")
    fitting = [rules for rules in catalogue() if _fits(rules, form)]
    if not fitting:
        return Choice(None, _why_not(form))
    newest = max(fitting, key=lambda rules: (rules.from_year, rules.id))
    year = f"{form.year}年度" if form.year else "未写年度"
    return Choice(newest, f"按表的种类、组成和年度（{year}）选用“{newest.name}”{newest.edition}。")


def _fits(rules: RuleSet, form: AnyForm) -> bool:
    if rules.kind != form.kind or (form.year is not None and form.year < rules.from_year):
        return False
    scored = {indicator.category for indicator in form.indicators} - {Category.OTHER}
    if not scored <= set(rules.categories()):
        return False
    needs_funds = rules.fund_management is not None
    has_funds = isinstance(form, ProjectForm) and bool(form.fund_management)
    return needs_funds == has_funds or "fund_management" in form.missing


def _why_not(form: AnyForm) -> str:
    if isinstance(form, ProjectForm) and not form.fund_management:
        return "表中没有“资金管理情况”，现有规则均不适用；请用 --rules 指定适用的规则。"
    return f"没有适用于{form.year}年度的规则；请用 --rules 指定适用的规则。"
