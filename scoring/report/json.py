"""The result as JSON, after the contract in contract.py."""

from __future__ import annotations

from decimal import Decimal

from scoring import __version__
from scoring.finding import CheckResult, Finding, Waiver
from scoring.model.form import Figure
from scoring.number import half_up
from scoring.report.contract import (
    SCHEMA,
    FormOut,
    InputOut,
    LineOut,
    PacketOut,
    RecomputedOut,
    RemarkOut,
    StatedOut,
    SummaryOut,
    SummaryRowOut,
    Tool,
    UnreadOut,
    VerifyOut,
)
from scoring.report.finding_contract import CheckOut, FindingOut, WaiverOut, WaiverUseOut
from scoring.results import Audit, FormAudit, Input, PacketAudit, SummaryAudit, WaiverUse
from scoring.score import Line
from scoring.score.trace import working


def to_json(audit: Audit) -> str:
    """The result as JSON text."""
    return result(audit).model_dump_json(by_alias=True, indent=2, ensure_ascii=False) + "\n"


def result(audit: Audit) -> VerifyOut:
    """The result as models."""
    return VerifyOut(
        schema=SCHEMA,
        tool=Tool(name="jixiao-scoring", version=__version__),
        inputs=[_input(given) for given in audit.inputs],
        unread=[UnreadOut(path=u.path, place=str(u.place), reason=u.reason) for u in audit.unread],
        forms=[_form(form) for form in audit.forms],
        summaries=[_summary(summary) for summary in audit.summaries],
        packets=[_packet(packet) for packet in audit.packets],
        findings=[_finding(finding) for finding in audit.findings],
        waivers=[_waiver_use(use) for use in audit.waivers],
    )


def _input(given: Input) -> InputOut:
    remarks = [RemarkOut(place=str(remark.place), message=remark.message) for remark in given.remarks]
    return InputOut(path=given.path, sha256=given.sha256, forms=given.forms, remarks=remarks)


def _form(audited: FormAudit) -> FormOut:
    form, sheet = audited.form, audited.sheet
    return FormOut(
        id=audited.id,
        kind=form.kind,
        name=form.name.text,
        year=form.year,
        unit=form.unit,
        place=str(form.place),
        ruleset=audited.ruleset.id,
        why=audited.why,
        missing=list(form.missing),
        stated=StatedOut(total=_figure(form.total), grade=form.grade.text if form.grade else None),
        recomputed=RecomputedOut(
            total=_decimal(sheet.recomputed),
            low=_decimal(sheet.total.low if sheet.total else None),
            high=_decimal(sheet.total.high if sheet.total else None),
            grade=sheet.grade,
        ),
        difference=_decimal(audited.difference),
        lines=[_line(line, audited.ruleset.rounding.places) for line in sheet.lines],
        checks=[_check(check) for check in audited.checks],
        findings=[_finding(finding) for finding in audited.findings],
    )


def _line(line: Line, places: int) -> LineOut:
    deviation = half_up(line.deviation, 2) if line.deviation is not None else None
    return LineOut(
        part=line.part,
        category=line.category.value if line.category else None,
        subcategory=line.subcategory,
        name=line.name.text,
        target=line.target,
        actual=line.actual,
        points=_figure(line.points),
        stated=_figure(line.stated),
        recomputed=_decimal(line.recomputed),
        low=_decimal(line.interval.low if line.interval else None),
        high=_decimal(line.interval.high if line.interval else None),
        deviation_stated=_figure(line.stated_deviation),
        deviation=_decimal(deviation),
        method=line.scored.method if line.scored else None,
        trace=working(line, places),
        place=str(line.place),
    )


def _summary(audited: SummaryAudit) -> SummaryOut:
    return SummaryOut(
        title=audited.table.title.text,
        place=str(audited.table.place),
        rows=[
            SummaryRowOut(
                number=match.row.number,
                name=match.row.name.text,
                budget=_figure(match.row.budget),
                executed=_figure(match.row.executed),
                total=_figure(match.row.total),
                form=match.form.id if match.form else None,
                place=str(match.row.name.place),
            )
            for match in audited.matches
        ],
        checks=[_check(check) for check in audited.checks],
        findings=[_finding(finding) for finding in audited.findings],
    )


def _packet(audited: PacketAudit) -> PacketOut:
    return PacketOut(
        folder=audited.folder,
        forms=list(audited.forms),
        checks=[_check(check) for check in audited.checks],
        findings=[_finding(finding) for finding in audited.findings],
    )


def _check(check: CheckResult) -> CheckOut:
    return CheckOut(code=check.code, outcome=check.outcome, reason=check.reason)


def _finding(finding: Finding) -> FindingOut:
    return FindingOut(
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        form=finding.form,
        place=str(finding.place),
        stated=finding.stated,
        recomputed=finding.recomputed,
        difference=_decimal(finding.difference),
        rounding=finding.rounding,
        message=finding.message,
        basis=finding.basis,
        waiver=_waiver(finding.waiver) if finding.waiver else None,
    )


def _waiver(waiver: Waiver) -> WaiverOut:
    return WaiverOut(who=waiver.who, when=waiver.when, why=waiver.why)


def _waiver_use(use: WaiverUse) -> WaiverUseOut:
    return WaiverUseOut(
        code=use.row.code,
        form=use.row.form,
        file=use.row.file,
        spot=use.row.spot,
        waiver=_waiver(use.row.waiver),
        place=str(use.row.place),
        findings=use.findings,
        unused=use.unused,
    )


def _figure(figure: Figure | None) -> str | None:
    return format(figure.written.value, "f") if figure and figure.written else None


def _decimal(value: Decimal | None) -> str | None:
    return format(value, "f") if value is not None else None
