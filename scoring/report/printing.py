"""Papers to PDF files: fonts are looked up, checked and cut once, then every paper is set and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import RenderError
from scoring.report.files import write_whole
from scoring.report.fontconfig import Finder, installed
from scoring.report.order import PLAIN, Order
from scoring.report.paper import Paper
from scoring.report.papers import KINDS, papers
from scoring.results import Audit

if TYPE_CHECKING:
    from scoring.report.pdf import Press

NO_PANGO = (
    "打印需要的 Pango 程序库没有安装或不能载入，Debian、Ubuntu 请运行 "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0，然后重试。"
)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and why the rest was not."""

    written: tuple[Path, ...]
    failed: tuple[RenderError, ...]


def report(
    result: Audit,
    folder: Path,
    kinds: frozenset[str] = KINDS,
    progress: Progress | None = None,
    *,
    order: Order = PLAIN,
) -> Report:
    """Print the papers of an audit into a folder.

    A paper that cannot be printed never stops the others; without any Chinese font RenderError is
    raised and nothing is written. `progress` is told (done, all, name) before each paper.
    """
    return print_papers(papers(result, kinds, order), folder, progress)


def print_papers(
    papers: Sequence[Paper], folder: Path, progress: Progress | None = None, find: Finder = installed
) -> Report:
    """Set and write papers with the fonts that `find` knows; see :func:`report`."""
    if not papers:
        return Report((), ())
    from scoring.report.fonts import Fonts
    from scoring.report.html import titles, visible

    pages = [paper.html() for paper in papers]
    texts, fonts = [visible(page) for page in pages], Fonts(find)
    lacking = [fonts.missing(text) for text in texts]
    press = open_press(fonts.cut("".join(texts), "".join(titles(page) for page in pages)))
    written: list[Path] = []
    failed: list[RenderError] = []
    for done, paper in enumerate(papers):
        if progress:
            progress(done, len(papers), paper.path.name)
        try:
            if lacking[done]:
                raise _no_glyph(paper, texts[done], lacking[done][0])
            write_whole(folder / paper.path, press.print(paper))
        except RenderError as error:
            failed.append(error)
        else:
            written.append(folder / paper.path)
    return Report(tuple(written), tuple(failed))


def open_press(fonts: Mapping[str, bytes]) -> Press:
    """The press; RenderError where a library that WeasyPrint loads is missing."""
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint prints advice in English before it raises
            from scoring.report.pdf import Press
    except OSError:
        raise RenderError(NO_PANGO) from None
    return Press(fonts)


def _no_glyph(paper: Paper, text: str, character: str) -> RenderError:
    at = text.index(character)
    around = " ".join(text[max(0, at - 8) : at + 9].split())
    return RenderError(
        f"“{paper.subject}”中的字符“{character}”（U+{ord(character):04X}，见“{around}”）在已装的中文字体中没有，"
        f"没有生成 {paper.path}；请改用通用的字，或安装收字更多的字体后重试。",
        paper.place,
    )
