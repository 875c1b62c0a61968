"""jixiao verify: recompute and check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.progress import progress
from scoring.finding import Severity

if TYPE_CHECKING:
    from scoring.results import Audit

EXAMPLE = "例：jixiao verify 自评表文件夹　　jixiao verify 自评表.xlsx --format json -o 结果.json"

WIDTH = 100  # columns of a table that is not shown in a terminal


class Format(StrEnum):
    """How the result is shown."""

    TABLE = "table"
    JSON = "json"


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
        Format, typer.Option("--format", help="table 在屏幕上看，json 供程序使用。")
    ] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件；不给则显示在屏幕上。")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="发现哪一级问题时以退出码 1 结束。")
    ] = FailOn.ERROR,
    strict: Annotated[bool, typer.Option("--strict", help="有提示时也以退出码 1 结束。")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="文件夹", help="把标出问题的副本写入这里。"),
    ] = None,
) -> int:
    """复核：逐项复算，列出与自评不符之处。

    退出码：0 没有问题；1 有问题；2 有文件或规则不能用，其余照常复核；3 工具自身出错。
    """
    from scoring.verification import audit

    mark = _marker(paths, annotate) if annotate else None
    with progress("复核") as step:
        result = audit(*paths, rules=rules, progress=step)
    _write(result, format_, output)
    code = exit_code(result, fail_on, strict)
    return max(code, mark(result)) if mark else code


def _marker(paths: list[Path], folder: Path) -> Callable[[Audit], int]:
    """Writes the marked copies and gives the exit code; refuses the folder before any work is done."""
    from scoring.write.annotate import annotate, destinations

    copies = destinations(paths, folder)

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


def _write(result: Audit, format_: Format, output: Path | None) -> None:
    from scoring.report.files import write_whole

    text = _json(result) if format_ is Format.JSON else None
    if output is None:
        sys.stdout.write(text) if text is not None else _show(result)
    else:
        write_whole(output, (text if text is not None else _plain(result)).encode("utf-8"))


def _json(result: Audit) -> str:
    from scoring.report.json import to_json

    return to_json(result)


def _show(result: Audit) -> None:
    from rich.console import Console

    from scoring.report.text import show

    console = Console()
    show(result, console if console.is_terminal else Console(width=WIDTH))


def _plain(result: Audit) -> str:
    from io import StringIO

    from rich.console import Console

    from scoring.report.text import show

    text = StringIO()
    show(result, Console(file=text, width=WIDTH))
    return text.getvalue()
