"""The practice itself: every check is documented, tried both ways, and present in every result."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

import pytest
from case import Case
from cases import CASES
from conftest import ROOT
from support import PROJECT_RULES, check, department, document, effect, output, project, summary, summary_row

from scoring.checks import FORM_CHECKS, PACKET_CHECKS, SUMMARY_CHECKS, FormContext, catalogue
from scoring.checks.registry import Found, form_check, off_by, quoted
from scoring.finding import Outcome, Severity
from scoring.model.form import AnyForm
from scoring.number import ZERO
from scoring.report.explained import page
from scoring.results import Audit
from scoring.verification import examine

CODES = sorted(catalogue())
SENTENCE = re.compile(r"[^。\n]*[\u4e00-\u9fff][^。\n]*。")


@pytest.mark.parametrize("code", CODES)
def test_documented_in_chinese_sentences(code: str) -> None:
    found = catalogue()[code]
    for words in (found.what, found.why, found.basis, found.mend):
        assert SENTENCE.fullmatch(words), words
    assert re.search(r"[\u4e00-\u9fff]", found.name)
    assert not found.name.endswith("。")


def test_names_are_unique() -> None:
    names = [found.name for found in catalogue().values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", CODES)
def test_tried_with_papers_that_pass_and_papers_that_fail(code: str) -> None:
    cases = [case for case in CASES if case.code == code]
    assert any(not case.found and not case.not_checked for case in cases), "no passing case"
    assert any(case.found for case in cases), "no failing case"


def test_page_of_the_checks(update_golden: bool) -> None:
    """docs/checks.md says what the checks say of themselves, with a message of each."""
    first: dict[str, str] = {}
    for case in CASES:
        if case.found and case.code not in first:
            first[case.code] = case.found[0].message
    assert set(first) == set(CODES)
    written = page(first)
    path = ROOT / "docs" / "checks.md"
    if update_golden:
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


def test_cases_are_told_apart_and_belong_to_a_check() -> None:
    told = [(case.code, case.about) for case in CASES]
    assert len(told) == len(set(told))
    assert {case.code for case in CASES} <= set(CODES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.about}")
def test_every_message_is_one_sentence_with_a_place(case: Case) -> None:
    _, findings = case.run()
    for finding in findings:
        assert SENTENCE.fullmatch(finding.message)
        assert finding.place.row > 0


FORMS = [
    project(),
    department(),
    project(money=None, items=(), missing=("execution", "fund_management"), total=""),
    project(output("", "", "", ""), effect("方便", "较好", "25", "x"), total_points="", grade="优"),
    replace(project(money=None, items=()), indicators=(), missing=("execution", "indicators"), total=None),
]


@pytest.mark.parametrize("form", FORMS, ids=["whole", "department", "first page lost", "blank", "empty"])
def test_every_form_check_has_an_outcome_on_every_form(form: AnyForm) -> None:
    rules = PROJECT_RULES if form.kind == "project" else None
    audited = check(form, rules)
    assert [result.code for result in audited.checks] == sorted(FORM_CHECKS)
    for result in audited.checks:
        found = [finding for finding in audited.findings if finding.code == result.code]
        assert result.outcome is not Outcome.CRASHED, result.reason
        assert bool(found) == (result.outcome is Outcome.FOUND)
        assert bool(result.reason) == (result.outcome is Outcome.NOT_CHECKED)


def test_every_summary_check_has_an_outcome() -> None:
    table = summary(summary_row(grade="优", executed_rate="58.05%"))
    (audited,) = examine([document(project(), summaries=(table,))], None).summaries
    assert [result.code for result in audited.checks] == sorted(SUMMARY_CHECKS)
    outcomes = {result.code: result.outcome for result in audited.checks}
    assert outcomes.pop("CS012") is Outcome.FOUND  # such tables are published: scores under 得分率
    assert set(outcomes.values()) == {Outcome.PASSED}


def test_every_packet_check_has_an_outcome() -> None:
    (audited,) = examine([document(project())], None).packets
    assert [result.code for result in audited.checks] == sorted(PACKET_CHECKS)
    assert Outcome.CRASHED not in {result.outcome for result in audited.checks}


def test_no_check_crashes_on_the_published_papers(xinhua: Audit) -> None:
    assert xinhua.crashed == []
    for form in xinhua.forms:
        assert [result.code for result in form.checks] == sorted(FORM_CHECKS)


def break_check(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def logic(_: FormContext) -> NoReturn:
        raise RuntimeError("boom")

    monkeypatch.setitem(FORM_CHECKS, code, replace(FORM_CHECKS[code], logic=logic))


def test_a_check_that_fails_itself_is_reported_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    form = project(total="91.81")
    before = check(form)
    break_check(monkeypatch, "PT001")
    after = check(form)
    crashed = [result for result in after.checks if result.outcome is Outcome.CRASHED]
    assert [(result.code, result.reason) for result in crashed] == [("PT001", "RuntimeError: boom")]
    others = [result for result in after.checks if result.code != "PT001"]
    assert others == [result for result in before.checks if result.code != "PT001"]
    assert after.findings == before.findings
    assert examine([document(form)], None).crashed == crashed


def test_what_a_check_found_before_it_failed_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a list would look like a whole one."""
    before = FORM_CHECKS["PT004"]

    def logic(context: FormContext) -> Iterator[Found]:
        yield from before.logic(context)
        raise RuntimeError("boom")

    monkeypatch.setitem(FORM_CHECKS, "PT004", replace(before, logic=logic))
    audited = check(project(output("≥1个", "1个", "")))
    assert not [finding for finding in audited.findings if finding.code == "PT004"]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_rule_set_may_set_the_severity_of_a_check(severity: Severity) -> None:
    rules = PROJECT_RULES.model_copy(update={"severity": {"IN001": severity}})
    form = project(output("≥7000吨", "1000吨", "5", "2"))
    severities = {finding.code: finding.severity for finding in check(form, rules).findings}
    assert severities["IN001"] is severity
    assert severities["DV002"] is Severity.WARNING


def test_rounding_stays_a_notice_whatever_the_rule_set_says() -> None:
    rules = PROJECT_RULES.model_copy(update={"severity": {"TO002": Severity.ERROR}})
    (finding,) = [f for f in check(project(total="92.8"), rules).findings if f.code == "TO002"]
    assert (finding.rounding, finding.severity) == (True, Severity.NOTICE)


def test_a_rule_set_may_set_the_severity_of_a_summary_check() -> None:
    rules = PROJECT_RULES.model_copy(update={"severity": {"CS004": Severity.ERROR}})
    papers = document(project(name="另一项目"), summaries=(summary(),))
    (finding,) = examine([papers], rules).summaries[0].findings
    assert (finding.code, finding.severity) == ("CS004", Severity.ERROR)


@pytest.mark.parametrize("code", ["PT001", "CS004", "pt009", "P0001", "PT09", "PT0009", "ZZ001"])
def test_a_code_is_its_family_and_three_digits_and_not_taken(code: str) -> None:
    register = form_check(code, "x", Severity.ERROR, what="。", why="。", basis="。", mend="。")
    with pytest.raises(ValueError, match=code):
        register(lambda _: iter(()))
    assert list(catalogue()) == CODES


def test_words_that_messages_share() -> None:
    assert off_by(ZERO + 3) == "多计 3 分"
    assert off_by(ZERO - 3) == "少计 3 分"
    assert quoted("水、电费") == "“水、电费”"
    assert quoted("“小新”帮办") == "“‘小新’帮办”"
    assert quoted("") == "（未填名称）"
