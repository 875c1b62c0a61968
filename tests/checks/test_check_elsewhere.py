"""What checks make of the rules of other places, where a case alone would not show it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from support import PARTS, PROJECT_RULES, Money, check, figure, project, summary_row

from scoring.checks.summaries import row_total
from scoring.rules import RuleSet, load_ruleset
from scoring.rules.tables import Cap, Execution, Rounding

INITIAL = PROJECT_RULES.model_copy(
    update={
        "execution": Execution(
            points=Decimal(10), full_at=Decimal(100), denominator="initial_budget", cite="note2"
        )
    }
)
CAPPED = PROJECT_RULES.model_copy(
    update={"cap": (Cap(below=Decimal(60), most=Decimal(89), cite="note2"),)},
)
CUT = PROJECT_RULES.model_copy(update={"rounding": Rounding(places=2, mode="truncated", cite="rounding")})
RESCALED = PROJECT_RULES.model_copy(update={"rescale": load_ruleset("rescaled-2020").rescale})


@pytest.mark.parametrize(("rate", "right"), [("50%", None), ("40%", "50.00%")])
def test_the_printed_rate_is_divided_by_what_the_rules_divide_by(rate: str, right: str | None) -> None:
    money = Money(initial_budget="40", budget="50", executed="20", rate=rate)
    found = [f for f in check(project(money=money), INITIAL).findings if f.code == "EX001"]
    assert [finding.recomputed for finding in found] == ([right] if right else [])
    assert all("20 ÷ 40 应为 50.00%" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("rules", "executed", "parts", "total"),
    [
        (PROJECT_RULES, "58.05", PARTS, "92.81"),
        (CAPPED, "58.05", PARTS, "89"),  # 58.05 % is below 60 %
        (CAPPED, "60", PARTS, "93.00"),
        (CUT, "58.05", PARTS, "92.80"),  # 5.805 cut to 5.80
        (RESCALED, "58.05", PARTS, "92.81"),  # no part is missing
        (RESCALED, "58.05", (*PARTS[:4], ("satisfaction", "0%")), None),  # or is it?
        (INITIAL, "58.05", PARTS, None),  # the table has no 年初预算数
    ],
)
def test_the_total_of_a_summary_row(
    rules: RuleSet, executed: str, parts: tuple[tuple[str, str], ...], total: str | None
) -> None:
    found = row_total(summary_row(executed=executed, parts=parts), rules)
    assert (None if found is None else str(found)) == total


def test_the_total_of_a_summary_row_by_the_initial_budget() -> None:
    row = replace(summary_row(executed="20"), initial_budget=figure("40", "C4"))
    assert row_total(row, INITIAL) == 92  # 10 × 20 ÷ 40 + 87


def test_without_a_rate_a_capped_row_is_not_summed() -> None:
    unscored = CAPPED.model_copy(
        update={"execution": PROJECT_RULES.execution.model_copy(update={"points": Decimal(0)})}
    )
    assert row_total(summary_row(budget="0", executed="0"), unscored) is None
    assert row_total(summary_row(executed="58.05"), unscored) == 87
