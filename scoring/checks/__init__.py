"""The checks. Importing this package registers all of them."""

from scoring.checks import (  # noqa: F401 - imported to register
    answers,
    claims,
    completeness,
    consistency,
    deviation,
    execution,
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
    totals,
)
from scoring.checks.context import FormContext, Packet
from scoring.checks.packet import PacketContext, SummaryContext, SummaryMatch
from scoring.checks.registry import Check, form_check, packet_check, summary_check

__all__ = [
    "FORM_CHECKS",
    "PACKET_CHECKS",
    "SUMMARY_CHECKS",
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
