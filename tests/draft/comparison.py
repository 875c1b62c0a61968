"""Hold what a spreadsheet computed against the engine: every formula cell, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from filled import Answers, Computed, Layout

from scoring.drafting.plan import Plan
from scoring.model.form import BLANKS, CATEGORY_NAMES
from scoring.number import HUNDRED, ZERO, half_up, plain
from scoring.numerals import Deadline, Expression, Quantity, Words
from scoring.rules import RuleSet
from scoring.score import Line, Part, score
from scoring.score.execution import execution_rate
from scoring.score.methods import CEILINGS
from scoring.score.trace import points_text
from scoring.score.weights import wanted
from scoring.write.draft.answers import is_percent, parsed, takes_share
from scoring.write.draft.columns import (
    BUDGET,
    DEVIATION,
    EXECUTED,
    EXECUTION_SCORE,
    GOAL,
    HIGH,
    HINT,
    INITIAL,
    LOW,
    METHOD,
    POINTS,
    RATE,
    REASON,
    SCORE,
)

Difference = str
_FLOORS = ("floor_met", "floor_proportional", "over_judgement")


def differences(plan: Plan, answers: Answers, at: Layout, found: Computed) -> Iterator[Difference]:
    """Every cell that is not what the engine says, told in a sentence."""
    sheet = score(found.form, plan.rules)
    lines = sheet.of(Part.INDICATOR)
    scores: list[Decimal | None] = []
    yield from _money(at.total, found)
    if plan.rules.execution.points:
        execution, stated = sheet.of(Part.EXECUTION)[0], found.number(at.total, EXECUTION_SCORE)
        yield from _row(at.total, execution, answers.judged_execution, found, EXECUTION_SCORE, True)
        told = _judged(execution) if execution.interval and stated is None else ""
        yield from _same("提示", at.total, found.text(at.total, HINT), told)
        scores.append(stated)
    scores += [line.recomputed for line in sheet.of(Part.FUND_MANAGEMENT)]
    assert len(lines) == len(plan.indicators)
    for number, (line, judged) in enumerate(zip(lines, answers.judged, strict=True)):
        row = at.first + number
        answered = bool(found.form.indicators[number].actual)
        yield from _row(row, line, judged, found, SCORE, answered)
        known = answered and line.deviation is not None
        wanted = half_up(line.deviation, 2) if known and line.deviation is not None else None
        yield from _same("偏差度", row, found.number(row, DEVIATION), wanted)
        yield from _same("目标数", row, found.text(row, GOAL), _goal(line.target))
        yield from _same(
            "提示", row, found.text(row, HINT), _hint(line, answers.actuals[number], row, found, plan.rules)
        )
        scores.append(found.number(row, SCORE))
    yield from _sums(plan, at, scores, found)


def _same(what: str, row: int, found: object, wanted: object) -> Iterator[Difference]:
    if found != wanted:
        yield f"{what} in row {row}: {found!r}, not {wanted!r}"


def _money(first: int, found: Computed) -> Iterator[Difference]:
    """Every rate, and the sums of the sources."""
    total, *sources = found.form.funds
    for number, fund in enumerate((total, *sources)):
        rate = execution_rate(fund.budget, fund.executed)
        wanted = None if rate is None else half_up(rate, 2) / HUNDRED
        yield from _same("执行率", first + number, found.number(first + number, RATE), wanted)
    for column, name in ((INITIAL, "initial_budget"), (BUDGET, "budget"), (EXECUTED, "executed")):
        amounts = [getattr(fund, name).value for fund in sources]
        known = [amount for amount in amounts if amount is not None]
        yield from _same(name, first, found.number(first, column), sum(known, ZERO) if known else None)


def _row(
    row: int, line: Line, judged: object, found: Computed, column: int, answered: bool
) -> Iterator[Difference]:
    interval = line.interval if answered else None
    low, high = (interval.low, interval.high) if interval else (None, None)
    yield from _same("最低分", row, found.number(row, LOW), low)
    yield from _same("最高分", row, found.number(row, HIGH), high)
    wanted = None
    if interval and interval.is_point:
        wanted = interval.low
    elif interval and isinstance(judged, Decimal) and judged in interval:
        wanted = half_up(judged, 2)
    yield from _same("得分", row, found.number(row, column), wanted)


def _goal(text: str) -> str:
    target = parsed(text)
    if isinstance(target, Quantity):
        shown = half_up(target.written.value, 2) if is_percent(target) else target.written.value
        return f"{shown}%" if is_percent(target) else plain(shown)
    if isinstance(target, Deadline) and target.due:
        return f"{target.due.year}年{target.due.month}月{target.due.day}日"
    return ""


def _hint(line: Line, typed: object, row: int, found: Computed, rules: RuleSet) -> str:
    if not line.actual or line.interval is None:
        return ""
    target, actual = parsed(line.target), parsed(line.actual)
    if isinstance(typed, Decimal) and 1 < typed < 36526 and line.interval and _takes_share(target, rules):
        return "百分数请连百分号填写，如 80%，请核对"
    stated = found.number(row, SCORE)
    slip = _slipped(target, actual) if isinstance(typed, Decimal) else ""
    if slip:
        return slip
    if stated is None or stated.is_nan():
        numeric = isinstance(target, Quantity) and isinstance(typed, str)
        return ("实际完成值请只填数字；不能用数表示的，" if numeric else "") + _judged(line)
    assert line.points.value is not None
    over = False
    if isinstance(target, Quantity) and isinstance(actual, Quantity) and isinstance(typed, Decimal):
        goal, done = target.written.value, actual.written.value
        floor = line.scored is not None and line.scored.method in _FLOORS
        over = floor and goal > 0 and done * 100 > goal * 130
    silent = line.reason.text in BLANKS or line.reason.text in ("无", "无。")
    return "请写偏差原因和改进措施" if silent and (stated < line.points.value or over) else ""


def _judged(line: Line) -> str:
    assert line.interval
    low, high = (points_text(end, 2) for end in (line.interval.low, line.interval.high))
    return f"由人判断，请填“判断得分”：{low}—{high} 分"


def _takes_share(target: Expression | None, rules: RuleSet) -> bool:
    return isinstance(target, Deadline) or (isinstance(target, Words) and takes_share(target, rules))


def _slipped(target: Expression | None, actual: Expression | None) -> str:
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity) or target.written.value <= 0:
        return ""
    goal, done = target.written.value, actual.written.value
    small = done != 0 and done * 50 < goal and target.operator not in CEILINGS
    return "与指标值相差悬殊，请核对单位" if done > goal * 10 or small else ""


def _sums(plan: Plan, at: Layout, scores: list[Decimal | None], found: Computed) -> Iterator[Difference]:
    whole = [one for one in scores if one is not None]
    total = sum(whole, ZERO) if len(whole) == len(scores) else None
    yield from _same("总分", at.last, found.number(at.last, SCORE), total)
    grade = plan.rules.grade_of(total) if total is not None else ""
    missing = sum(one is None for one in scores)
    told = f"还有 {missing} 行没有得分" if missing else ""
    yield from _same("提示", at.last, found.text(at.last, HINT), told)
    yield from _same("等级", at.last, found.text(at.last, REASON), grade)
    points = [one.points.value or ZERO for one in found.form.indicators]
    fixed = plan.rules.execution.points
    fixed += plan.rules.fund_management.points if plan.rules.fund_management else ZERO
    yield from _same("分值合计", at.last, found.number(at.last, POINTS), fixed + sum(points, ZERO))
    present = {one.category for one in found.form.indicators if one.points.value}
    planned = {one.category for one in plan.indicators}
    row = at.total + 1
    for group in plan.rules.category:
        right, _ = wanted(group, plan.rules, present)
        moves = [move for move in plan.rules.move if {move.to, move.missing} & set(group.of)]
        live = any(move.missing in planned for move in moves)
        own = [one.points.value or ZERO for one in found.form.indicators if one.category in group.of]
        names = "和".join(CATEGORY_NAMES[category] for category in group.of)
        if own:
            yield from _same("分值核对", row, found.text(row, METHOD), _checked(names, sum(own, ZERO), right))
        elif right or live:
            told = f"{names}：没有指标，应有 {plain(right)} 分，请补充指标"
            yield from _same("分值核对", row, found.text(row, METHOD), told)
        row += bool(own or right or live)
    told = _checked("各部分", fixed + sum(points, ZERO), plan.rules.total.points)
    yield from _same("分值核对", row, found.text(row, METHOD), told)


def _checked(names: str, points: Decimal, wanted: Decimal) -> str:
    off = "" if points == wanted else "，请调整"
    return f"{names}：分值合计 {plain(points)}，应为 {plain(wanted)}{off}"
