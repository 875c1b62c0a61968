"""What a press is told and asks; light, for it goes between processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scoring.report.form_page import Starts

# Files that templates may use beside the templates themselves.
FILE_TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}

Html = Callable[[Starts, bool], str]  # a paper's HTML, given what a press wants to know


class Relationship(StrEnum):
    """What an embedded file is to the page (AFRelationship of PDF/A-3)."""

    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside a PDF; its suffix tells its kind."""

    name: str
    text: str
    description: str
    relationship: Relationship


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to be printed, but for its HTML. `identifier` is kept in the file, `date` where it has one."""

    subject: str
    identifier: str
    embedded: tuple[Embedded, ...] = ()
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The press asks for the HTML with these rows at the head of pages, made to save room or not."""

    starts: Starts = frozenset()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a press works with: fonts by role, and the files that templates may use by name."""

    fonts: Mapping[str, bytes]
    files: Mapping[str, bytes]
