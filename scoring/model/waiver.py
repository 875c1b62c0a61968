"""What a waiver file says: which finding of which form is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.finding import Waiver
from scoring.place import Place


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A row of a waiver file, as written; what the row leaves open is empty.

    `form` is the name of the form (or of the summary table), `file` its file, `spot` the place within
    the file; `stated` and `recomputed` are the figures that were accepted, `message` the sentence. `place`
    is the row's own.
    """

    waiver: Waiver
    code: str
    place: Place
    form: str = ""
    file: str = ""
    spot: str = ""
    stated: str = ""
    recomputed: str = ""
    message: str = ""
