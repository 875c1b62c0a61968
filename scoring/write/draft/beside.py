"""The columns beside the form: how a row is scored, what it can get, what people judged, what is amiss."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.model.form import BLANKS
from scoring.number import ZERO
from scoring.read.recognise.words import BESIDE_COLUMNS
from scoring.write.draft.answers import FIRST_DAY
from scoring.write.draft.columns import GOAL, HIGH, HINT, JUDGED, LOW, METHOD, Cells
from scoring.write.draft.formulas import Line, beyond
from scoring.write.draft.page import (
    BESIDE,
    BESIDE_LEFT,
    Area,
    Entry,
    Fill,
    Formula,
    Look,
    Page,
    Style,
    Value,
)

_COLUMNS = (METHOD, GOAL, LOW, HIGH, JUDGED, HINT)
_NO_REASON = f"|{'|'.join((*sorted(BLANKS), '无', '无。'))}|"
MOST_POINTS = Decimal(1000)  # as in rule sets
_SLIP, _CEILING_SLIP = 50, 10  # times a target at which a unit or a percent sign was probably missed


def headings(page: Page, row: int) -> None:
    """The headings of the columns."""
    for column, word in zip(_COLUMNS, BESIDE_COLUMNS, strict=True):
        page.put(row, column, word, Style(look=Look.HEADING))


def scored(
    page: Page, row: int, told: str, line: Line, hint: str, *, places: int, noted: bool = False
) -> None:
    """The cells beside a scored row. `noted` marks how it is scored as something to look at."""
    page.put(row, METHOD, told, replace(BESIDE_LEFT, fill=Fill.AMBER if noted else Fill.NONE))
    points = replace(BESIDE, number_format=points_format(places))
    page.put(row, LOW, Formula(line.low), points)
    page.put(row, HIGH, Formula(line.high), points)
    page.put(row, JUDGED, None, replace(points, free=True))
    page.put(row, HINT, Formula(hint), BESIDE_LEFT)


def goal(page: Page, row: int, value: Value, number_format: str) -> None:
    """The number or the day that the target names."""
    page.put(row, GOAL, value, replace(BESIDE, number_format=number_format, shrink=True))


def watch_judged(page: Page, first: int, last: int, at: Cells) -> None:
    """Colour 判断得分 where it is wanted, or lies outside what the rules allow. `at` is the first row."""
    area = Area(first, JUDGED, last, JUDGED)
    page.enter(Entry(area, refusal="请填数字：由人判断的得分。", low=ZERO, high=MOST_POINTS))
    wrong = f'AND({at.judged}<>"",OR({at.low}="",N({at.judged})<N({at.low}),N({at.judged})>N({at.high})))'
    page.colour(area, wrong, Fill.RED)
    page.colour(area, f'AND({at.low}<>"",{at.low}<>{at.high})', Fill.INPUT)


def points_format(places: int) -> str:
    """0.00: a score as it is shown."""
    return f"0.{'0' * places}" if places else "0"


def owed(at: Cells, over: str = "") -> str:
    """Whether a reason is owed and not given: points were lost, or the target exceeded `over` percent."""
    lost = f"N({at.score})<N({at.points})"
    if over:
        lost = f"OR({lost},AND(N({at.goal})>0,{beyond(at, over)}))"
    silent = f'ISNUMBER(FIND("|"&TRIM({at.reason})&"|","{_NO_REASON}"))'
    return f"AND(ISNUMBER({at.score}),ISNUMBER({at.points}),{lost},{silent})"


def share_slipped(at: Cells) -> str:
    """Whether a share is above 100 %: 80 was typed where 80% was meant."""
    return f"AND(ISNUMBER({at.actual}),N({at.actual})>1,N({at.actual})<{FIRST_DAY})"


def slipped(at: Cells, *, ceiling: bool) -> str:
    """Whether an actual is so far from its target that a unit or a percent sign was probably missed."""
    far = f"N({at.actual})>N({at.goal})*{_CEILING_SLIP}"
    if not ceiling:
        far = f"OR({far},AND({at.actual}<>0,N({at.actual})*{_SLIP}<N({at.goal})))"
    return f"AND(ISNUMBER({at.actual}),N({at.goal})>0,{far})"


def hint(at: Cells, places: int, slip: str = "", reason: str = "", *, numeric: bool = False) -> str:
    """What is still to be done in a row: to look at a slip of the pen, to judge, to give a reason. `slip` and
    `reason` are conditions. Where the answer is to be `numeric`, a text wants to be a number first, and a
    target whose number the formula has lost says so."""
    low, high = (f'TEXT({end},"{points_format(places)}")' for end in (at.low, at.high))
    judged = f'"由人判断，请填“判断得分”："&{low}&"—"&{high}&" 分"'
    if numeric:
        lost = f'IF({at.goal}="","指标值换了写法，公式不再适用；","")'
        judged = f'IF(ISTEXT({at.actual}),"实际完成值请只填数字；不能用数表示的，",{lost})&{judged}'
    told = f'IF({reason},"请写偏差原因和改进措施","")' if reason else '""'
    told = f'IF({at.score}="",{judged},{told})'
    if slip:
        looked = "与指标值相差悬殊，请核对单位" if numeric else "百分数请连百分号填写，如 80%，请核对"
        told = f'IF({slip},"{looked}",{told})'
    return f'IF({at.low}="","",{told})'
