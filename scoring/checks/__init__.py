"""The checks. Importing this package registers all of them."""

from scoring.checks import (  # noqa: F401 - imported to register
    achievement,
    answers,
    claims,
    completeness,
    consistency,
    costs,
    deviation,
    execution,
    formulas,
    funds,
    goals,
    indicators,
    likeness,
    management,
    namesakes,
    plausibility,
    points,
    privacy,
    setting,
    spending,
    summaries,
    summaryrates,
    totals,
)
from scoring.checks.context import FormContext, Packet
from scoring.checks.packet import PacketContext, SummaryContext, SummaryMatch
from scoring.checks.registry import FAMILIES, Check, form_check, packet_check, summary_check

__all__ = [
    "FAMILIES",
    "FORM_CHECKS",
    "PACKET_CHECKS",
    "SUMMARY_CHECKS",
    "AnyCheck",
    "Check",
    "FormContext",
    "Packet",
    "PacketContext",
    "SummaryContext",
    "SummaryMatch",
    "catalogue",
    "check_form",
    "check_packet",
    "check_summary",
]

FORM_CHECKS, SUMMARY_CHECKS, PACKET_CHECKS = form_check.checks, summary_check.checks, packet_check.checks
check_form, check_summary, check_packet = form_check.run, summary_check.run, packet_check.run

AnyCheck = Check[FormContext] | Check[SummaryContext] | Check[PacketContext]


def catalogue() -> dict[str, AnyCheck]:
    """All checks by code."""
    checks: dict[str, AnyCheck] = {**FORM_CHECKS, **SUMMARY_CHECKS, **PACKET_CHECKS}
    return dict(sorted(checks.items()))
