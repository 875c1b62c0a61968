"""项目支出绩效评价报告: seven sections, whose figures come from the form and its recomputation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scoring.checks.registry import quoted
from scoring.model.form import CATEGORY_NAMES, Category, Goal, ProjectForm
from scoring.number import Verdict, plain
from scoring.report import view
from scoring.report.charts import shares
from scoring.report.evaluationtables import (
    FundsRow,
    IndicatorRow,
    Indicators,
    PartRow,
    funds_row,
    indicator_row,
    indicators_of,
    part_row,
    parts_of,
    rate_of,
    share_of,
)
from scoring.report.narrative import (
    ADVICE,
    BASICS,
    DECISION,
    EFFECT,
    OTHER,
    OUTPUT,
    PROBLEMS,
    PROCESS,
    WORK,
    Narrative,
    blanks,
)
from scoring.report.statement import BLANK
from scoring.results import FormAudit
from scoring.score import Part
from scoring.score.trace import computed, difference_text, points_text

REQUIRED = (BASICS, WORK, DECISION, PROCESS, PROBLEMS, ADVICE, OTHER)
_OUTPUTS = (Category.COST, Category.OUTPUT)
_EFFECTS = (Category.EFFECT, Category.SATISFACTION, Category.OTHER)


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The report. `public` ones tell the recomputed scores only; `missing` names what is to be filled in."""

    name: str
    unit: str
    implementing: str
    year: str
    footer: tuple[str, ...]
    final: bool
    public: bool
    narrative: Narrative
    required: tuple[str, ...]
    blank: str
    money_unit: str
    funds: tuple[FundsRow, ...]
    spending: str
    goals: tuple[Goal, ...]
    conclusion: str
    changed: str
    parts: tuple[PartRow, ...]
    total: view.Compared
    points: str
    chart: Markup
    counts: str
    execution: str
    management: tuple[IndicatorRow, ...]
    outputs: tuple[Indicators, ...]
    effects: tuple[Indicators, ...]
    missing: tuple[str, ...]


def evaluation_page(
    audited: FormAudit, told: Narrative, *, final: bool = False, public: bool = False
) -> EvaluationPage:
    """Set the report on a project out, with the narrative that was written for it."""
    form, lines = audited.form, audited.sheet.lines
    assert isinstance(form, ProjectForm)
    parts = list(parts_of(lines))
    places = audited.ruleset.rounding.places
    rows = tuple(part_row(name, own, places) for name, own in parts)
    return EvaluationPage(
        name=audited.name,
        unit=form.unit,
        implementing=form.implementing_unit.text or form.unit,
        year=view.years([audited]),
        footer=view.footer(audited, public=public),
        final=final,
        public=public,
        narrative=told,
        required=_required(form),
        blank=BLANK,
        money_unit=form.money_unit.value,
        funds=tuple(map(funds_row, form.funds)),
        spending=_spending(form),
        goals=form.goals,
        conclusion=_conclusion(audited, public=public),
        changed="" if public else _changed(audited),
        parts=rows,
        total=view.total(audited),
        points=view.figure(form.total_points),
        chart=shares("各部分得分率", [(name, share_of(own)) for name, own in parts]),
        counts=_counts(form),
        execution=_execution(audited),
        management=tuple(indicator_row(line, places) for line in audited.sheet.of(Part.FUND_MANAGEMENT)),
        outputs=tuple(indicators_of(lines, _OUTPUTS, places)),
        effects=tuple(indicators_of(lines, _EFFECTS, places)),
        missing=tuple(_missing(audited, form, told)),
    )


def _required(form: ProjectForm) -> tuple[str, ...]:
    """The sections that need narrative: those without computed contents."""
    have = {item.category for item in form.indicators}
    bare = [name for name, own in ((OUTPUT, _OUTPUTS), (EFFECT, _EFFECTS)) if have.isdisjoint(own)]
    return (*REQUIRED, *bare)


def _missing(audited: FormAudit, form: ProjectForm, told: Narrative) -> Iterator[str]:
    if not form.name:
        yield "项目名称"
    if rate_of(form.total_funds) is None:
        yield "项目资金"
    if not any(goal.expected for goal in form.goals):
        yield "年度总体目标"
    if audited.sheet.recomputed is None:
        yield "综合得分"
    yield from blanks(told, _required(form))
    yield from told.remarks


def _spending(form: ProjectForm) -> str:
    funds, rate = form.total_funds, rate_of(form.total_funds)
    if funds is None or rate is None:
        return f"项目全年预算数{BLANK}，全年执行数{BLANK}，预算执行率{BLANK}。"
    unit = form.money_unit.value
    return (
        f"项目全年预算数 {view.figure(funds.budget)} {unit}，"
        f"全年执行数 {view.figure(funds.executed)} {unit}，预算执行率 {view.percent(rate)}。"
    )


def _conclusion(audited: FormAudit, *, public: bool) -> str:
    sheet, places = audited.sheet, audited.ruleset.rounding.places
    if sheet.recomputed is None:
        return f"项目综合得分{BLANK}分，评价等级为{BLANK}。"
    told = f"项目综合得分 {points_text(sheet.recomputed, places)} 分，评价等级为“{sheet.grade}”。"
    if public or audited.stated is None or audited.difference is None:
        return told
    match sheet.verdict:
        case Verdict.DIFFERENT:
            off = difference_text(audited.difference)
            return f"{told}自评得分 {plain(audited.stated)} 分，{off} 分，本报告按复算结果评价。"
        case Verdict.ROUNDING:
            return f"{told}自评得分 {plain(audited.stated)} 分，差异为四舍五入所致。"
        case _:
            return f"{told}自评得分与此相符。"


def _changed(audited: FormAudit) -> str:
    """The lines that are scored in another way than the form does; empty where there are none."""
    places = audited.ruleset.rounding.places
    told = [
        f"{quoted(line.name.text)}自评 {line.stated.text} 分、评价 {view.right(line, places)} 分"
        f"{'（四舍五入）' if line.verdict is Verdict.ROUNDING else ''}"
        for line in audited.sheet.lines
        if line.verdict in (Verdict.DIFFERENT, Verdict.ROUNDING)
    ]
    return f"评价得分与自评不同的有：{'；'.join(told)}。" if told else ""


def _counts(form: ProjectForm) -> str:
    counts = [
        f"{CATEGORY_NAMES[category]} {count} 个"
        for category in Category
        if (count := sum(item.category is category for item in form.indicators))
    ]
    if not counts:
        return f"项目设定三级指标{BLANK}个。"
    return f"项目设定三级指标 {len(form.indicators)} 个，其中{'、'.join(counts)}。"


def _execution(audited: FormAudit) -> str:
    lines = audited.sheet.of(Part.EXECUTION)
    if not lines or lines[0].interval is None:
        return f"预算执行率得分{BLANK}。"
    return f"预算执行率得分：{computed(lines[0], audited.ruleset.rounding.places)}。"
