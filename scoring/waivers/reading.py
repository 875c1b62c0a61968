"""A waiver file: the 差异清单 with its last columns filled in, or a table with the same headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from scoring.checks import catalogue
from scoring.errors import NumeralError, ReadError
from scoring.finding import Waiver
from scoring.model.waiver import WaiverRow
from scoring.numerals import Deadline, fold, parse
from scoring.place import Place
from scoring.read.container import load, raw_document
from scoring.read.recognise.waivers import (
    CODE,
    FILE,
    FILLED_IN,
    FORM,
    MESSAGE,
    RECOMPUTED,
    SPOT,
    STATED,
    WHEN,
    WHO,
    WHY,
    Record,
    WaiverTable,
    waiver_tables,
)

_TOLD = 10  # faults; who has more of them made the same one all the way down
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")  # behind a day, as some programs write it
_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")

_NO_HEADER = "没有找到认可表的表头，表头应有“编号”“自评表”“认可人”“认可日期”“认可理由”，请在差异清单上填写。"
_NOTHING = "没有一行填写了认可，请在要认可的问题后面填写认可人、认可日期和认可理由。"

Fault = tuple[Place, str]


def read_waivers(path: Path) -> tuple[WaiverRow, ...]:
    """The rows in which 认可人, 认可日期 and 认可理由 are filled in; those with all three empty are none.

    Raises ReadError, one sentence a line with its cell, where any row is incomplete or wrong, so that
    nothing is waived by half a file; and where no row is filled in.
    """
    file = path.as_posix()
    try:
        tables = tables_of(path)
    except ReadError as error:
        raise _error([(error.place or Place(file), error.message)]) from None
    filled = [record for table in tables for record in table.records if record.filled_in]
    faults = [fault for table in tables for fault in _header_faults(table)]
    faults = faults or [fault for record in filled for fault in _faults(record)]
    if not filled:
        faults = faults or [(Place(file), _NOTHING if tables else _NO_HEADER)]
    if faults:
        raise _error(faults)
    return tuple(map(_row, filled))


def tables_of(path: Path) -> list[WaiverTable]:
    """The waiver tables of a file, empty where it has none. Raises ReadError."""
    file = path.as_posix()
    return waiver_tables(raw_document(load(path, file), file).grids)


def _error(faults: list[Fault]) -> ReadError:
    told = [f"认可文件 {place}：{sentence}" for place, sentence in faults[:_TOLD]]
    if len(faults) > _TOLD:
        told.append(f"还有 {len(faults) - _TOLD} 处同样要改，改好以上各处后再试。")
    return ReadError("\n".join(told), faults[0][0])


def _header_faults(table: WaiverTable) -> Iterator[Fault]:
    missing = [heading for heading in (CODE, *FILLED_IN) if heading not in table.columns]
    if not table.columns.keys() & {FORM, FILE}:
        missing.append(FORM)
    if missing:
        yield table.place, f"表头缺少“{'”“'.join(missing)}”，请补上这一栏。"


def _faults(record: Record) -> Iterator[Fault]:
    for heading in FILLED_IN:
        if not record.get(heading):
            yield record.at(heading), f"没有填写{heading}，请补填；认可人、认可日期、认可理由三项都要填。"
    if not record.get(CODE):
        yield record.at(CODE), "没有填写编号，不知道认可的是哪一项问题，请补填。"
    elif _code(record) not in catalogue():
        told = f"没有编号为“{record.get(CODE)}”的核对，请用 jixiao explain 查看全部编号后改正。"
        yield record.at(CODE), told
    if not (record.get(FORM) or record.get(FILE)):
        yield record.at(FORM), "没有写明是哪一张自评表，请补填项目名称或文件。"
    try:
        if record.get(WHEN):
            _date(record.get(WHEN))
    except NumeralError as error:
        yield record.at(WHEN), error.message


def _row(record: Record) -> WaiverRow:
    return WaiverRow(
        waiver=Waiver(record.get(WHO), _date(record.get(WHEN)), record.get(WHY)),
        code=_code(record),
        place=record.place,
        form=record.get(FORM),
        file=record.get(FILE),
        spot=record.get(SPOT),
        stated=record.get(STATED),
        recomputed=record.get(RECOMPUTED),
        message=record.get(MESSAGE),
    )


def _code(record: Record) -> str:
    return fold(record.get(CODE)).upper()


def _date(text: str) -> date:
    """A day as people write it: 2024-03-05, 2024/3/5, 2024年3月5日, 20240305."""
    folded = _TIME.sub("", fold(text))
    if digits := _DIGITS.fullmatch(folded):
        folded = "-".join(digits.groups())
    day = parse(folded)
    if not isinstance(day, Deadline) or day.due is None or not day.exact or day.earliest != day.due:
        raise NumeralError(f"“{text}”不是写明年、月、日的日期，请写成 2024-03-05 的样子。")
    return day.due
