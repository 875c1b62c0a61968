"""An Office package (a zip of XML parts), opened within bounds.

What the zip directory announces is checked before anything is expanded, and counted again while it
is expanded, for a directory can lie. Document type declarations, which Office never writes and
attacks need, are refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from scoring.errors import ReadError
from scoring.place import Place
from scoring.read.damage import damage_told, damaged
from scoring.read.limits import MAX_EXPANDED_BYTES, MAX_RATIO, MEGABYTE, SMALL_MEMBER_BYTES

_CHUNK_BYTES = 65_536
_READINGS = 2  # of each part
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what Office writes; others may ask for gigabytes

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """The parts of an Office file; part names are compared without regard to case, as Office does."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._expanded = 0
        with damage_told(file):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        members = self._zip.infolist()
        self.announced = sum(member.file_size for member in members)  # bytes, when expanded
        if self.announced > MAX_EXPANDED_BYTES:
            raise self._too_large()
        self._members = {member.filename.replace("\\", "/").lower(): member for member in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """What the package holds, in its order."""
        return list(self._members.values())

    def parse(self, name: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Send the tags and texts of a part through handlers; element names come without prefix.

        A handler may raise ValueError or LookupError for nonsense: the file is then reported as damaged.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.CharacterDataHandler = text

        def root(tag: str, attributes: Attributes) -> None:
            # Programs choose a prefix for the main namespace or none; what has another is not ours.
            prefix = tag[: tag.find(":") + 1]
            parser.StartElementHandler = _without(prefix, start) if prefix else start
            parser.EndElementHandler = _without(prefix, end) if prefix and end else end
            parser.StartElementHandler(tag, attributes)

        parser.StartElementHandler = root
        with damage_told(self.file):
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        with damage_told(self.file):
            return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._zip.open(self._member(name)) as part:
            while chunk := part.read(_CHUNK_BYTES):
                self._count(chunk)
                yield chunk

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name.lower())
        if member is None or member.compress_type not in _METHODS:
            raise damaged(self.file)
        if member.file_size > max(SMALL_MEMBER_BYTES, MAX_RATIO * member.compress_size):
            raise self._too_large()
        return member

    def _count(self, chunk: bytes) -> None:
        """Count what is expanded; the same part may be asked for again, but not a thousand times."""
        self._expanded += len(chunk)
        if self._expanded > MAX_EXPANDED_BYTES:
            raise self._too_large()
        if self._expanded > _READINGS * self.announced:
            raise damaged(self.file)

    def _too_large(self) -> ReadError:
        return ReadError(
            f"文件解压后大得不正常（上限 {MAX_EXPANDED_BYTES // MEGABYTE} MB），"
            "请把自评表复制到新建的文件中另存后再试。",
            Place(file=self.file),
        )

    def _refuse_doctype(self, *_: object) -> None:
        raise ReadError(
            "文件中含有不应有的文档类型声明（DTD），可能不安全，请用 Office 或 WPS 打开并重新保存后再试。",
            Place(file=self.file),
        )


def _without(prefix: str, handler: Callable[..., None]) -> Callable[..., None]:
    return lambda tag, *rest: handler(tag.removeprefix(prefix), *rest)
