"""What readers meet in broken files, and the one sentence that is said about it."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from scoring.errors import ReadError
from scoring.place import Place

# What zipfile, expat and our own readers raise for broken files (RuntimeError: an encrypted part, or
# an unknown compression; LookupError: an unknown encoding, or a reference that leads nowhere).
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    expat.ExpatError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
LOCKED = "文件设有打开密码，请用 Excel 或 WPS 取消密码、重新保存后再试。"


def damaged(file: str) -> ReadError:
    """The error for a file that cannot be right, to be raised."""
    return ReadError(
        "文件不完整或已损坏，请用 Office 或 WPS 打开并重新保存后再试，打不开时请向报送单位重新索取。",
        Place(file=file),
    )


def locked(file: str) -> ReadError:
    """The error for a file that only opens with a password, to be raised."""
    return ReadError(LOCKED, Place(file=file))


@contextmanager
def damage_told(file: str) -> Iterator[None]:
    """Turn what a broken file makes readers raise into :func:`damaged`."""
    try:
        yield
    except _DAMAGED:
        raise damaged(file) from None
