"""jixiao verify: recompute and check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.leftout import tell_left_out
from scoring.cli.overwriting import refuse_loss
from scoring.cli.progress import progress
from scoring.errors import JixiaoError
from scoring.finding import Severity
from scoring.report.formats import WIDTH, Format, chosen, rendered

if TYPE_CHECKING:
    from scoring.results import Audit

EXAMPLE = "例：jixiao verify 自评表文件夹　　jixiao verify 自评表文件夹 -o 差异清单.xlsx"


class FailOn(StrEnum):
    """From which severity on the command fails (exit 1)."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def verify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="自评表、汇总表或它们所在的文件夹。")
    ],
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="table 在屏幕上看，xlsx、csv 是差异清单，json 供程序使用；不给则按 -o 的扩展名。",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件；不给则显示在屏幕上。")
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option("--waivers", metavar="文件", help="认可表，如填好的差异清单。"),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="在屏幕上列出全部，不作归并。")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="发现哪一级问题时以退出码 1 结束。")
    ] = FailOn.ERROR,
    strict: Annotated[bool, typer.Option("--strict", help="有提示时也以退出码 1 结束。")] = False,
    compare: Annotated[str, typer.Option("--compare", metavar="规则", help="并列另一套规则的得分。")] = "",
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="文件夹", help="把标出问题的副本写入这里。"),
    ] = None,
) -> int:
    """复核：逐项复算，列出与自评不符之处。

    退出码：0 没有问题；1 有问题；2 有文件或规则不能用，其余照常复核；3 工具自身出错。
    """
    from scoring.comparison import compared
    from scoring.rules import load_ruleset
    from scoring.verification import audit

    mark = _marker(paths, annotate, output) if annotate else None
    kind = chosen(format_, output)
    if output:
        refuse_loss(output, paths, waivers)
    against = load_ruleset(compare) if compare else None
    with progress("复核") as step:
        result = audit(*paths, rules=rules, waivers=waivers, progress=step)
    if against:
        result = compared(result, against)
    _give(result, kind, output, everything)
    code = exit_code(result, fail_on, strict)
    return max(code, mark(result)) if mark else code


def _marker(paths: list[Path], folder: Path, output: Path | None) -> Callable[[Audit], int]:
    """Writes the marked copies and gives the exit code; refuses the folder before any work is done.

    So it does where a copy and the result (`output`) would be one file.
    """
    from scoring.write.annotate import annotate, destinations

    copies = destinations(paths, folder)
    if output and output.resolve() in {copy.resolve() for copy in copies.values()}:
        told = f"-o 的“{output}”与标注的副本是同一个文件，为免覆盖，"
        raise JixiaoError(f"{told}请给 -o 换一个文件名，或给 --annotate 换一个文件夹。")

    def mark(result: Audit) -> int:
        done = annotate(result, copies)
        for sentence in done.told:
            typer.echo(sentence, err=True)
        others = f"，另有 {done.unchanged} 个没有发现问题、原样复制" if done.unchanged else ""
        typer.echo(f"已标注 {done.marked} 个工作簿{others}，在“{folder}”。", err=True)
        return 2 if done.failed else 0

    return mark


def exit_code(result: Audit, fail_on: FailOn, strict: bool) -> int:
    """3 the tool failed, 2 an input is unusable, 1 findings at or above the limit, else 0."""
    if result.crashed:
        return 3
    if result.unread:
        return 2
    if fail_on is FailOn.NEVER:
        return 0
    limit = Severity.NOTICE if strict else Severity(fail_on.value)
    return 1 if result.at_or_above(limit) else 0


def _give(result: Audit, kind: Format, output: Path | None, everything: bool) -> None:
    if output:
        from scoring.report.files import write_whole
        from scoring.report.findings import counts

        write_whole(output, rendered(result, kind, everything=everything))
        tell_left_out(result)
        typer.echo(f"{counts(result.findings)}。已写入“{output}”。", err=True)
    elif kind is Format.TABLE:
        from rich.console import Console

        from scoring.report.text import show

        console = Console()
        show(result, console if console.is_terminal else Console(width=WIDTH), everything=everything)
    else:
        sys.stdout.buffer.write(rendered(result, kind))
