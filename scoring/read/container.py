"""From a path to raw cells: the content of a file, not its suffix, decides how it is read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from scoring.errors import ReadError
from scoring.model.raw import RawDocument
from scoring.place import Place
from scoring.read.damage import LOCKED, damage_told
from scoring.read.limits import MAX_FILE_BYTES, MEGABYTE
from scoring.read.package import Package
from scoring.read.paper.docx import DOCUMENT, read_docx
from scoring.read.text.csvfile import read_csv
from scoring.read.text.encoding import ASK, NOT_TEXT, decode
from scoring.read.text.lines import read_text
from scoring.read.text.markup import is_page
from scoring.read.workbook.ods import CONTENT, ENCRYPTED, read_ods
from scoring.read.workbook.ole import CompoundFile
from scoring.read.workbook.sheets import Content
from scoring.read.workbook.xls import STREAMS, read_xls
from scoring.read.workbook.xlsb import BINARY_WORKBOOK, read_xlsb
from scoring.read.workbook.xlsx import WORKBOOK, read_xlsx

PDF = b"%PDF"
_PICTURE = f"这是图片，本工具不识别图片中的文字，{ASK}"


def read_raw(path: Path, shown_as: str | None = None) -> RawDocument:
    """Read a file; `shown_as` is the name its places show. Raises ReadError, whose place names the file."""
    file = shown_as or path.name
    return raw_document(load(path, file), file)


def raw_document(data: bytes, file: str) -> RawDocument:
    """The cells in a file's content; `file` is the name that places show. Raises ReadError."""
    grids, remarks = _reader(data)(data, file)
    return RawDocument(file=file, sha256=hashlib.sha256(data).hexdigest(), grids=grids, remarks=remarks)


def is_pdf(data: bytes) -> bool:
    """Whether a file's content begins as a PDF does."""
    return data.startswith(PDF)


def load(path: Path, file: str) -> bytes:
    """A file's content, within bounds. Raises ReadError."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _fail(f"“{path}”是文件夹，不是文件，请指定其中的文件。", file)
        if not stat.S_ISREG(status.st_mode):
            _fail(f"“{path}”不是普通文件，请指定磁盘上的文件。", file)
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        _fail(f"找不到文件“{path}”，请检查路径是否正确。", file)
    except PermissionError:
        _fail("没有读取文件的权限，或文件正被其他程序占用，请关闭该程序或调整文件权限后再试。", file)
    except (OSError, ValueError):  # ValueError: a path that no system takes
        _fail("无法读取文件，请检查路径和磁盘，或把文件复制到本机后再试。", file)
    if not data:
        _fail("文件是空的（0 字节），请检查是否保存成功，或重新索取该文件。", file)
    if len(data) > MAX_FILE_BYTES:
        _fail(f"文件超过 {MAX_FILE_BYTES // MEGABYTE} MB，请删去图片等无关内容、分成几个文件后再试。", file)
    return data


def _fail(message: str, file: str) -> NoReturn:
    raise ReadError(message, Place(file=file))


def _reader(data: bytes) -> Callable[[bytes, str], Content]:
    for magic, reader in _BY_MAGIC:
        if data.startswith(magic):
            return reader
    return _text


def _text(data: bytes, file: str) -> Content:
    text = decode(data, file)
    if is_page(text, file):
        return _page(text, file)
    return read_csv(text, file) or read_text(text, file), ()


def _page(text: str, file: str) -> Content:
    from scoring.read.text.html import read_html  # few files need its library

    return read_html(text, file)


def _package(data: bytes, file: str) -> Content:
    package = Package(data, file)
    for part, reader in _BY_PART:
        if part in package:
            return reader(package)
    _fail("这是压缩包而不是表格文件，请先解压，再选择其中的自评表。", file)


def _old_office(data: bytes, file: str) -> Content:
    with damage_told(file):
        compound = CompoundFile(data)
    for stream, reader in _BY_STREAM:
        if stream in compound:
            return reader(data, file)
    _fail(NOT_TEXT, file)


def _pdf(data: bytes, file: str) -> Content:
    from scoring.read.paper.pdf import read_pdf  # its library takes longer to load than most forms to read

    return read_pdf(data, file)


def _refuse(message: str) -> Callable[[bytes, str], Content]:
    return lambda _, file: _fail(message, file)


def _refuse_package(message: str) -> Callable[[Package], Content]:
    return lambda package: _fail(message, package.file)


# How a file begins, and what reads it; anything else is taken for text.
_BY_MAGIC: tuple[tuple[bytes, Callable[[bytes, str], Content]], ...] = (
    (b"PK\x03\x04", _package),
    (b"PK\x05\x06", _package),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _old_office),
    (PDF, _pdf),
    (b"{\\rtf", _refuse(f"暂不支持 RTF 文件，{ASK}")),
    (b"Rar!\x1a\x07", _refuse("这是 RAR 压缩包，请先解压，再选择其中的自评表。")),
    (b"7z\xbc\xaf\x27\x1c", _refuse("这是 7z 压缩包，请先解压，再选择其中的自评表。")),
    (b"\xff\xd8\xff", _refuse(_PICTURE)),
    (b"\x89PNG\r\n", _refuse(_PICTURE)),
)
# Which part tells what a package (zip) is; the first found decides.
_BY_PART: tuple[tuple[str, Callable[[Package], Content]], ...] = (
    (WORKBOOK, read_xlsx),
    (BINARY_WORKBOOK, read_xlsb),
    (DOCUMENT, read_docx),
    ("ppt/presentation.xml", _refuse_package(f"不支持演示文稿（.pptx），{ASK}")),
    ("OFD.xml", _refuse_package(f"暂不支持 OFD 文件，{ASK}")),
    (CONTENT, read_ods),
    (ENCRYPTED, _refuse_package(LOCKED)),
)
# Which stream tells what an old Office file is; an .xlsx with a password is wrapped in one, too.
_BY_STREAM: tuple[tuple[str, Callable[[bytes, str], Content]], ...] = (
    ("EncryptedPackage", _refuse(LOCKED)),
    *((stream, read_xls) for stream in STREAMS),
    ("WordDocument", _refuse("暂不支持旧版 Word 文件（.doc、.wps），请用 Word 或 WPS 另存为 .docx 后再试。")),
)
