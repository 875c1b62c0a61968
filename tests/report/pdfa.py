"""Does a PDF keep to PDF/A-3u, and is it tagged? Every fault found, as a sentence.

Checked, after ISO 19005-3 and the parts of ISO 32000-1 it leans on: the file's frame (header, identifier,
nothing after its end, syntax as qpdf reads it), no encryption, no actions, scripts, forms or layers; metadata
(pdfaid, and title, author, program and dates the same in XMP and Info); the output intent and its profile;
colours; fonts (embedded, each character used is in the font, as wide as told, and has a Unicode value);
transparency; embedded files (AF, AFRelationship, kind, date, size, checksum); tags (MarkInfo, Lang, the
tree, standard types, rows in tables, every piece of content either tagged or an artifact).

Not checked: what only a validator such as veraPDF knows in full, among it the inside of the ICC profile,
the programs of the glyphs, limits of implementation, and whether the order of reading makes sense.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

_PDFA, _PDF, _XMP = (
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://ns.adobe.com/pdf/1.3/}",
    "{http://ns.adobe.com/xap/1.0/}",
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPES = {
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/NonStruct", "/Figure"),
    *("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Span", "/Link"),
    *("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"),
}
_PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TFoot": {"/Table"},
    "/LI": {"/L"},
}
_PAINTS = {*("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "BI")}
_FORBIDDEN = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Requirements", "/Perms", "/Collection")
_CODE = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def faults(path: Path) -> list[str]:
    """Everything that is wrong, empty where nothing is."""
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        return [
            *_frame(data, pdf),
            *_catalog(pdf),
            *_metadata(pdf),
            *_intent(pdf),
            *_objects(pdf),
            *_fonts(pdf),
            *_files(pdf),
            *_tags(pdf),
        ]


def _below(thing: Any, *keys: str) -> Any:
    """What stands under keys, one below the other; None where one is missing."""
    for key in keys:
        thing = thing.get(key) if thing is not None else None
    return thing


def _frame(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data):
        yield "the header is not that of PDF 1.7 with a line of binary"
    if not re.search(rb"%%EOF\r?\n?\Z", data):
        yield "something stands behind the end"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "the file is encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "there is no identifier"
    yield from (f"qpdf: {problem}" for problem in pdf.check_pdf_syntax())


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from (f"the catalog has {key}" for key in _FORBIDDEN if key in pdf.Root)
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "there are scripts"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        told = dict(meta)
    if (told.get(f"{_PDFA}part"), told.get(f"{_PDFA}conformance")) != ("3", "U"):
        yield f"pdfaid tells {told.get(f'{_PDFA}part')}{told.get(f'{_PDFA}conformance')}"
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    creators = told.get(f"{_DC}creator", [])
    for key, other in (
        ("/Title", told.get(f"{_DC}title")),
        ("/Author", ", ".join(creators) if creators else None),
        ("/Producer", told.get(f"{_PDF}Producer")),
        ("/Creator", told.get(f"{_XMP}CreatorTool")),
        ("/CreationDate", _info_date(told.get(f"{_XMP}CreateDate"))),
        ("/ModDate", _info_date(told.get(f"{_XMP}ModifyDate"))),
    ):
        if info.get(key) != other:
            yield f"{key} is {info.get(key)!r}, in the XMP {other!r}"
    if not info.get("/Title"):
        yield "there is no title"


def _info_date(xmp: str | None) -> str | None:
    return f"D:{re.sub('[-:T]', '', xmp)}" if xmp else None


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents"
        return
    profile = intents[0]["/DestOutputProfile"]
    content = profile.read_bytes()
    if content[36:40] != b"acsp" or content[16:20] != b"RGB " or int(profile["/N"]) != 3:
        yield "the output profile is no RGB profile"
    if content[12:16] not in (b"mntr", b"prtr") or content[8] > 4:
        yield "the output profile is of another class or version"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            if (
                "/LZWDecode" in str(thing.get("/Filter", ""))
                or "/F" in thing
                or "/Crypt" in str(thing.get("/Filter"))
            ):
                yield "a stream is packed in a forbidden way, or lies outside the file"
            if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS":
                yield "there is PostScript"
            if thing.get("/Interpolate", False):
                yield "an image is interpolated"
        if isinstance(thing, pikepdf.Dictionary):
            if "/JS" in thing or thing.get("/S") in (
                "/JavaScript",
                "/Launch",
                "/SubmitForm",
                "/Sound",
                "/Movie",
            ):
                yield f"there is an action {thing.get('/S')}"
            if thing.get("/Type") == "/Annot" and not (
                int(thing.get("/F", 0)) & 4 and thing["/Subtype"] == "/Link"
            ):
                yield "an annotation is not printed, or no link"
    for page in pdf.pages:
        for state in (_below(page.obj, "/Resources", "/ExtGState") or {}).values():
            if "/SMask" in state or state.get("/BM", "/Normal") != "/Normal":
                yield "something is blended"
            if float(state.get("/CA", 1)) != 1 or float(state.get("/ca", 1)) != 1:
                yield "something is transparent"
        if {str(operator) for _, operator in _content(page)} & {"k", "K"}:
            yield "a colour is CMYK, the output profile RGB"


def _content(page: pikepdf.Page) -> list[tuple[Any, str]]:
    return [(i.operands, str(i.operator)) for i in pikepdf.parse_content_stream(page)]


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for name, font, used in _used(pdf):
        below = font["/DescendantFonts"][0]
        descriptor = below["/FontDescriptor"]
        programs = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
        if font["/Subtype"] != "/Type0" or font["/Encoding"] != "/Identity-H" or len(programs) != 1:
            yield f"{name} is of another kind, or not embedded"
            continue
        glyphs = _glyph_widths(descriptor[programs[0]], below)
        told, unicode = _told_widths(below), _unicode(font)
        for cid in sorted(used):
            if cid == 0 or cid not in glyphs:
                yield f"{name} has no glyph {cid}"
            elif abs(glyphs[cid] - told.get(cid, int(below.get("/DW", 1000)))) > 1:
                yield f"{name} tells {told.get(cid)} for glyph {cid}, which is {glyphs[cid]} wide"
            if not unicode.get(cid, "\0").strip("\0\ufeff\ufffe"):
                yield f"{name} has no character for glyph {cid}"


def _used(pdf: pikepdf.Pdf) -> list[tuple[str, Any, set[int]]]:
    """Each font with the codes that the pages show in it."""
    found: dict[str, tuple[Any, set[int]]] = {}
    for page in pdf.pages:
        fonts, font = page.obj["/Resources"]["/Font"], ""
        for operands, operator in _content(page):
            if operator == "Tf":
                font = str(operands[0])
                found.setdefault(font, (fonts[font], set()))
            for piece in _strings(operands) if operator in ("TJ", "Tj") else ():
                found[font][1].update(
                    int.from_bytes(piece[n : n + 2], "big") for n in range(0, len(piece), 2)
                )
    return [(name, *rest) for name, rest in found.items()]


def _strings(operands: Any) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            yield from _strings(operand)
        elif isinstance(operand, pikepdf.String):
            yield bytes(operand)


def _glyph_widths(program: Any, font: Any) -> dict[int, float]:
    """The width of each glyph by CID, in thousandths, as the font program has it."""
    content = program.read_bytes()
    if program.get("/Subtype") == "/CIDFontType0C":
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(content), None)
        top = fonts[0]
        assert hasattr(top, "ROS"), "a font that is not keyed by CID"
        return {
            int(name[3:]) if name != ".notdef" else 0: _width(top.CharStrings[name]) for name in top.charset
        }
    assert program.get("/Subtype") is None, program.get("/Subtype")
    assert font["/CIDToGIDMap"] == "/Identity"
    face = TTFont(BytesIO(content))
    scale = 1000 / face["head"].unitsPerEm
    return {n: face["hmtx"][name][0] * scale for n, name in enumerate(face.getGlyphOrder())}


def _width(glyph: Any) -> float:
    glyph.draw(NullPen())
    return float(glyph.width)


def _told_widths(font: Any) -> dict[int, float]:
    told: dict[int, float] = {}
    items = list(font["/W"])
    while items:
        first, then = int(items.pop(0)), items.pop(0)
        assert isinstance(then, pikepdf.Array)
        told |= {first + n: float(width) for n, width in enumerate(then)}
    return told


def _unicode(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    pairs = _CODE.findall(font["/ToUnicode"].read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = list(pdf.Root["/Names"]["/EmbeddedFiles"]["/Names"])[1::2] if pdf.attachments else []
    associated = [part.objgen for part in pdf.Root.get("/AF", [])]
    if sorted(part.objgen for part in listed) != sorted(associated):
        yield "the associated files are not those embedded, each once"
    for part in listed:
        name = str(part.get("/UF", ""))
        if not name or not part.get("/F") or not part.get("/Desc"):
            yield "an embedded file has no name or description"
        if part.get("/AFRelationship") not in ("/Data", "/Supplement"):
            yield f"{name} is related as {part.get('/AFRelationship')}"
        file = part["/EF"]["/F"]
        content, told = file.read_bytes(), file["/Params"]
        if file.get("/Subtype") != "/application/json" or not re.match(r"D:\d{14}Z", str(told["/ModDate"])):
            yield f"{name} has no kind or date"
        if int(told["/Size"]) != len(content) or bytes(told["/CheckSum"]) != hashlib.md5(content).digest():
            yield f"{name} has another size or checksum than told"


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not _below(pdf.Root, "/MarkInfo", "/Marked") or not str(pdf.Root.get("/Lang", "")):
        yield "the document is not marked, or has no language"
    if not _below(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "the window does not show the title"
    if "/StructTreeRoot" not in pdf.Root:
        yield "there are no tags"
        return
    numbers = list(pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    yield from _tree(pdf.Root["/StructTreeRoot"]["/K"][0], "")
    for number, page in enumerate(pdf.pages, start=1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number} has no order of tags"
        mine = parents[int(page.obj["/StructParents"])]
        seen: list[int] = []
        open_marks = 0
        for operands, operator in _content(page):
            if operator in ("BMC", "BDC"):
                open_marks += 1
                if operator == "BDC" and "/MCID" in operands[1]:
                    seen.append(int(operands[1]["/MCID"]))
                elif str(operands[0]) != "/Artifact":
                    yield f"page {number} marks something as {operands[0]} without a tag"
            elif operator == "EMC":
                open_marks -= 1
            elif operator in _PAINTS and not open_marks:
                yield f"page {number} has content that is neither tagged nor an artifact ({operator})"
        if seen != list(range(len(mine))):
            yield f"page {number} marks {len(seen)} pieces, {len(mine)} have a tag"
        for mark, element in zip(seen, mine, strict=False):
            kids: list[Any] = list(element["/K"])
            if mark not in [kid for kid in kids if isinstance(kid, int)]:
                yield f"page {number}: piece {mark} is not known to its tag"


def _tree(element: Any, parent: str) -> Iterator[str]:
    """Faults of a tag and those below it."""
    kind = str(element["/S"])
    if kind not in _TYPES:
        yield f"{kind} is no standard type"
    if kind in _PARENTS and parent not in _PARENTS[kind]:
        yield f"{kind} stands in {parent}"
    if kind == "/Figure" and not str(element.get("/Alt", "")):
        yield "a figure has no text to stand for it"
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _tree(kid, kind)
