"""What can be wanted of papers; light, for the command line names it in its help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Columns(StrEnum):
    """Of the summary table: points by part, stated and recomputed, or the columns of the published one."""

    POINTS = "points"
    PUBLISHED = "published"


class Size(StrEnum):
    """The paper of the summary table, landscape."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. `due` (2025年6月30日) is the day by which findings are to be dealt with, empty for a
    blank to be filled in by hand; `public` copies tell nothing but what the forms say; a `final`
    evaluation report is made only where nothing in it is left to be filled in."""

    due: str = ""
    columns: Columns = Columns.POINTS
    size: Size = Size.A4
    public: bool = False
    final: bool = False


PLAIN = Order()
