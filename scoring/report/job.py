"""What a press is told and asks; light, for it goes between processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scoring.errors import RenderError
from scoring.report.form_page import Starts


class StyleError(RenderError):
    """A style sheet that cannot be used: why, and the text of the line at fault, by which it is found."""

    def __init__(self, reason: str, source: str = "") -> None:
        super().__init__(f"打印模板的样式“{source}”不能使用（{reason}）。")
        self.reason, self.source = reason, source


# Files that templates may use beside the templates themselves.
FILE_TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}


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
    """A paper to be printed, but for its HTML. `identifier` is kept in the file, `date` where there is one;
    a book has `parts`."""

    subject: str
    identifier: str
    embedded: tuple[Embedded, ...] = ()
    date: datetime | None = None
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """The HTML that a press asks for: with these rows at the head of pages, made to save room or not; of a
    book that of a part (counted from 0) given the number of its first page, or, when the first pages of all
    parts are known, that of what stands before them, which may be an `odd` number of pages."""

    starts: Starts = frozenset()
    tight: bool = False
    part: int | None = None
    number: int = 1
    numbers: tuple[int, ...] | None = None
    odd: bool = False


Html = Callable[[Wanted], str]


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a press works with: fonts by role, and the files that templates may use by name."""

    fonts: Mapping[str, bytes]
    files: Mapping[str, bytes]
