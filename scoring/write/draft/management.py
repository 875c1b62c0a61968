"""资金管理情况: what was done, how many points it keeps, and what the problems were."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.number import ZERO, plain
from scoring.rules.tables import FundManagement
from scoring.write.draft import beside
from scoring.write.draft.columns import DEVIATION, REASON, SCORE, indicator_cells
from scoring.write.draft.page import (
    FIGURE,
    INPUT_FIGURE,
    INPUT_LEFT,
    Area,
    Entry,
    Fill,
    name_of,
    span,
)
from scoring.write.draft.rows import Part, Rows
from scoring.write.draft.sums import Sums

_POINTS, _SCORE = SCORE, DEVIATION  # the columns of this part: 分值 under 得分, 得分 under 偏差度


def management(rows: Rows, rule: FundManagement, sums: Sums) -> tuple[int, int, int]:
    """Write the rows; gives the first, the last, and the column of their scores."""
    points = plain(rule.points)
    heading = rows.line(
        Part(), Part("情况说明", 5), Part(f"分值({points})"), Part("得分"), Part("存在问题和改进措施")
    )
    first = rows.row
    for item in rule.items:
        rows.line(
            Part(),
            Part(item),
            Part(None, 4, INPUT_LEFT),
            Part(rule.item_points, style=FIGURE),
            Part(None, style=INPUT_FIGURE),
            Part(None, style=INPUT_LEFT),
        )
    last = rows.row - 1
    rows.label(heading, "资金管理\n情况")
    sums.points.append(span(_POINTS, first, last))
    sums.scores.append(span(_SCORE, first, last))
    sums.count += len(rule.items)
    _entries(rows, rule, first, last)
    return first, last, _SCORE


def _entries(rows: Rows, rule: FundManagement, first: int, last: int) -> None:
    told = f"每发现一例违规扣 {plain(rule.violation)} 分，扣完为止。"
    choices = tuple(map(plain, _scores(rule)))
    scores = Area(first, _SCORE, last, _SCORE)
    rows.page.enter(Entry(scores, told=told, refusal=f"请从下拉表中选：{told}", choices=choices))
    at = replace(indicator_cells(first), points=name_of(first, _POINTS), score=name_of(first, _SCORE))
    rows.page.colour(Area(first, REASON, last, REASON), beside.owed(at), Fill.RED)
    wrong = f'AND({at.score}<>"",OR(N({at.score})>{at.points},N({at.score})<0))'
    rows.page.colour(scores, wrong, Fill.RED)


def _scores(rule: FundManagement) -> list[Decimal]:
    """What an item can score: all points, less one violation, less two, … down to 0."""
    violations = int(rule.item_points // rule.violation)
    scores = [rule.item_points - rule.violation * number for number in range(violations + 1)]
    return scores if scores[-1] == ZERO else [*scores, ZERO]
