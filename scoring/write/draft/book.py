"""A drafted workbook: the form and, behind it, how to fill it in."""

from __future__ import annotations

from scoring.drafting.plan import Plan
from scoring.write.draft.form import form
from scoring.write.draft.guide import guide
from scoring.write.draft.xlsx import write


def workbook(plan: Plan) -> bytes:
    """The workbook's bytes. Raises RenderError for a text longer than a cell can hold."""
    return write([form(plan), guide(plan)])
