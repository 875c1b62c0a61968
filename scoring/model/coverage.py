"""How much of a file was understood, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.model.form import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every cell that holds something is counted once, under one of the six counts below `cells`.

    `used` cells gave a datum, `labels` are headings and the like, `blank` ones belong to the empty rows
    of a template, `prose` is running text (notes, paragraphs), `outside` stands in tables that are no
    form and under headings that a form needs not, and `unclear` in a form without being understood.
    `unclear_cells` lists the first of the latter, `outside_parts` the first cell of each such table and
    the headings.
    """

    cells: int = 0
    used: int = 0
    labels: int = 0
    blank: int = 0
    prose: int = 0
    outside: int = 0
    unclear: int = 0
    unclear_cells: tuple[Text, ...] = ()
    outside_parts: tuple[Text, ...] = ()
