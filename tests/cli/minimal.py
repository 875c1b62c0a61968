"""The smallest example, as the command line tests use it."""

from pathlib import Path

EXAMPLE = next(Path(__file__).parents[2].glob("examples/minimal/*.xlsx"))
