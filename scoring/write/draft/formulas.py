"""The formulas of a scored row, equal to the engine (:mod:`scoring.score`) to the last digit.

As in the engine a score is an interval: what the rules decide has one value, what they leave to people has
two ends. 最低分 and 最高分 hold it, 得分 is the value, or what people have judged, if it lies within.

A worksheet counts in binary: 1.005 is a little less there. Before rounding, each result is moved up by
more than the error of its computation, and less than two results that differ can differ
(docs/decisions/0013-drafted-workbooks.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.checks.deviation import PLACES as DEVIATION_PLACES
from scoring.number import HUNDRED, plain
from scoring.rules import RuleSet
from scoring.write.draft.answers import FIRST_DAY, MOST_SHARE
from scoring.write.draft.columns import Cells
from scoring.write.draft.goals import literal

_BIT = "1E-12"  # of a number: more than a double errs by, less than two numbers of typed digits differ
_LESS = "1E-9"  # less than two scores of written points can differ
_NUDGE, _NUDGE_PERCENT = "2E-15", "2E-13"  # of the largest number that enters; a double errs by 1E-16 of it


@dataclass(frozen=True, slots=True)
class Line:
    """The formulas of a row; `deviation` is empty where none is defined."""

    deviation: str
    low: str
    high: str


def rounded(value: str, places: int, largest: str = "") -> str:
    """Half up, of a value that is not negative; `largest` is what it is computed from, if not itself."""
    return f"ROUND({value}+{largest or value}*{_NUDGE},{places})"


def _percent(share: str, largest: str) -> str:
    """A share that is not negative, in percent, half up."""
    return f"ROUND({share}*100+{largest}*{_NUDGE_PERCENT},{DEVIATION_PLACES})"


def _unready(at: Cells) -> str:
    """Nothing is answered yet, or the points are no points: the row has no score."""
    return f'OR(TRIM({at.actual})="",NOT(ISNUMBER({at.points})),N({at.points})<0)'


def quantity(at: Cells, places: int, deviation: str, score: str, most: str = "") -> Line:
    """A row whose answer is a number. `deviation` is empty where people judge; where it is not, `score`
    computes the points, or, with `most`, the fewest and the most that there may be."""
    unready = _unready(at)
    lacking = f"COUNT({at.actual},{at.goal})<2"
    high = rounded(most, places, at.points) if most else at.low
    return Line(
        deviation=f'IF(OR({unready},{lacking}),"",{deviation})',
        low=f'IF({unready},"",IF({at.deviation}="",0,{rounded(score, places, at.points)}))',
        high=f'IF({at.low}="","",IF({at.deviation}="",{rounded(at.points, places)},{high}))',
    )


def floor(at: Cells, places: int, *, equal: bool, limit: str = "") -> Line:
    """≥, > and, where it is `equal`, = or a number alone: points × actual ÷ target. What lies above `limit`
    percent of the target is left to people."""
    met = "=" if equal else ">="
    share = f"{at.actual}/{at.goal}"
    missed = f"0-{_percent(f'MAX(0,1-{share})', f'(1+ABS({share}))')}"
    reached = f'IF({beyond(at, limit)},"",{missed})' if limit else missed
    deviation = f'IF({at.goal}>0,{reached},IF({at.actual}{met}{at.goal},0,""))'
    score = f"{at.points}*IF({at.goal}>0,MAX(0,MIN(1,{share})),1)"
    return quantity(at, places, deviation, score)


def beyond(at: Cells, percent: str) -> str:
    """Whether an actual is more than a percentage of its target; the two are typed, and their product is not
    told from the actual by a bit."""
    return f"N({at.actual})-N({at.goal})*{percent}/100>ABS(N({at.goal}))*{_BIT}"


def ceiling(at: Cells, places: int, rule: str) -> Line:
    """≤ and <: what lies above the target is scored by one of the `rule`s of CEILINGS."""
    return quantity(at, places, _above(at), *_ceiling_scores(at, rule))


def cost(at: Cells, places: int, *, ceiling: str, money: bool, unspent_is_zero: bool) -> Line:
    """A cost: nothing spent may earn nothing; with no rule of a `ceiling`, only the target itself is
    decided."""
    deviation, *scores = (_above(at), *_ceiling_scores(at, ceiling)) if ceiling else (_same(at), at.points)
    if money and unspent_is_zero:
        unspent = f"AND({at.actual}=0,{at.goal}>0)"
        deviation, *scores = (f"IF({unspent},0,{value})" for value in (deviation, *scores))
    if money:
        deviation = f'IF({at.actual}<0,"",{deviation})'
    return quantity(at, places, deviation, *scores)


def _above(at: Cells) -> str:
    share = f"{at.actual}/{at.goal}"
    exceeded = _percent(f"MAX(0,{share}-1)", f"ABS({share})")
    return f'IF({at.goal}>0,{exceeded},IF({at.actual}<={at.goal},0,""))'


def _ceiling_scores(at: Cells, rule: str) -> tuple[str, ...]:
    """The score, or the fewest and the most points, below and above a ceiling."""
    if rule == "linear":
        return (f"{at.points}*IF({at.goal}>0,MAX(0,MIN(1,2-{at.actual}/{at.goal})),1)",)
    kept = f"OR({at.goal}<=0,{at.actual}<={at.goal})"
    share = f"{at.points}*IF({kept},1,{at.goal}/{at.actual})"
    return (share,) if rule == "ratio" else (f"{at.points}*IF({kept},1,0)", share)


def _same(at: Cells) -> str:
    return f'IF(ROUND({at.actual}-{at.goal},9)=0,0,"")'


def words(at: Cells, rules: RuleSet, *, share: bool, own: bool, deadline: bool) -> Line:
    """A row answered in words, in percent (`share`), or with a date (`deadline`)."""
    places = rules.rounding.places
    full = rounded(at.points, places)
    deviation = f'IF(EXACT({at.actual},{at.target}),0,"")' if own else '""'
    low, high = f'IF({at.deviation}="",0,{full})', f'IF({at.deviation}="",{full},{at.low})'
    if deadline:
        deviation = f"IF({_in_time(at)},0,{deviation})"
    for band in reversed(rules.band):
        answered = f"OR({','.join(f'{at.actual}={literal(word)}' for word in band.words)})"
        deviation = f'IF({answered},"",{deviation})'
        low = f"IF({answered},{_part(at, band.low, places)},{low})"
        high = f"IF({answered},{_band_end(at, band.high, places)},{high})"
    if share:
        most = f",N({at.actual})<={MOST_SHARE}" if deadline else ""
        answered, done = f"AND(ISNUMBER({at.actual}){most})", f"MAX(0,MIN(1,N({at.actual})))"
        deviation = f"IF({answered},0-{_percent(f'(1-{done})', '1')},{deviation})"
        low = f"IF({answered},{rounded(f'{at.points}*{done}', places, at.points)},{low})"
        high = f"IF({answered},{at.low},{high})"
    return Line(
        deviation=f'IF({_unready(at)},"",{deviation})',
        low=f'IF({_unready(at)},"",{low})',
        high=f'IF({at.low}="","",{high})',
    )


def _in_time(at: Cells) -> str:
    """A day on or before that of the target; a later one is left to people."""
    day = f"INT(N({at.actual}))"
    return f"AND(ISNUMBER({at.actual}),ISNUMBER({at.goal}),{day}>={FIRST_DAY},{day}<=N({at.goal}))"


def _part(at: Cells, percent: Decimal, places: int) -> str:
    return rounded(f"{at.points}*{plain(percent)}/100", places, at.points)


def _band_end(at: Cells, percent: Decimal, places: int) -> str:
    """The upper end of a band: full points, or the last score below it, which is the next band's."""
    if percent >= HUNDRED:
        return _part(at, percent, places)
    half = plain(Decimal(5).scaleb(-places - 1))
    below = f"ROUND({at.points}*{plain(percent)}/100-{half}-{_LESS},{places})"
    return f"MAX({at.low},{below})"


def people(at: Cells, places: int) -> Line:
    """A row that people judge, whatever was answered."""
    return Line(
        deviation="",
        low=f'IF({_unready(at)},"",0)',
        high=f'IF({at.low}="","",{rounded(at.points, places)})',
    )


def score(at: Cells, places: int) -> str:
    """得分: the one value of the interval, or what people judged within it."""
    judged = f'IF(AND({at.judged}>={at.low},{at.judged}<={at.high}),{rounded(at.judged, places)},"")'
    return f'IF({at.low}="","",IF({at.low}={at.high},{at.low},IF(ISNUMBER({at.judged}),{judged},"")))'
