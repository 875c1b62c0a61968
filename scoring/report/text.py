"""The result as people read it in a terminal: errors in full, form by form; then warnings and notices by
check, the first of each; what is accepted, apart; and last a table of the forms, where eyes rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from scoring.checks import catalogue
from scoring.finding import Finding, Severity
from scoring.report import compare, findings
from scoring.report.formstable import forms_table
from scoring.report.printable import printable
from scoring.report.wrap import FIGURES, wrap
from scoring.results import Audit, Audited, FormAudit

T = TypeVar("T")

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold cyan"}
_PLACE, _LEFT_OUT = "dim", "italic"
_LISTED, _FIRST = 5, 3  # of a list longer than five, the first three are shown
_MORE = "加 --all 列出全部，或加 -o 差异清单.xlsx 写成 Excel 表格。"


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its indent and style; it may run over several lines."""

    text: str
    indent: int = 0
    style: str = ""


def show(audit: Audit, console: Console, *, everything: bool = False) -> None:
    """Print the whole result. Without `everything` long lists are cut, and what is left out is counted."""
    parts = (_errors(audit), _others(audit, everything), _waived(audit), _unread(audit, everything))
    lines = [*chain(*parts), *_unchecked(audit, everything)]
    if any(line.style == _LEFT_OUT for line in lines):
        lines.append(_Line(_MORE))
    _print(lines, console)
    if audit.forms:
        console.print("", forms_table(audit.forms, everything=everything), sep="\n")
    compare.show(audit.forms, console)
    console.print()
    _print(_closing(audit), console)


def _print(lines: Iterable[_Line], console: Console) -> None:
    for line in lines:
        for part in wrap(str(printable(line.text)), console.width - line.indent):
            shown = Text(" " * line.indent + part, line.style)
            shown.highlight_regex(FIGURES, "bold")
            console.print(shown)


def _errors(audit: Audit) -> Iterator[_Line]:
    """Form by form, so that a wrong line and the wrong total that comes of it stand together."""
    yield from _heading(audit, Severity.ERROR)
    for audited in audit.audited:
        errors = _open(audited.findings, Severity.ERROR)
        if errors:
            yield _Line(_mark(audited) or audited.name, 2, "bold")
        for file, in_file in groupby(errors, key=lambda finding: finding.place.file):
            yield _Line(file, 4, _PLACE)
            for finding in in_file:
                yield _Line(f"{finding.code} {finding.name}　{finding.place.spot}", 4)
                yield _Line(finding.message, 6)


def _others(audit: Audit, everything: bool) -> Iterator[_Line]:
    """Warnings, then notices, check by check."""
    marks = _marks(audit)
    for severity in (Severity.WARNING, Severity.NOTICE):
        found = sorted(_open(audit.findings, severity), key=lambda finding: finding.code)
        yield from _heading(audit, severity)
        for code, group in groupby(found, key=lambda finding: finding.code):
            same = list(group)
            yield _Line(f"{code} {same[0].name}（{len(same)} 处）", 2, "bold")
            for finding in _first(same, everything):
                yield _Line(f"{marks[id(finding)]}{finding.message}", 4)
                yield _Line(str(finding.place), 6, _PLACE)
            yield from _rest(len(same), 4, everything)


def _waived(audit: Audit) -> Iterator[_Line]:
    """What people accept, whole; and the waivers that cover nothing."""
    marks, waived = _marks(audit), findings.ordered(audit.waived)
    if waived:
        yield _Line(f"已认可 {len(waived)} 处，不计入以上处数", style="bold green")
    for finding in waived:
        yield _Line(f"{finding.code} {finding.name}（{finding.severity.chinese}）", 2, "bold")
        yield _Line(f"{marks[id(finding)]}{finding.message}", 4)
        yield _Line(str(finding.place), 6, _PLACE)
        yield _Line(f"认可：{findings.waiver(finding)}", 6, "green")
    for use in audit.unused_waivers:
        yield _Line(f"认可没有用上 {use.row.place}：{use.unused}", style="yellow")


def _unread(audit: Audit, everything: bool) -> Iterator[_Line]:
    """Remarks on what was read, what could not be read, and checks that failed themselves."""
    remarks = [remark for given in audit.inputs for remark in given.remarks]
    for remark in _first(remarks, everything):
        yield _Line(f"注意 {remark.place}：{remark.message}", style="yellow")
    yield from _rest(len(remarks), 0, everything)
    for unread in audit.unread:
        yield _Line(f"未能处理 {unread.place}：{unread.reason}", style="red")
    for check in audit.crashed:
        told = f"核对 {check.code} 自身出错（{check.reason}），其余核对不受影响；请把文件和本提示发给维护者。"
        yield _Line(told, style="bold red")


def _unchecked(audit: Audit, everything: bool) -> Iterator[_Line]:
    """What was not looked at, for want of something that the papers do not hold."""
    groups = findings.unchecked(audit)
    if groups:
        number = sum(map(len, groups.values()))
        yield _Line(f"未能核对 {number} 项次", style="bold" if everything else _LEFT_OUT)
    for (code, reason), papers in groups.items() if everything else ():
        yield _Line(f"{code} {catalogue()[code].name}（{len(papers)} 张表）：{reason}", 2)


def _heading(audit: Audit, severity: Severity) -> Iterator[_Line]:
    number = len(_open(audit.findings, severity))
    if number:
        yield _Line(f"{severity.chinese} {number} 处", style=_STYLES[severity])


def _open(found: Iterable[Finding], severity: Severity) -> list[Finding]:
    return [finding for finding in found if finding.severity is severity and finding.waiver is None]


def _marks(audit: Audit) -> dict[int, str]:
    """What goes before the message of a finding, by the identity of the finding."""
    marks = ((_mark(audited), audited.findings) for audited in audit.audited)
    return {id(finding): f"{mark}：" if mark else "" for mark, found in marks for finding in found}


def _mark(audited: Audited) -> str:
    """〔19〕 and the name of a form; findings on summary tables speak of their table themselves."""
    return f"〔{audited.id}〕{audited.name}" if isinstance(audited, FormAudit) else ""


def _first(items: list[T], everything: bool) -> list[T]:
    return items if everything or len(items) <= _LISTED else items[:_FIRST]


def _rest(number: int, indent: int, everything: bool) -> Iterator[_Line]:
    if not everything and number > _LISTED:
        yield _Line(f"……还有 {number - _FIRST} 处", indent, _LEFT_OUT)


def _closing(audit: Audit) -> Iterator[_Line]:
    unread = f"，{len(audit.unread)} 处未能处理" if audit.unread else ""
    papers = f"共 {len(audit.inputs)} 个文件、{len(audit.forms)} 张自评表{unread}"
    yield _Line(f"{papers}；{findings.counts(audit.findings)}。")
    editions = "、".join(dict.fromkeys(f"{f.ruleset.name}{f.ruleset.edition}" for f in audit.forms))
    if editions:
        yield _Line(f"依据：{editions}。")
