"""Which rule set a form is scored by, and why; a form that none fits gets no score."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import DEPARTMENT_RULES, PROJECT_RULES, department, document, project

from scoring.model.form import AnyForm
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
