"""What checks of single lines ask again and again."""

from __future__ import annotations

from scoring.checks.context import FormContext, NotChecked
from scoring.errors import NumeralError
from scoring.model.form import Indicator
from scoring.number import NOISE, half_up
from scoring.numerals import Expression, Quantity, parse
from scoring.score import Line, Part

# What the Ministry of Finance asks of every evaluation, and of every indicator.
FAIR = "《项目支出绩效评价管理办法》（财预〔2020〕10号）规定的科学公正原则。"
SOUND = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当指向明确、细化量化、合理可行。"

Pair = tuple[Indicator, Line]


def indicators(context: FormContext) -> tuple[Indicator, ...]:
    """The indicators of a form. Raises NotChecked where it has none."""
    if not context.form.indicators:
        raise NotChecked("没有三级指标")
    return context.form.indicators


def scored(context: FormContext) -> list[Pair]:
    """Each indicator with its scored line. Raises NotChecked where the form has none."""
    return list(zip(indicators(context), context.sheet.of(Part.INDICATOR), strict=True))


def is_full(line: Line) -> bool:
    """Whether all points of a line that has points are claimed."""
    if line.stated.value is None or not line.points.value:
        return False
    return half_up(line.stated.value, NOISE) == half_up(line.points.value, NOISE)


def expression(text: str) -> Expression | None:
    """What a target or an actual says; None where nobody can tell."""
    try:
        return parse(text)
    except NumeralError:
        return None


def quantity(text: str) -> Quantity | None:
    """The quantity that a target or an actual is; None where it is something else."""
    found = expression(text)
    return found if isinstance(found, Quantity) else None
