"""How chosen papers look: their text, pages, fonts, and how dark each part of a page is.

`pytest tests/report --update-golden` writes the files anew. A page is compared as a coarse grid of greys,
so that another version of a font or of a library that draws shows nothing, and a line, a column or a
heading that has moved does.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from printed import BILLS, BUILT, OFFICE, Printed, needs_fonts

from scoring.report.dashboard import write_dashboard
from scoring.report.evaluations import write_evaluations
from scoring.report.order import Order
from scoring.report.papers import BOOK
from scoring.report.printing import report
from scoring.results import Audit
from scoring.verification import audit

pytestmark = needs_fonts

GOLDEN = Path(__file__).parents[1] / "golden" / "printed"
MINIMAL = Path(__file__).parents[2] / "examples" / "minimal"
CELL = 12  # pixels of a side, at SCALE: six millimetres
SCALE = 0.7
SHADES = 16  # from 0, white
NEAR, FAR = 1, 3  # shades: what any cell may differ by, and what one in FEW may
FEW = 50

CHOSEN = {
    "form": ("自评表", BUILT),
    "form-two-pages": ("自评表", OFFICE),
    "department": ("自评表", "平顶山市新华区政务服务和大数据管理局"),
    "opinion": ("复核意见书", BILLS),
    "summary": (".", "项目支出绩效自评汇总表"),
}


def described(path: Path) -> str:
    """A PDF as lines: how many pages, which fonts, then the text and the greys of each page."""
    with pikepdf.open(path) as pdf:
        named = chain.from_iterable(page.obj["/Resources"]["/Font"].values() for page in pdf.pages)
        fonts = sorted({re.sub(r"^/[A-Z]{6}\+", "", str(font["/BaseFont"])) for font in named})
    document = pypdfium2.PdfDocument(path)
    lines = [f"pages: {len(document)}", f"fonts: {' '.join(fonts)}"]
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_range().replace("\r", "")
        lines += [
            f"--- text of page {number}",
            *text.split("\n"),
            f"--- greys of page {number}",
            *_greys(page),
        ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _greys(page: pypdfium2.PdfPage) -> list[str]:
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    columns, rows = picture.width // CELL, picture.height // CELL
    small = picture.crop((0, 0, columns * CELL, rows * CELL)).reduce(CELL).tobytes()
    shades = [(255 - grey) * SHADES // 256 for grey in small]
    return [
        "".join(f"{shade:x}" for shade in shades[n : n + columns]) for n in range(0, len(shades), columns)
    ]


def differences(there: str, here: str) -> list[str]:
    """What differs between two descriptions, greys by their tolerance."""
    other, mine = _parts(there), _parts(here)
    if other.keys() != mine.keys():
        return [f"{sorted(other)} there, {sorted(mine)} here"]
    return [
        f"{name}:\n{mine[name]}"
        for name in mine
        if (not _alike(other[name], mine[name]) if "greys" in name else other[name] != mine[name])
    ]


def _parts(described: str) -> dict[str, str]:
    head, *rest = re.split(r"^--- ", described, flags=re.MULTILINE)
    return {"head": head} | {name: text for name, _, text in (part.partition("\n") for part in rest)}


def _alike(there: str, here: str) -> bool:
    other, mine = there.split(), here.split()
    if list(map(len, other)) != list(map(len, mine)):
        return False
    apart = [abs(int(a, 16) - int(b, 16)) for a, b in zip("".join(other), "".join(mine), strict=True)]
    return max(apart) <= FAR and sum(shades > NEAR for shades in apart) * FEW <= len(apart)


def as_ever(name: str, path: Path, update: bool) -> None:
    """Hold a paper against its golden file, or write that."""
    here, golden = described(path), GOLDEN / f"{name}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(here, encoding="utf-8")
    assert differences(golden.read_text(encoding="utf-8"), here) == []


@pytest.mark.parametrize("name", CHOSEN)
def test_a_paper_looks_as_it_did(name: str, printed: Printed, update_golden: bool) -> None:
    kind, title = CHOSEN[name]
    (path,) = (path for path in (printed.folder / kind).glob("*.pdf") if path.stem.endswith(title))
    as_ever(name, path, update_golden)


def test_the_dashboard_looks_as_it_did(xinhua: Audit, tmp_path: Path, update_golden: bool) -> None:
    (path,) = write_dashboard(xinhua, tmp_path).written
    as_ever("dashboard", path, update_golden)


@pytest.mark.parametrize(("name", "public"), [("evaluation", False), ("evaluation-public", True)])
def test_an_evaluation_report_looks_as_it_did(
    name: str, public: bool, tmp_path: Path, update_golden: bool
) -> None:
    (path,) = write_evaluations(audit(MINIMAL), tmp_path, order=Order(public=public, final=True)).written
    as_ever(name, path, update_golden)


def test_a_small_book_looks_as_it_did(tmp_path: Path, update_golden: bool) -> None:
    (path,) = report(audit(MINIMAL), tmp_path, frozenset({BOOK})).written
    as_ever("book", path, update_golden)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pages: 1", "pages: 2"),
        ("jixiao-text", "DejaVu-Sans"),
        ("2023", "2024"),
        ("\n0000000", "\n0000004"),
    ],
)
def test_a_change_is_noticed(old: str, new: str) -> None:
    golden = (GOLDEN / "form.txt").read_text(encoding="utf-8")
    assert differences(golden, golden) == []
    assert len(differences(golden, golden.replace(old, new, 1))) == 1


def test_a_shade_more_or_less_is_none_but_a_line_that_moved_is() -> None:
    greys = _parts((GOLDEN / "form.txt").read_text(encoding="utf-8"))["greys of page 1"]
    assert _alike(greys, greys.replace("0", "1"))
    assert not _alike(greys, greys.replace("0", "2"))
    first, *rest = greys.split()
    assert not _alike(greys, "\n".join([*rest, first]))
