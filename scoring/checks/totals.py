"""TO: 总分与等级 — sums, the recomputed total, and the grade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.registry import Found, form_check, off_by
from scoring.finding import Severity
from scoring.model.form import Figure
from scoring.number import ZERO, Interval, Verdict, judge, noiseless, plain
from scoring.score.trace import points_text, range_text, total_working


@form_check(
    "TO001",
    "总分不等于各行得分之和",
    Severity.ERROR,
    what="填写的总分是否等于表上各行填写的得分之和；规则要求折算、封顶的，是否等于折算、封顶后的得分。",
    why="总分与明细不符，说明加总有误或改了明细没有改总分。",
    basis="项目支出绩效自评表“总分”行。",
    mend="重新加总，改正总分。",
)
def sum_mismatch(context: FormContext) -> Iterator[Found]:
    if context.form.missing:
        raise NotChecked("自评表不完整")
    total, points = context.total()
    stated = [line.stated.value for line in context.sheet.lines if line.stated.value is not None]
    if len(stated) < len(context.sheet.lines):
        raise NotChecked("有得分未填或不是数字")
    added = Interval.at(noiseless(sum(stated, ZERO)))
    settlement, rounder = context.sheet.settlement, context.rules.rounding.rounder
    right, exact = (_nearest(ends, points) for ends in (settlement.of(added), settlement.exact(added)))
    assert total.written is not None
    decimals = max(context.places, -int(right.as_tuple().exponent))
    verdict = judge(total.text, total.written, total.stored, exact, decimals, rounder)
    if verdict is Verdict.EQUAL:
        return
    rounding = verdict is Verdict.ROUNDING
    difference = points - right
    told = "差异为四舍五入所致" if rounding else f"{off_by(difference)}，请改正"
    said = total_working(settlement, added, context.places)
    yield Found(
        total.place,
        f"总分填 {total.said} 分，{said or f'各行得分之和为 {plain(right)} 分'}，{told}。",
        stated=total.text,
        recomputed=plain(right),
        difference=difference,
        rounding=rounding,
    )


def _nearest(ends: Interval, points: Decimal) -> Decimal:
    """Of two possible totals the nearer one: without a rate nobody knows whether the cap holds."""
    return min(ends.low, ends.high, key=lambda end: abs(points - end))


@form_check(
    "TO002",
    "总分与复算不符",
    Severity.ERROR,
    what="填写的总分是否等于按规则逐行复算后加总的总分。",
    why="总分决定等级，是自评结果应用的依据。",
    basis="规则文件所列各条；逐行差异见 EX002、IN001、IN002。",
    mend="先按各行的提示改正得分，再重新加总。",
)
def total_mismatch(context: FormContext) -> Iterator[Found]:
    (total, points), sheet = context.total(), context.sheet
    if sheet.total is None:
        raise NotChecked("自评表不完整，无法复算总分" if context.form.missing else "有分值未填，无法复算总分")
    if sheet.recomputed is None or sheet.verdict is None:
        if points not in sheet.total:
            yield _beyond(context, total)
        return
    if sheet.verdict is Verdict.EQUAL:
        return
    right = points_text(sheet.recomputed, context.places)
    difference = points - sheet.recomputed
    rounding = sheet.verdict is Verdict.ROUNDING
    told = (
        "差异为四舍五入所致"
        if rounding
        else f"{off_by(difference)}{_grades(context, points)}，请逐行核对改正"
    )
    yield Found(
        total.place,
        f"总分自评 {total.said} 分，逐行复算后加总为 {right} 分{_working(context)}，{told}。",
        stated=total.text,
        recomputed=right,
        difference=difference,
        rounding=rounding,
        citation=sheet.settlement.citation(sheet.sum) if sheet.sum else None,
    )


def _working(context: FormContext) -> str:
    """How the sum became the total, in brackets, where it did not stay what it was."""
    total = context.sheet.sum
    said = total_working(context.sheet.settlement, total, context.places) if total else ""
    return f"（{said}）" if said else ""


def _beyond(context: FormContext, total: Figure) -> Found:
    assert context.sheet.total is not None
    right = range_text(context.sheet.total, context.places)
    return Found(
        total.place,
        f"总分自评 {total.text} 分，超出复算的范围 {right} 分{_working(context)}，请逐行核对改正。",
        stated=total.text,
        recomputed=right,
    )


def _grades(context: FormContext, points: Decimal) -> str:
    before, after = context.rules.grade_of(points), context.sheet.grade
    return f"，等级由“{before}”变为“{after}”" if before != after else f"，等级仍为“{after}”"


@form_check(
    "TO003",
    "总分未填或不是数字",
    Severity.ERROR,
    what="“总分”行是否有得分。",
    why="没有总分，自评结果不成立，也无法与汇总表核对。",
    basis="项目支出绩效自评表“总分”行。",
    mend="在“总分”行的得分栏填写各行得分之和。",
)
def total_missing(context: FormContext) -> Iterator[Found]:
    total = context.form.total
    if total is not None and total.written is not None:
        return
    if "end" in context.form.missing:
        raise NotChecked("自评表不完整")
    if total is None:
        message = "没有找到“总分”行的得分，请补填总分。"
    elif total.unreadable:
        message = f"总分“{total.text}”不是数字，请填写数字。"
    else:
        message = "总分未填，请补填总分。"
    computed = context.sheet.recomputed
    if computed is not None:
        message = message.removesuffix("。") + f"（复算为 {points_text(computed, context.places)} 分）。"
    yield Found(total.place if total else context.form.place, message, stated=total.text if total else None)


@form_check(
    "TO004",
    "等级与得分不符",
    Severity.ERROR,
    what="填写的等级（优、良、中、差）是否与复算总分对应的等级一致。",
    why="等级是结果应用的依据，必须与分数对应。",
    basis="《项目支出绩效评价管理办法》（财预〔2020〕10号）评价等级。",
    mend="按总分改正等级。",
)
def grade_mismatch(context: FormContext) -> Iterator[Found]:
    grade, right = context.form.grade, context.sheet.grade
    if not grade:
        raise NotChecked("表上没有填写等级")
    if right is None or context.sheet.recomputed is None:
        raise NotChecked("总分无法复算")
    if grade.text != right:
        total = points_text(context.sheet.recomputed, context.places)
        yield Found(
            grade.place,
            f"等级填“{grade.text}”，复算总分 {total} 分对应“{right}”，请改正。",
            stated=grade.text,
            recomputed=right,
            citation=context.rules.citation(context.rules.grade[0]),
        )
