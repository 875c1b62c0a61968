"""The opinion on all papers of a folder: a cover, the list of its forms, and 整改通知 with what is to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring import __version__
from scoring.finding import Finding, Severity
from scoring.number import Verdict
from scoring.report import view
from scoring.report.findings import told
from scoring.report.folder import Folder
from scoring.report.sections import Section, open_findings, sections
from scoring.report.summary_page import summary_page
from scoring.results import FormAudit


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form in the list; `errors` and `warnings` count its findings, empty where there are none."""

    number: str
    name: str
    total: view.Compared
    grade: str
    errors: str
    warnings: str


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """The opinion on a folder. `shared` are the findings of no single form, `tasks` all that ask for
    something, `due` is the day by which, empty where that is left open; `unread` are places without a score,
    and why."""

    unit: str
    year: str
    footer: tuple[str, ...]
    due: str
    version: str
    overview: tuple[str, ...]
    rows: tuple[FormRow, ...]
    shared: tuple[Section, ...]
    unread: tuple[tuple[str, str], ...]
    tasks: tuple[Section, ...]

    @property
    def errors(self) -> int:
        """How many findings must be corrected."""
        return self._asked(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings must be explained."""
        return self._asked(Severity.WARNING)

    def _asked(self, severity: Severity) -> int:
        return sum(section.count for section in self.tasks if section.severity == severity.chinese)


def department_page(folder: Folder, due: str = "") -> DepartmentPage:
    """Set the opinion on a folder out; see :class:`DepartmentPage` for `due`."""
    findings = [finding for audited in folder.forms for finding in audited.findings]
    findings += folder.findings
    asking = [finding for finding in findings if finding.severity is not Severity.NOTICE]
    return DepartmentPage(
        unit=folder.unit,
        year=view.years(folder.forms),
        footer=folder.footer,
        due=due,
        version=__version__,
        overview=tuple(_overview(folder, findings)),
        rows=tuple(map(_row, folder.forms)),
        shared=sections(folder.findings, folder.forms),
        unread=tuple((view.source(item.place), item.reason) for item in folder.unread),
        tasks=sections(asking, folder.forms, apart=True),
    )


def _row(audited: FormAudit) -> FormRow:
    return FormRow(
        number=audited.id,
        name=audited.name,
        total=view.total(audited),
        grade=view.grade(audited),
        errors=_count(audited.findings, Severity.ERROR),
        warnings=_count(audited.findings, Severity.WARNING),
    )


def _count(findings: Sequence[Finding], severity: Severity) -> str:
    return str(len(open_findings(findings, severity)) or "")


def _overview(folder: Folder, findings: Sequence[Finding]) -> Iterator[str]:
    projects, departments = len(folder.projects) + len(folder.copies), len(folder.departments)
    handed = [f"项目支出绩效自评表 {projects} 张"] if projects else []
    handed += [f"部门整体支出绩效自评表 {departments} 张"] if departments else []
    yield f"报送{'、'.join(handed)}。{_verdicts(folder.forms)}共{told(findings)}。"
    if projects:
        sums = summary_page(folder)
        lacking = f"（不含没有金额的 {len(sums.left_out.split('、'))} 个项目）" if sums.left_out else ""
        rate = f"，执行率 {sums.rate}" if sums.rate else ""
        yield (
            f"{len(sums.rows)} 个项目全年预算数合计 {sums.budget} 万元、全年执行数合计 {sums.executed} 万元"
            f"{rate}{lacking}。{'；'.join(sums.grades)}。"
        )


def _verdicts(forms: Sequence[FormAudit]) -> str:
    """How many totals agree, how many do not."""
    verdicts = [audited.sheet.verdict for audited in forms]
    told = (
        ("自评总分与复算相符的", Verdict.EQUAL),
        ("差异只因四舍五入的", Verdict.ROUNDING),
        ("不符的", Verdict.DIFFERENT),
        ("不能比较的", None),
    )
    counts = [(what, verdicts.count(verdict)) for what, verdict in told]
    return "、".join(f"{what} {count} 张" for what, count in counts if count) + "，"
