"""Two rule sets held against each other: what differs, value beside value, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoring.report.ruleset import Entry, Value, entries
from scoring.report.wrap import wrap
from scoring.rules import RuleSet

SILENT = "没有规定"
_HEADING, _GAP = 12, 2  # columns


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject on which the two say different things."""

    heading: str
    one: Entry
    other: Entry


def differences(one: RuleSet, other: RuleSet) -> tuple[list[Difference], list[str]]:
    """The subjects on which two rule sets differ, and those where only what they rest on does."""
    different, otherwise_cited = [], []
    for mine, theirs in zip(entries(one), entries(other), strict=True):
        if [value.text for value in mine.values] != [value.text for value in theirs.values]:
            different.append(Difference(mine.heading, mine, theirs))
        elif mine.values != theirs.values:
            otherwise_cited.append(mine.heading)
    return different, otherwise_cited


def show(one: RuleSet, other: RuleSet, console: Console) -> None:
    """Print the differences as a table, and below it what the values rest on."""
    different, otherwise_cited = differences(one, other)
    if not different:
        console.print(Text(f"{one.id} 与 {other.id} 没有不同的规定。"))
    else:
        console.print(_table(one, other, different, console.width))
    if otherwise_cited:
        _lines(console, f"规定相同、依据不同：{'、'.join(otherwise_cited)}。")
    for rules, sides in ((one, [d.one for d in different]), (other, [d.other for d in different])):
        if cited := dict.fromkeys(v.citation for side in sides for v in side.values if v.citation):
            _lines(console, f"\n{rules.id} 的依据")
        for citation in cited:
            _lines(console, f"〔{citation.clause}〕{citation.source}：{citation.gist}")


def _table(one: RuleSet, other: RuleSet, different: Sequence[Difference], width: int) -> Table:
    room = (width - _HEADING - 2 * _GAP) // 2
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    table.add_column("", width=_HEADING, no_wrap=True)
    for rules in (one, other):
        heading = "\n".join(wrap(f"{rules.id}　{rules.name}　{rules.edition}", room))
        table.add_column(Text(heading), width=room, overflow="fold")
    for difference in different:
        cells = [_cell(entry.values, room) for entry in (difference.one, difference.other)]
        table.add_row(Text(difference.heading, style="bold"), *cells, end_section=True)
    return table


def _cell(values: Sequence[Value], room: int) -> Text:
    lines = [line for value in values for line in wrap(cited(value), room)]
    return Text("\n".join([*(lines or [SILENT]), ""]))


def cited(value: Value) -> str:
    """A sentence with the clause it rests on: 100 分（注2）."""
    return f"{value.text}（{value.citation.clause}）" if value.citation else value.text


def _lines(console: Console, text: str) -> None:
    for line in wrap(text, console.width):
        console.print(Text(line))
