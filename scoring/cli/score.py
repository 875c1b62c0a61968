"""jixiao score: fill in what the rules decide, in a copy of the department's own workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.errors import JixiaoError

if TYPE_CHECKING:
    from scoring.write.scores import Entry, Filling

EXAMPLE = "例：jixiao score 自评表.xlsx -o 已填得分.xlsx　　jixiao score 自评表.xlsx -o 改正.xlsx --overwrite"


def score(
    file: Annotated[Path, typer.Argument(metavar="文件", help="自评表工作簿（.xlsx、.xlsm）。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="填好的副本写入这个文件。")],
    rules: Annotated[
        str, typer.Option("--rules", metavar="规则", help="规则编号、规则文件，或 auto（按表自动选用）。")
    ] = "auto",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="已填而与规则不符的也改。")] = False,
    force: Annotated[bool, typer.Option("--force", help="-o 的文件已经存在时替换它。")] = False,
) -> int:
    """填分：在原表的副本上填写执行率、得分、偏差度和总分，其余一概不动。

    只填规则能算出、原来空着的格；由人判断的留空，并列出范围。

    退出码：0 已写出；1 已写出，但有填了的数与规则不符、没有改；2 文件或规则不能用；3 工具自身出错。
    """
    from scoring.report.files import write_whole
    from scoring.verification import audit
    from scoring.write.scores import filled_copy

    _check(file, output, force)
    result = audit(file, rules=rules)
    for unread in result.unread:
        typer.echo(f"未能处理 {unread.place}：{unread.reason}", err=True)
    if not result.forms:
        if result.unread:
            return 2
        raise JixiaoError(f"“{file}”中没有可以填分的自评表。")
    data, filling = filled_copy(result, overwrite=overwrite)
    write_whole(output, data)
    for line in _told(filling):
        typer.echo(line)
    typer.echo(f"已写入“{output}”。")
    if result.crashed:
        return 3
    return 2 if result.unread else 1 if filling.differing else 0


def _check(file: Path, output: Path, force: bool) -> None:
    if file.is_dir():
        raise JixiaoError(f"“{file}”是文件夹，请指定其中的一个工作簿。")
    if output.resolve() == file.resolve():
        raise JixiaoError(f"“{output}”就是原表，为免覆盖，请给 -o 换一个文件名。")
    if output.suffix.lower() != file.suffix.lower():
        raise JixiaoError(f"-o 的扩展名须与原表相同（{file.suffix}），否则 Excel 打不开，请改正。")
    if output.exists() and not force:
        raise JixiaoError(f"“{output}”已经存在，为免覆盖，请换一个文件名，或加 --force 替换它。")


def _told(filling: Filling) -> Iterator[str]:
    yield from _listed("已填", filling.filled)
    yield from _listed("已改", filling.overwritten)
    yield from _listed("与规则不符、没有改动（加 --overwrite 则改为复算数）", filling.differing)
    yield from _listed("由人判断、留空", filling.judged)
    yield from _listed("没有填", filling.left)
    if not (filling.filled or filling.overwritten):
        yield "没有需要填写的格，副本与原表相同。"


def _listed(what: str, entries: list[Entry]) -> Iterator[str]:
    if entries:
        yield f"{what} {len(entries)} 格："
        for entry in sorted(entries, key=lambda entry: entry.place):
            yield f"　　{entry.place.spot}　{entry.what}　{entry.said}"
