"""What running text tells of all projects, and what is hard to believe, in the published papers."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from conftest import XINHUA
from support import Money, document, project

from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.model.form import AnyForm
from scoring.read.sources import sources
from scoring.results import Audit
from scoring.verification import examine, read_all

CODES = ("CS014", "CS015", "CS016", "CS017", "PL", "PV")

# The forms by their numbers (00 is the department's).
NOTHING_SPENT = ["01", "02", "08", "09", "10", "19", "23"]
NO_NAME = ["02", "11"]
ONLY_PAID = ["03", "08", "14", "22"]
SATISFACTION_MEASURED_OR_FAILED = ["07", "11", "20"]


def mine(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.findings if finding.code.startswith(CODES)]


def numbers(audit: Audit, code: str) -> list[str]:
    """The numbers of the files in which something was found, one for each finding."""
    return [found.place.file.rpartition("/")[2][:2] for found in audit.findings if found.code == code]


def outcome(audit: Audit, code: str) -> CheckResult:
    (packet,) = audit.packets
    (result,) = [check for check in packet.checks if check.code == code]
    return result


def test_none_of_it_is_an_error(xinhua: Audit) -> None:
    assert {finding.severity for finding in mine(xinhua)} == {Severity.WARNING, Severity.NOTICE}


def test_what_is_found_in_the_examples(xinhua: Audit) -> None:
    assert Counter(finding.code for finding in mine(xinhua)) == {
        "CS014": 1,
        "CS017": 1,
        "PL001": 7,
        "PL003": 21,
        "PL007": 2,
        "PL008": 4,
        "PL009": 21,
    }
    assert numbers(xinhua, "PL001") == NOTHING_SPENT
    assert numbers(xinhua, "PL007") == NO_NAME
    assert numbers(xinhua, "PL008") == ONLY_PAID
    every = [f"{number:02}" for number in range(24)]
    assert sorted({*numbers(xinhua, "PL003"), *SATISFACTION_MEASURED_OR_FAILED}) == every


def test_what_is_found_in_the_published_text(accounts: Audit) -> None:
    """The evaluation report repeats a form, and six forms name who filled them in."""
    assert Counter(finding.code for finding in mine(accounts)) == {
        "CS014": 2,
        "CS017": 1,
        "PL001": 8,
        "PL003": 24,
        "PL007": 2,
        "PL008": 5,
        "PL009": 24,
        "PL011": 1,
        "PV001": 6,
    }


def test_two_of_the_projects_told_are_missing(xinhua: Audit) -> None:
    (found,) = [finding for finding in xinhua.findings if finding.code == "CS014"]
    assert found.message == (
        "文字说明写自评项目 25 个，报送的项目自评表 23 张，少 2 张；汇总表 21 行，少 4 行，请补齐或改正文字。"
    )
    assert outcome(xinhua, "CS015").outcome is outcome(xinhua, "CS016").outcome is Outcome.NOT_CHECKED


def test_the_grades_told_are_those_of_all_published_forms(accounts: Audit) -> None:
    """The two forms without their first page have their totals, but not their money."""
    assert outcome(accounts, "CS015").outcome is Outcome.PASSED
    assert outcome(accounts, "CS016").reason == (
        "有全年执行数的项目自评表 23 张，文字说明写的是 25 个项目，合计不能核对"
    )


def lost(executed: str = "4.81", total: str = "100") -> list[AnyForm]:
    """The two projects whose forms lost their first page, with what the summary table tells of them."""
    return [
        project(name="一体化线上服务平台建设", money=Money(budget="90", executed="0"), total="80"),
        project(name="亿通工作组工作经费", money=Money(budget="4.83", executed=executed), total=total),
    ]


def with_lost(*forms: AnyForm) -> Audit:
    documents, _ = read_all(list(sources([XINHUA])))
    return examine([*documents, document(*forms, file=f"{XINHUA}/补.xlsx")], None)


def test_with_the_lost_forms_all_that_is_told_agrees() -> None:
    """111.17 + 0 + 4.81 = 115.98, the project expenditure of the accounts; 10 优, 11 良, 4 差."""
    audit = with_lost(*lost())
    assert outcome(audit, "CS015").outcome is outcome(audit, "CS016").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("executed", "difference", "rounding"),
    [("4.76", "0.05", True), ("4.86", "-0.05", True), ("3.81", "1", False)],
)
def test_money_that_does_not_add_up(executed: str, difference: str, rounding: bool) -> None:
    found = [f for f in with_lost(*lost(executed)).findings if f.code == "CS016"]
    assert {(f.difference, f.rounding) for f in found} == {(Decimal(difference), rounding)}
    assert [f.place.spot for f in found] == ["第7行第1格", "第3行第1格"]


def test_grades_that_do_not_agree() -> None:
    found = [f for f in with_lost(*lost(total="89")).findings if f.code == "CS015"]
    assert [(f.stated, f.recomputed) for f in found] == [("10", "9"), ("11", "12")]
