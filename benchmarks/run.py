"""How fast the main line is, beside LibreOffice converting the same workbooks to PDF, in one run.

python benchmarks/run.py [--copies N] [--rounds N]

Machines differ and are noisy: quote the ratios and the medians, not single times. Every round takes
the stages in turn, so that a slow spell of the machine falls on all of them. Memory is the peak of
this process, in MB.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scoring.model.document import Document
from scoring.read.document import read
from scoring.read.sources import sources
from scoring.report.printing import report
from scoring.verification import examine

EXAMPLES = Path(__file__).parent.parent / "examples" / "xinhua-2023"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=2, help="copies of the 24 example forms (default 2)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        books = _copies(work / "in", options.copies)
        stages = _stages(work, books)
        times: dict[str, list[float]] = {name: [] for name in stages}
        for stage in stages.values():
            stage()  # once uncounted: imports, caches, LibreOffice's first start
        for _ in range(options.rounds):
            for name, stage in stages.items():
                start = time.perf_counter()
                stage()
                times[name].append(time.perf_counter() - start)
        _print(len(books), times, _kilobytes(work / "pdf"))


def _copies(folder: Path, copies: int) -> list[Path]:
    folder.mkdir()
    books = sorted(path for path in EXAMPLES.glob("[0-9]*.xlsx"))
    return [
        Path(shutil.copy(book, folder / f"{copy:02}-{book.name}")) for copy in range(copies) for book in books
    ]


def _stages(work: Path, books: list[Path]) -> dict[str, Callable[[], object]]:
    documents: list[Document] = []

    def read_all() -> None:
        documents[:] = [read(source) for source in sources(books)]

    def check_all() -> None:
        examine(documents, None)

    def print_all() -> None:
        report(examine(documents, None), work / "pdf", frozenset({"form"}))

    def office() -> None:
        command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{work / 'profile'}"]
        command += ["--convert-to", "pdf", "--outdir", str(work / "office"), *map(str, books)]
        subprocess.run(command, check=True, capture_output=True, timeout=1800)

    stages: dict[str, Callable[[], object]] = {
        "read": read_all,
        "score + check": check_all,
        "PDF of the form": print_all,
    }
    if OFFICE:
        stages["LibreOffice to PDF"] = office
    else:
        print("no peer in this run: LibreOffice is not installed (libreoffice-calc)", file=sys.stderr)
    return stages


def _kilobytes(folder: Path) -> float:
    sizes = [path.stat().st_size for path in folder.rglob("*.pdf")]
    return sum(sizes) / len(sizes) / 1024 if sizes else 0


def _print(forms: int, times: dict[str, list[float]], kilobytes: float) -> None:
    peer = statistics.median(times["LibreOffice to PDF"]) if OFFICE else None
    print(f"{forms} forms, median of {len(times['read'])} rounds (min–max)\n")
    print(f"{'stage':20}{'forms/s':>10}{'ms/form':>10}{'ms min–max':>18}{'× LibreOffice':>16}")
    for name, runs in times.items():
        middle = statistics.median(runs)
        spread = f"{min(runs) / forms * 1000:.2f}–{max(runs) / forms * 1000:.2f}"
        faster = f"{peer / middle:.1f}" if peer else ""
        print(f"{name:20}{forms / middle:>10.1f}{middle / forms * 1000:>10.2f}{spread:>18}{faster:>16}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the tool {own:.0f} MB; {kilobytes:.0f} KB a PDF")


if __name__ == "__main__":
    main()
