"""CS: 勾稽关系 — the parts of a summary row (the columns headed 得分率) against its form."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import NotChecked
from scoring.checks.packet import SummaryContext
from scoring.checks.registry import Found, off_by, quoted, summary_check
from scoring.checks.summarypart import SummaryPart
from scoring.finding import Severity
from scoring.number import HUNDRED, Verdict, compare, plain
from scoring.score.trace import exact_text


@summary_check(
    "CS011",
    "汇总表各部分得分与自评表不符",
    Severity.ERROR,
    what="汇总表每一行资金管理情况、成本、产出、效益、满意度各栏，是否等于自评表这一部分的得分，或得分占分值的比例。",
    why="各部分得分是汇总分析的依据，须与自评表一致。",
    basis="项目支出绩效自评汇总表与项目支出绩效自评表的勾稽关系。",
    mend="核对后改正汇总表或自评表。",
)
def parts_differ(context: SummaryContext) -> Iterator[Found]:
    parts = _parts(context)
    scores = _hold_scores(parts)
    for part in parts:
        if part.is_score or part.is_rate:
            continue
        rounding = compare(part.written, part.score, part.places) is Verdict.ROUNDING
        off = off_by(part.written.value - part.score) if scores else "与得分、得分率都不符"
        told = "差异为四舍五入所致" if rounding else f"{off}，请核对改正"
        yield Found(
            part.figure.place,
            f"汇总表{quoted(part.row.name.text)}的{part.name}填 {part.figure.text}，{part.told}，{told}。",
            stated=part.figure.text,
            recomputed=plain(part.score),
            rounding=rounding,
        )


def _parts(context: SummaryContext) -> tuple[SummaryPart, ...]:
    if not context.parts:
        raise NotChecked("汇总表没有各部分的得分率，或没有对应的自评表")
    return context.parts


def _hold_scores(parts: tuple[SummaryPart, ...]) -> bool:
    """Whether the columns hold scores: more cells are scores only than are rates only."""
    rates = sum(part.is_rate and not part.is_score for part in parts)
    return sum(map(_is_no_rate, parts)) > rates


def _is_no_rate(part: SummaryPart) -> bool:
    """The score, and not by chance the rate too: 0 of 10, or some of 100 points."""
    return part.is_score and part.score != 0 and part.points != HUNDRED


@summary_check(
    "CS012",
    "得分率栏填写的是得分",
    Severity.NOTICE,
    what="汇总表名为“得分率”的各栏，填的是得分占分值的比例，还是得分本身。",
    why="10分得7分写作7%，看表的人会以为只得了百分之七。",
    basis="项目支出绩效自评汇总表的栏名。",
    mend="改填得分率（得分÷分值×100%），或把栏名改为“得分”。",
)
def points_under_rate(context: SummaryContext) -> Iterator[Found]:
    parts = _parts(context)
    if _hold_scores(parts):
        part = next(filter(_is_no_rate, parts))
        yield Found(
            part.figure.place,
            f"汇总表各部分的“得分率”栏填的是得分，如{quoted(part.row.name.text)}的{part.name}填 "
            f"{part.figure.text}，{part.told}，请改填得分率，或把栏名改为“得分”。",
            stated=part.figure.text,
            recomputed=f"{exact_text(part.rate)}%",
        )
