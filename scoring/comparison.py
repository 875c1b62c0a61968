"""Each form under another rule set, beside its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scoring.number import Interval
from scoring.results import Audit, Comparison, FormAudit
from scoring.rules import RuleSet
from scoring.score import Line, Sheet, score


def compared(audit: Audit, ruleset: RuleSet) -> Audit:
    """The audit with every form scored under a second rule set, too; its findings stay what they are."""
    return replace(audit, forms=tuple(_compared(form, ruleset) for form in audit.forms))


def _compared(audited: FormAudit, ruleset: RuleSet) -> FormAudit:
    if ruleset.kind != audited.form.kind:
        return replace(audited, comparison=Comparison(ruleset, None))
    sheet = score(audited.form, ruleset)
    return replace(audited, comparison=Comparison(ruleset, sheet, tuple(_different(audited.sheet, sheet))))


def _different(own: Sheet, other: Sheet) -> Iterator[tuple[Line | None, Line | None]]:
    """The lines with another score, in the order of the form; a line is known by its place and its name."""
    mine, theirs = ({(line.place, line.name.text): line for line in sheet.lines} for sheet in (own, other))
    for key in dict.fromkeys([*mine, *theirs]):
        pair = mine.get(key), theirs.get(key)
        if _score(pair[0]) != _score(pair[1]):
            yield pair


def _score(line: Line | None) -> Decimal | Interval | None:
    """What a line is worth: one score, or a range that people choose from."""
    if line is None:
        return None
    return line.interval if line.recomputed is None else line.recomputed
