"""The shape of a rule set: data only, every table with the citation it rests on, no unknown keys.

Whether its parts fit together is seen to by :mod:`scoring.rules.sound`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from scoring.cite import Citation
from scoring.finding import Severity
from scoring.model.form import Category
from scoring.number import noiseless
from scoring.rules.tables import (
    Attention,
    Band,
    Cap,
    CategoryPoints,
    Cited,
    Execution,
    FundManagement,
    Grade,
    Methods,
    Move,
    Note,
    OverAchievement,
    Reason,
    Rescale,
    Rounding,
    Source,
    Table,
    Total,
    cited,
)

__all__ = ["Band", "Cap", "CategoryPoints", "Cited", "RuleSet"]


class RuleSet(Table):
    """A whole rule set. Published ones are never edited: a correction is a new file.

    `extends` names the rule set whose other values it has; one that is not `auto` is never chosen by the
    form alone.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: str
    edition: str
    kind: Literal["project", "department"]
    from_year: int
    extends: str = ""
    auto: StrictBool = True
    citations: dict[str, Source]
    total: Total
    rounding: Rounding
    execution: Execution
    fund_management: FundManagement | None = None
    category: tuple[CategoryPoints, ...]
    move: tuple[Move, ...] = ()
    rescale: Rescale | None = None
    cap: tuple[Cap, ...] = ()
    methods: Methods
    band: tuple[Band, ...]
    grade: tuple[Grade, ...]
    reason: Reason | None = None
    low_execution: Attention | None = None
    over_achievement: OverAchievement | None = None
    note: tuple[Note, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)

    def categories(self) -> list[Category]:
        """All categories that have points."""
        return [category for group in self.category for category in group.of]

    def cites(self) -> list[str]:
        """Every citation key used, in the order of the tables."""
        return [table.cite for table in cited(self)]

    def citation(self, table: Cited) -> Citation:
        """The citation of a table of this rule set."""
        source = self.citations[table.cite]
        return Citation(source.source, source.clause, source.gist)

    def grade_of(self, total: Decimal) -> str:
        """The grade (等级) of a total in points, rounded by these rules; the lowest one also below 0."""
        rounded = self.rounding.of(noiseless(total))
        return next((g.name for g in self.grade if rounded >= g.start), self.grade[-1].name)
