"""The XML of workbook parts, parsed within bounds and written back with the prefixes it came with."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from scoring.errors import WriteError
from scoring.place import Place
from scoring.read.damage import damaged
from scoring.read.limits import MEGABYTE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"  # an attribute: keep the spaces of a text

MAX_PART_BYTES = 8 * MEGABYTE  # its tree takes 250 MB at worst; the sheet of a form has a hundredth of it
_ALONE: dict[bool | None, str] = {None: "", True: ' standalone="yes"', False: ' standalone="no"'}
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def main(name: str) -> str:
    """A tag of the spreadsheet namespace."""
    return f"{{{MAIN}}}{name}"


def parse(data: bytes, file: str) -> etree._Element:
    """The root of a part. Raises ReadError where it is damaged, WriteError where it is too large."""
    if len(data) > MAX_PART_BYTES:
        told = f"文件中有一部分过大（超过 {MAX_PART_BYTES // MEGABYTE} MB），不能在原表上改动，"
        raise WriteError(f"{told}请把自评表复制到新建的文件中另存后再试。", Place(file))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise damaged(file) from None
    if root.getroottree().docinfo.internalDTD:  # Office never writes one; see read/package.py
        raise damaged(file)
    return root


def insert(root: etree._Element, child: etree._Element, before: Collection[str]) -> None:
    """Put an element where its part wants it: after those with the names in `before`, first without any."""
    tags = {main(name) for name in before}
    places = [place for place, found in enumerate(root, start=1) if found.tag in tags]
    root.insert(places[-1] if places else 0, child)


def serialise(root: etree._Element) -> bytes:
    """The part again, in UTF-8."""
    tree = root.getroottree()
    written = etree.tostring(tree, encoding="utf-8")
    return f'<?xml version="1.0" encoding="UTF-8"{_ALONE[tree.docinfo.standalone]}?>\n'.encode() + written


def storable(text: str) -> str:
    """A text as a part can hold it: without control characters, and nothing that would be unescaped."""
    return _ESCAPE.sub("_x005F_", _FORBIDDEN.sub("", text))
