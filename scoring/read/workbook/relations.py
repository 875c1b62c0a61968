"""Which parts of a workbook package belong together."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from scoring.read.package import Attributes, Package


@dataclass(frozen=True, slots=True)
class Relations:
    """The worksheets by the relation that leads to them, and the other parts by their kind."""

    worksheets: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


def part_named(target: str, folder: str) -> str:
    """The part that a relation leads to; `folder` is that of the part it starts from."""
    return posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")


def read_relations(package: Package, workbook: str) -> Relations:
    """Where the relations of the workbook part (xl/workbook.xml) lead."""
    folder, _, name = workbook.rpartition("/")
    found = Relations()

    def start(name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind = attributes["Type"].rpartition("/")[2]
        part = part_named(attributes["Target"], folder)
        if kind == "worksheet":
            found.worksheets[attributes["Id"]] = part
        else:
            found.parts[kind] = part

    package.parse(f"{folder}/_rels/{name}.rels", start)
    return found
