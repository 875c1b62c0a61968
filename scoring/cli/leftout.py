"""What went into no result is told on the screen, whatever file the result goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from scoring.results import Audit


def tell_left_out(result: Audit) -> None:
    """Name on stderr what could not be read, and the waivers that cover nothing."""
    for unread in result.unread:
        typer.echo(f"未能处理 {unread.place}：{unread.reason}", err=True)
    for use in result.unused_waivers:
        typer.echo(f"认可没有用上 {use.row.place}：{use.unused}", err=True)
