"""jixiao report: PDFs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.leftout import tell_left_out
from scoring.cli.progress import progress
from scoring.errors import RenderError
from scoring.report.order import Columns, Order, Size

if TYPE_CHECKING:
    from scoring.report.printing import Report

EXAMPLE = "例：jixiao report 自评表文件夹 -o 报告　　jixiao report 自评表.xlsx -o 报告 --kind opinion"

SHOWN = 10  # PDFs of an earlier run that are named


class Kind(StrEnum):
    """What is printed."""

    FORM = "form"
    OPINION = "opinion"
    SUMMARY = "summary"
    BOOK = "book"
    STATEMENT = "statement"
    DASHBOARD = "dashboard"
    EVALUATION = "evaluation"
    ALL = "all"


def report(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="自评表、汇总表或它们所在的文件夹。")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="PDF 写入这个文件夹。")],
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            metavar="种类",
            help="form 自评表， opinion 意见书和整改通知， summary 汇总表， book 汇编成册， all 以上四种； "
            "statement 预算绩效情况说明， dashboard 复核总览， evaluation 评价报告。",
        ),
    ] = Kind.ALL,
    due: Annotated[
        datetime | None,
        typer.Option(
            "--due",
            metavar="日期",
            formats=["%Y-%m-%d"],
            help="整改期限，如 2025-06-30；不给则在通知中留空。",
        ),
    ] = None,
    columns: Annotated[
        Columns,
        typer.Option(
            "--columns", help="汇总表的栏目：points 各部分自评和复算得分，published 公开表式的得分率。"
        ),
    ] = Columns.POINTS,
    size: Annotated[Size, typer.Option("--paper", help="汇总表的纸张，横向。")] = Size.A4,
    public: Annotated[
        bool,
        typer.Option("--public", help="公开件：隐去个人信息， 不含复核意见。"),
    ] = False,
    final: Annotated[bool, typer.Option("--final", help="评价报告的正式稿， 有待填的不打印。")] = False,
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
    waivers: Annotated[
        Path | None,
        typer.Option("--waivers", metavar="文件", help="认可表，如填好的差异清单。"),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", metavar="N", min=1, help="同时排版的份数， 不给则按处理器核数。"),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option("--templates", metavar="文件夹", help="自己的打印模板， 代替同名的自带模板。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="全部重新打印， 没有变化的也不例外。")] = False,
) -> int:
    """打印：把自评表、复核意见书、整改通知、汇总表和装订成册的汇编做成 PDF（PDF/A-3，附复核结果数据）。

    再次运行时，只打印缺少的和内容、规则、模板或字体有变化的。

    退出码：0 全部打印；2 有文件不能读取或有报告不能打印，其余照常打印；3 工具自身出错。
    """
    if public and kind in (Kind.OPINION, Kind.DASHBOARD):
        told = "复核意见书" if kind is Kind.OPINION else "复核总览"
        raise RenderError(f"公开件不含{told}，请去掉 --public，或改用 --kind form、summary、book。")
    if final and kind is not Kind.EVALUATION:
        raise RenderError("--final 只用于评价报告，请加 --kind evaluation，或去掉 --final。")
    from scoring.report.papers import KINDS
    from scoring.report.printing import Options, processors
    from scoring.report.printing import report as print_all
    from scoring.report.reports import REPORTS
    from scoring.report.wording import day
    from scoring.verification import audit

    with progress("复核") as step:
        result = audit(*paths, rules=rules, waivers=waivers, progress=step)
    with progress("打印") as step:
        kinds = KINDS if kind is Kind.ALL else frozenset({kind.value})
        order = Order(day(due) if due else "", columns, size, public, final)
        options = Options(jobs or processors(), templates, force)
        if kind.value in REPORTS:
            done = REPORTS[kind.value](result, output, step, order, options)
        else:
            done = print_all(result, output, kinds, step, options, order=order)
    tell_left_out(result)
    _tell(done, output, "写出 {} 个文件" if kind is Kind.STATEMENT else "打印 {} 份 PDF")
    if result.crashed:
        return 3
    return 2 if result.unread or done.failed else 0


def _tell(done: Report, output: Path, what: str) -> None:
    for message in dict.fromkeys(error.message for error in done.failed):  # of a template: one for all papers
        typer.echo(f"未能打印 {message}", err=True)
    if done.stray:
        names = "、".join(path.relative_to(output).as_posix() for path in done.stray[:SHOWN])
        more = f"等 {len(done.stray)} 份" if len(done.stray) > SHOWN else ""
        told = f"“{output}”中还有以前打印的 {names}{more}，这次没有对应的材料，没有删除，请核对是否还要保留。"
        typer.echo(told, err=True)
    current = f"，另有 {len(done.current)} 份没有变化，没有重新打印" if done.current else ""
    typer.echo(f"已{what.format(len(done.written))}，在“{output}”{current}。")
