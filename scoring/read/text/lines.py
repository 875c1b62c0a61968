"""Text files: lines split into cells at tabs, or at the pipes of a Markdown table.

The whole text is one grid, and its rows and columns are those an editor shows: only line feeds and
carriage returns end a line, and the column is the number of the field. A line without tab or pipe
is a row of one cell. Markup such as `<p>` is left in the text.
"""

from __future__ import annotations

import re

from scoring.model.raw import Grid, Row
from scoring.place import Place
from scoring.read.limits import CellMaker, tidy
from scoring.read.text.encoding import LINE_END

_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CHARACTERS = frozenset("|:- ")


def read_text(text: str, file: str) -> tuple[Grid, ...]:
    """Read the whole text. Raises ReadError where it holds more than limits.py admits."""
    maker = CellMaker()
    rows = []
    for number, line in enumerate(LINE_END.split(text), start=1):
        if not tidy(line):
            continue
        cells = tuple(
            maker.cell(content, Place(file=file, row=number, column=column))
            for column, field in enumerate(_fields(line), start=1)
            if (content := tidy(field))
        )
        if cells:
            rows.append(Row(cells=cells, place=Place(file=file, row=number)))
    return (Grid(name="", rows=tuple(rows), ruled=False),)


def _fields(line: str) -> list[str]:
    """Cut a line into fields; tabs go before pipes, for a cell of a tabbed line may hold a pipe."""
    if "\t" in line:
        return line.split("\t")
    bare = line.strip()
    if not (bare.startswith("|") or _ends_with_pipe(bare)):
        return [line]
    if "--" in bare and _RULE_CHARACTERS.issuperset(bare):
        return []
    fields = _PIPE.split(bare)[bare.startswith("|") :]
    if _ends_with_pipe(bare) and fields:
        fields.pop()
    return [field.replace("\\|", "|") for field in fields]


def _ends_with_pipe(line: str) -> bool:
    return line.endswith("|") and not line.endswith("\\|")
