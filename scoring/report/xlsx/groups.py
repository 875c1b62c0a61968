"""The findings summed by check, and the checks that were not carried out, grouped by reason."""

from __future__ import annotations

from collections import defaultdict

from scoring.checks import catalogue
from scoring.finding import Finding
from scoring.report import findings
from scoring.report.listing import Cell, text
from scoring.report.xlsx.book import Sheet
from scoring.report.xlsx.look import Column, Tone
from scoring.results import Audit

_NAMED = 5  # papers of a group that are called by their names

_BY_CHECK = (
    Column("编号", 8, "center"),
    Column("核对", 34),
    Column("级别", 8, "center", toned=True),
    Column("处数", 8, "center"),
    Column("已认可", 8, "center"),
    Column("涉及的表", 10, "center"),
    Column("怎样改正", 80),
)
_UNCHECKED = (
    Column("编号", 8, "center"),
    Column("核对", 34),
    Column("未能核对的原因", 60),
    Column("张数", 8, "center"),
    Column("自评表", 70),
)


def by_check(audit: Audit) -> Sheet:
    """One row a check and severity, gravest first, then by how often it was found."""
    groups: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        groups[finding.severity.rank, finding.code].append(finding)
    order = sorted(groups, key=lambda group: (group[0], -len(groups[group]), group[1]))
    rows = [(Tone(groups[key][0].severity.value), _check_row(groups[key])) for key in order]
    return Sheet("汇总", _BY_CHECK, rows, "没有发现问题。")


def _check_row(found: list[Finding]) -> tuple[Cell, ...]:
    first, waived = found[0], sum(finding.waiver is not None for finding in found)
    papers = {finding.form or finding.place.file for finding in found}
    mend = catalogue()[first.code].mend
    return (
        *(first.code, first.name, first.severity.chinese),
        *(len(found) - waived, waived, len(papers), text(mend)),
    )


def unchecked(audit: Audit) -> Sheet:
    """One row a check and reason, with the papers that it was not carried out on."""
    checks = catalogue()
    rows = [
        (Tone.PLAIN, (code, checks[code].name, text(reason), len(papers), text(_named(papers))))
        for (code, reason), papers in findings.unchecked(audit).items()
    ]
    return Sheet("未能核对", _UNCHECKED, rows, "全部事项均已核对。")


def _named(papers: list[str]) -> str:
    shown = "、".join(papers[:_NAMED])
    return f"{shown}等 {len(papers)} 张" if len(papers) > _NAMED else shown
