"""The table of the forms in a terminal: stated and recomputed totals, grades, and counts of findings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scoring.finding import Severity
from scoring.number import Verdict, plain
from scoring.report import findings, view
from scoring.report.printable import printable
from scoring.results import FormAudit

_LISTED = 50  # of more forms, only those that something is wrong with are listed


def forms_table(forms: Sequence[FormAudit], *, everything: bool) -> RenderableType:
    """One row a form; of many forms, without `everything`, those that are wrong or not recomputed."""
    shown = forms if everything or len(forms) <= _LISTED else [form for form in forms if _is_wrong(form)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("自评表", ratio=1, overflow="fold")
    for heading in ("自评", "复算", "差异"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("等级", no_wrap=True)
    table.add_column("错误/提醒/提示", justify="center", no_wrap=True)
    for form in shown:
        table.add_row(*_row(form))
    left = len(forms) - len(shown)
    if not left:
        return table
    return Group(table, Text(f"另有 {left} 张自评表没有错误，没有列出（加 --all 列出全部）。", "italic"))


def _is_wrong(audited: FormAudit) -> bool:
    total_is_right = audited.sheet.verdict in (Verdict.EQUAL, Verdict.ROUNDING)
    return not total_is_right or findings.count(audited.findings)[Severity.ERROR] > 0


def _row(audited: FormAudit) -> list[RenderableType]:
    total, wrong = view.total(audited), audited.sheet.verdict is Verdict.DIFFERENT
    kind = "（部门整体）" if audited.form.kind == "department" else ""
    counts = list(findings.count(audited.findings).values())
    return [
        audited.id,
        Text(f"{printable(audited.name)}{kind}"),
        Text(str(printable(total.stated))),
        Text(total.recomputed, style="bold" if wrong else ""),
        Text(_difference(audited), style="bold red" if wrong else ""),
        view.grade(audited),
        Text("/".join(map(str, counts)), style="bold red" if counts[0] else ""),
    ]


def _difference(audited: FormAudit) -> str:
    difference = audited.difference
    if not difference:
        return ""
    rounding = "（舍入）" if audited.sheet.verdict is Verdict.ROUNDING else ""
    return f"{'+' if difference > 0 else '−'}{plain(abs(difference))}{rounding}"
