"""Papers to PDF files: each is looked at once, what is current is left, the rest is set side by side.

To look at a paper is to make its HTML, which tells its fingerprint and its characters; then the fonts are
cut to the characters of all papers to be printed. HTML is made again when a press asks for it, so that
memory does not grow with the number of papers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from scoring.errors import RenderError
from scoring.process import WorkerError
from scoring.report.embedded import embedded
from scoring.report.files import write_whole
from scoring.report.fingerprint import Fingerprint, Maker, printed_as
from scoring.report.fontconfig import Finder, installed
from scoring.report.job import Embedded, Equipment, Job, StyleError, Wanted
from scoring.report.order import PLAIN, Order
from scoring.report.paper import Paper
from scoring.report.papers import KINDS, PUBLIC, papers
from scoring.report.presses import AnyPress, Presses, lost
from scoring.results import Audit

if TYPE_CHECKING:
    from scoring.report.fonts import Fonts

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to print: with how many processes (0: in this one), with which templates before those of the
    package, and whether also what is current already."""

    jobs: int = 0
    templates: Path | None = None
    force: bool = False
    find: Finder = installed


USUAL = Options()


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, why other papers were not, what was current already, and which PDFs of an earlier
    run lie in the folder though this run has no such paper."""

    written: tuple[Path, ...] = ()
    failed: tuple[RenderError, ...] = ()
    current: tuple[Path, ...] = ()
    stray: tuple[Path, ...] = ()


def processors() -> int:
    """How many processes may run at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def report(
    result: Audit,
    folder: Path,
    kinds: frozenset[str] = KINDS,
    progress: Progress | None = None,
    options: Options = USUAL,
    *,
    order: Order = PLAIN,
) -> Report:
    """Print the papers of an audit into a folder.

    A paper that cannot be printed never stops the others. RenderError is raised, and nothing written,
    where there is no Chinese font at all or the folder of templates cannot serve. `progress` is told
    (done, all, name) whenever a paper has been looked at or printed.
    """
    return print_papers(papers(result, kinds, order), folder, progress, options)


def print_papers(
    papers: Sequence[Paper], folder: Path, progress: Progress | None = None, options: Options = USUAL
) -> Report:
    """Set and write papers; see :func:`report`."""
    if not papers:
        return Report()
    from scoring.report.fonts import Fonts
    from scoring.report.html import templates

    fonts, own, date = Fonts(options.find), templates(options.templates), _date()
    run = _Run(folder, options, date, Maker(fonts.digest, own.digest, str(date).encode()))

    def tell(paper: Paper) -> None:
        if progress:
            progress(len(run.done), len(papers), paper.path.name)

    with Presses(options.jobs) as presses:
        for paper in papers:
            if run.look(paper, fonts):
                presses.prepare()
            tell(paper)
        run.remove_outdated(papers)
        if run.planned:
            presses.open(Equipment(fonts.cut(run.characters, run.titles), own.files()))
            for paper in presses.each(run.print, run.planned):
                tell(paper)
    return run.report(papers)


class _Run:
    """One run: what is to be printed, and what became of it."""

    def __init__(self, folder: Path, options: Options, date: datetime | None, maker: Maker) -> None:
        self._folder, self._options, self._date, self._maker = folder, options, date, maker
        self._fingerprints: dict[PurePath, Fingerprint] = {}
        self._current: set[PurePath] = set()
        self.done: dict[PurePath, RenderError | None] = {}
        self.planned: list[Paper] = []
        self.characters: set[str] = set()
        self.titles: set[str] = set()

    def look(self, paper: Paper, fonts: Fonts) -> bool:
        """Whether a paper is to be printed, that is, whether it can be and has not been."""
        from scoring.report.html import titles, visible

        try:
            html = self._html(paper, Wanted())
            made = self._maker.of(paper.kind, html, *(file.text for file in _embedded(paper)))
            if not self._options.force and printed_as(self._folder / paper.path) == made:
                self._current.add(paper.path)
                self.done[paper.path] = None
                return False
            text = visible(html)
            if lacking := fonts.missing(text):
                shown = visible(html.partition("</head>")[2])
                raise _no_glyph(paper, shown if lacking[0] in shown else text, lacking[0])
        except RenderError as error:
            self.done[paper.path] = error
            return False
        self._fingerprints[paper.path] = made
        self.planned.append(paper)
        self.characters.update(text)
        self.titles.update(titles(html))
        return True

    def remove_outdated(self, papers: Sequence[Paper]) -> None:
        """Take away what was printed of these papers before they changed: whatever may stop this run, no
        PDF is left that tells something else than its form does now."""
        for paper in papers:
            path = self._folder / paper.path
            if paper.path not in self._current and printed_as(path):
                with suppress(OSError):  # open somewhere: then it cannot be written either, which is told
                    path.unlink()

    def print(self, press: AnyPress, paper: Paper) -> Paper:
        """Print a paper and write the file."""
        from scoring.report.html import templates

        identifier = str(self._fingerprints[paper.path])
        job = Job(paper.subject, identifier, _embedded(paper), self._date, len(paper.parts))
        error: RenderError | None = None
        try:
            write_whole(self._folder / paper.path, press.print(job, partial(self._html, paper)))
        except StyleError as failure:
            error = templates(self._options.templates).located(failure)
        except RenderError as failure:
            error = failure
        except (OSError, WorkerError) as failure:
            error = lost(job, failure)
        self.done[paper.path] = error
        return paper

    def report(self, papers: Sequence[Paper]) -> Report:
        """What became of the papers, in their order."""
        errors = [error for paper in papers if (error := self.done[paper.path])]
        good = [paper.path for paper in papers if not self.done[paper.path]]
        return Report(
            written=tuple(self._folder / path for path in good if path not in self._current),
            failed=tuple(errors),
            current=tuple(self._folder / path for path in good if path in self._current),
            stray=tuple(self._stray(papers)),
        )

    def _stray(self, papers: Sequence[Paper]) -> Iterator[Path]:
        """PDFs of the same kinds that this tool printed and this run did not; public copies are a run of
        their own."""
        kinds, mine = {paper.kind for paper in papers}, {self._folder / paper.path for paper in papers}
        public = any(paper.path.parts[0] == PUBLIC for paper in papers)
        root = self._folder / PUBLIC if public else self._folder
        folders = {root, *root.glob("*/"), *(path.parent for path in mine)}
        folders -= set() if public else {self._folder / PUBLIC}
        for path in sorted(path for folder in folders for path in folder.glob("*.pdf")):
            printed = printed_as(path) if path not in mine else None
            if printed and printed.kind in kinds:
                yield path

    def _html(self, paper: Paper, wanted: Wanted) -> str:
        return paper.wanted(wanted, self._options.templates)


def _embedded(paper: Paper) -> tuple[Embedded, ...]:
    return embedded(paper.forms, in_full=paper.in_full)


def _date() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH sets for whatever is built, None without it. Raises RenderError."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(told), UTC) if told else None
    except (ValueError, OverflowError, OSError):
        raise RenderError(f"环境变量 SOURCE_DATE_EPOCH 的值“{told}”不是整数秒，请改正或取消。") from None


def _no_glyph(paper: Paper, text: str, character: str) -> RenderError:
    at = text.index(character)
    around = " ".join(text[max(0, at - 8) : at + 9].split())
    return RenderError(
        f"“{paper.subject}”中的字符“{character}”（U+{ord(character):04X}，见“{around}”）在已装的中文字体中没有，"
        f"没有生成 {paper.path}；请改用通用的字，或安装收字更多的字体后重试。",
        paper.place,
    )
