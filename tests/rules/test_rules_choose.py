"""Which rule set a form is scored by, and why; a form that none fits gets no score."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import (
    DEPARTMENT_RULES,
    PROJECT_RULES,
    Money,
    department,
    document,
    effect,
    management,
    output,
    project,
    satisfaction,
)

from scoring.model.form import AnyForm, Category
from scoring.results import Audit
from scoring.rules import RuleSet, choose, load_ruleset
from scoring.verification import examine

SOUND = load_ruleset(Path(__file__).parent / "sound.toml")
FITTING = [
    (project(), PROJECT_RULES, "2023年度", "河南省项目支出绩效自评规则"),
    (project(year=2024), PROJECT_RULES, "2024年度", "河南省项目支出绩效自评规则"),
    (project(year=None), PROJECT_RULES, "未写年度", "河南省项目支出绩效自评规则"),
    (department(), DEPARTMENT_RULES, "2023年度", "河南省部门整体支出绩效自评规则"),
    (
        project(items=(), missing=("execution", "fund_management")),
        PROJECT_RULES,
        "2023年度",
        "河南省项目支出绩效自评规则",
    ),
]


@pytest.mark.parametrize(("form", "rules", "year", "name"), FITTING)
def test_by_itself(form: AnyForm, rules: RuleSet, year: str, name: str) -> None:
    choice = choose(form)
    assert choice.ruleset == rules
    assert choice.why == f"按表的种类、组成和年度（{year}）选用“{name}”2023年度第1版。"


NATION = load_ruleset("national-2020")
NATIONAL = (output("≥40个", "40个", "50"), effect("方便", "100%", "30"), satisfaction("≥90%", "93%", "10"))


@pytest.mark.parametrize("points", ["10", "", "—", "十分"])
def test_a_form_without_fund_management_is_national(points: str) -> None:
    form = project(*NATIONAL, items=(), money=Money(points=points))
    assert choose(form).ruleset == NATION


@pytest.mark.parametrize("points", ["20", "9.99", "0"])
def test_but_not_against_the_points_it_gives_execution(points: str) -> None:
    choice = choose(project(*NATIONAL, items=(), money=Money(points=points)))
    assert choice.ruleset is None
    such = "（20 分的有 hubei-project-2020）" if points == "20" else ""
    sentence = f"表上预算执行率为 {points} 分，自动选用的规则都不是{such}；请用 --rules 指定适用的规则。"
    assert choice.why == sentence


def test_fund_management_speaks_for_henan_whatever_points_execution_has() -> None:
    assert choose(project(money=Money(points="20"))).ruleset == PROJECT_RULES


def test_input_management_speaks_for_the_department_form_of_henan() -> None:
    elsewhere = department(output("=100%", "100%", "50"), effect("提高", "100%", "40"))
    assert choose(elsewhere) == choose(replace(elsewhere, year=None))
    assert choose(elsewhere).why == (
        "表中没有“投入管理指标”，现有规则均不适用；请用 --rules 指定适用的规则。"
    )
    cut_off = replace(elsewhere, missing=("lines",))
    assert choose(cut_off).ruleset == DEPARTMENT_RULES
    unknown = replace(output("=100%", "100%", "30"), category=Category.OTHER, name="制度健全性")
    assert choose(department(unknown, output("=100%", "100%", "25"))).ruleset == DEPARTMENT_RULES


def test_a_department_form_with_categories_of_its_own() -> None:
    form = department(management("健全", "100%", "30"), replace(NATIONAL[0], category=Category.COST))
    assert choose(form).why == ("表中有规则以外的一级指标，现有规则均不适用；请用 --rules 指定适用的规则。")


def among(monkeypatch: pytest.MonkeyPatch, *rules: RuleSet) -> None:
    """Let the tool have these rule sets."""
    monkeypatch.setattr("scoring.rules.find.catalogue", lambda: list(rules))


def like(rules: RuleSet, name: str, **changes: object) -> RuleSet:
    return rules.model_copy(update={"id": name, "name": name, **changes})


def test_sets_that_are_not_automatic_are_never_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    form = project(*NATIONAL, items=())
    among(monkeypatch, NATION, like(NATION, "later", from_year=2023, auto=False))
    assert choose(form).ruleset == NATION
    for name in ("hubei-project-2020", "rescaled-2020"):
        assert not load_ruleset(name).auto
        assert choose(form, load_ruleset(name)).ruleset == load_ruleset(name)


def test_the_newest_edition_in_force_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    among(monkeypatch, NATION, like(NATION, "later", from_year=2023))
    form = project(*NATIONAL, items=(), year=2022)
    chosen = [choose(replace(form, year=year)).ruleset for year in (2022, 2023, 2024, None)]
    assert [rules and rules.id for rules in chosen] == ["national-2020", "later", "later", "later"]


def test_the_points_of_execution_decide_between_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    twenty = NATION.execution.model_copy(update={"points": 20})
    among(monkeypatch, NATION, like(NATION, "later", from_year=2023, execution=twenty))
    form = project(*NATIONAL, items=())
    assert choose(form).ruleset == NATION
    assert choose(form).why == (
        "按表的种类、组成、执行率分值和年度（2023年度）选用“项目支出绩效自评规则（全国）”财预〔2020〕10号。"
    )
    other = choose(project(*NATIONAL, items=(), money=Money(points="20"))).ruleset
    assert other is not None
    assert other.id == "later"


def test_of_two_that_are_equally_new_none_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    among(monkeypatch, NATION, like(NATION, "another"))
    choice = choose(project(*NATIONAL, items=()))
    assert choice.ruleset is None
    assert choice.why == (
        "“项目支出绩效自评规则（全国）”（national-2020）、“another”（another）都适用，"
        "表上看不出是哪一套；请用 --rules 指定适用的规则。"
    )


def test_the_published_forms_are_henans(xinhua: Audit) -> None:
    chosen = [(form.form.kind, form.ruleset.id) for form in xinhua.forms]
    assert chosen == [("department", DEPARTMENT_RULES.id), *[("project", PROJECT_RULES.id)] * 23]


NOT_FITTING = [
    (
        project(items=()),
        "表中没有“资金管理情况”，现有规则均不适用；请用 --rules 指定适用的规则。",
    ),
    (project(year=2022), "没有适用于2022年度的规则；请用 --rules 指定适用的规则。"),
    (replace(department(), year=2022), "没有适用于2022年度的规则；请用 --rules 指定适用的规则。"),
]


@pytest.mark.parametrize(("form", "why"), NOT_FITTING)
def test_none_fits(form: AnyForm, why: str) -> None:
    choice = choose(form)
    assert choice.ruleset is None
    assert choice.why == why
    audit = examine([document(form)], None)
    assert audit.forms == ()
    assert [(unread.path, unread.place, unread.reason) for unread in audit.unread] == [
        ("自评表.xlsx", form.place, why)
    ]


def test_the_one_given_is_taken_whatever_the_year_and_parts() -> None:
    choice = choose(project(year=2022, items=()), SOUND)
    assert (choice.ruleset, choice.why) == (SOUND, "按 --rules 指定，使用“测试规则”第1版。")


def test_one_given_for_the_other_kind_of_form_leaves_the_choice_to_the_tool() -> None:
    assert choose(department(), SOUND).ruleset == DEPARTMENT_RULES


def test_a_given_set_scores_by_its_own_values() -> None:
    (audited,) = examine([document(project())], SOUND).forms
    # 20 × 58.05 ÷ 100 ÷ 95.5 % = 12.157…
    assert str(audited.sheet.lines[0].recomputed) == "12.16"
    assert audited.sheet.grade == "合格"
