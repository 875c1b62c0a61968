"""The statement as a Word document, set as accounts are: A4, 仿宋 of 16 pt, 29 pt a line.

The same statement gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from scoring.report.statement import TITLE, Statement, is_heading

_TEXT, _KAI, _TITLE = "仿宋", "楷体", "方正小标宋简体"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def statement_docx(told: Statement) -> bytes:
    """The statement as .docx."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    properties = document.core_properties
    properties.title, properties.author, properties.language = TITLE, "", "zh-CN"
    properties.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):  # else a comma may sit where it does in 繁体
        language.set(qn("w:eastAsia"), "zh-CN")
    first, *rest = told.lines or (TITLE,)
    title = _write(document, first, _TITLE, 22)
    title.alignment, title.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(29)
    for line in rest:
        heading = is_heading(line)
        written = _write(document, line, _KAI if heading else _TEXT, 16)
        written.paragraph_format.keep_with_next = heading or None
    file = BytesIO()
    document.save(file)
    return _same_bytes(file.getvalue())


def _write(document: WordDocument, text: str, font: str, size: int) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(36 if size > 16 else 29)
    layout.first_line_indent = Pt(0 if size > 16 else 32)
    return paragraph


def _same_bytes(package: bytes) -> bytes:
    """The package without the hour at which it was made."""
    file = BytesIO()
    with ZipFile(BytesIO(package)) as made, ZipFile(file, "w", ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, made.read(name))
    return file.getvalue()
