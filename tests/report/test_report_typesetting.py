"""How papers are set: the page of official letters, where lines break, and tables that go over pages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page
from printed import needs_fonts
from support import Money, cost, document, effect, output, project, satisfaction

from scoring.report.order import Order, Size
from scoring.report.papers import FORM, OPINION, SUMMARY
from scoring.report.printing import report
from scoring.verification import examine

pytestmark = needs_fonts

MM = 72 / 25.4
LINE, CHARACTER = 225 * MM / 22, 156 * MM / 28
BODY = 15  # pt; smaller characters are those of page numbers and tables
NOT_FIRST, NOT_LAST = "，。；：、？！）》”’％", "（《“‘"


def wrong(rows: int) -> tuple[object, ...]:
    """Indicators with a wrong score each, and a name that makes lines end everywhere."""
    names = ("“一网通办”窗口", "《办事指南》（第2版）、印刷", "培训、宣传：每季1次", "设备（台式）")
    return tuple(
        output("≥40个", "36个", "1", "1", "-10.00", name=names[n % 4] + "项目" * (n % 5)) for n in range(rows)
    )


def rows(count: int) -> tuple[object, ...]:
    """The rest of a form with these indicators."""
    return (
        cost("≤12万元", "9万元", "10"),
        *wrong(count),
        effect("好", "好", "25"),
        satisfaction("≥9%", "9%", "5"),
    )


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The pages of an opinion with many findings, without its annex."""
    result = examine([document(project(*rows(12)))], None)  # type: ignore[arg-type]
    done = report(result, tmp_path_factory.mktemp("letter"), frozenset({OPINION}))
    pages = pdfplumber.open(done.written[0]).pages
    return [page for page in pages if "附件\n逐行复算表" not in page.extract_text()][:-1]


def lines(page: Page) -> list[list[dict[str, Any]]]:
    """The characters of the letter's own size, line by line."""
    found: dict[int, list[dict[str, Any]]] = {}
    for character in page.chars:
        if character["size"] > BODY:
            found.setdefault(int(character["bottom"] / LINE * 2), []).append(character)
    return [found[at] for at in sorted(found)]


def text(line: list[dict[str, Any]]) -> str:
    return "".join(character["text"] for character in line).strip()


def test_a_full_page_has_22_lines_of_28_characters(letter: list[Page]) -> None:
    full = max((lines(page) for page in letter), key=len)
    assert len(full) == 22
    feet = [line[0]["bottom"] for line in full]
    assert [below - above for above, below in pairwise(feet)] == [pytest.approx(28.98, abs=0.12)] * 21
    told = [pair for line in full for pair in pairwise(line) if all("一" <= c["text"] <= "龥" for c in pair)]
    assert len(told) > 100
    assert all(right["x0"] - left["x0"] == pytest.approx(CHARACTER, abs=0.02) for left, right in told)


def test_the_letter_keeps_its_margins(letter: list[Page]) -> None:
    for page in letter:
        for line in lines(page):
            assert line[0]["x0"] >= 28 * MM - 0.5
            assert line[-1]["x1"] <= (210 - 26) * MM + CHARACTER / 10
            assert line[0]["top"] >= 37 * MM - LINE / 4
            assert line[0]["bottom"] <= (297 - 35) * MM


def test_paragraphs_are_indented_by_two_characters(letter: list[Page]) -> None:
    starts = [line[0]["x0"] for page in letter for line in lines(page) if re.match(r"\d+\. ", text(line))]
    assert len(starts) >= 12
    assert all(abs(start - 28 * MM - 2 * CHARACTER) < 1 for start in starts)


def test_no_line_begins_or_ends_with_the_wrong_mark(letter: list[Page]) -> None:
    set_lines = [text(line) for page in letter for line in lines(page)]
    assert [line for line in set_lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_page_numbers_stand_between_dashes_at_the_outer_edge(letter: list[Page]) -> None:
    for number, page in enumerate(letter, start=1):
        set_number = [c for c in page.chars if 13 < c["size"] < BODY]
        assert "".join(c["text"] for c in set_number) == f"— {number} —"
        assert min(c["top"] for c in set_number) > (297 - 35) * MM
        if number % 2:
            assert set_number[-1]["x1"] == pytest.approx((210 - 26) * MM - 14, abs=1)
        else:
            assert set_number[0]["x0"] == pytest.approx(28 * MM + 14, abs=1)


@pytest.mark.parametrize("count", range(5, 9))
def test_seal_and_date_never_stand_alone(count: int, tmp_path: Path) -> None:
    """Whatever the length of the letter, something that was said stands over them."""
    result = examine([document(project(*rows(count)))], None)  # type: ignore[arg-type]
    (path,) = report(result, tmp_path, frozenset({OPINION})).written
    (page,) = [page for page in pdfplumber.open(path).pages if "复核单位（盖章）" in page.extract_text()]
    told = [text(line) for line in lines(page)]
    assert told[-2:] == ["复核单位（盖章）", "年月日"] or told[-2].startswith("复核单位")
    assert "重新报送自评表。" in "".join(told[:-3])


def many(count: int) -> list[str]:
    """Files of projects whose amounts have 0, 1 and 2 decimals."""
    return [("100", "12.5", "3.25", "1111.11")[n % 4] for n in range(count)]


@pytest.fixture(scope="module", params=[Size.A4, Size.A3])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """A summary table of 70 projects."""
    forms = [
        project(name=f"第{n}号项目", money=Money(budget=budget, executed="0"))
        for n, budget in enumerate(many(70), start=1)
    ]
    result, folder = examine([document(*forms)], None), tmp_path_factory.mktemp("table")
    done = report(result, folder, frozenset({SUMMARY}), order=Order(size=request.param))
    assert done.failed == ()
    return list(pdfplumber.open(done.written[0]).pages)


def test_the_summary_repeats_its_header_and_leaves_no_row_alone(table: list[Page]) -> None:
    assert len(table) > 1
    for page in table:
        assert page.width > page.height
        found = page.extract_text()
        assert found.count("项目名称") == 1
        assert len(re.findall("第[0-9]+号项目", found)) > 1
    whole = "".join(page.extract_text() for page in table)
    assert [int(n) for n in re.findall("第([0-9]+)号项目", whole)] == list(range(1, 71))


def test_amounts_stand_under_each_other_at_the_decimal_point(table: list[Page]) -> None:
    ends = set()
    for page in table:
        header = next(word for word in page.extract_words() if word["text"].startswith("全年预算数"))
        for word in page.extract_words():
            if word["text"] in ("100", "12.5", "3.25", "1111.11") and word["x0"] < header["x1"] + 5:
                whole, _, _ = word["text"].partition(".")
                inside = [
                    c for c in page.chars if c["x0"] >= word["x0"] - 0.1 and c["x1"] <= word["x1"] + 0.1
                ]
                at = [c for c in inside if abs(c["top"] - word["top"]) < 2]
                ends.add(at[len(whole) - 1]["x1"])
    assert max(ends) - min(ends) < 0.1


def test_scores_stand_under_each_other_and_full_ones_in_one_line(tmp_path: Path) -> None:
    rows = (
        cost("≤12万元", "9万元", "10.00", "10.00"),
        output("≥40个", "40个", "30", "30"),
        effect("好", "好", "25", "25.0"),
        satisfaction("≥9%", "9%", "5", "5.00"),
    )
    form = project(*rows, total="100.00", total_points="100.00")
    (path,) = report(examine([document(form)], None), tmp_path, frozenset({FORM})).written
    words = pdfplumber.open(path).pages[0].extract_words(return_chars=True)
    top = next(word["top"] for word in words if word["text"] == "年度指标值")
    for heading, *figures in (("分值", "10.00", "30", "25", "5"), ("得分", "10.00", "30", "25.0", "5.00")):
        over = next(word for word in words if word["text"] == heading and word["top"] == top)
        under = [word for word in words if word["top"] > top and over["x0"] < word["x1"] - 8 < over["x1"]]
        assert [word["text"] for word in under][:5] == [*figures, "100.00"]
        ends = [word["chars"][len(word["text"].partition(".")[0]) - 1]["x1"] for word in under[:4]]
        assert max(ends) - min(ends) < 0.1


def test_a_row_that_is_long_is_not_torn(tmp_path: Path) -> None:
    reasons = [replace(row, reason="说明" * 60) for row in wrong(20)]  # type: ignore[type-var]
    form = project(cost("≤12万元", "9万元", "10"), *reasons, effect("好", "好", "25"))  # type: ignore[arg-type]
    (path,) = report(examine([document(form)], None), tmp_path, frozenset({FORM})).written
    pages = pdfplumber.open(path).pages
    assert len(pages) > 2
    for page in pages[1:]:
        assert "一级指标" in page.extract_text()
        cells = [row[-1] for table in page.extract_tables() for row in table if row and row[-1]]
        long = [cell.replace("\n", "") for cell in cells if cell.startswith("说明")]
        assert long
        assert set(long) == {"说明" * 60}
