"""Citations: which sentence of which document a rule rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """The basis (依据) of a rule.

    `source` names the document, `clause` the place in it (注4, 第十二条), `gist` says in our own
    words what it lays down.
    """

    source: str
    clause: str
    gist: str = ""

    def __str__(self) -> str:
        return f"{self.source}{self.clause}"
