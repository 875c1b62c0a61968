"""All that was understood of one file."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.model.form import AnyForm, Remark
from scoring.model.summary import Statement, SummaryTable


@dataclass(frozen=True, slots=True)
class Document:
    """The forms, summary tables and statements of a file, and what in it was not understood."""

    file: str
    sha256: str
    forms: tuple[AnyForm, ...] = ()
    summaries: tuple[SummaryTable, ...] = ()
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
