"""The checks. Importing this package registers all of them."""

from scoring.checks import (  # noqa: F401 - imported to register
    completeness,
    consistency,
    deviation,
    execution,
    indicators,
    management,
    points,
    summaries,
    totals,
)
from scoring.checks.context import FormContext, Packet, SummaryContext, SummaryMatch
from scoring.checks.registry import FORM_CHECKS, SUMMARY_CHECKS, Check
from scoring.finding import CheckResult, Finding

__all__ = [
    "FORM_CHECKS",
    "SUMMARY_CHECKS",
    "Check",
    "FormContext",
    "Packet",
    "SummaryContext",
    "SummaryMatch",
    "catalogue",
    "check_form",
    "check_summary",
]


def catalogue() -> dict[str, Check[FormContext] | Check[SummaryContext]]:
    """All checks by code."""
    checks: dict[str, Check[FormContext] | Check[SummaryContext]] = {**FORM_CHECKS, **SUMMARY_CHECKS}
    return dict(sorted(checks.items()))


def check_form(context: FormContext) -> tuple[tuple[CheckResult, ...], tuple[Finding, ...]]:
    """Run every check of a form, in the order of their codes."""
    runs = [FORM_CHECKS[code].run(context) for code in sorted(FORM_CHECKS)]
    return tuple(result for result, _ in runs), tuple(finding for _, found in runs for finding in found)


def check_summary(context: SummaryContext) -> tuple[tuple[CheckResult, ...], tuple[Finding, ...]]:
    """Run every check of a summary table, in the order of their codes."""
    runs = [SUMMARY_CHECKS[code].run(context) for code in sorted(SUMMARY_CHECKS)]
    return tuple(result for result, _ in runs), tuple(finding for _, found in runs for finding in found)
