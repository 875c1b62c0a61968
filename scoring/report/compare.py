"""Forms under two rule sets side by side, as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoring.checks.registry import quoted
from scoring.report import view
from scoring.report.printable import printable
from scoring.report.wrap import wrap
from scoring.results import Comparison, FormAudit
from scoring.score import Line, Sheet
from scoring.score.trace import computed, range_text


def show(forms: Sequence[FormAudit], console: Console) -> None:
    """Print a table of the totals, and form by form the lines that differ, each with both workings.

    Every form must have been compared, and all with the same rule set.
    """
    pairs = [(form, form.comparison) for form in forms if form.comparison]
    if not pairs:
        return
    console.print("", _table(pairs), sep="\n")
    own = view.listed([view.ruleset(form.ruleset) for form in forms])
    for line in wrap(f"本表：{own}；对照：{view.ruleset(pairs[0][1].ruleset)}。", console.width):
        console.print(Text(line))
    for audited, comparison in pairs:
        for indent, text in _why(audited, comparison):
            for line in wrap(str(printable(text)), console.width - indent):
                console.print(Text(" " * indent + line))


def _table(pairs: Sequence[tuple[FormAudit, Comparison]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("自评表", ratio=1, overflow="fold")
    for heading in ("自评", "本表规则", "对照规则", "相差"):
        table.add_column(heading, justify="right", no_wrap=True)
    for audited, comparison in pairs:
        difference = comparison.difference(audited.sheet)
        table.add_row(
            audited.id,
            Text(str(printable(audited.name))),
            Text(str(printable(view.figure(audited.form.total)))),
            _total(audited.sheet),
            _total(comparison.sheet) if comparison.sheet else "不适用",
            Text(view.signed(difference, comparison.ruleset.rounding.places), style="bold"),
        )
    return table


def _total(sheet: Sheet) -> str:
    if sheet.total is None:
        return view.OPEN
    return f"{range_text(sheet.total, sheet.ruleset.rounding.places)} {sheet.grade or ''}".strip()


def _why(audited: FormAudit, comparison: Comparison) -> Iterator[tuple[int, str]]:
    """What differs on a form and why, each sentence with its indent."""
    if comparison.sheet is None:
        return
    sheets = {"本表": audited.sheet, "对照": comparison.sheet}
    totals = {side: said for side, sheet in sheets.items() if (said := view.settlement(sheet))}
    if comparison.lines or totals:
        yield 0, f"〔{audited.id}〕{audited.name}"
    for own, other in comparison.lines:
        if own and other:
            yield 2, quoted(own.name.text)
            for (side, sheet), line in zip(sheets.items(), (own, other), strict=True):
                yield 4, f"{side}：{_working(line, sheet.ruleset.rounding.places)}"
    for number, (side, sheet) in enumerate(sheets.items()):
        if alone := [pair[number] for pair in comparison.lines if pair[number] and not pair[1 - number]]:
            yield 2, f"只按{side}的规则计分：{_listed(alone, sheet.ruleset.rounding.places)}"
    if totals:
        yield 2, "总分"
    yield from ((4, f"{side}：{said}") for side, said in totals.items())


def _working(line: Line, places: int) -> str:
    if line.scored is None or line.interval is None:
        return "不能计算"
    judged = not line.interval.is_point and line.recomputed is not None
    taken = f"，取 {view.right(line, places)}" if judged else ""
    return f"{computed(line, places)}{taken}（{line.scored.citation.clause}）"


def _listed(lines: Sequence[Line | None], places: int) -> str:
    return "、".join(f"{line.name.text} {view.right(line, places)}" for line in lines if line)
