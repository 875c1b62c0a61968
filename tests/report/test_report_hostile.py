"""Forms that mean harm, or just say much: printed as text or refused by name, and nothing is fetched."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from pdfa import faults
from printed import needs_fonts, needs_poppler, poisoned, words
from support import Row, cost, document, effect, output, project, satisfaction

from scoring.report import presses
from scoring.report.json import to_json
from scoring.report.papers import FORM, OPINION, SUMMARY
from scoring.report.printing import Options, report
from scoring.verification import audit, examine

pytestmark = [needs_fonts, needs_poppler]

EXAMPLE = next(Path(__file__).parents[2].glob("examples/minimal/*.xlsx"))
RARE = "𬭎㐂龘"
LONG = f"Integrated e-government platform {RARE}" + "跨部门数据共享交换平台运行维护" * 12
HARM = (
    "<script>alert(1)</script>{{7*191}}{% raw %}<img src=file:///etc/passwd>"
    '"><style>@import url(http://example.invalid/x)</style>url("http://example.invalid/y")&amp;'
    "<link rel=attachment href=file:///etc/passwd><base href=file:///>"
)

# A press that writes down what its process opens and whom it calls while it prints.
WATCHED = """
import json, sys
from scoring.report import pdf, pressworker

seen, printing = [], pdf.Press.printing

def watch(event, arguments):
    if event == "open" or event.startswith(("os.", "subprocess.", "socket.", "urllib.", "http.", "ftplib.")):
        seen.append([event, str(arguments[0]) if arguments else ""])

def watched(self, job):
    seen.clear()
    pdf_bytes = yield from printing(self, job)
    kept = list(seen)
    with open(sys.argv[1], "a") as file:
        file.write(json.dumps(kept) + chr(10))
    return pdf_bytes

pdf.Press.printing = watched
sys.addaudithook(watch)
pressworker.main()
"""


def rows(name: str) -> list[Row]:
    """Sixty indicators, of all categories."""
    made = ((kind, number) for kind in (cost, output, effect, satisfaction) for number in range(15))
    return [
        kind("≥40个", "36个", "1", "0.90", "-10.00", "场地没有落实", name if n == 0 else f"Indicator {n}")
        for kind, n in made
    ]


def test_much_is_printed_whole_and_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty indicators, names of two hundred characters, English, rare characters, and harm in every text."""
    script, log = tmp_path / "watched.py", tmp_path / "log"
    script.write_text(WATCHED, encoding="utf-8")
    monkeypatch.setattr(presses, "COMMAND", (sys.executable, str(script), str(log)))
    name = LONG[:200]
    form = replace(project(*rows(name), name=name), date="2024年10月", grade=project().title)
    harmful = poisoned(replace(project(name=RARE), date="2024年10月", grade=project().title), HARM)
    result = examine([document(form), document(harmful, file=f"表{HARM}.xlsx")], None)
    done = report(result, tmp_path / "报告", frozenset({FORM, OPINION, SUMMARY}), options=Options(jobs=1))
    assert done.failed == ()
    told = [words(path) for path in done.written]
    assert len(told) == 6
    assert all("".join(name.split()) in text for text in (told[0], told[2]))
    assert all(told[0].count(f"Indicator{number}") >= 4 for number in range(1, 15))
    assert all("".join((RARE + HARM).split()) in text for text in (told[1], told[3]))
    assert not any("1337" in text or "root:" in text for text in told)  # 7 × 191
    assert all(faults(path) == [] for path in done.written)
    _nothing_fetched(log, len(told))


def _nothing_fetched(log: Path, papers: int) -> None:
    seen = [event for line in log.read_text().splitlines() for event in json.loads(line)]
    assert len(log.read_text().splitlines()) == papers
    own = (
        sys.prefix,
        sys.base_prefix,
        str(Path(presses.__file__).parents[2]),
        tempfile.gettempdir() + "/weasyprint-",
    )
    alien = [event for event in seen if event[0] != "open" or not event[1].startswith(own)]
    assert alien == []
    assert any(event[1].endswith("sRGB2014.icc") for event in seen), "the watch was kept"


@pytest.mark.parametrize("character", ["😀", "\ue5d8", "\u0378", "𓀀"])
def test_what_no_font_has_is_refused_by_name(character: str, tmp_path: Path) -> None:
    forms = [document(project(name=f"图书{character}角")), document(project(name="阅览室"))]
    done = report(examine(forms, None), tmp_path, frozenset({FORM}))
    assert [path.name for path in done.written] == ["02-阅览室.pdf"]
    (error,) = done.failed
    assert f"中的字符“{character}”（U+{ord(character):04X}，见“项目名称图书{character}角" in error.message
    assert "/*" not in error.message, "style sheets are not what was written"
    assert error.message.endswith("请改用通用的字，或安装收字更多的字体后重试。")


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\ufeff", "\x07", "\ufe0f", "\U000e0100"])
def test_what_cannot_be_seen_is_left_out(hidden: str, tmp_path: Path) -> None:
    done = report(examine([document(project(name=f"图书{hidden}角"))], None), tmp_path, frozenset({FORM}))
    assert done.failed == ()
    assert "项目名称图书角" in words(done.written[0])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_is_printed_with_marks(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("送审".encode() + b"\xff.xlsx")
    shutil.copy(EXAMPLE, path)
    result = audit(path)
    assert to_json(result).count("送审?.xlsx") > 1
    (form,) = report(result, tmp_path / "报告", frozenset({FORM})).written
    assert "来源：送审?.xlsx›" in words(form)
    assert audit(form).forms[0].form == result.forms[0].form
