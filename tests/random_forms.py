"""Forms made at random and scored by the tool itself: right in every figure, whatever they say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st
from support import Item, Money, Row, department, indicator, project

from scoring.model.form import AnyForm, Category
from scoring.number import Interval, half_up, plain, ratio
from scoring.rules import RuleSet
from scoring.score import score
from scoring.score.line import indicator_line

HALVES = Decimal("0.5")  # points are given out in halves
CENTS = Decimal("0.01")
REASON = "受天气影响没有完成，下年加快进度"

OPERATORS = st.sampled_from(["≥", "≤", "=", ">", "<", "", "不低于", "不超过"])
UNITS = st.sampled_from(["个", "%", "人次", "天", "公里", ""])
AMOUNTS = st.decimals(Decimal("0.01"), 9999, places=2).map(plain) | st.integers(0, 99_999).map(str)
ANSWERS = st.sampled_from(
    [
        ("提高", "100%"),
        ("提高", "83.5%"),
        ("稳定运行", "稳定运行"),
        ("提高", "较好"),
        ("提高", "一般"),
        ("2023年12月31日前", "2023年11月2日"),
        ("2023年12月31日前", "80%"),
        ("及时", "基本及时"),
    ]
)


@st.composite
def quantities(draw: st.DrawFn) -> tuple[str, str]:
    """A target and an actual that are quantities."""
    unit = draw(UNITS)
    return f"{draw(OPERATORS)}{draw(AMOUNTS)}{unit}", f"{draw(AMOUNTS)}{unit}"


@st.composite
def costs(draw: st.DrawFn) -> tuple[str, str]:
    """A ceiling of money and what was spent, which may be nothing."""
    return f"≤{draw(AMOUNTS)}万元", f"{draw(AMOUNTS | st.just('0'))}万元"


@st.composite
def rows(draw: st.DrawFn, category: Category, points: Decimal, rules: RuleSet) -> list[Row]:
    """The indicators of a category, each scored as the rules want, with points that add up."""
    halves = int(points / HALVES)
    cuts = sorted(draw(st.sets(st.integers(1, halves - 1), max_size=3)))
    shares = [end - start for start, end in zip([0, *cuts], [*cuts, halves], strict=True)]
    pairs = costs() if category is Category.COST else quantities() | ANSWERS
    return [scored_row(draw, Row(category, *draw(pairs), plain(share * HALVES)), rules) for share in shares]


def scored_row(draw: st.DrawFn, row: Row, rules: RuleSet) -> Row:
    """The row with the score and the deviation that the tool computes; in a band any score will do."""
    line = indicator_line(indicator(row), rules)
    assert line.interval is not None
    score = draw(within(line.interval))
    deviation = format(half_up(line.deviation, 2), "f") if line.deviation is not None else "0.00"
    reason = REASON if score < Decimal(row.points) else ""
    return replace(row, score=format(score, "f"), deviation=deviation, reason=reason)


def within(interval: Interval) -> st.SearchStrategy[Decimal]:
    """Any score of the interval, at two decimals."""
    low, high = int(interval.low / CENTS), int(interval.high / CENTS)
    return st.integers(low, high).map(lambda cents: cents * CENTS)


@st.composite
def forms(draw: st.DrawFn, rules: RuleSet) -> AnyForm:
    """A form of the rule set's kind, scored by the tool, without a mistake."""
    indicators = [
        row
        for category, points in draw(weights(rules)).items()
        for row in draw(rows(category, points, rules))
    ]
    money = draw(moneys(rules))
    if rules.kind == "department":
        return department(*indicators, money=money)
    part = rules.fund_management
    items = tuple(draw(item(name, part.item_points)) for name in part.items) if part else ()
    form = project(*indicators, money=money, items=items)
    told = None  # the sum of the lines, as they are written
    total = form.total.value if form.total else None
    if rules.rescale or rules.cap:
        total = score(form, rules).recomputed
        told = plain(total) if total is not None else ""
    assert total is not None
    return project(*indicators, money=money, items=items, total=told, grade=rules.grade_of(total))


@st.composite
def weights(draw: st.DrawFn, rules: RuleSet) -> dict[Category, Decimal]:
    """The points of each category. One that may be missing sometimes is: its points move, or the rest is
    rescaled."""
    points = {group.of[0]: group.points for group in rules.category}
    for move in rules.move:
        if draw(st.booleans()):
            points[move.to] += points.pop(move.missing)
    if rules.rescale and draw(st.booleans()):
        points.pop(draw(st.sampled_from(list(points))))
    return points


@st.composite
def moneys(draw: st.DrawFn, rules: RuleSet) -> Money:
    """The total row: the rate and its score computed."""
    budget = draw(st.decimals(Decimal("0.01"), 9999, places=2))
    executed = draw(st.decimals(0, budget, places=2))
    rate = ratio(executed, Decimal(100), by=budget)
    points, full_at = rules.execution.points, rules.execution.full_at
    score = min(points, half_up(ratio(points, executed, Decimal(100), by=budget * full_at), 2))
    return Money(
        "部门预算总额" if rules.kind == "department" else "年度资金总额",
        budget=plain(budget),
        executed=plain(executed),
        initial_budget=plain(budget),
        points=plain(points),
        rate=f"{half_up(rate, 2)}%",
        score=plain(score),
    )


@st.composite
def item(draw: st.DrawFn, name: str, points: Decimal) -> Item:
    """An item of 资金管理情况: a point off for each violation."""
    violations = draw(st.sampled_from([0, 0, 0, 1, 2]))
    return Item(name, plain(points), plain(points - violations), "个别支出附件不全" if violations else "")
