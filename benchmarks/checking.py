"""Score + all checks with traces on one core: forms a second, and memory over many forms.

The 24 example forms, the summary table and the running text are read once; as one packet they are then
scored and checked again and again, with the working of every line,
until --forms forms are done. A second is one of this process's time on a core, which other programs
do not lengthen. Memory is that of this process, in MB, after each tenth: it must not grow.

python benchmarks/checking.py [--forms N]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import psutil

from scoring.model.document import Document
from scoring.read.document import read
from scoring.read.sources import sources
from scoring.results import Audit
from scoring.score.trace import working
from scoring.verification import examine

EXAMPLES = Path(__file__).parent.parent / "examples" / "xinhua-2023"
MEGABYTE = 1024 * 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forms", type=int, default=10_000, help="forms to check (default 10000)")
    wanted = parser.parse_args().forms
    packet = [document for source in sources([EXAMPLES]) for document in read(source)]
    _once(packet)
    done, tenth, process = 0, max(1, wanted // 10), psutil.Process()
    print(f"{'forms':>8}{'forms/s':>10}{'MB':>8}")
    start = before = time.process_time()
    since = 0
    while done < wanted:
        forms = _once(packet)
        done += forms
        since += forms
        if since >= tenth or done >= wanted:
            now = time.process_time()
            print(f"{done:>8}{since / (now - before):>10.0f}{process.memory_info().rss / MEGABYTE:>8.0f}")
            before, since = now, 0
    print(f"\n{done / (time.process_time() - start):.0f} forms a second over all")


def _once(packet: list[Document]) -> int:
    """One packet, as the command does it: scored, checked, each line with its working."""
    audit: Audit = examine(packet, None)
    for form in audit.forms:
        for line in form.sheet.lines:
            working(line, form.ruleset.rounding.places)
    return len(audit.forms)


if __name__ == "__main__":
    main()
