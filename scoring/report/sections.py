"""Findings as letters tell them: what must be corrected, what explained, what is good to know.

A finding that people have accepted (`waiver`) is told apart and asks for nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.checks import catalogue
from scoring.finding import Finding, Severity, Waiver
from scoring.report import view
from scoring.report.findings import basis
from scoring.report.wording import day
from scoring.results import FormAudit

_Owners = Mapping[str, FormAudit]
_HEADINGS = {
    Severity.ERROR: "须改正的错误",
    Severity.WARNING: "须核对说明的提醒",
    Severity.NOTICE: "供参考的提示",
}
_ACCEPTED = "经认可不再处理的问题"
_ROUNDED = "差异只因保留的小数位数不同，可以不改。"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. `form` names the form it belongs to, with its number; `place` stands in that form's file
    unless it names another. `waiver` says who accepted it, when and why."""

    form: str
    place: str
    message: str
    waiver: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one check, with what they rest on and what to do."""

    code: str
    name: str
    basis: str
    mend: str
    findings: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one weight, by check; `severity` is empty for those that people have accepted."""

    heading: str
    severity: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(group.findings) for group in self.groups)


def open_findings(findings: Iterable[Finding], severity: Severity) -> list[Finding]:
    """The findings of a weight that nobody has accepted."""
    return [finding for finding in findings if finding.severity is severity and finding.waiver is None]


def sections(
    findings: Iterable[Finding], forms: Iterable[FormAudit], *, apart: bool = False
) -> tuple[Section, ...]:
    """The sections that hold anything, gravest first; `forms` are those that the findings may belong to.

    Findings of one check make a group, in the order of the first, or keep their order and stand `apart`.
    """
    found, owners = list(findings), {audited.id: audited for audited in forms}
    weights = [
        (_HEADINGS[severity], severity.chinese, open_findings(found, severity)) for severity in Severity
    ]
    weights.append((_ACCEPTED, "", [finding for finding in found if finding.waiver]))
    return tuple(
        Section(heading, severity, tuple(_group(same, owners) for same in _groups(own, apart=apart)))
        for heading, severity, own in weights
        if own
    )


def _groups(findings: Sequence[Finding], *, apart: bool) -> Iterable[list[Finding]]:
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(number if apart else (finding.code, finding.rounding), []).append(finding)
    return groups.values()


def _group(findings: Sequence[Finding], owners: _Owners) -> Group:
    first = findings[0]
    check = catalogue()[first.code]
    return Group(
        code=first.code,
        name=f"{first.name}，因四舍五入" if first.rounding else first.name,
        basis="；".join(dict.fromkeys(basis(finding).rstrip("。") for finding in findings)),
        mend=_ROUNDED if first.rounding else check.mend,
        findings=tuple(_item(finding, owners) for finding in findings),
    )


def _item(finding: Finding, owners: _Owners) -> Item:
    owner, place = owners.get(finding.form), finding.place
    at_home = owner is not None and place.file == owner.form.place.file
    return Item(
        form=view.numbered(owner) if owner else "",
        place=(place.spot or "全表") if at_home else view.source(place),
        message=finding.message,
        waiver=_accepted(finding.waiver),
    )


def _accepted(given: Waiver | None) -> str:
    return f"{given.who}于{day(given.when)}认可：{given.why.rstrip('。')}" if given else ""
