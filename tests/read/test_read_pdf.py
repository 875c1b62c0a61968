"""PDF files: places, what is left out, and files that are no good."""

from __future__ import annotations

import zlib

import pytest

from scoring.errors import ReadError
from scoring.model.raw import Grid
from scoring.place import Place
from scoring.read.paper import pdfpage
from scoring.read.paper.pdf import Remarks, read_pdf

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
HELVETICA = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
HELLO = "BT /F 12 Tf 100 700 Td (Hello) Tj ET "


def build(*objects: bytes, trailer: str = "") -> bytes:
    """A PDF file of these objects, numbered from 1."""
    file, offsets = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + start.encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries.encode(), content)


def drawn(*pages: str, resources: str = HELVETICA, more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF file of pages that are drawn by these commands; `more` objects follow them."""
    kids = "".join(f"{3 + 2 * n} 0 R " for n in range(len(pages)))
    objects = [CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    for commands in pages:
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R"
        objects += [f"<< {page} /Resources << {resources} >> >>".encode(), stream(commands.encode())]
    return build(*objects, *more)


def packed(content: bytes) -> bytes:
    """A PDF file of one page with its commands packed."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return build(CATALOG, PAGES, page, stream(zlib.compress(content), "/Filter /FlateDecode"))


def table(top: int, *rows: tuple[tuple[int, int, str], ...]) -> str:
    """Draw rows of cells: left edge, right edge, text; each row is 20 points high."""
    commands = ""
    for number, row in enumerate(rows, start=1):
        bottom = top - 20 * number
        for left, right, text in row:
            commands += f"{left} {bottom} {right - left} 20 re S "
            commands += f"BT /F 10 Tf {left + 4} {bottom + 6} Td ({text}) Tj ET "
    return commands


def line(height: int, text: str, left: int = 100) -> str:
    return f"BT /F 10 Tf {left} {height} Td ({text}) Tj ET "


def read(data: bytes) -> tuple[Grid, Remarks]:
    (grid,), remarks = read_pdf(data, "表.pdf")
    return grid, remarks


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def spots(grid: Grid) -> dict[str, str]:
    return {cell.text: cell.place.spot for row in grid.rows for cell in row.cells}


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, "表.pdf")
    assert caught.value.place == Place(file="表.pdf")
    return caught.value.message


def test_places_count_tables_and_rows_on_the_page() -> None:
    one = table(700, ((100, 200, "a"), (200, 300, "b")), ((100, 300, "wide"),))
    two = table(500, ((100, 200, "c"), (200, 300, "d")))
    grid, _ = read(drawn(line(750, "head"), one + line(600, "between") + two))
    assert spots(grid) == {
        "head": "第1页第1行第1列",
        "a": "第2页表1第1行第1列",
        "b": "第2页表1第1行第2列",
        "wide": "第2页表1第2行第1列",
        "between": "第2页第1行第1列",
        "c": "第2页表2第1行第1列",
        "d": "第2页表2第1行第2列",
    }


def test_columns_line_up_over_pages() -> None:
    first = table(700, ((100, 150, "a"), (150, 250, "b"), (250, 300, "c")))
    second = table(700, ((100, 250, "x"), (251, 300, "y")))  # a hair beside c
    grid, _ = read(drawn(first, second))
    assert [[(cell.text, cell.column) for cell in row.cells] for row in grid.rows] == [
        [("a", 1), ("b", 2), ("c", 3)],
        [("x", 1), ("y", 3)],
    ]


def test_cells_tell_how_many_columns_they_span() -> None:
    first = table(700, ((100, 150, "a"), (150, 250, "b"), (250, 300, "c")))
    second = table(
        700, ((100, 249, "x"), (249, 300, "y")), ((100, 300, "z"),), ((100, 151, "i"), (151, 300, "j"))
    )
    grid, _ = read(drawn(line(750, "head") + first, second))
    assert {cell.text: cell.width for row in grid.rows for cell in row.cells} == {
        **dict.fromkeys(("head", "a", "b", "c", "y", "i"), 1),
        **dict.fromkeys("xj", 2),
        "z": 3,
    }


def test_what_runs_at_the_foot_of_the_pages_does_not_part_a_form() -> None:
    cells = ((100, 200, "a"), (200, 300, "b"))
    pages = [table(700, cells) + line(30, f"- {number} -") for number in (1, 2)]
    grid, _ = read(drawn(*pages))
    assert texts(grid) == [["a", "b"], ["a", "b"]]
    grid, _ = read(drawn(pages[0], line(30, "note")))
    assert texts(grid) == [["a", "b"], ["- 1 -"], ["note"]]


def test_a_line_is_parted_where_a_wide_space_stands() -> None:
    grid, _ = read(drawn(line(750, "left") + line(750, "right", 400)))
    assert texts(grid) == [["left", "right"]]


def test_watermarks_and_what_lies_beyond_the_page_are_left_out() -> None:
    across = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 120 600 Tm (DRAFT) Tj ET "
    grid, _ = read(drawn(HELLO + across + line(750, "beyond", 700)))
    assert texts(grid) == [["Hello"]]


def test_a_page_without_text_but_with_a_picture_is_named() -> None:
    image = stream(b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray")
    resources = f"{HELVETICA} /XObject << /I 7 0 R >>"
    rows = table(700, ((100, 200, "a"), (200, 300, "b")))
    _, ((message, place),) = read(drawn(rows, "595 0 0 842 0 0 cm /I Do", resources=resources, more=(image,)))
    assert message.startswith("第 2 页没有文字，可能是扫描的图片，没有读取")
    assert place == Place(file="表.pdf", page=2)
    assert refused(drawn("/I Do", resources="/XObject << /I 5 0 R >>", more=(image,))).startswith(
        "这是扫描件"
    )


def test_text_without_ruled_tables_is_remarked_upon() -> None:
    _, ((message, _),) = read(drawn(HELLO))
    assert message.startswith("PDF 文件中没有带框线的表格")


def test_a_drawing_is_not_searched_for_tables() -> None:
    lines = "".join(f"{at} 0 m {at} 842 l S 0 {at} m 595 {at} l S " for at in range(0, 595, 4))
    grid, ((message, place),) = read(drawn(HELLO + lines))
    assert (texts(grid), place.page) == ([["Hello"]], 1)
    assert message.startswith("第 1 页线条过多")


DEEP = b"[" * 100_000
NO_PAGE = (b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>", b"<< /Type /Pages /Count 1 >>", DEEP)


@pytest.mark.parametrize("node", NO_PAGE, ids=["looped", "empty", "deep"])
def test_a_page_tree_that_leads_nowhere(node: bytes) -> None:
    assert "已损坏或不完整" in refused(build(CATALOG, node))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", drawn(HELLO)[:150], b"%PDF-1.4\n" + bytes(range(256)) * 99])
def test_a_damaged_file(data: bytes) -> None:
    assert "已损坏或不完整" in refused(data)


def test_a_locked_file() -> None:
    standard = f"/Filter /Standard /V 1 /R 2 /O ({'a' * 32}) /U ({'b' * 32}) /P -4"
    assert "打开密码" in refused(build(CATALOG, PAGES, trailer=f"/Encrypt << {standard} >> /ID [(a) (b)]"))
    assert "加密方式" in refused(build(CATALOG, PAGES, trailer="/Encrypt << /Filter /Odd >> /ID [(a) (b)]"))


def test_references_and_drawings_without_end_run_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpage, "MAX_SECONDS", 1)
    nested = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>"
    forms = [stream(b"/X Do " * 10, nested.format(number)) for number in range(6, 20)]
    assert "秒内没有读完" in refused(build(b"2 0 R", b"1 0 R"))
    laughs = drawn("/X Do " * 10, resources="/XObject << /X 5 0 R >>", more=(*forms, stream(HELLO.encode())))
    assert "秒内没有读完" in refused(laughs)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "展开后过大" in refused(packed(b" " * 210_000_000))
    assert "展开后过大" in refused(packed(b"n " * 2_200_000))
    monkeypatch.setattr(pdfpage, "MAX_PAGES", 1)
    assert texts(read(drawn(HELLO))[0]) == [["Hello"]]
    assert "超过 1 页" in refused(drawn(HELLO, HELLO))
    monkeypatch.setattr(pdfpage, "MAX_CHARACTERS", 4)
    assert "万字" in refused(drawn(HELLO))
