"""The files of a statement: 预算绩效情况说明 as .txt and .docx, and beside them what a reviewer should know.

With several folders of forms each of the three is in a folder of its title, numbered: 01-甲局.txt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from scoring.errors import RenderError
from scoring.report.files import write_whole
from scoring.report.folder import folders
from scoring.report.masks import mask
from scoring.report.names import file_name
from scoring.report.order import PLAIN, Order
from scoring.report.papers import PUBLIC
from scoring.report.printable import printable
from scoring.report.printing import USUAL, Options, Progress, Report
from scoring.report.statement import TITLE, statement
from scoring.results import Audit

_REMARKS = f"{TITLE}（复核提示）"
_NOT_TO_BE_PUBLISHED = "供复核人员使用，不公开。"


def write_statements(
    result: Audit,
    folder: Path,
    progress: Progress | None = None,
    order: Order = PLAIN,
    options: Options = USUAL,
) -> Report:
    """Write the statements of an audit; public copies come without what the reviewer should know."""
    files = list(_files(result, order, options.templates))
    written, failed = [], []
    for done, (path, data) in enumerate(files):
        if progress:
            progress(done, len(files), path.name)
        try:
            write_whole(folder / path, data)
        except RenderError as error:
            failed.append(error)
        else:
            written.append(folder / path)
    return Report(tuple(written), tuple(failed))


def _files(result: Audit, order: Order, templates: Path | None) -> Iterator[tuple[PurePath, bytes]]:
    from scoring.report.statementdocx import statement_docx  # its library is loaded only to write

    root = PurePath(PUBLIC) if order.public else PurePath()
    made = folders(result)
    for number, folder in enumerate(made, start=1):
        told = statement(folder, templates)
        unit = mask(folder.unit) if order.public else folder.unit
        text, word = (root / _path(TITLE, suffix, number, len(made), unit) for suffix in (".txt", ".docx"))
        yield text, _encoded(told.lines)
        yield word, statement_docx(told)
        if not order.public:
            path = _path(_REMARKS, ".txt", number, len(made), unit)
            yield path, _encoded((_REMARKS, _NOT_TO_BE_PUBLISHED, *told.remarks))


def _path(title: str, suffix: str, number: int, last: int, unit: str) -> PurePath:
    if last == 1:
        return PurePath(f"{title}{suffix}")
    return PurePath(title) / file_name(number, last, unit, suffix)


def _encoded(lines: Iterable[str]) -> bytes:
    """Paragraphs as 记事本 reads them: UTF-8 with its mark, a blank line between, Windows line ends."""
    shown = (str(printable(line)).replace("\n", " ") for line in lines)
    return ("\ufeff" + "\r\n\r\n".join(shown) + "\r\n").encode()
