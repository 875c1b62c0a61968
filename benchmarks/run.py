"""How fast the main line is, beside LibreOffice converting the same workbooks to PDF, in one run.

The forms are read as workbooks and, where LibreOffice is there to make them, as the other kinds of
file; reading goes on to the forms, PDF in the second process that watches over it. For each stage the
table shows the median over the rounds of the mean of a form, for reading also the median form.

python benchmarks/run.py [--copies N] [--rounds N]

Machines differ and are noisy: quote the ratios and the medians, not single times. Every round takes
the stages in turn, so that a slow spell of the machine falls on all of them. Memory is the peak of
this process, in MB.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from scoring.model.document import Document
from scoring.read.document import read
from scoring.read.sources import sources
from scoring.report.printing import report
from scoring.verification import examine

EXAMPLES = Path(__file__).parent.parent / "examples" / "xinhua-2023"
PEER = "pdf"
Stage = Callable[[list[float]], object]
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
        single: dict[str, list[float]] = {name: [] for name in stages}
        for stage in stages.values():
            stage([])  # once uncounted: imports, caches, LibreOffice's first start
        for _ in range(options.rounds):
            for name, stage in stages.items():
                gc.collect()
                gc.freeze()  # what other stages keep (fonts, whole forms) is not this stage's garbage
                start = time.perf_counter()
                stage(single[name])
                times[name].append(time.perf_counter() - start)
                gc.unfreeze()
        _print(len(books), times, single, _kilobytes(work / "pdf"))


def _copies(folder: Path, copies: int) -> list[Path]:
    folder.mkdir()
    books = sorted(path for path in EXAMPLES.glob("[0-9]*.xlsx"))
    return [
        Path(shutil.copy(book, folder / f"{copy:02}-{book.name}")) for copy in range(copies) for book in books
    ]


def _stages(work: Path, books: list[Path]) -> dict[str, Stage]:
    documents: list[Document] = []

    def check_all(_: list[float]) -> None:
        examine(documents, None)

    def print_all(_: list[float]) -> None:
        report(examine(documents, None), work / "pdf", frozenset({"form"}))

    def office(_: list[float]) -> None:
        _convert(work, books, "--convert-to", PEER)

    stages: dict[str, Stage] = {"read xlsx": partial(_read_all, books, documents)}
    if OFFICE:
        for kind, files in _other_kinds(work, books).items():
            stages[f"read {kind}"] = partial(_read_all, files, [])
    stages |= {"score + check": check_all, "PDF of the form": print_all}
    if OFFICE:
        stages["LibreOffice to PDF"] = office
    else:
        print("no peer in this run: LibreOffice is not installed (libreoffice-calc)", file=sys.stderr)
    return stages


def _read_all(files: list[Path], documents: list[Document], single: list[float]) -> None:
    """Read the files into `documents`, and note how long each took."""
    documents.clear()
    for source in sources(files):
        start = time.perf_counter()
        documents += read(source)
        single.append(time.perf_counter() - start)


def _other_kinds(work: Path, books: list[Path]) -> dict[str, list[Path]]:
    """The workbooks as LibreOffice saves them in other formats; Writer makes docx of its web pages."""
    for kind in ("ods", "xls", "html", PEER):
        _convert(work, books, "--convert-to", kind)
    pages = sorted((work / "office").glob("*.html"))
    _convert(work, pages, "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML")
    return {
        kind: sorted((work / "office").glob(f"*.{kind}")) for kind in ("ods", "xls", "html", "docx", "pdf")
    }


def _convert(work: Path, files: list[Path], *how: str) -> None:
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{work / 'profile'}", *how]
    command += ["--outdir", str(work / "office"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)


def _kilobytes(folder: Path) -> float:
    sizes = [path.stat().st_size for path in folder.rglob("*.pdf")]
    return sum(sizes) / len(sizes) / 1024 if sizes else 0


def _print(
    forms: int, times: dict[str, list[float]], single: dict[str, list[float]], kilobytes: float
) -> None:
    peer = statistics.median(times["LibreOffice to PDF"]) if OFFICE else None
    print(f"{forms} forms, median of {len(times['read xlsx'])} rounds (min–max)\n")
    print(
        f"{'stage':20}{'forms/s':>10}{'ms/form':>10}{'ms min–max':>18}{'median form':>14}"
        f"{'× LibreOffice':>16}"
    )
    for name, runs in times.items():
        middle = statistics.median(runs)
        spread = f"{min(runs) / forms * 1000:.2f}–{max(runs) / forms * 1000:.2f}"
        typical = f"{statistics.median(single[name]) * 1000:.2f}" if single[name] else ""
        faster = f"{peer / middle:.1f}" if peer else ""
        each = f"{forms / middle:>10.1f}{middle / forms * 1000:>10.2f}{spread:>18}"
        print(f"{name:20}{each}{typical:>14}{faster:>16}")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of the tool {own:.0f} MB; {kilobytes:.0f} KB a PDF")


if __name__ == "__main__":
    main()
