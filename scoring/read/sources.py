"""Which files a run reads: those named, and those found in the folders named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# What a folder is searched for; kinds that cannot be read yet are reported rather than passed over.
# Text under other names (README.md) is read where it is named itself.
SUFFIXES = frozenset(
    {
        *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv"),
        *(".docx", ".docm", ".doc", ".wps", ".pdf", ".txt", ".html", ".htm"),
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. `named` tells a file given by name from one found in a folder."""

    path: Path
    named: bool

    @property
    def shown_as(self) -> str:
        """The file's name as places show it: as it was given, with marks for bytes that are no text."""
        return self.path.as_posix().encode("utf-8", "replace").decode()


def sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """The files in the order given, each once; a folder is searched with its subfolders, by name.

    Hidden files and the lock files of office programs (~$…) are left out of a search.
    """
    seen: set[Path] = set()
    for given in map(Path, paths):
        found = [given] if not given.is_dir() else sorted(_search(given))
        for path in found:
            real = path.resolve()
            if real not in seen:
                seen.add(real)
                yield Source(path, named=not given.is_dir())


def _search(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
