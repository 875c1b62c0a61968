"""An Office package (a zip of XML parts), opened within bounds.

What the zip directory announces is checked before anything is expanded, and counted again while it
is expanded, for a directory can lie. Document type declarations, which Office never writes and
attacks need, are refused.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from scoring.errors import ReadError
from scoring.place import Place
from scoring.read.limits import MAX_EXPANDED_BYTES, MAX_RATIO, MEGABYTE, SMALL_MEMBER_BYTES

_CHUNK_BYTES = 65_536
# What zipfile, expat and handlers raise for broken parts (RuntimeError: encrypted, or an unknown
# compression; LookupError: an unknown encoding, or a reference that leads nowhere).
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    expat.ExpatError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """The parts of an Office file; part names are compared without regard to case, as Office does."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._expanded = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED:
            raise self.damaged() from None
        members = self._zip.infolist()
        if sum(member.file_size for member in members) > MAX_EXPANDED_BYTES:
            raise self._too_large()
        self._members = {member.filename.replace("\\", "/").lower(): member for member in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

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
        try:
            with self._zip.open(self._member(name)) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    self._expanded += len(chunk)
                    if self._expanded > MAX_EXPANDED_BYTES:
                        raise self._too_large()
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except _DAMAGED:
            raise self.damaged() from None

    def damaged(self) -> ReadError:
        """The error for a package that cannot be right, to be raised."""
        return ReadError(
            "文件不完整或已损坏，请用 Office 或 WPS 打开并重新保存后再试，打不开时请向报送单位重新索取。",
            Place(file=self.file),
        )

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name.lower())
        if member is None:
            raise self.damaged()
        if member.file_size > max(SMALL_MEMBER_BYTES, MAX_RATIO * member.compress_size):
            raise self._too_large()
        return member

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
