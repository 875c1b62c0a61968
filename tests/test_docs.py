"""The documents: their links lead somewhere, and their examples are what the engine computes."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT
from openpyxl import load_workbook

from scoring.cli.app import main
from scoring.number import half_up
from scoring.report.listing import HEADINGS
from scoring.report.printing import Report
from scoring.report.xlsx import to_xlsx
from scoring.results import Audit
from scoring.score import Line
from scoring.score.trace import computed

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])
RESULTS = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
PLACES = 2

_LINK = re.compile(r"\]\(([^)]+)\)")
_FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def examples() -> Iterator[dict[str, str]]:
    """The rows of the tables in docs/rules.md that show an indicator, by their headings."""
    headings: list[str] = []
    for line in RULES.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or not headings:
            headings = cells
        elif headings[0] == "年度指标值" and not cells[0].startswith("---"):
            yield dict(zip(headings, cells, strict=True))


@pytest.mark.parametrize("row", list(examples()), ids=lambda row: f"{row['年度指标值']} {row['实际完成值']}")
def test_rules_show_published_indicators(row: dict[str, str], xinhua: Audit) -> None:
    lines = [line for line in _lines(xinhua) if _is_shown(line, row)]
    if "算式" in row:
        assert row["算式"] in {computed(line, PLACES) for line in lines}
    else:
        deviations = {line.deviation for line in lines if line.deviation is not None}
        assert row["偏差度"] in {format(half_up(deviation, PLACES), "f") for deviation in deviations}


def _is_shown(line: Line, row: dict[str, str]) -> bool:
    same = (line.target, line.actual) == (row["年度指标值"], row["实际完成值"])
    return same and row.get("分值", line.points.text) == line.points.text


def _lines(audit: Audit) -> Iterator[Line]:
    for form in audit.forms:
        yield from form.sheet.lines


def test_rules_show_published_execution_scores(xinhua: Audit) -> None:
    shown = [line for block in _FENCED.findall(RULES) for line in block.splitlines()]
    workings = {computed(line, PLACES) for line in _lines(xinhua)}
    assert len(shown) == 3
    assert [line for line in shown if line not in workings] == []


def test_the_commands_on_results_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("scoring.report.printing.print_papers", lambda *_: Report((), ()))  # takes long
    commands = [line for block in _FENCED.findall(RESULTS) for line in block.splitlines()]
    assert all(command.startswith("jixiao ") for command in commands)
    for command in commands:
        if "--waivers" in command:
            _accept_first(tmp_path / "差异清单.xlsx")
        with pytest.raises(SystemExit) as ended:
            main(shlex.split(command)[1:])
        assert ended.value.code == (0 if command.startswith("jixiao report") else 1)
    assert capsys.readouterr().out.count("已认可 1 处") == 2  # the list of them, and the last line
    assert {path.name for path in tmp_path.iterdir()} == {
        *("examples", "差异清单.xlsx", "差异清单.csv", "第二次差异清单.xlsx", "结果.json")
    }
    result = json.loads((tmp_path / "结果.json").read_text("utf-8"))
    assert sum(finding["waiver"] is not None for finding in result["findings"]) == 1


def _accept_first(path: Path) -> None:
    """Fill in the last three columns of the first row, as the page says."""
    book = load_workbook(path)
    for column, words in ((14, "王明"), (15, "2024-03-05"), (16, "电价由机关事务中心统一核定")):
        book["差异清单"].cell(2, column).value = words
    book.save(path)


def test_the_page_on_results_names_all_columns_and_sheets(xinhua: Audit) -> None:
    sheets = load_workbook(BytesIO(to_xlsx(xinhua))).sheetnames
    for word in (*HEADINGS, *sheets):
        assert word in RESULTS
