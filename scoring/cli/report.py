"""jixiao report: PDFs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.progress import progress
from scoring.errors import RenderError
from scoring.report.order import Columns, Order, Size

EXAMPLE = "例：jixiao report 自评表文件夹 -o 报告　　jixiao report 自评表.xlsx -o 报告 --kind opinion"


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
            help="form 自评表，opinion 复核意见书和整改通知，summary 汇总表，book 装订成册的汇编，"
            "all 以上四种；statement 决算公开用的预算绩效情况说明（txt 和 Word），dashboard 两页的复核总览，"
            "evaluation 项目支出绩效评价报告。",
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
        typer.Option(
            "--public", help="公开件：隐去个人的电话、证件和账户号码，不含复核内容，写入其中的“公开”文件夹。"
        ),
    ] = False,
    final: Annotated[
        bool, typer.Option("--final", help="评价报告的正式稿：还有内容待填写的不打印，说明缺什么。")
    ] = False,
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
) -> int:
    """打印：把自评表、复核意见书、整改通知、汇总表和装订成册的汇编做成 PDF。

    退出码：0 全部打印；2 有文件不能读取或有报告不能打印，其余照常打印；3 工具自身出错。
    """
    if public and kind in (Kind.OPINION, Kind.DASHBOARD):
        told = "复核意见书" if kind is Kind.OPINION else "复核总览"
        raise RenderError(f"公开件不含{told}，请去掉 --public，或改用 --kind form、summary、book。")
    if final and kind is not Kind.EVALUATION:
        raise RenderError("--final 只用于评价报告，请加 --kind evaluation，或去掉 --final。")
    from scoring.report.papers import KINDS
    from scoring.report.printing import report as print_all
    from scoring.report.reports import REPORTS
    from scoring.report.view import day
    from scoring.verification import audit

    with progress("复核") as step:
        result = audit(*paths, rules=rules, progress=step)
    with progress("打印") as step:
        kinds = KINDS if kind is Kind.ALL else frozenset({kind.value})
        order = Order(day(due) if due else "", columns, size, public, final)
        if kind.value in REPORTS:
            done = REPORTS[kind.value](result, output, step, order)
        else:
            done = print_all(result, output, kinds, step, order=order)
    for unread in result.unread:
        typer.echo(f"未能处理 {unread.place}：{unread.reason}", err=True)
    for error in done.failed:
        typer.echo(f"未能打印 {error.message}", err=True)
    told = "写出 {} 个文件" if kind is Kind.STATEMENT else "打印 {} 份 PDF"
    typer.echo(f"已{told.format(len(done.written))}，在“{output}”。")
    if result.crashed:
        return 3
    return 2 if result.unread or done.failed else 0
