"""绩效自评复核意见书: a letter on one form, and its recomputation line by line as the annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from scoring import __version__
from scoring.checks import FORM_CHECKS
from scoring.model.form import CATEGORY_NAMES
from scoring.number import Verdict
from scoring.report import findings, view
from scoring.report.sections import Section, sections
from scoring.results import FormAudit
from scoring.score import Line, Part
from scoring.score.trace import difference_text, points_text, range_text


@dataclass(frozen=True, slots=True)
class LineRow:
    """A scored line and its working."""

    name: str
    target: str
    actual: str
    points: str
    scores: view.Compared
    working: str


@dataclass(frozen=True, slots=True)
class PartRows:
    """The lines of a part (一级指标) and their sums; `name` is empty for the part that is one line."""

    name: str
    points: str
    scores: view.Compared
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """The opinion on one form. `unchecked` are name, code and reason of checks not carried out, `due` is the
    day by which the form is to be handed in again, empty where that is left open."""

    project: bool
    kind: str
    name: str
    unit: str
    year: str
    why: str
    source: str
    rules: str
    footer: tuple[str, ...]
    version: str
    due: str
    total: view.Compared
    settlement: str
    points: str
    conclusion: str
    counts: str
    sections: tuple[Section, ...]
    parts: tuple[PartRows, ...]
    unchecked: tuple[tuple[str, str, str], ...]


def opinion_page(audited: FormAudit, due: str = "") -> OpinionPage:
    """Set the opinion on a form out; see :class:`OpinionPage` for `due`."""
    form, sheet, places = audited.form, audited.sheet, audited.ruleset.rounding.places
    unchecked = tuple(
        (FORM_CHECKS[check.code].name, check.code, findings.why_not(check))
        for check in findings.not_carried_out(audited.checks)
    )
    return OpinionPage(
        project=form.kind == "project",
        kind=view.title(form),
        name=audited.name,
        unit=form.unit,
        year=f"{form.year}年度" if form.year else "",
        why=audited.why,
        source=view.source(form.place),
        rules=view.ruleset(audited.ruleset),
        footer=view.footer(audited),
        version=__version__,
        due=due,
        total=view.total(audited),
        settlement=view.settlement(sheet),
        points=view.figure(form.total_points),
        conclusion=_conclusion(audited),
        counts=_counts(audited, len(unchecked)),
        sections=sections(audited.findings, [audited]),
        parts=tuple(_parts(sheet.lines, places)),
        unchecked=unchecked,
    )


def _counts(audited: FormAudit, unchecked: int) -> str:
    return f"共核对 {len(audited.checks)} 项：{findings.told(audited.findings)}；未能核对 {unchecked} 项。"


def _conclusion(audited: FormAudit) -> str:
    form, sheet, places = audited.form, audited.sheet, audited.ruleset.rounding.places
    stated = form.total.written if form.total else None
    if form.missing:
        lost = f"来源文件缺少{view.missing_parts(form)}"
        return f"{lost}，总分不能复算；本意见书只复算看得见的行，请补交完整的自评表。"
    if sheet.total is None:
        return "有分值未填或无法识别，总分不能复算，请按所列问题补正后重新复核。"
    if sheet.recomputed is None:
        return (
            f"有得分未填且须由人判断，复算总分在 {range_text(sheet.total, places)} 分之间，请补填后重新复核。"
        )
    right = points_text(sheet.recomputed, places)
    if stated is None:
        return f"自评总分未填或不是数字，逐行复算的总分为 {right} 分，按总分等级为“{sheet.grade}”。"
    before, after = audited.ruleset.grade_of(stated.value), sheet.grade
    grade = f"按总分等级均为“{after}”" if before == after else f"按总分等级由“{before}”变为“{after}”"
    match sheet.verdict:
        case Verdict.DIFFERENT:
            off = difference_text(stated.value - sheet.recomputed)
            return f"自评总分与复算不符：自评 {stated.text} 分，复算 {right} 分，{off} 分，{grade}。"
        case Verdict.ROUNDING:
            return f"自评总分 {stated.text} 分，复算 {right} 分，差异为四舍五入所致，{grade}。"
        case _:
            return f"自评总分 {stated.text} 分与复算相符，按总分等级为“{after}”。"


def _parts(lines: Iterable[Line], places: int) -> Iterator[PartRows]:
    for part, group in groupby(lines, key=_part):
        same = list(group)
        yield PartRows(
            name=part,
            points=view.total_points(same),
            scores=view.subtotal(same, places),
            lines=tuple(_line(line, places) for line in same),
        )


def _line(line: Line, places: int) -> LineRow:
    return LineRow(
        name=line.name.text,
        target=line.target,
        actual=line.actual,
        points=line.points.text,
        scores=view.Compared(
            stated=line.stated.text,
            recomputed=view.right(line, places),
            difference=view.signed(line.difference, places),
            sign=view.sign(line.verdict),
        ),
        working=view.working(line, places),
    )


def _part(line: Line) -> str:
    """一级指标 or 资金管理情况; 预算执行率 is a line of its own."""
    if line.category:
        return CATEGORY_NAMES[line.category]
    return "资金管理情况" if line.part is Part.FUND_MANAGEMENT else ""
