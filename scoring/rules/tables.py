"""The tables of a rule file, each with the citation it rests on; unknown keys are refused.

Points are in points (分), rates, bands and thresholds in percent.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from scoring.model.form import CATEGORY_NAMES, Category
from scoring.number import Rounder, half_up, truncate


def _exact(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("数字必须精确读入（不得为浮点数）")
    return value


Exact = Annotated[Decimal, BeforeValidator(_exact), Field(allow_inf_nan=False)]
Points = Annotated[Exact, Field(ge=0, le=1000)]
Percent = Annotated[Exact, Field(ge=0, le=1000)]


class Table(BaseModel):
    """A table of the rule file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Table):
    """A table whose values rest on the citation named by `cite`."""

    cite: str


class Source(Table):
    """A citation as written in the file; see :class:`scoring.cite.Citation`."""

    source: str
    clause: str
    gist: str


class Total(Cited):
    """满分."""

    points: Points


class Rounding(Cited):
    """Each line is rounded to `places` decimals, then summed; `truncated` cuts the others off."""

    places: Annotated[int, Field(ge=0, le=6)]
    mode: Literal["half_up", "truncated"]

    @property
    def rounder(self) -> Rounder:
        """The function that rounds."""
        return half_up if self.mode == "half_up" else truncate

    def of(self, value: Decimal) -> Decimal:
        """A score rounded as the rule set wants it."""
        return self.rounder(value, self.places)


class Execution(Cited):
    """预算执行率: points × min(1, rate ÷ full_at); with 0 points it is not scored.

    The rate is executed ÷ `denominator`: 全年预算数 or 年初预算数.
    """

    points: Points
    full_at: Annotated[Percent, Field(gt=0)]
    denominator: Literal["budget", "initial_budget"] = "budget"


class FundManagement(Cited):
    """资金管理情况: the items, the points of each, and what one violation costs."""

    items: tuple[str, ...]
    item_points: Points
    violation: Annotated[Points, Field(gt=0)]

    @property
    def points(self) -> Decimal:
        """Points of the whole part."""
        return self.item_points * len(self.items)


class CategoryPoints(Cited):
    """Points of the categories in `of`, taken together (部门整体: 效益 with 满意度)."""

    of: Annotated[tuple[Category, ...], Field(min_length=1)]
    points: Points

    @property
    def name(self) -> str:
        """The categories as people list them: 产出指标、效益指标和满意度指标."""
        *others, last = [CATEGORY_NAMES[category] for category in self.of]
        return f"{'、'.join(others)}和{last}" if others else last


class Move(Cited):
    """Where the points of a category go that the form does not have."""

    missing: Category
    to: Category
    points: Points


class Rescale(Cited):
    """Where a category is missing, the total is the sum ÷ the points of the lines × full marks."""


class Cap(Cited):
    """The most points a form can have whose execution rate is `below` so many percent."""

    below: Annotated[Percent, Field(gt=0)]
    most: Points


Name = TypeVar("Name", bound=str)


class Method(Cited, Generic[Name]):
    """The choice of one named method out of the closed list."""

    use: Name


class Methods(Table):
    """Which of the methods in :mod:`scoring.score` decides each case; what is left out is left to people."""

    floor: Method[Literal["proportional"]]
    ceiling: Method[Literal["linear", "ratio", "at_most_ratio"]]
    equal_exceeded: Method[Literal["met", "proportional", "judgement"]]
    zero_target: Method[Literal["judgement", "zero"]] | None = None
    unspent_cost: Method[Literal["zero", "met"]]
    percentage_answer: Method[Literal["share"]]
    own_words: Method[Literal["met"]]
    deviation: Method[Literal["relative"]]


class Band(Cited):
    """A band of judgement for qualitative indicators: points × [low, high) percent; 100 is included."""

    words: tuple[str, ...]
    low: Percent
    high: Percent


class Grade(Cited):
    """A grade and the total it starts from, in points."""

    name: str
    start: Points


class Reason(Cited):
    """Where the rules want a reason for lost points (偏差原因分析及改进措施)."""


class Attention(Cited):
    """A share, in percent, from which people are asked to look; it changes no score."""

    percent: Annotated[Percent, Field(gt=0)]


class OverAchievement(Attention):
    """What an actual above `percent` of its target means: a reason is wanted and nothing else, points
    come off, or people judge whether some do."""

    use: Literal["reason", "deduct", "judgement"] = "reason"


class Note(Table):
    """A note printed under the form."""

    text: str


def cited(value: object) -> Iterator[Cited]:
    """All cited tables inside a value, in the order of the fields."""
    if isinstance(value, Cited):
        yield value
    elif isinstance(value, Table):
        for name in type(value).model_fields:
            yield from cited(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from cited(item)
