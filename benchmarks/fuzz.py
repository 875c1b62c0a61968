"""Read spoiled files for some minutes, and see that nothing but sentences comes of it.

python benchmarks/fuzz.py [--minutes N] [--reader KIND] [--seed N]

Files on which the tool fails are kept in out/fuzz; see docs/fuzzing.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fuzzing.mutators import SPOIL
from fuzzing.seeds import seeds
from fuzzing.trial import Memory, Result, trial

from scoring.read.limits import MEGABYTE

OUT = Path(__file__).parent.parent / "out" / "fuzz"
_KEPT = 3  # files for each fault
_OFFSPRING = 1_000  # files with something new in them that are spoiled again, for each kind
_LONGEST = 20 * MEGABYTE
_LONGEST_SEED = MEGABYTE // 4


@dataclass
class Tally:
    """What became of the files of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    spent: float = 0  # seconds; each kind gets as many
    slowest: float = 0
    memory: int = 0
    seen: set[str] = field(default_factory=set)

    def add(self, result: Result) -> bool:
        """Count a file; tells whether anything was said that was not heard before."""
        self.outcomes["failed" if result.fault else result.outcome] += 1
        self.slowest = max(self.slowest, result.seconds)
        self.memory = max(self.memory, result.memory)
        new = not result.seen <= self.seen
        self.seen |= result.seen
        return new


def main() -> None:
    """Spoil files, with as much time for each kind; exit 1 where the tool has failed."""
    options = _options()
    print("正在准备种子文件……", file=sys.stderr)
    stock = {kind: files for kind, files in seeds().items() if options.reader in (None, kind)}
    if not stock:
        sys.exit(f"没有可用的 {options.reader} 种子文件。")
    OUT.mkdir(parents=True, exist_ok=True)
    tallies = {kind: Tally() for kind in stock}
    with suppress(KeyboardInterrupt):
        _run(stock, tallies, time.monotonic() + 60 * options.minutes, options.seed)
    _print(tallies, options.seed)
    sys.exit(any(tally.faults for tally in tallies.values()))


def _run(stock: dict[str, list[bytes]], tallies: dict[str, Tally], ends: float, seed: int) -> None:
    memory = Memory()
    memory.start()
    while (start := time.monotonic()) < ends:
        kind = min(tallies, key=lambda kind: tallies[kind].spent)
        tally, files = tallies[kind], stock[kind]
        name = f"{seed}-{tally.outcomes.total() + 1}"
        chance = Random(f"{name} {kind}")
        data = SPOIL[kind](chance.choice(files), chance)[:_LONGEST]
        path = OUT / f"reading.{kind}"  # should the process itself be killed, this is the file
        path.write_bytes(data)
        result = trial(path, memory)
        if result.seconds > tally.slowest:
            (OUT / f"slowest.{kind}").write_bytes(data)
        if tally.add(result) and len(files) < _OFFSPRING and len(data) < _LONGEST_SEED:
            files.append(data)
        if result.fault:
            _keep(data, kind, name, result, tally)
        tally.spent += time.monotonic() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long (default 10)")
    parser.add_argument("--reader", choices=SPOIL, help="one kind of file only (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed spoils alike (default 0)")
    return parser.parse_args()


def _keep(data: bytes, kind: str, name: str, result: Result, tally: Tally) -> None:
    tally.faults[result.fault] += 1
    if tally.faults[result.fault] == 1:
        print(f"{kind} {name}: {result.fault}", file=sys.stderr)
    if tally.faults[result.fault] <= _KEPT:
        (OUT / f"{name}.{kind}").write_bytes(data)
        (OUT / f"{name}.{kind}.said").write_text(f"{result.fault}\n\n{result.details}\n", encoding="utf-8")


def _print(tallies: dict[str, Tally], seed: int) -> None:
    print(f"seed {seed}\n")
    print(f"{'reader':8}{'mutants':>9}{'read':>9}{'refused':>9}{'failed':>8}{'slowest s':>11}{'peak MB':>9}")
    for kind, tally in tallies.items():
        counts = [tally.outcomes[name] for name in ("read", "refused", "failed")]
        print(
            f"{kind:8}{sum(counts):>9}{counts[0]:>9}{counts[1]:>9}{counts[2]:>8}"
            f"{tally.slowest:>11.2f}{tally.memory // MEGABYTE:>9}"
        )
    for kind, tally in tallies.items():
        for fault, times in tally.faults.most_common():
            print(f"\n{kind}: {times} × {fault}")


if __name__ == "__main__":
    main()
