"""The bound book: contents that lead to the right pages, numbers through, bookmarks, running heads."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from printed import needs_fonts
from support import document, project

from scoring.report.order import Order
from scoring.report.papers import BOOK
from scoring.report.printing import report
from scoring.results import Audit
from scoring.verification import examine

pytestmark = needs_fonts

BOOK_ONLY = frozenset({BOOK})
FRONT = 4  # cover and contents, each with a blank back
PARTS = [
    "项目支出绩效自评汇总表",
    "自评表",
    "1. 平顶山市新华区政务服务和大数据管理局（部门整体）",
    "2. 2023一体化线上服务平台建设",
    "19. 政务服务中心水电及物业费",
    "部门复核意见及整改通知",
    "复核意见书",
    "1. 平顶山市新华区政务服务和大数据管理局（部门整体）",
    "2. 2023一体化线上服务平台建设",
    "19. 政务服务中心水电及物业费",
]
# What stands at the head of the first page of each part.
TITLES = [
    "项目支出绩效自评汇总表",
    "部门整体支出绩效自评情况表",
    "部门整体支出绩效自评情况表",
    "项目支出绩效自评情况表",
    "项目支出绩效自评表",
    "绩效自评复核意见",
    *["绩效自评复核意见书"] * 4,
]


@pytest.fixture(scope="module")
def book(xinhua: Audit, tmp_path_factory: pytest.TempPathFactory) -> PDF:
    some = tuple(form for form in xinhua.forms if form.id in ("1", "2", "19"))
    folder = tmp_path_factory.mktemp("book")
    done = report(replace(xinhua, forms=some), folder, BOOK_ONLY)
    assert done.failed == ()
    assert done.written == (folder / "绩效自评材料汇编.pdf",)
    return pdfplumber.open(done.written[0])


def number(page: Page) -> int:
    """The number between dashes at the foot of a page; 0 where there is none."""
    found = re.fullmatch(r"— (\d+) —", "".join(c["text"] for c in page.chars if 13 < c["size"] < 15))
    return int(found[1]) if found else 0


def contents(book: PDF) -> list[tuple[str, int]]:
    lines = book.pages[2].extract_text().splitlines()[1:]
    found = [re.fullmatch(r"(.+?) ?\.{5,} ?(\d+)", line) for line in lines]
    return [(entry[1], int(entry[2])) for entry in found if entry]


def test_cover_and_contents_come_first(book: PDF) -> None:
    cover = book.pages[0].extract_text()
    assert "平顶山市新华区政务服务和大数据管理局" in cover
    assert "绩效自评材料汇编" in cover
    assert "（2023年度）" in cover
    assert book.pages[2].extract_text().startswith("目 录")
    assert [book.pages[back].chars for back in (1, 3)] == [[], []]
    assert [number(page) for page in book.pages[:FRONT]] == [0] * FRONT


def test_the_edition_of_the_rules_stands_on_every_page(book: PDF) -> None:
    texts = [page.extract_text() for page in book.pages]
    assert [n for n, text in enumerate(texts) if "2023年度第1版" not in text] == [1, 3]  # which are blank


def test_pages_are_numbered_through_from_the_first_part(book: PDF) -> None:
    assert [number(page) for page in book.pages[FRONT:]] == list(range(1, len(book.pages) - FRONT + 1))


def test_numbers_stand_at_the_outer_edge(book: PDF) -> None:
    for page in book.pages[FRONT:]:
        dashes = [character for character in page.chars if character["text"] == "—"][-2:]
        middle = (dashes[0]["x0"] + dashes[1]["x1"]) / 2
        assert (middle > page.width / 2) == (number(page) % 2 == 1)


def test_the_contents_lead_to_the_pages_where_the_parts_begin(book: PDF) -> None:
    found = contents(book)
    assert [label for label, _ in found] == PARTS
    for (_, page), title in zip(found, TITLES, strict=True):
        assert title in book.pages[page + FRONT - 1].extract_text().splitlines()[1]


def test_bookmarks_are_the_contents(book: PDF) -> None:
    (_, own, *_), *marks = book.doc.get_outlines()
    assert own == "目录"
    assert [title for _, title, *_ in marks] == PARTS
    assert [level for level, *_ in marks] == [1, 1, 2, 2, 2, 1, 1, 2, 2, 2]
    pages = {page.page_obj.pageid: at - FRONT + 1 for at, page in enumerate(book.pages)}
    assert [pages[mark[2][0].objid] for mark in marks] == [page for _, page in contents(book)]


def test_the_lines_of_the_contents_are_links(book: PDF) -> None:
    links = [note for note in book.pages[2].annots if note["data"]["Subtype"].name == "Link"]
    assert len(links) >= len(PARTS)


def test_every_page_has_a_running_head(book: PDF) -> None:
    for page in book.pages[FRONT:]:
        head = page.extract_text().splitlines()[0]
        assert head.startswith("平顶山市新华区政务服务和大数据管理局2023年度绩效自评材料汇编")
    assert "项目支出绩效自评汇总表" in book.pages[FRONT].extract_text().splitlines()[0]


def test_the_cover_of_a_part_is_left_out(book: PDF) -> None:
    whole = [page.extract_text() for page in book.pages]
    assert sum("绩效自评\n复核意见及整改通知" in text for text in whole) == 0


def test_names_that_are_too_long_for_a_head_are_cut_there_only(tmp_path: Path) -> None:
    name = "项目" * 100
    forms = [project(name=name), project(name="阅览室")]
    unit = replace(forms[0].supervising_department, text="单位" * 100)
    forms = [replace(form, supervising_department=unit) for form in forms]
    (path,) = report(examine([document(*forms)], None), tmp_path, BOOK_ONLY).written
    pages = pdfplumber.open(path).pages
    assert f"1. {name}" in pages[2].extract_text().replace("\n", "")
    head = next(page for page in pages if "项目支出绩效自评情况表" in page.extract_text())
    assert re.match("(单位){16}单… 1. (项目)+项?…", head.extract_text().splitlines()[0])
    for page in pages:
        assert all(c["x0"] > 0 and c["x1"] < page.width and c["bottom"] < page.height for c in page.chars)


def test_the_public_book_holds_forms_and_summary_only(xinhua: Audit, tmp_path: Path) -> None:
    some = replace(xinhua, forms=xinhua.forms[:2])
    (path,) = report(some, tmp_path, BOOK_ONLY, order=Order(public=True)).written
    assert path == tmp_path / "公开" / "绩效自评材料汇编.pdf"
    book = pdfplumber.open(path)
    assert [title for _, title, *_ in book.doc.get_outlines()] == ["目录", *PARTS[:4]]


def test_a_name_with_marks_and_amounts_is_whole_and_adds_nothing(
    tmp_path: Path,
) -> None:
    """Where lines may end is said in texts only, never in the attributes that make the bookmarks."""
    name = "“数字”平台安排500 万元的项目"
    result = examine([document(project(name=name), project(name="乙"))], None)
    (path,) = report(result, tmp_path, BOOK_ONLY).written
    book = pdfplumber.open(path)
    assert f"1. {name}" in [title for _, title, *_ in book.doc.get_outlines()]
    form = next(page for page in book.pages if "项目支出绩效自评情况表" in page.extract_text())
    assert form.extract_text().splitlines()[1] == "项目支出绩效自评情况表"
