"""jixiao report: PDFs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.progress import progress

if TYPE_CHECKING:
    from scoring.report.printing import Report

EXAMPLE = "例：jixiao report 自评表文件夹 -o 报告　　jixiao report 自评表.xlsx -o 报告 --kind opinion"

SHOWN = 10  # PDFs of an earlier run that are named


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
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", metavar="N", min=1, help="同时排版的份数；不给则按处理器核数。"),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option("--templates", metavar="文件夹", help="自己的打印模板，其中的文件代替同名的自带模板。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="全部重新打印，没有变化的也不例外。")] = False,
) -> int:
    """打印：把自评表、复核意见书和汇总表做成 PDF（PDF/A-3，附复核结果数据）。

    再次运行时，只打印缺少的和内容、规则、模板或字体有变化的。

    退出码：0 全部打印；2 有文件不能读取或有报告不能打印，其余照常打印；3 工具自身出错。
    """
    from scoring.report.papers import KINDS
    from scoring.report.printing import Options, processors
    from scoring.report.printing import report as print_all
    from scoring.verification import audit

    with progress("复核") as step:
        result = audit(*paths, rules=rules, progress=step)
    with progress("打印") as step:
        kinds = KINDS if kind is Kind.ALL else frozenset({kind.value})
        options = Options(jobs or processors(), templates, force)
        done = print_all(result, output, kinds, step, options)
    for unread in result.unread:
        typer.echo(f"未能处理 {unread.place}：{unread.reason}", err=True)
    _tell(done, output)
    if result.crashed:
        return 3
    return 2 if result.unread or done.failed else 0


def _tell(done: Report, output: Path) -> None:
    for message in dict.fromkeys(error.message for error in done.failed):  # of a template: one for all papers
        typer.echo(f"未能打印 {message}", err=True)
    if done.stray:
        names = "、".join(path.relative_to(output).as_posix() for path in done.stray[:SHOWN])
        more = f"等 {len(done.stray)} 份" if len(done.stray) > SHOWN else ""
        told = f"“{output}”中还有以前打印的 {names}{more}，这次没有对应的材料，没有删除，请核对是否还要保留。"
        typer.echo(told, err=True)
    current = f"，另有 {len(done.current)} 份没有变化，没有重新打印" if done.current else ""
    typer.echo(f"已打印 {len(done.written)} 份 PDF，在“{output}”{current}。")
