"""The same damage, guided by coverage of the code: for where atheris is installed.

python benchmarks/fuzzing/guided.py [--minutes N] [--reader KIND]

One process, without the guard; it stops at the first failure, and writes the file to out/fuzz.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzzing.mutators import SPOIL
from fuzzing.seeds import seeds

OUT = Path(__file__).parents[2] / "out" / "fuzz"
_LONGEST = 1_000_000


def main() -> None:
    """Hand the seeds and the mutator to atheris, which ends the process when the time is over."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=int, default=10, help="how long (default 10)")
    parser.add_argument("--reader", choices=SPOIL, default="xlsx", help="the kind of file (default xlsx)")
    options = parser.parse_args()
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["scoring"]):
        from scoring.errors import ReadError
        from scoring.read.understand import understand
        from scoring.report.json import to_json
        from scoring.verification import examine

    def one(data: bytes) -> None:
        said = "。"
        try:
            audit = examine(understand(data, f"file.{options.reader}"), None)
        except ReadError as error:
            said = error.message
        else:
            assert not audit.crashed, audit.crashed
            to_json(audit).encode()
        assert said.endswith("。"), said
        assert "\n" not in said, said

    def spoil(data: bytes, longest: int, seed: int) -> bytes:
        spoiled: bytes = SPOIL[options.reader](bytes(data), Random(seed))
        return spoiled[:longest]

    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(seeds()[options.reader]):
            Path(corpus, str(number)).write_bytes(data)
        OUT.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_total_time={60 * options.minutes}", f"-max_len={_LONGEST}", "-timeout=10"]
        limits += ["-rss_limit_mb=2048", f"-artifact_prefix={OUT}/guided-{options.reader}-"]
        atheris.Setup([sys.argv[0], corpus, *limits], one, custom_mutator=spoil)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
