"""The shape of a rule set: data only, every table with the citation it rests on, no unknown keys.

Points are in points (分), rates, bands and thresholds in percent.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from scoring.cite import Citation
from scoring.finding import Severity
from scoring.model.form import Category


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
    """Each line is rounded to `places` decimals, then summed."""

    places: Annotated[int, Field(ge=0, le=6)]
    mode: Literal["half_up"]


class Execution(Cited):
    """预算执行率: points × min(1, rate ÷ full_at)."""

    points: Points
    full_at: Annotated[Percent, Field(gt=0)]


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

    of: tuple[Category, ...]
    points: Points


class Move(Cited):
    """Where the points of a category go that the form does not have."""

    missing: Category
    to: Category
    points: Points


Name = TypeVar("Name", bound=str)


class Method(Cited, Generic[Name]):
    """The choice of one named method out of the closed list."""

    use: Name


class Methods(Table):
    """Which method of :mod:`scoring.score.methods` decides each case."""

    floor: Method[Literal["proportional"]]
    ceiling: Method[Literal["linear"]]
    equal_exceeded: Method[Literal["met"]]
    unspent_cost: Method[Literal["zero", "met"]]
    percentage_answer: Method[Literal["share"]]
    own_words: Method[Literal["met"]]
    deviation: Method[Literal["relative"]]


class Band(Cited):
    """A band of judgement for qualitative indicators: points × [low, high) percent; 100 is included."""

    words: tuple[str, ...]
    low: Percent
    high: Percent

    @model_validator(mode="after")
    def _upright(self) -> Self:
        if self.low >= self.high:
            raise ValueError("档次的下限 low 须小于上限 high")
        return self


class Grade(Cited):
    """A grade and the total it starts from, in points."""

    name: str
    start: Points


class Reason(Cited):
    """Where the rules want a reason for lost points (偏差原因分析及改进措施)."""


class Attention(Cited):
    """A share, in percent, from which people are asked to look; it changes no score."""

    percent: Annotated[Percent, Field(gt=0)]


class Note(Table):
    """A note printed under the form."""

    text: str


class RuleSet(Table):
    """A whole rule set. Published ones are never edited: a correction is a new file."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: str
    edition: str
    kind: Literal["project", "department"]
    from_year: int
    citations: dict[str, Source]
    total: Total
    rounding: Rounding
    execution: Execution
    fund_management: FundManagement | None = None
    category: tuple[CategoryPoints, ...]
    move: tuple[Move, ...] = ()
    methods: Methods
    band: tuple[Band, ...]
    grade: tuple[Grade, ...]
    reason: Reason | None = None
    low_execution: Attention | None = None
    over_achievement: Attention | None = None
    note: tuple[Note, ...] = ()
    severity: dict[str, Severity] = {}

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for cite in self.cites():
            if cite not in self.citations:
                raise ValueError(f"引用的依据“{cite}”未在 [citations] 中列出")
        fund_points = self.fund_management.points if self.fund_management else Decimal(0)
        points = self.execution.points + fund_points + sum(item.points for item in self.category)
        if points != self.total.points:
            raise ValueError(f"各部分分值合计为 {points}，与满分 {self.total.points} 不符")
        if len(set(self.categories())) < len(self.categories()):
            raise ValueError("category 中同一个一级指标出现了两次")
        if [grade.start for grade in self.grade] != sorted((g.start for g in self.grade), reverse=True):
            raise ValueError("等级 [[grade]] 须按起点分从高到低排列")
        if not self.grade or self.grade[-1].start != 0:
            raise ValueError("最后一个等级 [[grade]] 的 start 须为 0")
        return self

    def categories(self) -> list[Category]:
        """All categories that have points."""
        return [category for group in self.category for category in group.of]

    def cites(self) -> list[str]:
        """Every citation key used, in the order of the tables."""
        tables: list[Cited] = [self.total, self.rounding, self.execution, *self.category, *self.move]
        tables += [*self.band, *self.grade]
        tables += [getattr(self.methods, name) for name in type(self.methods).model_fields]
        optional = (self.fund_management, self.reason, self.low_execution, self.over_achievement)
        tables += [table for table in optional if table]
        return [table.cite for table in tables]

    def citation(self, table: Cited) -> Citation:
        """The citation of a table of this rule set."""
        source = self.citations[table.cite]
        return Citation(source.source, source.clause, source.gist)

    def grade_of(self, total: Decimal) -> str:
        """The grade (等级) of a total in points; the lowest one also below 0."""
        return next((g.name for g in self.grade if total >= g.start), self.grade[-1].name)
