"""Every case of every check: outcome, place, figures and the whole sentence."""

from decimal import Decimal

import pytest
from case import Case
from cases import CASES

from scoring.checks import catalogue
from scoring.finding import Finding, Outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.about}")
def test_case(case: Case) -> None:
    results, findings = case.run()
    check = catalogue()[case.code]
    assert [_seen(finding) for finding in findings] == [
        (
            said.place,
            said.message,
            said.stated,
            said.recomputed,
            None if said.difference is None else Decimal(said.difference),
            said.severity,
            said.rounding,
        )
        for said in case.found
    ]
    for finding, said in zip(findings, case.found, strict=True):
        assert finding.name == check.name
        assert finding.basis.endswith(said.basis)
        assert bool(finding.basis) == bool(said.basis)
    outcomes = {result.outcome for result in results}
    if case.not_checked:
        assert outcomes == {Outcome.NOT_CHECKED}
        assert {result.reason for result in results} == {case.not_checked}
    elif case.found:
        assert Outcome.FOUND in outcomes
        assert outcomes <= {Outcome.FOUND, Outcome.PASSED}
    else:
        assert outcomes == {Outcome.PASSED}


def _seen(finding: Finding) -> tuple[object, ...]:
    return (
        finding.place.spot,
        finding.message,
        finding.stated,
        finding.recomputed,
        finding.difference,
        finding.severity,
        finding.rounding,
    )
