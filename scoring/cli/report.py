"""jixiao report: PDFs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.leftout import tell_left_out
from scoring.cli.progress import progress

EXAMPLE = "例：jixiao report 自评表文件夹 -o 报告　　jixiao report 自评表.xlsx -o 报告 --kind opinion"


class Kind(StrEnum):
    """What is printed."""

    FORM = "form"
    OPINION = "opinion"
    SUMMARY = "summary"
    ALL = "all"


def report(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="自评表、汇总表或它们所在的文件夹。")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="PDF 写入这个文件夹。")],
    kind: Annotated[
        Kind, typer.Option("--kind", help="form 自评表，opinion 复核意见书，summary 汇总表，all 全部。")
    ] = Kind.ALL,
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
    waivers: Annotated[
        Path | None,
        typer.Option("--waivers", metavar="文件", help="认可表，如填好的差异清单。"),
    ] = None,
) -> int:
    """打印：把自评表、复核意见书和汇总表做成 PDF。

    退出码：0 全部打印；2 有文件不能读取或有报告不能打印，其余照常打印；3 工具自身出错。
    """
    from scoring.report.papers import KINDS
    from scoring.report.printing import report as print_all
    from scoring.verification import audit

    with progress("复核") as step:
        result = audit(*paths, rules=rules, waivers=waivers, progress=step)
    with progress("打印") as step:
        kinds = KINDS if kind is Kind.ALL else frozenset({kind.value})
        done = print_all(result, output, kinds, progress=step)
    tell_left_out(result)
    for error in done.failed:
        typer.echo(f"未能打印 {error.message}", err=True)
    typer.echo(f"已打印 {len(done.written)} 份 PDF，在“{output}”。")
    if result.crashed:
        return 3
    return 2 if result.unread or done.failed else 0
