"""Whether a PDF is still what would be printed now.

A printed file carries a fingerprint of all that went into it as its identifier (/ID), so that the next run
prints only what is missing or changed. There is no list beside the files that could fall out of step.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scoring import __version__

_HEAD = "jixiao"
_ID = re.compile(rb"/ID \[\(" + _HEAD.encode() + rb":([a-z-]{1,20}):([0-9a-f]{64})\)")
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_TAIL, _TRAILER = 64, 1024  # bytes: the end of a file, and the beginning of its last table


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The kind of a paper and a digest of all that went into it."""

    kind: str
    digest: str

    def __str__(self) -> str:
        return f"{_HEAD}:{self.kind}:{self.digest}"


class Maker:
    """Makes fingerprints of papers that share fonts and templates (`common` are their digests)."""

    def __init__(self, *common: bytes) -> None:
        tools = " ".join((__version__, version("weasyprint"), version("pydyf")))
        self._common = _digest((tools.encode(), *common))

    def of(self, kind: str, *content: str) -> Fingerprint:
        """The fingerprint of a paper of a kind with this content."""
        return Fingerprint(kind, _digest((self._common, *(part.encode() for part in content))).hex())


def _digest(parts: Iterable[bytes]) -> bytes:
    """Of parts that cannot run into each other."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(hashlib.sha256(part).digest())
    return sha.digest()


def printed_as(path: Path) -> Fingerprint | None:
    """The fingerprint in a PDF; None where there is no whole file that this tool printed."""
    with suppress(OSError), path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        end = _END.search(file.read())
        file.seek(int(end[1]) if end else 0)
        if found := _ID.search(file.read(_TRAILER)):
            return Fingerprint(found[1].decode(), found[2].decode())
    return None
