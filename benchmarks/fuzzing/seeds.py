"""What the fuzzing starts from: the example forms, in every kind of file that can be made of them here."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

from scoring.model.raw import Grid, Row
from scoring.read import read_raw

EXAMPLES = Path(__file__).parents[2] / "examples"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OFFICE_KINDS = ("xls", "ods", "pdf", "html")
_OFFICE_FORMS = 6
_FEW = 9  # rows
_INLINE_TEXT = 6  # BrtCellSt
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLE = (
    "<style>@page { size: A4 landscape } table { border-collapse: collapse } td { border: 1px solid }</style>"
)


def seeds() -> dict[str, list[bytes]]:
    """Files by kind: the kind is also the suffix."""
    books = sorted(EXAMPLES.glob("*/*.xlsx"))
    found: dict[str, list[bytes]] = {"xlsx": [book.read_bytes() for book in books]}
    found["text"] = [path.read_bytes() for path in sorted(EXAMPLES.glob("*/*.txt"))]
    grids = [grid for book in books for grid in read_raw(book).grids]
    found["text"] += [_text(grid) for grid in grids]
    found["csv"] = [_csv(grid) for grid in grids]
    found["html"] = [_html(grid).encode() for grid in grids]
    found["docx"] = [_docx(grid) for grid in grids]
    found["xlsb"] = [_xlsb(grid) for grid in grids]
    # Small ones, too: pdfminer takes a second for two pages.
    papers = [*grids[::8], *(replace(grid, rows=grid.rows[:_FEW]) for grid in grids[::3])]
    found["pdf"] = [_pdf(_STYLE + _html(grid)) for grid in papers]
    found["json"] = _data(books)
    for kind, files in _office(books[:: len(books) // _OFFICE_FORMS]).items():
        found[kind] = found.get(kind, []) + files
    return {kind: files for kind, files in found.items() if files}


def _fields(row: Row) -> list[str]:
    texts = {cell.column: cell.text for cell in row.cells}
    return [texts.get(column, "") for column in range(1, max(texts) + 1)]


def _text(grid: Grid) -> bytes:
    return "\n".join("\t".join(_fields(row)).replace("\n", "") for row in grid.rows).encode()


def _csv(grid: Grid) -> bytes:
    written = io.StringIO()
    rows = [_fields(row) for row in grid.rows]
    width = max(map(len, rows))
    csv.writer(written).writerows(row + [""] * (width - len(row)) for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _html(grid: Grid) -> str:
    rows = ("".join(f"<td>{escape(text)}</td>" for text in _fields(row)) for row in grid.rows)
    return f"<html><body><table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table></body></html>"


def _docx(grid: Grid) -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    rows = ("".join(cell.format(escape(text)) for text in _fields(row)) for row in grid.rows)
    columns = '<w:gridCol w:w="1000"/>' * max(cell.column for row in grid.rows for cell in row.cells)
    table = (
        f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        title = '<w:p><w:r><w:t>附件</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:tab/></w:r></w:p>'
        body = f"<w:document {_WORD}><w:body>{title}{table}</w:body></w:document>"
        package.writestr("word/document.xml", body)
    return packed.getvalue()


def _xlsb(grid: Grid) -> bytes:
    """As the tests write binary workbooks, which no office program here does."""
    sys.path.append(str(EXAMPLES.parent / "tests" / "read"))
    from binaries import cell, long, row, xlsb

    rows = (
        row(number, *(cell(_INLINE_TEXT, one.column - 1, long(one.text)) for one in line.cells))
        for number, line in enumerate(grid.rows)
    )
    return xlsb(b"".join(rows))


def _pdf(page: str) -> bytes:
    from weasyprint import HTML

    data = HTML(string=page).write_pdf(pdf_version="1.4")  # without streams of objects, to get at them
    assert isinstance(data, bytes)
    return data


def _data(books: list[Path]) -> list[bytes]:
    """The tool's own data, as jixiao convert writes it."""
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for number, book in enumerate(books[::3]):
            path = Path(folder, f"{number}.json")
            command = [sys.executable, "-c", "from scoring.cli import run; run()", "convert", str(book)]
            if subprocess.run([*command, "-o", str(path)], capture_output=True, check=False).returncode:
                break
            made.append(path.read_bytes())
        return made


def _office(books: list[Path]) -> dict[str, list[bytes]]:
    """The same forms as LibreOffice writes them; nothing where it is not installed."""
    if not OFFICE:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        for kind in OFFICE_KINDS:
            command = [
                OFFICE,
                profile,
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                folder,
                *map(str, books),
            ]
            subprocess.run(command, capture_output=True, check=False, timeout=300)
        return {kind: [path.read_bytes() for path in Path(folder).glob(f"*.{kind}")] for kind in OFFICE_KINDS}
