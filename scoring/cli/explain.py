"""jixiao explain: what a check looks at, why, on what basis, and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from scoring.errors import JixiaoError

EXAMPLE = "例：jixiao explain IN001　　jixiao explain（列出全部核对）"


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="编号", help="核对的编号，如 IN001；不给则列出全部。")
    ] = None,
) -> None:
    """说明一项核对：查什么、为什么、依据、怎样改正。"""
    from scoring.checks import catalogue
    from scoring.report.explained import texts

    checks = catalogue()
    if code is None:
        for check in checks.values():
            typer.echo(f"{check.code}　{check.severity.chinese}　{check.name}")
        return
    if code.strip().upper() not in checks:
        raise JixiaoError(f"没有编号为“{code}”的核对；请用 jixiao explain 查看全部编号。")
    check = checks[code.strip().upper()]
    typer.echo(f"{check.code}　{check.name}\n")
    for heading, text in texts(check).items():
        typer.echo(f"{heading}：{text}")
