"""How fast forms are printed, beside LibreOffice and WeasyPrint as it comes, in one run.

The same workbooks are made into PDF by three ways, each from the start of its process to the last file:

    tool          jixiao report --kind form, reading and checking included, into an empty folder
    LibreOffice   one process that converts all workbooks
    WeasyPrint    the tool's own pages by one process, with the fonts of the system, neither cut nor kept
                  (of --naive forms only, for it takes long)

then a second run of the tool, for which nothing has changed. Every round takes them in turn, so that a slow
spell of the machine falls on all; quote the ratios. Beside the seconds stand those of the processors, which
other work on the machine changes less. Memory is the sum of the resident sets of all
processes of a way at its highest, seen every LOOK seconds; shared libraries count once for each process.
Last, one process prints some forms by itself and tells what the time goes into.

python benchmarks/printing.py [--forms N] [--rounds N] [--jobs N] [--naive N]
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import psutil

from scoring.report.printing import processors

EXAMPLES = Path(__file__).parent.parent / "examples" / "xinhua-2023"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LOOK = 0.05
MEGABYTE = 1024 * 1024
SPLIT = 48  # forms printed to see what the time goes into

TOOL = "from scoring.cli import run; run()"
NAIVE = """
import sys
from pathlib import Path
from weasyprint import HTML
from scoring.report.fonts import find_faces
from scoring.report.papers import FORM, papers
from scoring.verification import audit

faces = {f"jixiao-{role}": face.family for role, face in find_faces().items()}
for number, paper in enumerate(papers(audit(*sys.argv[2:]), frozenset({FORM}))):
    html = paper.html()
    for name, family in faces.items():
        html = html.replace(name, f'"{family}"')
    HTML(string=html).write_pdf(Path(sys.argv[1], f"{number}.pdf"))
"""


@dataclass
class Way:
    """A way to print: how to start it, how many forms it prints, and what was seen of it."""

    command: list[str]
    output: Path
    forms: int
    fresh: bool = True
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    kilobytes: float = 0

    def run(self) -> None:
        """Print all forms once, and note how it went."""
        if self.fresh:
            shutil.rmtree(self.output, ignore_errors=True)
            self.output.mkdir(parents=True)
        start, before = time.perf_counter(), _processor()
        with subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            self.memory.append(max(_resident(process)))
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(_processor() - before)
        assert process.returncode == 0, self.command[:4]
        sizes = [path.stat().st_size for path in self.output.rglob("*.pdf")]
        assert len(sizes) >= self.forms, f"{len(sizes)} of {self.forms} were printed"
        self.kilobytes = sum(sizes) / len(sizes) / 1024


def _processor() -> float:
    """The processor time of all processes below this one that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """The memory of a process and all below it, as long as it runs."""
    top = psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):
            yield sum(_memory(part) for part in (top, *top.children(recursive=True)))
        time.sleep(LOOK)
    yield 0


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:  # gone meanwhile
        return 0


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forms", type=int, default=200, help="forms to print (default 200)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the tool (default 2)")
    parser.add_argument("--naive", type=int, default=20, help="forms for WeasyPrint as it comes (default 20)")
    options = parser.parse_args()
    print(f"{processors()} processors, load {os.getloadavg()[0]:.1f} at the start", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        books = _copies(work / "in", options.forms)
        ways = _ways(work, books, options.jobs, books[: options.naive])
        for _ in range(options.rounds):
            for way in ways.values():
                way.run()
        _print(ways, options.rounds)
        _split(books[:SPLIT], work / "split")


def _copies(folder: Path, forms: int) -> list[Path]:
    folder.mkdir()
    books = sorted(EXAMPLES.glob("[0-9]*.xlsx"))
    pairs = ((number, books[number % len(books)]) for number in range(forms))
    return [Path(shutil.copy(book, folder / f"{number:04}-{book.name}")) for number, book in pairs]


def _ways(work: Path, books: list[Path], jobs: int, few: list[Path]) -> dict[str, Way]:
    python, source = [sys.executable, "-c"], str(books[0].parent)
    out = {name: work / name for name in ("tool", "office", "naive")}
    tool = [*python, TOOL, "report", source, "-o", str(out["tool"]), "--kind", "form", "-j", str(jobs)]
    ways = {
        f"tool -j {jobs}": Way(tool, out["tool"], len(books)),
        "tool, nothing new": Way(tool, out["tool"], len(books), fresh=False),
    }
    if OFFICE:
        office = [OFFICE, "--headless", f"-env:UserInstallation=file://{work / 'profile'}"]
        office += ["--convert-to", "pdf", "--outdir", str(out["office"]), *map(str, books)]
        ways["LibreOffice"] = Way(office, out["office"], len(books))
        subprocess.run(
            [*office[: -len(books)], str(books[0])], check=True, capture_output=True
        )  # makes its profile
    else:
        print("no peer in this run: LibreOffice is not installed (libreoffice-calc)", file=sys.stderr)
    naive = [*python, NAIVE, str(out["naive"]), *map(str, few)]
    ways["WeasyPrint"] = Way(naive, out["naive"], len(few))
    return ways


def _print(ways: dict[str, Way], rounds: int) -> None:
    peer = ways.get("LibreOffice")
    print(f"median of {rounds} rounds (min–max)\n")
    print(f"{'':20}{'forms':>7}{'PDFs/s':>9}{'seconds':>9}{'min–max':>14}{'processor':>11}", end="")
    print(f"{'× LibreOffice':>15}{'KB/form':>9}{'MB':>7}")
    for name, way in ways.items():
        middle = statistics.median(way.seconds)
        spread = f"{min(way.seconds):.1f}–{max(way.seconds):.1f}"
        print(f"{name:20}{way.forms:>7}{way.forms / middle:>9.2f}{middle:>9.1f}{spread:>14}", end="")
        faster = f"{_faster(way, peer):.2f}" if peer else ""
        print(f"{statistics.median(way.processor):>11.1f}{faster:>15}{way.kilobytes:>9.1f}", end="")
        print(f"{max(way.memory) / MEGABYTE:>7.0f}")


def _faster(way: Way, peer: Way) -> float:
    """How many forms a way prints for each of the other's: by round, for what slows one down slows both."""
    rounds = zip(way.seconds, peer.seconds, strict=True)
    return statistics.median(theirs / own * way.forms / peer.forms for own, theirs in rounds)


def _split(books: list[Path], folder: Path) -> None:
    """Print in this process with a clock on the parts."""
    import weasyprint
    from weasyprint.pdf.fonts import Font

    from scoring.report import archive, presses, printing
    from scoring.report.fonts import Fonts
    from scoring.report.papers import FORM
    from scoring.report.templates import Templates
    from scoring.verification import audit

    clock = _Clock()
    result = audit(*books)
    for owner, name, what in (
        (Fonts, "__init__", "fonts found and opened"),
        (Fonts, "cut", "fonts cut to the batch"),
        (presses, "local_press", "fonts loaded by the press"),
        (Templates, "filled", "HTML made"),
        (printing, "_embedded", "data and result made"),
        (weasyprint.HTML, "__init__", "HTML parsed"),
        (weasyprint.HTML, "render", "pages laid out"),
        (weasyprint.Document, "write_pdf", "PDF written"),
        (archive, "_finish", "PDF written: streams packed"),
        (Font, "clean", "PDF written: fonts cut to the paper"),
        (gc, "collect", "garbage collected"),
    ):
        clock.watch(owner, name, what)
    start = time.process_time()
    done = printing.report(result, folder, frozenset({FORM}))
    total = time.process_time() - start
    print(f"\n{len(done.written)} forms by one process: ms of processor time a form\n")
    print(f"{'all':40}{total / len(books) * 1000:>8.1f}")
    for what, seconds in clock.seconds.items():
        print(f"{what:40}{seconds / len(books) * 1000:>8.1f}{clock.calls[what] / len(books):>8.2f} calls")


class _Clock:
    """Processor time spent in functions, by what they do."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)

    def watch(self, owner: Any, name: str, what: str) -> None:
        """Count a function's time."""
        function: Callable[..., Any] = getattr(owner, name)
        self.seconds[what] = 0

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self._running(what):
                return function(*arguments, **named)

        setattr(owner, name, timed)

    @contextmanager
    def _running(self, what: str) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            self.seconds[what] += time.process_time() - start
            self.calls[what] += 1


if __name__ == "__main__":
    main()
