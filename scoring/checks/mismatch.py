"""One finding for a score that is not what the rules give: EX002 and IN001 differ in their lines only."""

from __future__ import annotations

from scoring.checks.context import FormContext
from scoring.checks.registry import Found, off_by
from scoring.number import Verdict
from scoring.score import Line
from scoring.score.trace import computed, range_text


def mismatch(context: FormContext, line: Line, subject: str, todo: str) -> Found:
    """Stated and recomputed score, direction, working and clause. The line must be scored and stated."""
    assert line.scored is not None
    assert line.interval is not None
    assert line.difference is not None
    right = range_text(line.interval, context.places)
    rounding = line.verdict is Verdict.ROUNDING
    told = "差异为四舍五入所致" if rounding else off_by(line.difference)
    return Found(
        line.place,
        f"{subject}自评 {line.stated.said} 分，复算 {right} 分，{told}："
        f"{computed(line, context.places)}（{line.scored.citation.clause}）{'' if rounding else todo}。",
        stated=line.stated.text,
        recomputed=right,
        difference=line.difference,
        rounding=rounding,
        citation=line.scored.citation,
    )
