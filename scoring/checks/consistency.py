"""CS: 勾稽关系 — a form against the summary table, the running text and its own copies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, SummaryContext
from scoring.checks.registry import Found, NotChecked, form_check, off_by, quoted, summary_check
from scoring.finding import Severity
from scoring.model.form import Category, Figure
from scoring.model.summary import SummaryRow
from scoring.number import ZERO, Interval, Verdict, compare, half_up
from scoring.rules import RuleSet
from scoring.score.execution import score_execution
from scoring.score.trace import points_text


def _total(context: FormContext) -> Figure:
    total = context.form.total
    if total is None or total.written is None:
        raise NotChecked("总分未填或不是数字")
    return total


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
    total = _total(context)
    assert total.written is not None
    rows = [
        row
        for document in context.near()
        for table in document.summaries
        for row in table.rows
        if context.is_row(row)
    ]
    if not rows:
        raise NotChecked("汇总表中没有这个项目，或没有汇总表")
    for row in rows:
        if row.total.written and row.total.written.value != total.written.value:
            difference = row.total.written.value - total.written.value
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
    total = _total(context)
    assert total.written is not None
    statements = context.statements()
    if not statements:
        raise NotChecked("没有说到这张表得分的文字说明")
    for statement in statements:
        score = statement.score.written
        if score and score.value != total.written.value:
            difference = score.value - total.written.value
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
    for other in context.packet.forms:
        if other is context:
            return
        if context.twin_of(other):
            yield Found(
                context.form.place,
                f"{quoted(context.form.name.text)}的自评表与 {other.form.place} 的表为同一项目，"
                "请确认是否重复。",
            )
            return


@summary_check(
    "CS004",
    "汇总表项目没有对应的自评表",
    Severity.NOTICE,
    what="汇总表的每一个项目，是否能找到名称、预算数和执行数都相同的自评表。",
    why="没有自评表的得分无法核实。",
    basis="项目支出绩效自评汇总表与项目支出绩效自评表的勾稽关系。",
    mend="补交自评表；已交的，核对两处的名称和金额。",
)
def row_without_form(context: SummaryContext) -> Iterator[Found]:
    if not context.packet.forms:
        raise NotChecked("没有一同送来的自评表")
    for match in context.matches:
        if match.form is None:
            row = match.row
            yield Found(
                row.name.place,
                f"汇总表{quoted(row.name.text)}（预算 {row.budget.text}、执行 {row.executed.text} 万元）"
                "没有找到名称和金额都相同的自评表，得分未能核对。",
                stated=row.total.text,
            )


@summary_check(
    "CS005",
    "汇总表一行的得分不等于各部分之和",
    Severity.ERROR,
    what="汇总表每一行的自评得分，是否等于执行率得分（按预算数、执行数复算）与各部分得分之和。",
    why="汇总表各栏同在一行，加总不符说明有一个数填错。",
    basis="项目支出绩效自评汇总表一行之内的勾稽关系。",
    mend="对照自评表改正这一行。",
)
def row_does_not_add_up(context: SummaryContext) -> Iterator[Found]:
    rules = context.rules
    if rules is None:
        raise NotChecked("没有一同送来的项目自评表，不知适用哪一规则")
    checked = False
    for row in context.table.rows:
        total = row_total(row, rules)
        if total is None or row.total.written is None:
            continue
        checked = True
        verdict = compare(row.total.written, total, rules.rounding.places)
        if verdict is not Verdict.EQUAL:
            yield _row_found(row, row.total.written.value, total, verdict, rules)
    if not checked:
        raise NotChecked("汇总表没有分部分的得分，或得分率按比例填写")


def _row_found(row: SummaryRow, stated: Decimal, total: Decimal, verdict: Verdict, rules: RuleSet) -> Found:
    right = points_text(total, rules.rounding.places)
    rounding = verdict is Verdict.ROUNDING
    told = "差异为四舍五入所致" if rounding else f"{off_by(stated - total)}，请对照自评表改正"
    return Found(
        row.total.place,
        f"汇总表{quoted(row.name.text)}得分填 {row.total.text} 分，各部分相加为 {right} 分，{told}。",
        stated=row.total.text,
        recomputed=right,
        difference=stated - total,
        rounding=rounding,
    )


def row_total(row: SummaryRow, rules: RuleSet) -> Decimal | None:
    """The points of a row's parts with its execution score recomputed; None where a part is not told.

    The columns headed 得分率 hold points (7% for 7 points); a part above its points shows that
    they hold shares after all, and nothing is summed.
    """
    execution = score_execution(row.budget, row.executed, rules)
    parts = dict(row.parts)
    if execution is None or not execution.interval.is_point or set(parts) != set(_most(rules)):
        return None
    total = Interval.at(half_up(execution.interval.low, rules.rounding.places))
    for part, most in _most(rules).items():
        value = parts[part].value
        if value is None or value > most:
            return None
        total += Interval.at(value)
    return total.low


def _most(rules: RuleSet) -> dict[str, Decimal]:
    """The most points each part can have, with all that may be moved to it."""
    most = {"fund_management": rules.fund_management.points} if rules.fund_management else {}
    for rule in rules.category:
        for category in rule.of:
            moved = sum((move.points for move in rules.move if move.to is category), ZERO)
            most[Category(category).value] = rule.points + moved
    return most
