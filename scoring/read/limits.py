"""How much a file may hold, so that a damaged or hostile one can neither fill memory nor hang the tool.

The bounds lie far above any real form: a department's largest workbook holds a few thousand cells.
"""

from __future__ import annotations

from decimal import Decimal

from scoring.errors import ReadError
from scoring.model.raw import Cell
from scoring.number import is_admitted
from scoring.place import Place

MEGABYTE = 1024 * 1024
MAX_SECONDS = 10  # for one file, from its bytes to its forms (guard.py sees to it)
MAX_MEMORY_BYTES = 500 * MEGABYTE
MAX_FILE_BYTES = 50 * MEGABYTE
MAX_EXPANDED_BYTES = 200 * MEGABYTE
MAX_RATIO = 200  # worksheets compress to a fifteenth or twentieth; only a bomb to a two-hundredth
SMALL_MEMBER_BYTES = MEGABYTE  # below this no ratio does harm
MAX_CELLS = 200_000
_USUAL_DIGITS = 18  # of a stored number, with its point and sign
MAX_CELL_CHARACTERS = 32_767  # what Excel itself admits

# All that str.strip() takes for space, and the zero-width characters that show nothing either.
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"


def tidy(text: str) -> str:
    """Take ordinary, full-width and invisible spaces off both ends."""
    return text.strip(_BLANK)


class CellMaker:
    """Makes the cells of one file and counts them."""

    def __init__(self) -> None:
        self._made = 0

    def cell(self, text: str, place: Place, stored: str = "", width: int = 1) -> Cell:
        """The cell at `place`; its text is tidy and not empty. A stored number beyond all measure is none."""
        self.count(place)
        if len(text) > MAX_CELL_CHARACTERS:
            raise ReadError(
                f"{place.spot}的文字超过 {MAX_CELL_CHARACTERS} 个字，请拆分或删减该处的内容后再试。", place
            )
        unusual = len(stored) > _USUAL_DIGITS or "E" in stored
        if unusual and not is_admitted(Decimal(stored)):
            stored = ""
        return Cell(text=text, column=place.column, place=place, stored=stored, width=width)

    def count(self, place: Place) -> None:
        """Count a cell that holds something, whether or not it gives a text."""
        self._made += 1
        if self._made > MAX_CELLS:
            raise ReadError(
                f"文件中有内容的单元格超过 {MAX_CELLS} 个，请只保留自评表、分成几个文件后再试。",
                Place(file=place.file),
            )
