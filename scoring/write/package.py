"""A workbook's package in which parts are replaced and added, and everything else is copied as it is.

openpyxl and its like read what they know and write that; charts, images, macros and what other programs
add get lost on the way. Here a part that nobody changed keeps its bytes.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from scoring.read.package import Package
from scoring.write.xml import parse, serialise

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


class PatchedPackage:
    """The parts of a file, by name; names are compared without regard to case, as Office does."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises ReadError where the file is no sound package within the bounds of reading."""
        self.file = file
        self.source = Package(data, file)
        self._read: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}
        self._written: dict[str, bytes] = {}
        self._added: list[str] = []
        self._edited: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.source or name.lower() in map(str.lower, self._added)

    def data(self, name: str) -> bytes:
        """The bytes of a part as it came, or as `put` left it."""
        key = name.lower()
        if key not in self._written and key not in self._read:
            self._read[key] = self.source.read(name)
        return self._written[key] if key in self._written else self._read[key]

    def look(self, name: str) -> etree._Element:
        """The root of a part, to be read only. Raises ReadError or WriteError, see xml.parse."""
        key = name.lower()
        if key not in self._trees:
            self._trees[key] = parse(self.data(name), self.file)
        return self._trees[key]

    def edit(self, name: str) -> etree._Element:
        """The root of a part, to be changed."""
        self._edited.add(name.lower())
        return self.look(name)

    def put(self, name: str, data: bytes) -> None:
        """Replace a part that is not looked at as a tree."""
        self._written[name.lower()] = data

    def add(self, name: str, data: bytes, content_type: str = "") -> None:
        """Add a part. Its type is written down, if there is one: for the suffix .vml, else for the part."""
        self._added.append(name)
        self.put(name, data)
        if not content_type:
            return
        types = self.edit(_TYPES_PART)
        suffix = name.rpartition(".")[2]
        if suffix == "xml":
            attributes = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
        elif suffix not in {default.get("Extension", "").lower() for default in types}:
            attributes = {"Extension": suffix, "ContentType": content_type}
            types.insert(0, types.makeelement(f"{{{_TYPES}}}Default", attributes))

    def free(self, pattern: str) -> tuple[str, int]:
        """The first name of the pattern (xl/comments{}.xml) that is not taken, and its number."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number), number

    def saved(self) -> bytes:
        """The whole file; the same changes of the same file give the same bytes."""
        for key in self._edited:
            self._written[key] = serialise(self._trees[key])
        known = self._read | self._written
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for member in self.source.members:
                entry = zipfile.ZipInfo(member.filename, member.date_time)
                entry.compress_type = member.compress_type
                entry.create_system = member.create_system
                entry.external_attr = member.external_attr
                name = member.filename.replace("\\", "/")
                package.writestr(entry, known.get(name.lower()) or self.source.read(name))
            for name in self._added:
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                package.writestr(entry, self._written[name.lower()])
        return target.getvalue()
