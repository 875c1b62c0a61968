"""jixiao draft: workbooks to fill in, from target tables or from last year's forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.progress import progress

EXAMPLE = "例：jixiao draft 绩效目标表.xlsx -o 自评表　　jixiao draft 上年自评表文件夹 -o 今年自评表"


def draft(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="绩效目标表、上年的自评表，或它们所在的文件夹。"),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件夹", help="自评表（Excel）写入这个文件夹。")
    ],
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
    force: Annotated[
        bool, typer.Option("--force", help="覆盖文件夹中已有的同名文件，要读取的文件除外。")
    ] = False,
) -> int:
    """起草：由绩效目标表或上年的自评表生成会自动计分的自评表。

    每个项目一个 Excel 文件。

    退出码：0 全部写出；2 有文件不能读取或有自评表没有写出，其余照常写出；3 工具自身出错。
    """
    from scoring.drafting.run import draft as draft_all

    with progress("起草") as step:
        done = draft_all(*paths, output=output, rules=rules, force=force, progress=step)
    for unread in done.unread:
        typer.echo(f"未能处理 {unread.place}：{unread.reason}", err=True)
    for error in done.failed:
        typer.echo(f"未能起草 {error.message}", err=True)
    typer.echo(f"已起草 {len(done.written)} 份自评表，在“{output}”。")
    return 2 if done.unread or done.failed else 0
