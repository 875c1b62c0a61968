"""The text that the example was copied from, with its slipped columns and lost pages, read as it is."""

from collections import Counter
from decimal import Decimal

from scoring.finding import Outcome, Severity
from scoring.number import ZERO, Verdict
from scoring.results import Audit, FormAudit

# Code, line, stated, recomputed.
ERRORS = [
    ("CS002", 520, "87.80", "87.7"),
    ("IN001", 636, "4", "0.00"),
    ("IN001", 637, "3", "0.00"),
    ("TO002", 643, "87", "80.00"),
    ("IN001", 1185, "5", "10.00"),
    ("IN001", 1195, "2.5", "5.00"),
    ("IN001", 1196, "2", "0.71"),
    ("TO002", 1216, "81.7", "87.90"),
    ("CP001", 1279, None, None),
    ("CP001", 1313, None, None),
]


def incomplete(accounts: Audit) -> list[FormAudit]:
    return [form for form in accounts.forms if form.form.missing]


def repeated(accounts: Audit) -> list[FormAudit]:
    return [form for form in accounts.forms if any(found.code == "CS003" for found in form.findings)]


def test_all_forms_are_found(accounts: Audit) -> None:
    assert accounts.unread == ()
    assert [entry.forms for entry in accounts.inputs] == [27]
    kinds = Counter(form.form.kind for form in accounts.forms)
    assert kinds == {"department": 1, "project": 26}  # 23 whole, 2 without their first page, 1 repeated
    assert (len(incomplete(accounts)), len(repeated(accounts))) == (2, 1)
    assert {form.form.year for form in accounts.forms} == {2023}


def test_the_errors_are_exactly_these(accounts: Audit) -> None:
    errors = [found for found in accounts.findings if found.severity is Severity.ERROR]
    assert [(found.code, found.place.row, found.stated, found.recomputed) for found in errors] == ERRORS


def test_no_check_crashes(accounts: Audit) -> None:
    assert accounts.crashed == []


def test_whole_forms_recompute_to_what_is_printed(accounts: Audit) -> None:
    off = {
        (form.form.name.text, form.form.total.text, str(form.sheet.recomputed))
        for form in accounts.forms
        if form.sheet.verdict is not Verdict.EQUAL and form.form.total and not form.form.missing
    }
    assert off == {
        ("2023一体化线上服务平台建设", "87", "80.00"),
        ("政务服务中心水电及物业费", "81.7", "87.90"),
    }


def test_forms_without_their_first_page_are_scored_as_far_as_they_go(accounts: Audit) -> None:
    for form, total, count in zip(incomplete(accounts), ("80.0", "100.0"), (5, 10), strict=True):
        assert form.form.missing == ("execution", "fund_management")
        assert not form.form.name
        assert form.form.total is not None
        assert form.form.total.text == total
        assert (form.sheet.total, form.sheet.recomputed, form.sheet.grade) == (None, None, None)
        assert len(form.sheet.lines) == count
        assert {line.verdict for line in form.sheet.lines} == {Verdict.EQUAL}
        outcomes = {result.code: result.outcome for result in form.checks}
        for code in ("TO001", "TO002", "PT001", "PT002"):
            assert outcomes[code] is Outcome.NOT_CHECKED


def test_the_form_repeated_in_the_evaluation_report_is_pointed_out(accounts: Audit) -> None:
    (form,) = repeated(accounts)
    (found,) = [found for found in form.findings if found.code == "CS003"]
    assert (form.form.name.text, found.place.row) == ("2023大数据律师费", 1639)
    assert "第832行" in found.message


def test_slipped_columns_are_told(accounts: Audit) -> None:
    told = [found.message for found in accounts.findings if found.code == "CP003"]
    assert "有 2 行各栏错位（第 571、572 行），已按内容顺序读入，请对照原表核对。" in told
    assert "资金各行少一个数，年初预算数未读到，请对照原表核对。" in told
    assert "资金各行的名称与数字错位，只按有分值的一行读作年度资金总额，请对照原表核对。" in told


def test_the_summary_table_and_its_two_rounded_rows(accounts: Audit) -> None:
    (summary,) = accounts.summaries
    assert len(summary.table.rows) == 21
    unmatched = [match.row.number for match in summary.matches if match.form is None]
    assert unmatched == ["20", "21"]  # the two forms whose first page is lost
    roundings = [
        (found.stated, found.recomputed, found.place.row) for found in summary.findings if found.rounding
    ]
    assert roundings == [("81.7", "81.69", 609), ("100", "99.96", 612)]


def test_the_money_spent_sums_to_the_published_total(accounts: Audit) -> None:
    again = repeated(accounts)
    spent = [
        form.form.total_funds.executed.value
        for form in accounts.forms
        if form.form.kind == "project" and form.form.total_funds and form not in again
    ]
    assert len(spent) == 23
    assert sum((value for value in spent if value is not None), ZERO) == Decimal("111.17")
