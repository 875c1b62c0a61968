"""Which damage fits which kind of file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from fuzzing.packages import spoiled_package
from fuzzing.pdffile import spoiled_pdf
from fuzzing.records import spoiled_records
from fuzzing.texts import spoiled_html, spoiled_json, spoiled_text

SPOIL: dict[str, Callable[[bytes, Random], bytes]] = {
    "xlsx": spoiled_package,
    "docx": spoiled_package,
    "ods": spoiled_package,
    "xlsb": spoiled_package,
    "pdf": spoiled_pdf,
    "xls": spoiled_records,
    "text": spoiled_text,
    "csv": spoiled_text,
    "html": spoiled_html,
    "json": spoiled_json,
}
