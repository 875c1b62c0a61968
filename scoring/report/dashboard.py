"""绩效自评复核总览: two pages for the leadership of a bureau over all forms of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath

from markupsafe import Markup

from scoring.checks import catalogue
from scoring.finding import Finding, Severity
from scoring.model.form import Category
from scoring.number import HUNDRED, ZERO, Verdict, half_up, ratio
from scoring.place import Place
from scoring.report import view
from scoring.report.charts import columns, scatter
from scoring.report.folder import amounts, folders
from scoring.report.order import PLAIN, Order
from scoring.report.paper import Paper
from scoring.report.printing import USUAL, Options, Progress, Report, print_papers
from scoring.report.sections import open_findings
from scoring.report.trust import Trust, ranked
from scoring.report.wording import short
from scoring.results import Audit, FormAudit
from scoring.score.execution import execution_rate

DASHBOARD, TITLE = "dashboard", "绩效自评复核总览"
_BANDS = (60, 70, 80, 90)
_KINDS, _ENDS, _NAMED = 20, 7, 12  # rows of findings, of departments at each end, projects by name
_ROOM = 30  # characters of a name


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A kind of finding: how many, and on how many forms."""

    code: str
    name: str
    severity: str
    count: int
    forms: int


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department, as its rank is told."""

    rank: int
    name: str
    clean: str
    difference: str


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """What the two pages show. `facts` are rows of labels and values; `more_kinds` counts kinds of findings
    that are not listed, `left_out` departments between the `first` and the `last`; `unmarked` counts projects
    that the scatter cannot show."""

    unit: str
    title: str
    year: str
    footer: tuple[str, ...]
    facts: tuple[tuple[tuple[str, str], ...], ...]
    distribution: Markup
    spending: Markup
    unmarked: int
    unspent: tuple[str, ...]
    more_unspent: int
    kinds: tuple[FindingRow, ...]
    more_kinds: int
    first: tuple[DepartmentRow, ...]
    left_out: int
    last: tuple[DepartmentRow, ...]


def write_dashboard(
    result: Audit,
    folder: Path,
    progress: Progress | None = None,
    order: Order = PLAIN,  # noqa: ARG001
    options: Options = USUAL,
) -> Report:
    """Print the dashboard of an audit; without forms there is none."""
    path = PurePath(f"{TITLE}.pdf")
    paper = Paper(DASHBOARD, path, TITLE, Place(str(path)), lambda _: dashboard_page(result))
    return print_papers([paper] if result.forms else [], folder, progress, options)


def dashboard_page(result: Audit) -> DashboardPage:
    """Sum an audit up. A project that was handed in twice counts once, except among findings."""
    made = folders(result)
    projects = [audited for folder in made for audited in folder.projects]
    forms = [audited for folder in made for audited in folder.departments] + projects
    shown = [point for audited in projects if (point := _point(audited))]
    unspent = [name for name, *_, marked in shown if marked]
    kinds, departments = _kinds(result.findings), list(map(_department, ranked(forms)))
    cut = len(departments) > 2 * _ENDS + 1
    return DashboardPage(
        unit=departments[0].name if len(departments) == 1 else "",
        title=TITLE,
        year=view.years(forms),
        footer=(f"规则：{short(view.listed([view.ruleset(a.ruleset) for a in forms]), 90)}",),
        facts=tuple(map(tuple, _facts(result, forms, projects, len(departments)))),
        distribution=columns("自评得分与复算得分的分布", ("自评", "复算"), _distribution(forms)),
        spending=scatter(
            "预算执行率与产出自评得分率",
            ("预算执行率（%）", "产出指标自评得分率（%）"),
            [(rate, share, marked) for _, rate, share, marked in shown],
        ),
        unmarked=len(projects) - len(shown),
        unspent=tuple(short(name, _ROOM) for name in unspent[:_NAMED]),
        more_unspent=max(0, len(unspent) - _NAMED),
        kinds=tuple(kinds[:_KINDS]),
        more_kinds=max(0, len(kinds) - _KINDS),
        first=tuple(departments[:_ENDS] if cut else departments),
        left_out=len(departments) - 2 * _ENDS if cut else 0,
        last=tuple(departments[-_ENDS:] if cut else ()),
    )


def _facts(
    result: Audit, forms: Sequence[FormAudit], projects: Sequence[FormAudit], departments: int
) -> Iterator[list[tuple[str, str]]]:
    yield [
        ("单位", f"{departments} 个"),
        ("项目自评表", f"{len(projects)} 张"),
        ("部门整体自评表", f"{len(forms) - len(projects)} 张"),
        ("未能处理", f"{len(result.unread)} 份"),
    ]
    known = [pair for audited in projects if (pair := amounts(audited.form))]
    budget, executed = (sum((pair[n] for pair in known), ZERO) for n in (0, 1))
    yield [
        ("预算数（万元）", view.money(budget)),
        ("执行数（万元）", view.money(executed)),
        ("执行率", view.percent(ratio(executed, HUNDRED, by=budget)) if budget > 0 else ""),
        ("没有金额的项目", f"{len(projects) - len(known)} 个"),
    ]
    verdicts = Counter(audited.sheet.verdict for audited in forms)
    yield [
        ("总分与复算相符", f"{verdicts[Verdict.EQUAL]} 张"),
        ("差异为四舍五入", f"{verdicts[Verdict.ROUNDING]} 张"),
        ("总分与复算不符", f"{verdicts[Verdict.DIFFERENT]} 张"),
        ("不能比较", f"{verdicts[None]} 张"),
    ]
    found = result.findings
    told = [(severity.chinese, f"{len(open_findings(found, severity))} 处") for severity in Severity]
    yield [*told, ("经认可的问题", f"{sum(finding.waiver is not None for finding in found)} 处")]


def _distribution(forms: Sequence[FormAudit]) -> list[tuple[str, int, int]]:
    """How many totals, in percent of all points, are in each band, and how many are not known."""
    stated = Counter(_band(audited, audited.stated) for audited in forms)
    right = Counter(_band(audited, audited.sheet.recomputed) for audited in forms)
    labels = [f"不足 {_BANDS[0]}", *(f"{low}–{low + 10}" for low in _BANDS[:-1]), f"{_BANDS[-1]} 及以上"]
    groups = [(label, stated[n], right[n]) for n, label in enumerate(labels)]
    return groups + ([("未填或不能复算", stated[-1], right[-1])] if stated[-1] or right[-1] else [])


def _band(audited: FormAudit, total: Decimal | None) -> int:
    if total is None:
        return -1
    share = ratio(total, HUNDRED, by=audited.ruleset.total.points)
    return sum(share >= low for low in _BANDS)


def _point(audited: FormAudit) -> tuple[str, Decimal, Decimal, bool] | None:
    """Name, execution rate and share of the output points that was stated; None where one is not known.

    Marked is a project that spent nothing and claims everything.
    """
    funds = audited.form.total_funds
    rate = execution_rate(funds.budget, funds.executed) if funds else None
    lines = [line for line in audited.sheet.lines if line.category is Category.OUTPUT]
    stated, points = view.stated_sum(lines), [line.points.value or ZERO for line in lines]
    if rate is None or stated is None or sum(points, ZERO) <= 0:
        return None
    share = ratio(stated, HUNDRED, by=sum(points, ZERO))
    return audited.name, rate, share, rate == 0 and share >= HUNDRED


def _kinds(findings: Iterable[Finding]) -> list[FindingRow]:
    """The kinds of findings that nobody has accepted, gravest first, then the most frequent."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        if finding.waiver is None:
            groups.setdefault((finding.code, finding.severity), []).append(finding)
    order = sorted(groups.items(), key=lambda item: (item[0][1].rank, -len(item[1]), item[0][0]))
    return [
        FindingRow(
            code, catalogue()[code].name, severity.chinese, len(own), len({f.form for f in own if f.form})
        )
        for (code, severity), own in order
    ]


def _department(trust: Trust) -> DepartmentRow:
    return DepartmentRow(
        rank=trust.rank,
        name=short(trust.name, _ROOM),
        clean=f"{trust.clean} / {trust.forms}（{view.percent(trust.share)}）",
        difference=format(half_up(trust.difference, 2), "f") if trust.difference is not None else "—",
    )
