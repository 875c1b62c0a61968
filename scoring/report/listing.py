"""The 差异清单: one row a finding, gravest first, with figures as figures; csv and xlsx show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.errors import NumeralError
from scoring.finding import Finding
from scoring.numerals import figure, percentage
from scoring.report import findings
from scoring.report.printable import printable
from scoring.results import Audit

HEADINGS = (
    *("序号", "级别", "编号", "核对", "自评表", "文件", "位置", "自评", "复算", "差异", "是否四舍五入"),
    *("说明", "依据", "认可人", "认可日期", "认可理由"),
)
_DIGITS = 15  # that a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the decimals that it is shown with; a percentage is in percent.

    `signed` shows the plus sign of a difference, too.
    """

    value: Decimal
    decimals: int
    percent: bool = False
    signed: bool = False


Cell = str | int | date | Amount


def listing(audit: Audit) -> Iterator[tuple[Cell, ...]]:
    """The rows below HEADINGS."""
    names = {id(finding): audited.name for audited in audit.audited for finding in audited.findings}
    for number, finding in enumerate(findings.ordered(audit.findings), start=1):
        yield (
            number,
            findings.severity(finding),
            finding.code,
            finding.name,
            text(names[id(finding)]),
            text(finding.place.file),
            text(finding.place.spot),
            amount(finding.stated),
            amount(finding.recomputed),
            difference(finding.difference),
            "是" if finding.rounding else "",
            text(finding.message),
            text(findings.basis(finding)),
            *_waiver(finding),
        )


def text(words: str) -> str:
    """A text in one line, without what cannot be shown."""
    return " ".join(str(printable(words)).split())


def amount(words: str | None) -> Cell:
    """A figure as a number; as text what is none, or has more digits than a spreadsheet keeps."""
    for percent, read in ((False, figure), (True, percentage)):
        try:
            written = read(words or "")
        except NumeralError:
            continue
        if len(written.value.as_tuple().digits) <= _DIGITS:
            return Amount(written.value, written.decimals, percent)
    return text(words or "")


def difference(value: Decimal | None) -> Cell:
    """Stated − recomputed with its sign."""
    if value is None:
        return ""
    return Amount(value, max(0, -int(value.as_tuple().exponent)), signed=True)


def _waiver(finding: Finding) -> tuple[Cell, Cell, Cell]:
    if finding.waiver is None:
        return "", "", ""
    return text(finding.waiver.who), finding.waiver.when, text(finding.waiver.why)
