"""jixiao convert: what was read, as the tool's own data and as a list for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.overwriting import refuse_input
from scoring.cli.progress import progress
from scoring.errors import JixiaoError
from scoring.model.coverage import Coverage

if TYPE_CHECKING:
    from scoring.model.document import Document
    from scoring.model.form import AnyForm, Text

EXAMPLE = "例：jixiao convert 自评表文件夹 -o 数据.json　　jixiao verify 数据.json"

SHOWN = 10  # cells and tables listed for each file; the data holds more
FORMS = {"project": "项目自评表", "department": "部门整体自评表"}
TARGETS = {"project": "项目绩效目标表", "department": "部门整体绩效目标表"}


def convert(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="自评表、汇总表、绩效目标表或它们所在的文件夹。"),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件；不给则显示在屏幕上。")
    ] = None,
) -> int:
    """转换：把读到的内容写成数据文件（JSON）。

    同时列出每个文件读到了什么、哪些单元格没有读懂。

    数据文件可以代替原表用于其他命令，只在写明文件名时读取，不在文件夹中查找。

    退出码：0 全部读到；2 有文件不能读取，其余照常转换；3 工具自身出错。
    """
    from scoring.model.exchange import dump
    from scoring.read.limits import MAX_FILE_BYTES, MEGABYTE
    from scoring.read.sources import sources
    from scoring.report.files import write_whole
    from scoring.verification import read_all

    found = list(sources(paths))
    if output:
        _refuse_to_overwrite(output, [source.path for source in found])
    with progress("读取") as step:
        documents, unread = read_all(found, step, covered=True)
    for line in _told(documents):
        typer.echo(line, err=output is None)
    for missed in unread:
        typer.echo(f"未能处理 {missed.place}：{missed.reason}", err=True)
    data = dump(documents) if documents else ""
    if len(data.encode()) > MAX_FILE_BYTES:
        raise JixiaoError(f"数据超过 {MAX_FILE_BYTES // MEGABYTE} MB，没有写出，请分几次转换。")
    if data and output:
        write_whole(output, data.encode())
        typer.echo(f"共 {len(documents)} 个文件的内容，已写入“{output}”。")
    elif data:
        sys.stdout.write(data)
    return 2 if unread else 0


def _refuse_to_overwrite(output: Path, inputs: Iterable[Path]) -> None:
    """An input, or a file that is no data, was hardly meant."""
    from scoring.read.data import is_json

    refuse_input(output, inputs, "数据.json")
    if output.is_file() and (head := output.open("rb").read(_HEAD)) and not is_json(head):
        raise JixiaoError(f"“{output}”已有别的内容，为免覆盖，请给 -o 换一个文件名，如 数据.json。")


_HEAD = 4096


def _told(documents: Iterable[Document]) -> Iterator[str]:
    """What was read, for people: a few lines for each file."""
    for document in documents:
        yield f"{document.file}：{document.origin.file}" if document.origin else document.file
        yield from (f"　　{line}" for line in _contents(document))
        coverage = document.coverage or Coverage()
        yield from (f"　　{line}" for line in _cells(coverage))
        listed = {cell.place for cell in coverage.unclear_cells[:SHOWN]}
        papers = (*document.forms, *document.targets)
        for remark in (*document.remarks, *(remark for paper in papers for remark in paper.remarks)):
            if remark.place not in listed:
                yield f"　　请注意 {remark.place.spot}：{remark.message}"


def _contents(document: Document) -> Iterator[str]:
    yield from map(_form, document.forms)
    for table in document.summaries:
        yield f"汇总表“{table.title.text}”，{len(table.rows)} 个项目"
    if document.statements:
        yield f"文字说明，{len(document.statements)} 处得分"
    for target in document.targets:
        name = target.name.text or "未填名称"
        yield f"{TARGETS[target.kind]}“{name}”，{_year(target.year)}指标 {len(target.indicators)} 行"
    if not (document.forms or document.summaries or document.statements or document.targets):
        yield "没有找到自评表、汇总表、绩效目标表或得分说明"


def _form(form: AnyForm) -> str:
    total = form.total.said if form.total and form.total.text else "未填"
    name = form.name.text or "未填名称"
    return f"{FORMS[form.kind]}“{name}”，{_year(form.year)}指标 {len(form.indicators)} 行，总分 {total}"


def _year(year: int | None) -> str:
    return f"{year}年度，" if year else ""


def _cells(coverage: Coverage) -> Iterator[str]:
    if not coverage.cells:
        return
    counts = {
        "采用": coverage.used,
        "表头等固定文字": coverage.labels,
        "空白行": coverage.blank,
        "表外文字": coverage.prose,
        "其他表格": coverage.outside,
        "没有读懂": coverage.unclear,
    }
    shown = "、".join(f"{name} {count}" for name, count in counts.items() if count or name == "没有读懂")
    yield f"单元格 {coverage.cells} 个：{shown}"
    yield from _listed("没有读懂的单元格", coverage.unclear_cells, coverage.unclear)
    yield from _listed("没有采用的表格或栏，从这里开始", coverage.outside_parts, len(coverage.outside_parts))


def _listed(what: str, cells: tuple[Text, ...], count: int) -> Iterator[str]:
    if cells:
        yield f"{what}："
        yield from (f"　　{cell.place.spot}　{_short(cell.text)}" for cell in cells[:SHOWN])
        if count > SHOWN:
            yield f"　　……还有 {count - SHOWN} 个"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
