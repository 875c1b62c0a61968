"""Errors that reach people: one Chinese sentence saying what is wrong, where, and what to do."""

from __future__ import annotations

from scoring.place import Place


class JixiaoError(Exception):
    """Base of all the tool's own errors; `str(error)` is the sentence, `place` where it applies."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


class ReadError(JixiaoError):
    """A file cannot be read (missing, empty, damaged, of a kind that is not supported)."""


class NumeralError(JixiaoError, ValueError):
    """A text cannot be understood as the kind of number that belongs there."""


class RuleError(JixiaoError):
    """A rule set is unusable; the message names file and line."""


class RenderError(JixiaoError):
    """A report cannot be made (no Chinese font, a missing glyph); no file is written."""


class WriteError(JixiaoError):
    """A workbook cannot be changed as asked; no file is written."""
