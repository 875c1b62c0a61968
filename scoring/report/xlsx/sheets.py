"""The sheets of the workbook, and the two that people look at first: the findings and the forms."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.finding import Severity
from scoring.number import Verdict
from scoring.report import findings, view
from scoring.report.listing import HEADINGS, Cell, amount, difference, listing, text
from scoring.report.xlsx.about import about, unread, unused
from scoring.report.xlsx.book import Sheet
from scoring.report.xlsx.groups import by_check, unchecked
from scoring.report.xlsx.look import Column, Tone
from scoring.results import Audit, FormAudit
from scoring.score.trace import points_text, range_text

_WIDTHS = (6, 16, 8, 16, 18, 18, 14, 9, 11, 9, 9, 42, 17, 9, 11, 16)
_CENTRED = frozenset({"序号", "级别", "编号", "是否四舍五入", "认可人", "认可日期"})
_FIGURES = frozenset({"自评", "复算", "差异"})
_TO_FILL_IN = frozenset({"认可人", "认可日期", "认可理由"})


def sheets(audit: Audit) -> Iterator[Sheet]:
    """The sheets in order; that of waivers that cover nothing is there only where there are such."""
    yield _findings(audit)
    yield _forms(audit)
    yield by_check(audit)
    yield unchecked(audit)
    yield unread(audit)
    if audit.unused_waivers:
        yield unused(audit)
    yield about(audit)


def _findings(audit: Audit) -> Sheet:
    tones = [
        Tone.WAIVED if finding.waiver else Tone(finding.severity.value)
        for finding in findings.ordered(audit.findings)
    ]
    columns = [
        Column(heading, width, _align(heading), heading == "级别", heading in _TO_FILL_IN)
        for heading, width in zip(HEADINGS, _WIDTHS, strict=True)
    ]
    return Sheet("差异清单", columns, list(zip(tones, listing(audit), strict=True)), "没有发现问题。")


def _align(heading: str) -> str:
    if heading in _CENTRED:
        return "center"
    return "right" if heading in _FIGURES else "left"


_FORM_COLUMNS = (
    Column("序号", 6, "center"),
    Column("自评表", 34),
    Column("种类", 10, "center"),
    Column("填报单位", 24),
    Column("年度", 7, "center"),
    Column("自评得分", 10, "right"),
    Column("复算得分", 14, "right", toned=True),
    Column("差异", 10, "right", toned=True),
    Column("是否四舍五入", 9, "center"),
    Column("等级", 8, "center"),
    *(Column(severity.chinese, 7, "center") for severity in Severity),
    Column("已认可", 8, "center"),
    Column("规则", 26),
    Column("为什么用这套规则", 34),
    Column("文件", 30),
)


def _forms(audit: Audit) -> Sheet:
    rows = [(_tone(form), tuple(_form(form))) for form in audit.forms]
    return Sheet("自评表", _FORM_COLUMNS, rows, "没有读到自评表。")


def _tone(audited: FormAudit) -> Tone:
    return Tone.ERROR if audited.sheet.verdict is Verdict.DIFFERENT else Tone.PLAIN


def _form(audited: FormAudit) -> Iterator[Cell]:
    form, sheet = audited.form, audited.sheet
    yield int(audited.id)
    yield text(audited.name)
    yield "项目" if form.kind == "project" else "部门整体"
    yield text(form.unit)
    yield form.year or ""
    yield amount(form.total.text if form.total else None)
    yield _recomputed(audited)
    yield difference(audited.difference)
    yield "是" if sheet.verdict is Verdict.ROUNDING else ""
    yield view.grade(audited)
    yield from findings.count(audited.findings).values()
    yield sum(finding.waiver is not None for finding in audited.findings)
    yield text(view.ruleset(audited.ruleset))
    yield text(audited.why)
    yield text(form.place.file)


def _recomputed(audited: FormAudit) -> Cell:
    sheet, places = audited.sheet, audited.ruleset.rounding.places
    if sheet.recomputed is not None:
        return amount(points_text(sheet.recomputed, places))
    return range_text(sheet.total, places) if sheet.total else view.OPEN
