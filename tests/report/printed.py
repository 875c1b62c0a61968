"""What the tests of the PDFs share: Chinese fonts or a reason to skip, and the words of a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from scoring.report.fontconfig import installed
from scoring.report.printing import Report
from scoring.results import Audit

FONTS = bool(installed("Noto Serif CJK SC") and installed("Noto Sans CJK SC"))
needs_fonts = pytest.mark.skipif(not FONTS, reason="fonts-noto-cjk is not installed")
BUILT, BILLS = "2023一体化线上服务平台建设", "政务服务中心水电及物业费"
OFFICE = "2023大数据办公费及大厅窗口服务费"  # two pages
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


@dataclass(frozen=True)
class Printed:
    """Papers in a folder, and what they were made of."""

    audit: Audit
    folder: Path
    done: Report

    def __call__(self, kind: str, name: str) -> Path:
        """The one paper of a kind and name."""
        (path,) = (self.folder / kind).glob(f"[0-9][0-9]-{name}.pdf")
        return path


def words(pdf: Path, page: int = 0) -> str:
    """The text of a PDF, or of one of its pages, without blanks: lines break wherever the columns end."""
    which = ["-f", str(page), "-l", str(page)] if page else []
    run = subprocess.run(["pdftotext", *which, str(pdf), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", "", run.stdout)


def facts(pdf: Path) -> dict[str, str]:
    """What pdfinfo tells of a PDF."""
    run = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    pairs = (line.partition(":") for line in run.stdout.splitlines())
    return {name: value.strip() for name, _, value in pairs}


def poisoned(datum: Any, poison: str) -> Any:
    """A form with the poison in every text: names, figures that are none, places, headings."""
    if isinstance(datum, tuple):
        return tuple(poisoned(item, poison) for item in datum)
    if is_dataclass(datum) and not isinstance(datum, type):
        inside = {field.name: poisoned(getattr(datum, field.name), poison) for field in fields(datum)}
        return replace(datum, **inside)
    return datum + poison if type(datum) is str else datum
