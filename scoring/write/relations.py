"""The relations of a part: which other parts belong to it, and under which id."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from lxml import etree

from scoring.read.workbook.relations import part_named
from scoring.write.package import PatchedPackage
from scoring.write.xml import OFFICE

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<Relationships xmlns="{_NAMESPACE}"/>'.encode()


class PartRelations:
    """The relations that start from one part."""

    def __init__(self, package: PatchedPackage, source: str) -> None:
        self._package = package
        self._folder, _, name = source.rpartition("/")
        self._part = f"{self._folder}/_rels/{name}.rels"

    def of_kind(self, kind: str) -> str | None:
        """The part that a relation of a kind (comments, styles) leads to."""
        return self._first("Type", lambda type_: type_.rpartition("/")[2] == kind)

    def by_id(self, identity: str) -> str | None:
        """The part that a relation leads to."""
        return self._first("Id", lambda id_: id_ == identity)

    def add(self, kind: str, part: str) -> str:
        """Relate a part, and give the id of the new relation."""
        if self._part not in self._package:
            self._package.add(self._part, _EMPTY)
        taken = {relation.get("Id") for relation in self._all()}
        identity = next(name for n in range(1, len(taken) + 2) if (name := f"rId{n}") not in taken)
        attributes = {
            "Id": identity,
            "Type": f"{OFFICE}/{kind}",
            "Target": posixpath.relpath(part, self._folder),
        }
        etree.SubElement(self._package.edit(self._part), f"{{{_NAMESPACE}}}Relationship", attributes)
        return identity

    def _all(self) -> list[etree._Element]:
        return list(self._package.look(self._part)) if self._part in self._package else []

    def _first(self, attribute: str, fits: Callable[[str], bool]) -> str | None:
        for relation in self._all():
            if fits(relation.get(attribute, "")) and relation.get("TargetMode") != "External":
                return part_named(relation.get("Target", ""), self._folder)
        return None
