"""Comments on the cells of one worksheet; those that are there stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from rich.cells import cell_len

from scoring.errors import WriteError
from scoring.place import Place
from scoring.read.damage import damaged
from scoring.write import vml
from scoring.write.layout import Layout, Size
from scoring.write.package import PatchedPackage
from scoring.write.relations import PartRelations
from scoring.write.worksheet import STRICT, Worksheet, address
from scoring.write.xml import MAIN, OFFICE, SPACE, insert, main, storable

AUTHOR = "jixiao"

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_THREADED = "tc="  # how the author of a comment begins that stands for a thread of comments
# What stands before the drawing of the comments in a worksheet.
_BEFORE = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
)

_POINTS = 9  # of the letters
_LETTER, _LINE = 6, 17  # pixels of a Latin letter of that size, and of a line
_NARROW, _WIDE, _TALL = 56, 96, 24  # letters in a line of the box, and the lines above which it is wide
_MARGIN = 16  # pixels


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a comment."""

    text: str
    bold: bool = False


class Comments:
    """The comments of a worksheet."""

    def __init__(self, package: PatchedPackage, sheet: Worksheet) -> None:
        """Raises ReadError or WriteError where the comments that are there cannot be kept."""
        self._package, self._sheet = package, sheet
        self._relations = PartRelations(package, sheet.part)
        self._layout = Layout(sheet)
        self._list, self._authors = self._comments()
        self._drawing_part, self._drawing = self._boxes()
        self._author = self._numbered(AUTHOR)
        self._known = {comment.get("ref", ""): comment for comment in self._list}

    def add(self, row: int, column: int, runs: Sequence[Run]) -> bool:
        """Comment on a cell, after what a comment there says already; False for a thread, left alone."""
        cell = self._sheet.anchor(row, column)
        reference = address(cell.top, cell.left)
        known = self._known.get(reference)
        if known is None:
            known = etree.SubElement(
                self._list, main("comment"), {"ref": reference, "authorId": str(self._author)}
            )
            self._known[reference] = known
            _append(known, runs)
            self._drawing.add(cell.top, cell.left, self._layout.beside(cell, _size(known)))
        elif self._is_thread(known):
            return False
        else:
            _append(known, [Run("\n\n"), *runs])
            self._drawing.resize(cell.top, cell.left, self._layout.beside(cell, _size(known)))
        return True

    def finish(self) -> None:
        """Hand the boxes over to the package."""
        self._package.put(self._drawing_part, self._drawing.text.encode())

    def _comments(self) -> tuple[etree._Element, etree._Element]:
        part = self._relations.of_kind("comments")
        if part is None:
            part, _ = self._package.free("xl/comments{}.xml")
            self._package.add(part, _EMPTY, _TYPE)
            self._relations.add("comments", part)
        root = self._package.edit(part)
        if root.tag != main("comments"):
            raise WriteError(STRICT, Place(self._package.file))
        authors, comments = root.find(main("authors")), root.find(main("commentList"))
        if authors is None or comments is None:
            raise damaged(self._package.file)
        return comments, authors

    def _boxes(self) -> tuple[str, vml.Drawing]:
        root = self._package.edit(self._sheet.part)
        link = root.find(main("legacyDrawing"))
        if link is not None:
            part = self._relations.by_id(link.get(f"{{{OFFICE}}}id", ""))
            if part is None:
                raise damaged(self._package.file)
            return part, vml.Drawing(vml.decoded(self._package.data(part), self._package.file))
        part, number = self._package.free("xl/drawings/vmlDrawing{}.vml")
        text = vml.empty(number)
        self._package.add(part, text.encode(), vml.TYPE)
        link = root.makeelement(main("legacyDrawing"), nsmap={"r": OFFICE})
        link.set(f"{{{OFFICE}}}id", self._relations.add("vmlDrawing", part))
        insert(root, link, _BEFORE)
        return part, vml.Drawing(text, number)

    def _numbered(self, author: str) -> int:
        names = [found.text for found in self._authors]
        if author not in names:
            names.append(author)
            etree.SubElement(self._authors, main("author")).text = author
        return names.index(author)

    def _is_thread(self, comment: etree._Element) -> bool:
        threads = {
            str(n) for n, found in enumerate(self._authors) if (found.text or "").startswith(_THREADED)
        }
        return comment.get("authorId") in threads


def _append(comment: etree._Element, runs: Sequence[Run]) -> None:
    text = comment.find(main("text"))
    if text is None:
        text = etree.Element(main("text"))
        comment.insert(0, text)
    plain = text.find(main("t"))
    if plain is not None:  # beside runs, the text has to be one, too
        text.remove(plain)
        run = text.makeelement(main("r"))
        run.append(plain)
        text.insert(0, run)
    # How the text is pronounced, which East Asian versions of Excel write down, has to stand after all runs.
    sound = next(text.iterchildren(main("rPh"), main("phoneticPr")), None)
    for piece in runs:
        run = text.makeelement(main("r"))
        if sound is None:
            text.append(run)
        else:
            sound.addprevious(run)
        look = etree.SubElement(run, main("rPr"))
        if piece.bold:
            etree.SubElement(look, main("b"))
        etree.SubElement(look, main("sz"), {"val": str(_POINTS)})
        etree.SubElement(look, main("color"), {"indexed": "81"})
        etree.SubElement(look, main("rFont"), {"val": "宋体"})
        etree.SubElement(look, main("charset"), {"val": "134"})
        written = etree.SubElement(run, main("t"), {SPACE: "preserve"})
        written.text = storable(piece.text)


def _size(comment: etree._Element) -> Size:
    """How large a box must be for all that the comment says."""
    said = "".join(found.text or "" for found in comment.iter(main("t")))
    letters = _NARROW if _lines(said, _NARROW) <= _TALL else _WIDE
    return Size(letters * _LETTER + _MARGIN, _lines(said, letters) * _LINE + _MARGIN)


def _lines(text: str, letters: int) -> int:
    return sum(1 + max(cell_len(line) - 1, 0) // (letters - 1) for line in text.split("\n"))
