"""Damage to PDF files: objects, the commands inside their streams, and the table that leads to them."""

from __future__ import annotations

import re
import zlib
from random import Random

from fuzzing.hostile import NUMBERS, spoiled_bytes

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_LENGTH = re.compile(rb"/Length \d+(?! \d+ R)")
_DEEP = 3_000


def spoiled_pdf(data: bytes, chance: Random) -> bytes:
    """Objects changed, lost, doubled or swapped, in a file that is sound around them, mostly."""
    objects = [(int(found[1]), found[2]) for found in _OBJECT.finditer(data)]
    if len(objects) < 3 or chance.random() < 0.1:
        return spoiled_bytes(data, chance)
    root = _ROOT.search(data)
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        if objects:
            _change(objects, chance)
    built = _built(objects, int(root[1]) if root else 1, chance)
    return spoiled_bytes(built, chance) if chance.random() < 0.03 else built


def _change(objects: list[tuple[int, bytes]], chance: Random) -> None:
    at = chance.randrange(len(objects))
    number, body = objects[at]
    match chance.randrange(12):
        case 0:
            del objects[at]
        case 1:
            objects.append((chance.choice([number, len(objects) + 1]), body))
        case 2:
            other = chance.randrange(len(objects))
            objects[at] = number, objects[other][1]
        case 3:
            objects[at] = number, b" %d 0 R " % chance.choice(objects)[0]
        case 4:
            deep = chance.choice([b"[", b"<</A ", b"("]) * _DEEP
            objects[at] = number, body.replace(b"[", deep, 1) if b"[" in body else deep
        case _:
            objects[at] = number, _inside(body, chance)


def _inside(body: bytes, chance: Random) -> bytes:
    """An object whose dictionary or stream is changed."""
    stream = _STREAM.search(body)
    if stream and chance.random() < 0.6:
        try:
            content = zlib.decompress(stream[1])
        except zlib.error:
            return body[: stream.start(1)] + spoiled_bytes(stream[1], chance) + body[stream.end(1) :]
        content = zlib.compress(_commands(content, chance))
        head = _LENGTH.sub(b"/Length %d" % len(content), body[: stream.start()])
        return head + b"stream\n" + content + b"\nendstream\n"
    head = body[: stream.start()] if stream else body
    return _commands(head, chance) + (body[stream.start() :] if stream else b"")


def _commands(content: bytes, chance: Random) -> bytes:
    pattern = chance.choice([_NUMBER, _NUMBER, _NAME])
    found = list(pattern.finditer(content))
    if not found or chance.random() < 0.2:
        return spoiled_bytes(content, chance)
    one = chance.choice(found)
    values = [number.encode() for number in NUMBERS] if pattern is _NUMBER else [other[0] for other in found]
    if chance.random() < 0.02:
        return content * 50
    return content[: one.start()] + chance.choice(values) + content[one.end() :]


def _built(objects: list[tuple[int, bytes]], root: int, chance: Random) -> bytes:
    file, offsets = b"%PDF-1.4\n", {}
    for number, body in objects:
        offsets[number] = len(file)
        file += b"%d 0 obj%bendobj\n" % (number, body)
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, offset)
    if chance.random() < 0.05:
        table = spoiled_bytes(table, chance)
    size = max(offsets, default=0) + 1
    return (
        file
        + table
        + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(file))
    )
