"""Whether the parts of a rule set fit together: what no single table can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from scoring.model.form import CATEGORY_NAMES, Category
from scoring.number import HUNDRED, ZERO, plain
from scoring.rules.lines import Key
from scoring.rules.schema import RuleSet

Fault = tuple[Key, str]


def faults(rules: RuleSet) -> Iterator[Fault]:
    """What is wrong and at which key, each with what to do (without the full stop)."""
    yield from _points(rules)
    yield from _categories(rules)
    yield from _bands(rules)
    yield from _grades(rules)
    yield from _limits(rules)


def _points(rules: RuleSet) -> Iterator[Fault]:
    parts = {
        "执行率": rules.execution.points,
        "资金管理": rules.fund_management.points if rules.fund_management else ZERO,
        "一级指标": sum((group.points for group in rules.category), ZERO),
    }
    points = sum(parts.values(), ZERO)
    if points != rules.total.points:
        told = "、".join(f"{name} {plain(value)}" for name, value in parts.items())
        full = plain(rules.total.points)
        yield (
            ("total", "points"),
            f"各部分分值合计为 {plain(points)}（{told}），与满分 {full} 不符，请调整",
        )


def _categories(rules: RuleSet) -> Iterator[Fault]:
    seen: set[Category] = set()
    for number, group in enumerate(rules.category):
        for category in group.of:
            if category in seen:
                yield (
                    ("category", number, "of"),
                    f"{CATEGORY_NAMES[category]}（{category}）出现了两次，请删去一处",
                )
            seen.add(category)
    for number, move in enumerate(rules.move):
        for key in ("missing", "to"):
            category = getattr(move, key)
            if category not in seen:
                name = CATEGORY_NAMES[category]
                yield ("move", number, key), f"{name}（{category}）在 [[category]] 中没有分值，请先列出"
        has = sum((group.points for group in rules.category if move.missing in group.of), ZERO)
        if move.points > has:
            name = CATEGORY_NAMES[move.missing]
            yield ("move", number, "points"), f"移走的分值多于{name}的 {plain(has)} 分，请改正"
    if rules.fund_management and rules.kind == "department":
        yield ("fund_management",), "部门整体自评表没有资金管理情况，请删去这个表"


def _bands(rules: RuleSet) -> Iterator[Fault]:
    ends = [(band.high, band.low) for band in rules.band]
    for number, (high, low) in enumerate(ends):
        if low >= high:
            yield ("band", number, "low"), f"档次的下限 {plain(low)} 须小于上限 {plain(high)}，请改正"
    for number, ((_, above), (high, _)) in enumerate(pairwise(ends), start=1):
        if high != above:
            yield (
                ("band", number, "high"),
                f"档次须从高到低首尾相接，上限应为上一档的下限 {plain(above)}，请改正",
            )
    if ends and ends[0][0] != HUNDRED:
        yield ("band", 0, "high"), "第一个档次的上限须为 100，请改正"
    if ends and ends[-1][1] != 0:
        yield ("band", len(ends) - 1, "low"), "最后一个档次的下限须为 0，请改正"
    count = Counter(word for band in rules.band for word in band.words)
    for number, band in enumerate(rules.band):
        for word in band.words:
            if count[word] > 1:
                yield ("band", number, "words"), f"“{word}”出现了 {count[word]} 次，请只留一处"


def _grades(rules: RuleSet) -> Iterator[Fault]:
    if not rules.grade:
        yield ("grade",), "没有等级，请至少列出一个 [[grade]]"
    for number, (above, below) in enumerate(pairwise(rules.grade), start=1):
        if below.start >= above.start:
            start = plain(above.start)
            yield ("grade", number, "start"), f"等级须按起点分从高到低排列，须小于上一等级的 {start}，请改正"
    if rules.grade and rules.grade[-1].start != 0:
        yield ("grade", len(rules.grade) - 1, "start"), "最后一个等级的起点分须为 0，请改正"


def _limits(rules: RuleSet) -> Iterator[Fault]:
    for number, cap in enumerate(rules.cap):
        if cap.most > rules.total.points:
            full = plain(rules.total.points)
            yield ("cap", number, "most"), f"封顶分 {plain(cap.most)} 高于满分 {full}，请改正"
    over = rules.over_achievement
    if over and over.percent < HUNDRED:
        yield ("over_achievement", "percent"), "超额完成的界限须不小于 100，请改正"
