"""CS: 勾稽关系 — a form against the summary table, the running text and its own copies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import loose
from scoring.checks.registry import Found, form_check, off_by, quoted
from scoring.finding import Severity
from scoring.model.form import Figure
from scoring.number import half_up


def _off(figure: Figure, total: Figure, context: FormContext) -> Decimal | None:
    """How far a figure told elsewhere is from the form's total as shown; None where it agrees with
    that, or either cell's stored value does (94.0987 shown as 94.1), or is no number."""
    if figure.written is None or total.written is None or total.value is None:
        return None
    told, right = figure.written.value, (total.written.value, half_up(total.value, context.places))
    if told in right or (figure.value is not None and half_up(figure.value, context.places) in right):
        return None
    return told - total.written.value


@form_check(
    "CS001",
    "汇总表得分与自评表不符",
    Severity.ERROR,
    what="汇总表中这个项目的自评得分，是否等于自评表的总分（按名称、预算数和执行数认定同一项目）。",
    why="汇总表是上报和公开的数，须与自评表一致。",
    basis="项目支出绩效自评汇总表与项目支出绩效自评表的勾稽关系。",
    mend="核对后改正汇总表或自评表。",
)
def summary_differs(context: FormContext) -> Iterator[Found]:
    total, _ = context.total()
    rows = context.summary_rows()
    if not rows:
        raise NotChecked("汇总表中没有这个项目" if context.packet.rows_by_name else "没有汇总表")
    for row in rows:
        difference = _off(row.total, total, context)
        if difference:
            yield Found(
                row.total.place,
                f"汇总表中{quoted(row.name.text)}的得分为 {row.total.text} 分，自评表总分为 {total.text} 分，"
                f"{off_by(difference)}，请核对改正。",
                stated=row.total.text,
                recomputed=total.text,
                difference=difference,
            )


@form_check(
    "CS002",
    "文字说明的得分与自评表不符",
    Severity.ERROR,
    what="同一份材料的文字说明中写的得分、等级，是否与自评表一致。",
    why="文字说明随决算公开，与表不符会使公开信息自相矛盾。",
    basis="预算绩效情况说明与自评表的勾稽关系。",
    mend="核对后改正文字说明或自评表。",
)
def text_differs(context: FormContext) -> Iterator[Found]:
    total, _ = context.total()
    statements = context.statements()
    if not statements:
        raise NotChecked("没有说到这张表得分的文字说明")
    for statement in statements:
        score = statement.score.written
        difference = _off(statement.score, total, context)
        if difference:
            yield Found(
                statement.score.place,
                f"文字说明写{quoted(context.form.name.text)}得 {statement.score.text} 分，"
                f"自评表总分为 {total.text} 分，{off_by(difference)}，请核对改正。",
                stated=statement.score.text,
                recomputed=total.text,
                difference=difference,
            )
        right = context.rules.grade_of(score.value) if score else None
        if statement.grade and right and statement.grade.text != right:
            yield Found(
                statement.grade.place,
                f"文字说明写等级为“{statement.grade.text}”，{statement.score.text} 分对应“{right}”，请改正。",
                stated=statement.grade.text,
                recomputed=right,
                citation=context.rules.citation(context.rules.grade[0]),
            )


@form_check(
    "CS003",
    "同一张表重复出现",
    Severity.NOTICE,
    what="同一项目（名称、预算数、执行数都相同）的自评表是否在材料中出现了两次。",
    why="重复的表会使项目个数和汇总金额算错。",
    basis="一个项目一张自评表。",
    mend="确认是否为同一张表；评价报告中重复附的表可以不处理。",
)
def form_repeated(context: FormContext) -> Iterator[Found]:
    if not context.form.name:
        return
    for other in context.packet.by_name[loose(context.form.name.text)]:
        if other is context:
            return
        if context.twin_of(other):
            yield Found(
                context.form.place,
                f"{quoted(context.form.name.text)}的自评表与 {other.form.place} 的表为同一项目，"
                "请确认是否重复。",
            )
            return
