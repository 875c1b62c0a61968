"""The result as people read it in a terminal: the findings, gravest first, then a table of the forms."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from scoring.finding import Finding, Severity
from scoring.number import Verdict, plain
from scoring.report import compare
from scoring.report.wrap import wrap
from scoring.results import Audit, FormAudit
from scoring.score.trace import points_text, range_text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def show(audit: Audit, console: Console) -> None:
    """Print the whole result: findings, what could not be read, and last the table, where eyes rest."""
    for severity in Severity:
        findings = [finding for finding in audit.findings if finding.severity is severity]
        if findings:
            console.print(_findings(audit, severity, findings, console.width))
    for remark in [remark for given in audit.inputs for remark in given.remarks]:
        console.print(Text.assemble(("注意 ", "yellow"), f"{remark.place}：{remark.message}"))
    for unread in audit.unread:
        console.print(Text.assemble(("未能处理 ", "bold red"), f"{unread.place}：{unread.reason}"))
    for check in audit.crashed:
        message = (
            f"核对 {check.code} 自身出错（{check.reason}），其余核对不受影响；请把文件和本提示发给维护者。"
        )
        console.print(Text(message, style="bold red"))
    if audit.forms:
        console.print("", _forms(audit), sep="\n")
    compare.show(audit.forms, console)
    console.print()
    for line in _closing(audit):
        console.print(*(Text(part) for part in wrap(line, console.width)), sep="\n")


def _forms(audit: Audit) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("自评表", ratio=1, overflow="fold")
    for heading in ("自评", "复算", "差异"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("等级", no_wrap=True)
    table.add_column("错误/提醒/提示", justify="center", no_wrap=True)
    for form in audit.forms:
        table.add_row(*_form_row(form))
    return table


def _form_row(audited: FormAudit) -> list[RenderableType]:
    form, sheet = audited.form, audited.sheet
    places = audited.ruleset.rounding.places
    wrong = sheet.verdict is Verdict.DIFFERENT
    kind = "（部门整体）" if form.kind == "department" else ""
    name = form.name.text or "（缺首页，未见项目名称）"
    counts = [sum(f.severity is severity for f in audited.findings) for severity in Severity]
    return [
        audited.id,
        Text(f"{name}{kind}"),
        form.total.text if form.total else "",
        Text(_recomputed(audited, places), style="bold" if wrong else ""),
        Text(_difference(audited), style="bold red" if wrong else ""),
        _grade(audited),
        Text("/".join(map(str, counts)), style="bold red" if counts[0] else ""),
    ]


def _recomputed(audited: FormAudit, places: int) -> str:
    sheet = audited.sheet
    if sheet.recomputed is not None:
        return points_text(sheet.recomputed, places)
    return range_text(sheet.total, places) if sheet.total else "不能复算"


def _difference(audited: FormAudit) -> str:
    difference = audited.difference
    if not difference:
        return ""
    rounding = "（舍入）" if audited.sheet.verdict is Verdict.ROUNDING else ""
    return f"{'+' if difference > 0 else '−'}{plain(abs(difference))}{rounding}"


def _grade(audited: FormAudit) -> str:
    before = audited.ruleset.grade_of(audited.stated) if audited.stated is not None else ""
    after = audited.sheet.grade or ""
    return f"{before}→{after}" if before and after and before != after else after or before


def _findings(audit: Audit, severity: Severity, findings: list[Finding], width: int) -> Group:
    names = {form.id: form.form.name.text or "（缺首页）" for form in audit.forms}
    parts: list[RenderableType] = [Text(f"{severity.chinese} {len(findings)} 处", style=_STYLES[severity])]
    ordered = sorted(findings, key=lambda finding: finding.code)
    for code, group in groupby(ordered, key=lambda finding: finding.code):
        same = list(group)
        parts.append(Text(f"  {code} {same[0].name}（{len(same)} 处）", style="bold"))
        for finding in same:
            whose = f"〔{finding.form}〕{names[finding.form]}：" if finding.form else ""
            parts += [Text(f"    {line}") for line in wrap(whose + finding.message, width - 4)]
            parts += [Text(f"      {line}", style="dim") for line in wrap(str(finding.place), width - 6)]
    return Group(*parts)


def _closing(audit: Audit) -> list[str]:
    counts = "、".join(
        f"{severity.chinese} {sum(f.severity is severity for f in audit.findings)} 处"
        for severity in Severity
    )
    unread = f"，{len(audit.unread)} 处未能处理" if audit.unread else ""
    text = f"共 {len(audit.inputs)} 个文件、{len(audit.forms)} 张自评表{unread}；{counts}。"
    editions = "、".join(dict.fromkeys(f"{f.ruleset.name}{f.ruleset.edition}" for f in audit.forms))
    return [text, f"依据：{editions}。"] if editions else [text]
