"""A finding as people read it, wherever it is shown: its order, its counts, its basis, its waiver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.checks import catalogue
from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.results import Audit


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first, and last those that are waived; otherwise in the order given."""
    return sorted(findings, key=lambda finding: (finding.waiver is not None, finding.severity.rank))


def severity(finding: Finding) -> str:
    """错误, or 错误（已认可）."""
    return finding.severity.chinese + ("（已认可）" if finding.waiver else "")


def count(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, without those that are waived."""
    found = [finding.severity for finding in findings if finding.waiver is None]
    return {kind: found.count(kind) for kind in Severity}


def counts(findings: Iterable[Finding]) -> str:
    """错误 8 处、提醒 16 处、提示 5 处；已认可 2 处."""
    findings = list(findings)
    waived = sum(finding.waiver is not None for finding in findings)
    told = "、".join(f"{kind.chinese} {number} 处" for kind, number in count(findings).items())
    return f"{told}；已认可 {waived} 处" if waived else told


def told(findings: Sequence[Finding]) -> str:
    """发现错误 8 处、提醒 16 处、提示 5 处, or that there is nothing."""
    return f"发现{counts(findings)}" if findings else "没有发现问题"


def waiver(finding: Finding) -> str:
    """王明，2024-03-05：合同已补签; empty where the finding is not waived."""
    accepted = finding.waiver
    return f"{accepted.who}，{accepted.when.isoformat()}：{accepted.why}" if accepted else ""


def basis(finding: Finding) -> str:
    """The clause cited, else what the check itself rests on."""
    return finding.basis or catalogue()[finding.code].basis


def unchecked(audit: Audit) -> dict[tuple[str, str], list[str]]:
    """The names of the papers by the checks that were not carried out on them (the code) and the reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for audited in audit.audited:
        for check in not_carried_out(audited.checks):
            groups.setdefault((check.code, why_not(check)), []).append(audited.name)
    return dict(sorted(groups.items()))


def not_carried_out(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """The checks that could not look, be it for want of something or by a fault of their own."""
    return [check for check in checks if check.outcome in (Outcome.NOT_CHECKED, Outcome.CRASHED)]


def why_not(check: CheckResult) -> str:
    """Why a check was not carried out."""
    return check.reason if check.outcome is Outcome.NOT_CHECKED else f"核对程序自身出错（{check.reason}）"
