"""CS: 勾稽关系 — the summary table against the forms, and each of its rows with itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.amounts import amount, rate_agrees
from scoring.checks.context import NotChecked
from scoring.checks.packet import SummaryContext
from scoring.checks.registry import Found, off_by, quoted, summary_check
from scoring.finding import Severity
from scoring.model.form import Category
from scoring.model.summary import SummaryRow
from scoring.number import ZERO, Verdict, half_up, judge
from scoring.rules import RuleSet
from scoring.score.execution import execution_rate, planned, score_execution
from scoring.score.total import caps
from scoring.score.trace import points_text


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
        raise NotChecked("没有一同报送的自评表")
    unit = context.table.money_unit
    for match in context.matches:
        if match.form is None:
            row = match.row
            yield Found(
                row.name.place,
                f"汇总表{quoted(row.name.text)}（预算 {_budget(row)} {unit}、"
                f"执行 {row.executed.text} {unit}）没有找到名称和金额都相同的自评表，得分未能核对。",
                stated=row.total.text,
            )


def _budget(row: SummaryRow) -> str:
    return row.initial_budget.text if row.budget.blank and row.initial_budget else row.budget.text


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
        raise NotChecked("没有一同报送的项目自评表，不知适用哪一规则")
    checked = False
    for row in context.table.rows:
        total = row_total(row, rules)
        if total is None or row.total.written is None:
            continue
        checked = True
        places, rounder = rules.rounding.places, rules.rounding.rounder
        verdict = judge(row.total.text, row.total.written, row.total.stored, total, places, rounder)
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


@summary_check(
    "CS006",
    "汇总表等级与得分不符",
    Severity.ERROR,
    what="汇总表每一行填写的自评等级（优、良、中、差），是否与这一行的自评得分对应。",
    why="等级是结果应用的依据，须与同一行的得分一致。",
    basis="《项目支出绩效评价管理办法》（财预〔2020〕10号）评价等级。",
    mend="按得分改正等级；得分填错的先改正得分。",
)
def grade_differs(context: SummaryContext) -> Iterator[Found]:
    rules = context.rules
    if rules is None:
        raise NotChecked("没有一同报送的项目自评表，不知适用哪一规则")
    names = tuple(grade.name for grade in rules.grade)
    checked = False
    for row in context.table.rows:
        if row.grade is None or row.total.value is None or not row.grade.text.startswith(names):
            continue  # a word of their own for a grade is left to people
        checked = True
        right = rules.grade_of(row.total.value)
        if not row.grade.text.startswith(right):  # 优秀 is 优
            yield Found(
                row.grade.place,
                f"汇总表{quoted(row.name.text)}得 {row.total.text} 分，等级填“{row.grade.text}”，"
                f"应为“{right}”，请改正。",
                stated=row.grade.text,
                recomputed=right,
                citation=rules.citation(rules.grade[0]),
            )
    if not checked:
        raise NotChecked("汇总表没有填写等级")


@summary_check(
    "CS013",
    "汇总表执行率与金额不符",
    Severity.ERROR,
    what="汇总表每一行填写的预算执行率，是否等于同一行的全年执行数除以全年预算数。",
    why="执行率由同一行的两个金额决定，没有判断余地。",
    basis="项目支出绩效自评汇总表一行之内的勾稽关系：执行率（B/A×100%）。",
    mend="按全年执行数÷全年预算数×100%重新计算后填写；金额填错的先改正金额。",
)
def row_rate_differs(context: SummaryContext) -> Iterator[Found]:
    checked = False
    for row in context.table.rows:
        budget = planned(row, context.rules) if context.rules else row.budget
        rate = execution_rate(budget, row.executed)
        if budget is None or rate is None or row.rate.written is None:
            continue
        checked = True
        if not rate_agrees(row.rate, rate):
            right = f"{half_up(rate, 2):f}%"
            yield Found(
                row.rate.place,
                f"汇总表{quoted(row.name.text)}的预算执行率填 {row.rate.text}，"
                f"{amount(row.executed)} ÷ {amount(budget)} 应为 {right}，请改正。",
                stated=row.rate.text,
                recomputed=right,
            )
    if not checked:
        raise NotChecked("汇总表没有预算执行率，或没有全年预算数、全年执行数")


def row_total(row: SummaryRow, rules: RuleSet) -> Decimal | None:
    """The points of a row's parts with its execution score recomputed; None where a part is not told.

    The columns headed 得分率 hold points (7% for 7 points); a part above its points shows that
    they hold shares after all, and nothing is summed. Nor is it where the rules rescale and a part
    has no points: the project may lack it. A cap on the total is applied.
    """
    budget = planned(row, rules)
    execution = score_execution(budget, row.executed, rules)
    parts = dict(row.parts)
    if all(f.value is not None and f.value <= 1 and "%" not in f.text for f in parts.values()):
        return None  # shares of 1, not points
    if execution is None or not execution.interval.is_point or set(parts) != set(_most(rules)):
        return None
    total = rules.rounding.of(execution.interval.low)
    for part, most in _most(rules).items():
        value = parts[part].value
        if value is None or value > most or (rules.rescale and not value):
            return None
        total += value
    rate = execution_rate(budget, row.executed)
    if rules.cap and rate is None:
        return None
    return min([total, *(cap.most for cap in caps(rules, rate))])


def _most(rules: RuleSet) -> dict[str, Decimal]:
    """The most points each part can have, with all that may be moved to it."""
    most = {"fund_management": rules.fund_management.points} if rules.fund_management else {}
    for rule in rules.category:
        for category in rule.of:
            moved = sum((move.points for move in rules.move if move.to is category), ZERO)
            most[Category(category).value] = rule.points + moved
    return most
