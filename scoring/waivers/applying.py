"""Which findings a waiver file covers: the same check, form and place, and figures that have not changed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TypeVar

from scoring.checks.identity import loose
from scoring.errors import NumeralError
from scoring.finding import Finding, Waiver
from scoring.model.waiver import WaiverRow
from scoring.numerals import figure, percentage
from scoring.results import Audit, Audited, FormAudit, WaiverUse

T = TypeVar("T", bound=Audited)
Parts = tuple[str, ...]  # of a path

_NAMED = 3  # places that a sentence names


@dataclass(frozen=True, slots=True)
class _Case:
    """A finding, with all by which a waiver may name it; `whose` tells papers of one name apart."""

    finding: Finding
    name: str
    files: tuple[Parts, ...]
    spot: str
    whose: str


def apply(result: Audit, rows: Iterable[WaiverRow]) -> Audit:
    """The audit with the waiver on each finding that a row covers, and what became of each row.

    A row that fits findings of several forms covers none of them: it does not say which it means.
    """
    cases: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for case in (case for audited in result.audited for case in _cases(audited)):
        for name in {case.name, ""}:  # a row may name no form, but a file
            cases[case.finding.code, name].append(case)
    waived: dict[int, Waiver] = {}
    uses = []
    for row in rows:
        covered, unused = _covered(row, cases.get((row.code, key(row.form)), []))
        for case in covered:
            waived.setdefault(id(case.finding), row.waiver)
        uses.append(WaiverUse(row, len(covered), unused))
    return replace(
        result,
        forms=tuple(_marked(form, waived) for form in result.forms),
        summaries=tuple(_marked(table, waived) for table in result.summaries),
        packets=tuple(_marked(packet, waived) for packet in result.packets),
        waivers=tuple(uses),
    )


def _marked(audited: T, waived: dict[int, Waiver]) -> T:
    return replace(audited, findings=tuple(replace(f, waiver=waived.get(id(f))) for f in audited.findings))


def _cases(audited: Audited) -> Iterator[_Case]:
    name = key(audited.name)
    own = {_parts(audited.form.place.file)} if isinstance(audited, FormAudit) else set()
    for finding in audited.findings:
        files, spot = own | {_parts(finding.place.file)}, key(finding.place.spot)
        yield _Case(finding, name, tuple(files), spot, finding.form or finding.place.file)


def _covered(row: WaiverRow, cases: Sequence[_Case]) -> tuple[Sequence[_Case], str]:
    """The findings a row covers, or why it covers none. `cases` are of its code, and of its form if named."""
    whose, parts = f"“{row.form or row.file}”", _parts(row.file)
    of_form = [case for case in cases if not parts or any(_ends_alike(parts, file) for file in case.files)]
    if not of_form:
        return (), f"{whose}没有编号为 {row.code} 的问题，可能已经改正，或者这次没有复核这张表。"
    spot = key(row.spot).replace("$", "")
    there = [case for case in of_form if spot in ("", case.spot, case.spot.rpartition("!")[2])]
    if not there:
        now = "、".join(case.finding.place.spot for case in of_form[:_NAMED])
        more = "等处" if len(of_form) > _NAMED else ""
        return (), f"{whose}的 {row.code} 不在“{row.spot}”而在“{now}”{more}，请核对是不是同一个问题。"
    same = [case for case in there if _is_same(row, case.finding)]
    if not same:
        found = there[0].finding
        then, now = _figures(row.stated, row.recomputed), _figures(found.stated, found.recomputed)
        return (), f"{whose}的 {row.code} 认可的是{then}，现在是{now}，请重新认可。"
    told = key(row.message)
    same = [case for case in same if key(case.finding.message) == told] or same
    if len({case.whose for case in same}) > 1:
        return (), f"{whose}对应不止一张自评表，不知道认可的是哪一张，请补填文件或位置。"
    return same, ""


def _is_same(row: WaiverRow, found: Finding) -> bool:
    """Whether the figures that were accepted, as far as the row gives them, are still those found."""
    pairs = ((row.stated, found.stated), (row.recomputed, found.recomputed))
    return all(not written or _reading(written) == _reading(now or "") for written, now in pairs)


def _figures(stated: str | None, recomputed: str | None) -> str:
    return f"自评 {stated or '（空）'}、复算 {recomputed or '（空）'}"


def _ends_alike(one: Parts, other: Parts) -> bool:
    """Whether of two paths one ends with the other: they may have been given from different folders."""
    shared = min(len(one), len(other))
    return one[-shared:] == other[-shared:]


def _parts(path: str) -> Parts:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return tuple(key(part) for part in parts if part not in ("/", ".."))


def key(text: str) -> str:
    """A name for comparing: without what people vary and without what does not show."""
    return loose("".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf"))).casefold()


def _reading(text: str) -> tuple[str, Decimal] | str:
    """A figure by its value, anything else by its words: 2.20 is 2.2, and 58.05% is no 58.05."""
    for kind, read in (("", figure), ("%", percentage)):
        try:
            return kind, read(text).value
        except NumeralError:
            continue
    return key(text)
