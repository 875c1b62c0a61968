"""What the tests of waivers share: files with waivers in them, and an audit in which there is something
to accept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from support import at, document, output, project

from scoring.finding import Waiver
from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.model.waiver import WaiverRow
from scoring.place import Place
from scoring.results import Audit
from scoring.verification import examine

HEADER = ("编号", "自评表", "位置", "认可人", "认可日期", "认可理由")
ACCEPTED = ("王明", "2024-03-05", "已核实")
WAIVER = Waiver("王明", date(2024, 3, 5), "已核实")
WRONG = output("≥40个", "36个", "30", "30", "-10.00", "场地没有落实")  # 27 of 30: IN001 in G17, and TO002

Written = str | int | datetime | None


def book(path: Path, *rows: tuple[Written, ...], sheet: str = "认可") -> Path:
    """A workbook with these rows."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    made.save(path)
    return path


def row(code: str = "IN001", **said: str) -> WaiverRow:
    """A row of a waiver file that names the form of `wrong()`, unless told otherwise."""
    return WaiverRow(WAIVER, code, at("A2", "认可.xlsx", "认可"), **{"form": "社区图书角建设", **said})


def in_file(datum: Any, file: str) -> Any:
    """A paper whose places are in this file."""
    if isinstance(datum, Place):
        return replace(datum, file=file)
    if isinstance(datum, tuple):
        return tuple(in_file(item, file) for item in datum)
    if is_dataclass(datum) and not isinstance(datum, type):
        return replace(
            datum, **{part.name: in_file(getattr(datum, part.name), file) for part in fields(datum)}
        )
    return datum


def papers(file: str, *forms: AnyForm, **others: Any) -> Document:
    """A file with these papers, whose places say so."""
    made = document(*in_file(forms, file), file=file)
    return replace(made, **{name: in_file(paper, file) for name, paper in others.items()})


def wrong(*names: str, file: str = "甲局/自评表.xlsx") -> Audit:
    """Forms of these names, each with IN001 (自评 30, 复算 27.00) in 自评表!G17."""
    forms = [project(WRONG, name=name) for name in names or ("社区图书角建设",)]
    return examine([papers(file, *forms)], None)
