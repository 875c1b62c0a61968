"""From a path to raw cells: the content of a file, not its suffix, decides how it is read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from scoring.errors import ReadError
from scoring.model.raw import Grid, RawDocument
from scoring.place import Place
from scoring.read.docx import DOCUMENT, read_docx
from scoring.read.limits import MAX_FILE_BYTES, MEGABYTE
from scoring.read.package import Package
from scoring.read.text import NOT_TEXT, read_text
from scoring.read.xlsx import WORKBOOK, Remarks, read_xlsx

Content = tuple[tuple[Grid, ...], Remarks]

_ASK = "请提供 .xlsx、.docx、.pdf 或 .txt 文件。"
_PICTURE = f"这是图片，本工具不识别图片中的文字，{_ASK}"
_OLD_WORKBOOK = "这是旧版表格文件（.xls、.et），请用 Excel 或 WPS 另存为 .xlsx 后再试。"
_MARKUP_FILE = "文件虽可用 Excel 打开，实为网页或 XML 格式，请用 Excel 或 WPS 另存为 .xlsx 后再试。"


def read_raw(path: Path, shown_as: str | None = None) -> RawDocument:
    """Read a file; `shown_as` is the name its places show. Raises ReadError, whose place names the file."""
    file = shown_as or path.name
    data = _load(path, file)
    grids, remarks = _reader(data)(data, file)
    return RawDocument(file=file, sha256=hashlib.sha256(data).hexdigest(), grids=grids, remarks=remarks)


def _load(path: Path, file: str) -> bytes:
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
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower().startswith(_MARKUP):
        _fail(_MARKUP_FILE, file)
    return read_text(data, file), ()


def _package(data: bytes, file: str) -> Content:
    package = Package(data, file)
    for part, reader in _BY_PART:
        if part in package:
            return reader(package)
    _fail("这是压缩包而不是表格文件，请先解压，再选择其中的自评表。", file)


def _old_office(data: bytes, file: str) -> Content:
    _fail(next(said for stream, said in _BY_STREAM if stream.encode("utf-16-le") in data), file)


def _pdf(data: bytes, file: str) -> Content:
    from scoring.read.pdf import read_pdf  # its library takes longer to load than most forms to read

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
    (b"%PDF", _pdf),
    (b"{\\rtf", _refuse(f"暂不支持 RTF 文件，{_ASK}")),
    (b"Rar!\x1a\x07", _refuse("这是 RAR 压缩包，请先解压，再选择其中的自评表。")),
    (b"7z\xbc\xaf\x27\x1c", _refuse("这是 7z 压缩包，请先解压，再选择其中的自评表。")),
    (b"\xff\xd8\xff", _refuse(_PICTURE)),
    (b"\x89PNG\r\n", _refuse(_PICTURE)),
)
# Which part tells what a package (zip) is; the first found decides.
_BY_PART: tuple[tuple[str, Callable[[Package], Content]], ...] = (
    (WORKBOOK, read_xlsx),
    ("xl/workbook.bin", _refuse_package("暂不支持 .xlsb 工作簿，请用 Excel 另存为 .xlsx 后再试。")),
    (DOCUMENT, read_docx),
    ("ppt/presentation.xml", _refuse_package(f"不支持演示文稿（.pptx），{_ASK}")),
    ("OFD.xml", _refuse_package(f"暂不支持 OFD 文件，{_ASK}")),
    ("content.xml", _refuse_package("暂不支持 OpenDocument 文件（.ods、.odt），请另存为 .xlsx 后再试。")),
)
# Which stream tells what an old Office file is; an .xlsx with a password is wrapped in one, too.
_BY_STREAM = (
    ("EncryptedPackage", "文件设有打开密码，请用 Excel 或 WPS 取消密码、重新保存后再试。"),
    ("WordDocument", f"暂不支持旧版 Word 文件（.doc、.wps），{_ASK}"),
    ("Workbook", _OLD_WORKBOOK),
    ("Book", _OLD_WORKBOOK),
    ("", NOT_TEXT),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")
