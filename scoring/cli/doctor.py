"""jixiao doctor: is everything there that printing needs?"""

from __future__ import annotations

import typer

EXAMPLE = "例：jixiao doctor"


def doctor() -> int:
    """检查字体、程序库和版本，缺什么就说明怎样安装。"""
    from scoring.doctor import diagnose

    healthy = True
    for diagnosis in diagnose():
        healthy &= diagnosis.ok
        typer.echo(f"{'✓' if diagnosis.ok else '✗'} {diagnosis.name}：{diagnosis.detail}")
        if not diagnosis.ok:
            typer.echo(f"　　{diagnosis.advice}")
    return 0 if healthy else 2
