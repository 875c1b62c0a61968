"""All that was understood of one file."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.model.coverage import Coverage
from scoring.model.form import AnyForm, Remark
from scoring.model.summary import Claim, Personal, Statement, SummaryTable
from scoring.model.target import AnyTarget

# The files inside a PDF that this tool printed: the data of the forms in it, and what was found on them.
DATA_FILE = "jixiao-data.json"
RESULT_FILE = "jixiao-verify.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a document was made from, where it then came in a file of the tool's own data."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """The forms, summary tables, statements and targets of a file, and what in it was not understood.

    `file` and `sha256` name what was read. Where that is the tool's own data (json), `origin` names the
    file that the data was made from, which is the one that places show.
    """

    file: str
    sha256: str
    forms: tuple[AnyForm, ...] = ()
    summaries: tuple[SummaryTable, ...] = ()
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    coverage: Coverage | None = None
    origin: Origin | None = None
    targets: tuple[AnyTarget, ...] = ()
    claims: tuple[Claim, ...] = ()
    personal: tuple[Personal, ...] = ()
