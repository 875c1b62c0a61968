"""Which files can be read at once, without a process that watches over them.

Measured on the worst that fits below the bounds (nothing but cells of one character, or titles, or
merged ranges that overlap): 2 s and 60 MB. A file with one form holds a fifth of them.
"""

from __future__ import annotations

from scoring.read.limits import MEGABYTE
from scoring.read.package import Package
from scoring.read.workbook.ods import CONTENT
from scoring.read.workbook.xlsb import BINARY_WORKBOOK

LIGHT_TEXT_BYTES = MEGABYTE // 8
LIGHT_PACKAGE_BYTES = MEGABYTE // 4  # as the package says it expands to

# PDF and markup (in UTF-16, too), which libraries read, and files of which a few bytes ask for many cells.
_HEAVY = (b"%PDF", b"\xd0\xcf\x11\xe0", b"<", b"\0<", b"\xff\xfe<", b"\xfe\xff\0<")
_HEAVY_PARTS = (BINARY_WORKBOOK, CONTENT)


def is_light(data: bytes, file: str) -> bool:
    """Whether reading this can take neither time nor memory. Raises ReadError for a broken package."""
    if data.startswith(b"PK"):
        if len(data) > LIGHT_PACKAGE_BYTES:
            return False
        package = Package(data, file)
        return package.announced <= LIGHT_PACKAGE_BYTES and not any(part in package for part in _HEAVY_PARTS)
    begins_heavy = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_HEAVY)
    return len(data) <= LIGHT_TEXT_BYTES and not begins_heavy
