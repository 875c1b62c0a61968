"""What forms say, in a shape that can be compared wherever they were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

# Where something stands, what the reader has to say of it, and which file it was.
_LEFT_OUT = frozenset({"place", "remarks", "coverage", "file", "sha256", "origin"})


def said(thing: object, *, stored: bool = True) -> dict[str, object]:
    """All that a form or a document says, by the names that lead there (forms.0.indicators.3.score.text).

    `stored=False` leaves out the numbers behind formatted cells, which some containers do not know.
    """
    left_out = _LEFT_OUT if stored else _LEFT_OUT | {"stored"}
    return dict(_said(thing, "", left_out))


def _said(thing: object, name: str, left_out: frozenset[str]) -> Iterator[tuple[str, object]]:
    if is_dataclass(thing):
        parts = [(field.name, getattr(thing, field.name)) for field in fields(thing)]
    elif isinstance(thing, tuple):
        parts = [(str(number), part) for number, part in enumerate(thing)]
        yield f"{name}.count", len(thing)
    else:
        yield name, thing
        return
    for part, value in parts:
        if part not in left_out:
            yield from _said(value, f"{name}.{part}".lstrip("."), left_out)
