"""The workbooks of the example, and LibreOffice to save them in other formats."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from scoring.model.document import Document
from scoring.read import read_raw
from scoring.read.recognise import recognise

EXAMPLES = Path(__file__).parents[2] / "examples" / "xinhua-2023"
BOOKS = sorted(EXAMPLES.glob("*.xlsx"))  # the 24 forms and the summary table
FORMS = sorted(EXAMPLES.glob("[0-9]*.xlsx"))
_SECONDS = 240
# Writer makes documents of the web pages that Calc makes of workbooks; Calc itself saves none.
_DOCX = "docx:MS Word 2007 XML"
_OF_PAGES = "--infilter=HTML (StarWriter)"


def document(path: Path) -> Document:
    """All that is understood of a file."""
    return recognise(read_raw(path))


@cache
def original(name: str) -> Document:
    """What a workbook itself says, by its name."""
    return document(EXAMPLES / f"{name}.xlsx")


@dataclass
class Office:
    """LibreOffice with a profile of its own; skips where it cannot save a format."""

    program: str
    home: Path
    _made: dict[str, dict[str, Path]] = field(default_factory=dict)

    def saved(self, suffix: str) -> dict[str, Path]:
        """The workbooks in another format, by their names; all are converted in one go, and only once."""
        if suffix not in self._made:
            if suffix == "docx":
                pages = list(self.saved("html").values())
                self.convert(pages, _OF_PAGES, "--convert-to", _DOCX)
            else:
                self.convert(BOOKS, "--convert-to", suffix)
            made = {book.stem: self.home / f"{book.stem}.{suffix}" for book in BOOKS}
            if not all(path.is_file() for path in made.values()):
                pytest.skip(f"this LibreOffice cannot save {suffix}")
            self._made[suffix] = made
        return self._made[suffix]

    def convert(self, paths: Sequence[Path], *how: str) -> None:
        """Convert files into its home folder."""
        profile = f"-env:UserInstallation={(self.home / 'profile').as_uri()}"
        command = [self.program, profile, "--headless", *how, "--outdir", str(self.home), *map(str, paths)]
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
