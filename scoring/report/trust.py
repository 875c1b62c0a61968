"""How far the forms of a department can be trusted: what the dashboard ranks departments by.

First the share of its forms without an error that nobody has accepted, then the mean difference (without
sign) between stated and recomputed totals. Departments that are equal in both share a rank. A share of few
forms says little, so their number is always told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.identity import loose
from scoring.finding import Severity
from scoring.number import HUNDRED, ZERO, ratio
from scoring.report.sections import open_findings
from scoring.results import FormAudit

NAMELESS = "（未填单位）"


@dataclass(frozen=True, slots=True)
class Trust:
    """A department: its forms, those without errors, and the mean difference of the totals that can be
    compared, in points; None where none can."""

    rank: int
    name: str
    forms: int
    clean: int
    difference: Decimal | None

    @property
    def share(self) -> Decimal:
        """The forms without errors, in percent."""
        return ratio(Decimal(self.clean), HUNDRED, by=Decimal(self.forms))


def ranked(forms: Iterable[FormAudit]) -> list[Trust]:
    """The departments that forms name, the most trustworthy first."""
    groups: dict[str, list[FormAudit]] = {}
    for audited in forms:
        groups.setdefault(loose(audited.form.unit), []).append(audited)
    found = sorted(map(_judged, groups.values()), key=lambda trust: (*_key(trust), trust.name))
    keys = list(map(_key, found))
    return [
        Trust(keys.index(key) + 1, trust.name, trust.forms, trust.clean, trust.difference)
        for trust, key in zip(found, keys, strict=True)
    ]


def _judged(forms: list[FormAudit]) -> Trust:
    clean = sum(not open_findings(audited.findings, Severity.ERROR) for audited in forms)
    known = [abs(audited.difference) for audited in forms if audited.difference is not None]
    mean = ratio(sum(known, ZERO), by=Decimal(len(known))) if known else None
    return Trust(0, forms[0].form.unit or NAMELESS, len(forms), clean, mean)


def _key(trust: Trust) -> tuple[Decimal, bool, Decimal]:
    """What decides, lowest first; with nothing to compare a department comes after those of its share."""
    return -trust.share, trust.difference is None, trust.difference or ZERO
