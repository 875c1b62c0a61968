"""The published forms: every total recomputes to what is printed, but for the errors known to be printed.

expected.json was worked out apart from the tool (see the README beside it).
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.checks.summaries import row_total
from scoring.finding import Severity
from scoring.number import ZERO, Verdict, half_up
from scoring.results import Audit, FormAudit
from scoring.score import Line

XINHUA = Path(__file__).parents[2] / "examples" / "xinhua-2023"
EXPECTED: dict[str, Any] = json.loads((XINHUA / "expected.json").read_text(encoding="utf-8"))
FORMS: list[dict[str, Any]] = EXPECTED["forms"]
ROWS: list[dict[str, Any]] = EXPECTED["summary"]["rows"]

# Code, file, place, stated, recomputed: all errors of the folder, and no others.
ERRORS = {
    ("CS002", "预算绩效情况说明.txt", "第5行第1格", "87.80", "87.7"),
    ("IN001", "01-2023一体化线上服务平台建设.xlsx", "项目支出绩效自评情况表!G21", "4", "0.00"),
    ("IN001", "01-2023一体化线上服务平台建设.xlsx", "项目支出绩效自评情况表!G22", "3", "0.00"),
    ("TO002", "01-2023一体化线上服务平台建设.xlsx", "项目支出绩效自评情况表!G28", "87", "80.00"),
    ("IN001", "18-政务服务中心水电及物业费.xlsx", "项目支出绩效自评表!H19", "5", "10.00"),
    ("IN001", "18-政务服务中心水电及物业费.xlsx", "项目支出绩效自评表!H28", "2.5", "5.00"),
    ("IN001", "18-政务服务中心水电及物业费.xlsx", "项目支出绩效自评表!H29", "2", "0.71"),
    ("TO002", "18-政务服务中心水电及物业费.xlsx", "项目支出绩效自评表!H49", "81.7", "87.90"),
}
# What rounding explains, the same way.
ROUNDINGS = {
    ("EX002", "18-政务服务中心水电及物业费.xlsx", "项目支出绩效自评表!I7", "2.2", "2.19"),
    ("CS005", "项目支出绩效自评汇总表.xlsx", "项目支出绩效自评汇总表!K22", "81.7", "81.69"),
    ("CS005", "项目支出绩效自评汇总表.xlsx", "项目支出绩效自评汇总表!K25", "100", "99.96"),
}


def of_file(xinhua: Audit, file: str) -> FormAudit:
    (found,) = [form for form in xinhua.forms if Path(form.form.place.file).name == file]
    return found


def difference(line: Line) -> dict[str, Any]:
    """A line that does not agree, as expected.json tells it."""
    return {
        "part": line.category.value if line.category else line.part.value,
        "name": line.name.text,
        "points": line.points.text,
        "stated": line.stated.text,
        "recomputed": str(line.recomputed),
        "rounding": line.verdict is Verdict.ROUNDING,
    }


@pytest.mark.parametrize("expected", FORMS, ids=lambda expected: expected["file"][:2])
def test_form(xinhua: Audit, expected: dict[str, Any]) -> None:
    found = of_file(xinhua, expected["file"])
    form, sheet = found.form, found.sheet
    assert (form.kind, form.name.text, form.year) == (expected["kind"], expected["name"], 2023)
    assert form.total_funds is not None
    assert form.total is not None
    assert form.total_funds.budget.text == expected["budget"]
    assert form.total_funds.executed.text == expected["executed"]
    assert form.total.text == expected["stated"]
    assert (form.missing, form.remarks) == ((), ())
    assert str(sheet.recomputed) == expected["recomputed"]
    assert (sheet.verdict is Verdict.EQUAL) == expected["agrees"]
    off = [difference(line) for line in sheet.lines if line.verdict is not Verdict.EQUAL]
    assert off == expected["differences"]


def test_every_file_is_read(xinhua: Audit) -> None:
    assert xinhua.unread == ()
    assert len(xinhua.inputs) == 26
    assert len(xinhua.forms) == len(FORMS) == 24
    assert {form.ruleset.id for form in xinhua.forms} == {"henan-project-2023", "henan-department-2023"}


def told(xinhua: Audit, severity: Severity) -> list[tuple[str, str, str, str | None, str | None]]:
    return [
        (found.code, Path(found.place.file).name, found.place.spot, found.stated, found.recomputed)
        for found in xinhua.findings
        if found.severity is severity
    ]


def test_the_errors_are_exactly_these(xinhua: Audit) -> None:
    errors = told(xinhua, Severity.ERROR)
    assert set(errors) == ERRORS
    assert len(errors) == len(ERRORS)


def test_what_rounding_explains_is_exactly_this(xinhua: Audit) -> None:
    roundings = [found for found in xinhua.findings if found.rounding]
    assert {found.severity for found in roundings} == {Severity.NOTICE}
    told_so = {notice for notice in told(xinhua, Severity.NOTICE) if notice[0] in ("CS005", "EX002")}
    assert told_so == ROUNDINGS
    assert len(roundings) == len(ROUNDINGS)


def test_reasons_not_given_are_warnings(xinhua: Audit) -> None:
    warnings = [found for found in xinhua.findings if found.code == "DV002"]
    assert {found.severity for found in warnings} == {Severity.WARNING}
    for warning in warnings:
        assert warning.stated is not None
        assert "没有写偏差原因" in warning.message


def test_the_running_text_gives_the_department_another_total(xinhua: Audit) -> None:
    (statement,) = EXPECTED["statements"]
    (found,) = [found for found in xinhua.findings if found.code == "CS002"]
    assert (found.stated, found.recomputed) == (statement["stated"], statement["form_stated"])
    assert found.difference == Decimal("0.1")
    department = xinhua.forms[0]
    assert found.form == department.id
    assert str(department.sheet.recomputed) == statement["recomputed"] == "87.70"


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda number: ROWS[number]["number"])
def test_summary_row(xinhua: Audit, number: int) -> None:
    (summary,) = xinhua.summaries
    match, expected = summary.matches[number], ROWS[number]
    row = match.row
    assert (row.number, row.name.text, row.total.text) == (
        expected["number"],
        expected["name"],
        expected["stated"],
    )
    total = row_total(row, xinhua.forms[1].ruleset)
    assert total is not None
    assert str(half_up(total, 2)) == expected["sum_of_parts"]
    file = Path(match.form.form.place.file).name if match.form else ""
    assert file == expected["file"]
    found = [f for f in summary.findings if f.place == row.total.place]
    assert [f.rounding for f in found] == ([True] if expected["rounding"] else [])


def test_the_summary_table_is_read_whole(xinhua: Audit) -> None:
    (summary,) = xinhua.summaries
    assert len(summary.table.rows) == len(ROWS) == 21


def test_rows_without_a_form_are_named(xinhua: Audit) -> None:
    spots = [spot for code, _, spot, *_ in told(xinhua, Severity.NOTICE) if code == "CS004"]
    assert spots == ["项目支出绩效自评汇总表!B24", "项目支出绩效自评汇总表!B25"]


def test_the_money_spent_sums_to_the_published_total(xinhua: Audit) -> None:
    spent = [
        form.form.total_funds.executed.value
        for form in xinhua.forms
        if form.form.kind == "project" and form.form.total_funds
    ]
    assert sum((value for value in spent if value is not None), ZERO) == Decimal(
        EXPECTED["executed"]["whole_forms"]
    )
