"""Rule sets by name: the tool's own by id, a bureau's by file."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from scoring.errors import RuleError
from scoring.rules.faults import examine_file
from scoring.rules.schema import RuleSet
from scoring.rules.source import names


def load_ruleset(name: str | Path, codes: Collection[str] = ()) -> RuleSet:
    """Load a rule set by id (henan-project-2023) or from a .toml file.

    `codes` are the codes of checks that its [severity] may name; without them any may stand there. Raises
    RuleError with one sentence that names the file, the line and the key of the first fault.
    """
    return _own(str(name)) if str(name) in names() else _sound(name, codes)


def catalogue() -> list[RuleSet]:
    """All rule sets that come with the tool, by id."""
    return [_own(name) for name in names()]


@cache
def _own(name: str) -> RuleSet:
    return _sound(name, ())


def _sound(name: str | Path, codes: Collection[str]) -> RuleSet:
    rules, errors = examine_file(name, codes)
    if rules is None:
        first, more = errors[0], len(errors) - 1
        told = f"（另有 {more} 处，用 jixiao rules check 逐条列出）" if more else ""
        raise RuleError(f"{first.message.removesuffix('。')}{told}。", first.place)
    return rules
