"""Text files: lines split into cells at tabs, or at the pipes of a Markdown table.

The whole text is one grid, and its rows and columns are those an editor shows: only line feeds and
carriage returns end a line, and the column is the number of the field. A line without tab or pipe
is a row of one cell. Markup such as `<p>` is left in the text.
"""

from __future__ import annotations

import re

from scoring.errors import ReadError
from scoring.model.raw import Grid, Row
from scoring.place import Place
from scoring.read.limits import CellMaker, tidy

NOT_TEXT = "文件不是文本，也不是本工具能读的表格，请提供 .xlsx、.docx、.pdf 或 .txt 文件。"

_LINE_END = re.compile(r"\r\n|\r|\n")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CHARACTERS = frozenset("|:- ")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE_BYTES = 65_536


def read_text(data: bytes, file: str) -> tuple[Grid, ...]:
    """Read UTF-8, UTF-16 (with byte order mark) or GB18030 text."""
    maker = CellMaker()
    rows = []
    for number, line in enumerate(_LINE_END.split(_decode(data, file)), start=1):
        if not tidy(line):
            continue
        cells = tuple(
            maker.cell(text, Place(file=file, row=number, column=column))
            for column, field in enumerate(_fields(line), start=1)
            if (text := tidy(field))
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


def _decode(data: bytes, file: str) -> str:
    """Decode strictly: a wrong guess would turn every word of the form into another."""
    encoding = _encoding(data)
    # A binary file is told apart first: the line on which decoding it fails would mean nothing.
    binary = encoding != "utf-16" and b"\0" in data
    text = "" if binary else _strict(data, encoding, file)
    if binary or "\0" in text:
        raise ReadError(NOT_TEXT, Place(file=file))
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "utf-8" if _damaged_utf8(data) else "gb18030"
    return "utf-8-sig"


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(encoding, errors="ignore")
        place = Place(file=file, row=len(_LINE_END.findall(before)) + 1)
        raise ReadError(
            f"{place.spot}有无法识别的字符，文件可能已损坏，请用记事本打开检查，并另存为 UTF-8 编码后再试。",
            place,
        ) from None


def _damaged_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with a few bad bytes: GB18030 may read that to the end, as gibberish."""
    beginning = data[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    return len(_HAN.findall(beginning)) > 10 * beginning.count("\ufffd")
