"""Saving a workbook so that the same facts always give the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

STAMP = datetime(2024, 10, 31)  # noqa: DTZ001 - workbook properties hold a naive time


def save(book: Workbook, path: Path) -> None:
    """Write the workbook with fixed dates, inside and in the zip container."""
    book.properties.creator = "绩效自评示例"
    book.properties.created = book.properties.modified = STAMP
    # Workbook.save would stamp the present time; the writer below it does not.
    loose = BytesIO()
    ExcelWriter(book, ZipFile(loose, "w")).save()
    packed = BytesIO()
    with ZipFile(loose) as parts, ZipFile(packed, "w") as archive:
        for name in parts.namelist():
            part = ZipInfo(name, STAMP.timetuple()[:6])
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            archive.writestr(part, parts.read(name))
    path.write_bytes(packed.getvalue())
