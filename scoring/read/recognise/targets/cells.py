"""The texts of target tables: spaces where lines were wrapped, targets, and fragments of torn cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.errors import NumeralError
from scoring.model.form import BLANKS, Remark, Text
from scoring.model.raw import Cell, Row
from scoring.numerals import MAX_LENGTH, Expression, Operator, Quantity, Words, parse
from scoring.place import Place
from scoring.read.recognise.labels import indicator_name
from scoring.read.recognise.rows import exact_text, text_of

_ASK = "请对照原表核对。"
_WIDE = r"[\u2018-\u201d\u2026\u3001-\u303f\u3400-\u9fff\uff01-\uff60]"
_WRAP = re.compile(rf"(?<={_WIDE})\s+(?={_WIDE})")
_QUOTED = 12  # characters of a text that a sentence quotes from its end
_SPACE = re.compile(r"\s+")
_SIGNS = "".join(Operator) + "＝＞＜≧≦"


def unwrapped(text: str) -> str:
    """The text without the spaces between Chinese characters that a wrapped line leaves."""
    return _WRAP.sub("", text)


def name_of(cell: Cell | None, place: Place) -> Text:
    """A name as one line, without 指标1： before it."""
    text = text_of(cell, place)
    return Text(unwrapped(indicator_name(text.text)), text.place)


def prose_of(cell: Cell | None, place: Place) -> Text:
    """A goal, a task or an explanation as one line."""
    text = text_of(cell, place)
    return Text(unwrapped(text.text), text.place)


def target_of(cell: Cell | None, place: Place) -> tuple[Text, list[Remark]]:
    """A target without the spaces of wrapped lines, and what is doubtful about it."""
    text = exact_text(cell, place)
    if text.text in BLANKS:
        return Text("", text.place), []
    close = _SPACE.sub("", text.text)
    try:
        written, joined = parse(text.text), parse(close)
    except NumeralError as error:
        return text, [Remark(error.message, text.place)]
    if not isinstance(written, Words):
        return replace(text, text=close), []
    if close != text.text and _compares(joined):
        told = f"“{text.text}”的数字中间有空格，按“{close}”读入，{_ASK}"
        return replace(text, text=close), [Remark(told, text.place)]
    if sum(sign in _SIGNS for sign in text.text) > 1:
        told = f"“{text.text}”中不止一个指标值，照录原文，{_ASK}"
        return text, [Remark(told, text.place)]
    return replace(text, text=unwrapped(text.text)), []


def _compares(expression: Expression) -> bool:
    return isinstance(expression, Quantity) and bool(expression.operator or expression.unit.text)


def is_quantity(text: str) -> bool:
    """Whether a text says how much: a number with a comparison or a unit."""
    try:
        return _compares(parse(_SPACE.sub("", text)))
    except NumeralError:
        return False


def goes_on(above: Text, fragment: str) -> bool:
    """Whether a target may go on with the fragment: a quantity must stay one (≤24小 + 时)."""
    return (
        bool(above)
        and has_room(above)
        and (not is_quantity(above.text) or is_quantity(above.text + fragment))
    )


def has_room(above: Text) -> bool:
    """Whether a text may go on with fragments; there is an end to what a cell of a form holds."""
    return len(above.text) < MAX_LENGTH


def joined(above: Text, cell: Cell) -> tuple[Text, Remark]:
    """The text above with the fragment after it, and the sentence that tells so."""
    told = f"“{cell.text}”单独成行，接在上面的“{_short(above.text)}”之后读入，{_ASK}"
    return replace(above, text=above.text + unwrapped(cell.text)), Remark(told, cell.place)


def slipped(row: Row) -> Remark:
    """A row that was read by another column than the headings'."""
    return Remark(f"本行各栏错位，已移回所属的栏读入，{_ASK}", row.place)


def slips(rows: Sequence[Row]) -> list[Remark]:
    """Rows read by other columns than the headings', those next to each other in one sentence."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and replace(row.place, row=row.place.row - 1) == runs[-1][-1].place:
            runs[-1].append(row)
        else:
            runs.append([row])
    told = f"从本行起 {{}} 行各栏错位，已移回所属的栏读入，{_ASK}"
    return [Remark(told.format(len(run)), run[0].place) if len(run) > 1 else slipped(run[0]) for run in runs]


def nameless(cell: Cell) -> Remark:
    """A target beside which no name stands."""
    return Remark(f"“{cell.text}”没有对应的指标名称，未采用，{_ASK}", cell.place)


def ended(row: Row) -> Remark:
    """A row after the table that is none of it any more."""
    told = "从这里起的内容不像绩效目标表，没有读入，如属于上面的表，请对照原表核对。"
    return Remark(told, row.place)


def is_aside(row: Row) -> bool:
    """A paragraph or a line of a page outside the table: a note, a title, a page number."""
    outside = row.place.paragraph or (row.place.page and not row.place.table)
    return bool(outside) or (len(row.cells) == 1 and row.cells[0].column == 1)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"…{text[-_QUOTED:]}"
