"""In which format a result is given, and the result in it, as the content of a file."""

from __future__ import annotations

from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import RenderError

if TYPE_CHECKING:
    from scoring.results import Audit

WIDTH = 100  # columns of a table that is not shown in a terminal


class Format(StrEnum):
    """How the result is shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_BY_SUFFIX = {f".{kind}": kind for kind in (Format.JSON, Format.CSV, Format.XLSX)}


def chosen(asked: Format | None, output: Path | None) -> Format:
    """The format asked for, else the one that the name of the file tells.

    Raises RenderError where both are given and differ: the file could not be opened as what it seems to
    be; and for a workbook that is to go to the screen.
    """
    suffix = output.suffix.lower() if output else ""
    kind = asked or _BY_SUFFIX.get(suffix, Format.TABLE)
    if kind is Format.XLSX and output is None:
        raise RenderError("--format xlsx 不能显示在屏幕上，请用 -o 写明存到哪个文件，如 -o 差异清单.xlsx。")
    wrong = _BY_SUFFIX.get(suffix, kind) is not kind or (kind is Format.XLSX and suffix != ".xlsx")
    if output and wrong:
        right = output.with_suffix(".txt" if kind is Format.TABLE else f".{kind}")
        told = f"--format {kind} 的结果不能存为“{output.name}”"
        raise RenderError(f"{told}，请改为 -o {right}，或不写 --format。")
    return kind


def rendered(audit: Audit, kind: Format, *, everything: bool = False) -> bytes:
    """The result in a format; `everything` lists in the table what is otherwise summed up."""
    match kind:
        case Format.JSON:
            from scoring.report.json import to_json

            return to_json(audit).encode()
        case Format.CSV:
            from scoring.report.csv import to_csv

            return to_csv(audit)
        case Format.XLSX:
            from scoring.report.xlsx import to_xlsx

            return to_xlsx(audit)
        case Format.TABLE:
            return _table(audit, everything=everything).encode()


def _table(audit: Audit, *, everything: bool) -> str:
    from rich.console import Console

    from scoring.report.text import show

    text = StringIO()
    show(audit, Console(file=text, width=WIDTH), everything=everything)
    return text.getvalue()
