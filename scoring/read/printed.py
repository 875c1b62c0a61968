"""A PDF that this tool printed: its forms at the places of the original, where print and data agree.

The data inside a PDF is not what people see, and may be any. So it never adds a figure: each form found on
the pages is held against it, and only one that says the same throughout is taken in its place, for the
places it knows and the digits that a cell's format had hidden. That it was, or was not, is told in a remark
(decision 0014).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from scoring.errors import ReadError
from scoring.model.document import DATA_FILE, RESULT_FILE, Document
from scoring.model.form import AnyForm, Figure, Remark
from scoring.number import half_up
from scoring.place import Place
from scoring.read.data import load
from scoring.read.strings import RADICALS, one_line

# Not on paper, or not as it was: a title's year is a datum of its own, a category that was lost is named.
_NOT_COMPARED = frozenset({"place", "title", "date", "category_text", "remarks"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHORT = 40  # characters of a text in a remark
_NAMED = 3  # forms in a remark

Difference = tuple[Place, str, str]


def with_data(document: Document, data: bytes) -> Document:
    """A PDF's document with the forms that its data confirms, and a remark on what the data was good for."""
    from scoring.read.paper.inside import inside  # its library is loaded by now

    files = inside(data, document.file, (DATA_FILE, RESULT_FILE))
    if DATA_FILE in files and document.forms:
        return _confirmed(document, files[DATA_FILE])
    if RESULT_FILE in files and not (document.forms or document.summaries):
        return replace(document, remarks=(_result(files[RESULT_FILE], document.file),))
    return document


def _confirmed(document: Document, data: bytes) -> Document:
    try:
        given = [form for part in load(data, document.file) for form in part.forms]
    except ReadError as error:
        told = f"文件中附带的数据不能读取（{error.message.rstrip('。')}），按印出的内容复核。"
        return _remarked(document, told, Place(document.file))
    forms = []
    for shown in document.forms:
        twin = next((form for form in given if not any(differences(shown, form))), None)
        if twin is None:
            document = _remarked(document, *_doubt(shown, given))
        else:
            given.remove(twin)
        forms.append(twin or shown)
    document = replace(document, forms=tuple(forms))
    confirmed = list(dict.fromkeys(form.place.file for form in forms if form.place.file != document.file))
    if confirmed:
        named = "、".join(f"“{one_line(file)}”" for file in confirmed[:_NAMED])
        named += f"等 {len(confirmed)} 个文件" if len(confirmed) > _NAMED else ""
        told = f"由本工具打印，印出的自评表与附带的数据一致，位置指打印所依据的{named}。"
        document = _remarked(document, told, Place(document.file))
    if given:
        names = "、".join(_quoted(form.name.text) for form in given[:_NAMED])
        told = f"附带的数据中有 {len(given)} 张自评表与印出的都不同（{names}），没有采用。"
        document = _remarked(document, told, Place(document.file))
    return document


def _remarked(document: Document, message: str, place: Place) -> Document:
    return replace(document, remarks=(*document.remarks, Remark(message, place)))


def _doubt(shown: AnyForm, given: list[AnyForm]) -> tuple[str, Place]:
    """What to say of a form that the data does not confirm."""
    whole = f"印出的自评表{_quoted(shown.name.text)}与文件中附带的数据不一致"
    then = "文件可能改动过；按印出的内容复核，附带的数据没有采用。"
    namesake = next((form for form in given if form.name.text == shown.name.text), None)
    if namesake is None:
        return f"{whole}（数据中没有这张表），{then}", shown.place
    place, here, there = next(differences(shown, namesake))
    return f"{whole}（印{_quoted(here)}，附{_quoted(there)}），{then}", place


def differences(shown: Any, given: Any, place: Place | None = None) -> Iterator[Difference]:
    """Where two data of the model say something different, whatever their own places."""
    place = getattr(shown, "place", None) or place or Place("")
    if isinstance(shown, Figure) and isinstance(given, Figure):
        if not _same_figure(shown, given):
            yield place, shown.text, given.said
    elif isinstance(shown, tuple) and isinstance(given, tuple):
        if len(shown) != len(given):
            yield place, f"{len(shown)} 项", f"{len(given)} 项"
        for mine, other in zip(shown, given, strict=False):
            yield from differences(mine, other, place)
    elif is_dataclass(shown) and type(shown) is type(given):
        for field in fields(shown):
            if field.name not in _NOT_COMPARED:
                yield from differences(getattr(shown, field.name), getattr(given, field.name), place)
    elif _squeezed(shown) != _squeezed(given):
        yield place, _said(shown), _said(given)


def _same_figure(shown: Figure, given: Figure) -> bool:
    """Whether a figure is the one shown, and its value what the text says, but for digits not shown."""
    if _squeezed(shown.text) != _squeezed(given.text):
        return False
    written = given.written
    if written is None:
        return shown.written is None and given.stored is None
    seen = shown.written.value if shown.written else _number_in(str(_squeezed(shown.text)), written.decimals)
    value = written.value if given.stored is None else half_up(given.stored, written.decimals)
    return written.value == value == seen


def _number_in(text: str, decimals: int) -> Decimal | None:
    """The number in a text that is not one alone (￥1,200.00), or was torn by the end of a line."""
    found = _NUMBER.search(text.replace(",", ""))
    return half_up(Decimal(found[0]), decimals) if found else None


def _squeezed(value: object) -> object:
    """A text without what print does not keep: blanks, invisible characters, radicals beside characters."""
    if type(value) is not str:
        return value
    value = value.translate(RADICALS)
    return "".join(c for c in value if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def _said(value: object) -> str:
    return str(getattr(value, "text", "" if value is None else value))


def _quoted(text: object) -> str:
    line = one_line(str(text))
    return f"“{line[:_SHORT]}{'…' if len(line) > _SHORT else ''}”"


def _result(data: bytes, file: str) -> Remark:
    """What a paper that is no form tells of its forms: for people, who then look for the form itself."""
    told = "这是本工具打印的复核材料，不是自评表，没有可复核的内容；请提供自评表，或本工具打印的自评表。"
    try:
        forms = json.loads(data)["forms"][:_NAMED]
        totals = [(form["name"], form["stated"]["total"], form["recomputed"]["total"]) for form in forms]
    except (ValueError, LookupError, TypeError, RecursionError):
        totals = []
    said = "；".join(f"{_quoted(name)}自评{_quoted(old)}，复算{_quoted(new)}" for name, old, new in totals)
    return Remark(f"{told}附带的复核结果：{said}。" if said else told, Place(file))
