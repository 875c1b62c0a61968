"""Old and binary workbooks written by hand: compound files, and records of BIFF 5, 8 and 12."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


def compound(streams: Mapping[str, bytes], inside: Mapping[str, bytes] | None = None) -> bytes:
    """A compound file of these streams; those of `inside` belong to an object that is embedded."""
    sectors: list[bytes] = []
    table: list[int] = []

    def chain(content: bytes) -> int:
        """Put a content into sectors of its own; where it begins."""
        pieces = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        start = len(sectors)
        sectors.extend(pieces)
        table.extend([*range(start + 1, start + len(pieces)), _END][: len(pieces)])
        return start if pieces else _END

    short, mini_table = b"", []
    starts: dict[str, int] = {}
    everything = dict(streams) | {f"/{name}": content for name, content in (inside or {}).items()}
    for name, content in everything.items():
        if len(content) >= _CUTOFF:
            starts[name] = chain(content)
            continue
        first = len(short) // _MINI
        count = -(-len(content) // _MINI)
        short += content.ljust(count * _MINI, b"\0")
        mini_table += [*range(first + 1, first + count), _END]
        starts[name] = first
    root = chain(short)
    mini = chain(struct.pack(f"<{len(mini_table)}I", *mini_table))
    names = list(everything)
    outer = [number for number, name in enumerate(names, 2) if not name.startswith("/")]
    inner = [number for number, name in enumerate(names, 2) if name.startswith("/")]
    entries = [
        _entry("Root Entry", 5, root, len(short), child=1),
        _entry("MBD1", 1, 0, 0, child=inner[0] if inner else _FREE, right=outer[0] if outer else _FREE),
    ]
    for number, name in enumerate(names, 2):
        family = inner if name.startswith("/") else outer
        following = family[family.index(number) + 1 :]
        right = following[0] if following else _FREE
        entries.append(_entry(name.strip("/"), 2, starts[name], len(everything[name]), right=right))
    directory = chain(b"".join(entries))
    count = (len(table) + 128) // 128
    listed = list(range(len(table), len(table) + count))
    table += [0xFFFFFFFD] * count
    table += [_FREE] * (128 * count - len(table))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, count, directory, 0, _CUTOFF, mini, 1, _END, 0)
    header += struct.pack("<109I", *listed, *[_FREE] * (109 - count))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(written), kind, 1, _FREE, right, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str, length: str = "H") -> bytes:
    """A text of BIFF 8, two bytes a character."""
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


EOF = record(0x0A)


def begin(sort: int, version: int = 0x0600) -> bytes:
    """The BOF of the globals (5), a worksheet (0x10) or a chart (0x20)."""
    return record(0x809, struct.pack("<HHHH", version, sort, 0, 1996).ljust(16, b"\0"))


def workbook(
    *sheets: bytes, before: bytes = b"", names: Iterable[bytes] = (), states: Iterable[int] = ()
) -> bytes:
    """The stream of an old workbook; `before` are records of its globals, sheets are visible unless told."""
    named = list(names) or [wide(f"表{number}", "B") for number in range(1, len(sheets) + 1)]
    told = list(states) or [0] * len(sheets)
    version = 0x0600 if not names else 0x0500
    length = sum(len(name) + 10 for name in named)
    globals_ = begin(5, version) + before
    at = len(globals_) + length + len(EOF)
    bodies = [begin(0x10, version) + sheet + EOF for sheet in sheets]
    for name, state, body in zip(named, told, bodies, strict=True):
        globals_ += record(0x85, struct.pack("<IBB", at, state & 0xFF, state >> 8) + name)
        at += len(body)
    return globals_ + EOF + b"".join(bodies)


def xls(*sheets: bytes, **how: object) -> bytes:
    """An old workbook as a file; see :func:`workbook`."""
    return compound({"Workbook": workbook(*sheets, **how)})  # type: ignore[arg-type]


# Binary workbooks (.xlsb).

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.ms-excel"


def short(kind: int, data: bytes = b"") -> bytes:
    """A record of a binary workbook."""
    return _seven_bits(kind) + _seven_bits(len(data)) + data


def _seven_bits(number: int) -> bytes:
    head = bytes([number & 0x7F | (0x80 if number > 0x7F else 0)])
    return head + _seven_bits(number >> 7) if number > 0x7F else head


def long(text: str) -> bytes:
    """A text of BIFF 12."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(kind: int, column: int, data: bytes = b"", style: int = 0) -> bytes:
    """A record of a cell; columns count from 0."""
    return short(kind, struct.pack("<II", column, style) + data)


def row(number: int, *cells: bytes) -> bytes:
    """A row, counted from 0, and its cells."""
    return short(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


def xlsb(
    *sheets: bytes,
    texts: Iterable[str] = (),
    formats: Mapping[int, str] | None = None,
    styles: Iterable[int] = (0,),
    states: Iterable[int] = (),
    date1904: bool = False,
    merged: Iterable[tuple[int, int, int, int]] = (),
) -> bytes:
    """A binary workbook as a file; ranges merged in each sheet are (top, bottom, left, right) from 0."""
    told = list(states) or [0] * len(sheets)
    bundle = b"".join(
        short(156, struct.pack("<II", state, number) + long(f"rId{number}") + long(f"表{number}"))
        for number, state in enumerate(told, 1)
    )
    book = short(131) + short(153, struct.pack("<III", date1904, 0, 0)) + short(143) + bundle + short(144)
    areas = [short(176, struct.pack("<4I", *area)) for area in merged]
    tail = short(177, struct.pack("<I", len(areas))) + b"".join(areas) + short(178) if areas else b""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": _relations(
            *(("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)),
            ("styles", "styles.bin"),
            ("sharedStrings", "sharedStrings.bin"),
        ),
        "xl/workbook.bin": book + short(132),
        "xl/styles.bin": _styles(formats or {}, list(styles)),
        "xl/sharedStrings.bin": _shared(list(texts)),
    }
    for number, body in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = (
            short(129) + short(145) + body + short(146) + tail + short(130)
        )
    return packed(parts)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _shared(texts: list[str]) -> bytes:
    items = b"".join(short(19, b"\0" + long(text)) for text in texts)
    return short(159, struct.pack("<II", len(texts), len(texts))) + items + short(160)


def _styles(formats: Mapping[int, str], used: list[int]) -> bytes:
    written = [short(44, struct.pack("<H", number) + long(code)) for number, code in formats.items()]
    of_cells = [short(47, struct.pack("<HHHHH", 0, number, 0, 0, 0).ljust(16, b"\0")) for number in used]
    return (
        short(278)
        + (short(615, struct.pack("<I", len(written))) + b"".join(written) + short(616) if written else b"")
        + (
            short(626, struct.pack("<I", 1))
            + short(47, struct.pack("<HH", 0xFFFF, 10).ljust(16, b"\0"))
            + short(627)
        )
        + (short(617, struct.pack("<I", len(used))) + b"".join(of_cells) + short(618))
        + short(279)
    )


def _relations(*parts: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _types(sheets: int) -> str:
    parts = [("workbook", "sheet.binary.macroEnabled.main"), ("styles", "styles")]
    parts += [("sharedStrings", "sharedStrings")]
    parts += [(f"worksheets/sheet{number}", "worksheet") for number in range(1, sheets + 1)]
    inner = "".join(
        f'<Override PartName="/xl/{name}.bin" ContentType="{_TYPE}.{kind}"/>' for name, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{inner}</Types>'
    )
