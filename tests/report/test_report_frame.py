"""The result as pandas frames."""

from decimal import Decimal

from scoring.report import frame
from scoring.results import Audit


def test_one_row_a_form_with_exact_figures(xinhua: Audit) -> None:
    forms = frame.forms(xinhua).set_index("id")
    assert len(forms) == 24
    assert list(forms[forms["difference"] != 0].index) == ["2", "19"]
    assert forms.loc["19", "difference"] == Decimal("-6.20")
    assert forms["recomputed"].sum() == sum(form.sheet.recomputed or 0 for form in xinhua.forms)


def test_lines_and_findings_follow_the_contract(xinhua: Audit) -> None:
    lines, findings = frame.lines(xinhua), frame.findings(xinhua)
    assert len(lines) == sum(len(form.sheet.lines) for form in xinhua.forms)
    assert set(lines[lines["form"] == "19"]["part"]) == {"execution", "fund_management", "indicator"}
    assert findings["code"].value_counts()["DV002"] == 16
