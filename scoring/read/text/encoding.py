"""From bytes to text: what Chinese office computers write, decoded strictly."""

from __future__ import annotations

import re

from scoring.errors import ReadError
from scoring.place import Place

ASK = "请提供 Excel、Word、PDF 或文本文件。"
NOT_TEXT = f"文件不是文本，也不是本工具能读的表格，{ASK}"
LINE_END = re.compile(r"\r\n|\r|\n")  # what an editor takes for one

_HAN = re.compile(r"[\u4e00-\u9fff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A web page begins with "<", which tells the byte order where the mark is missing.
_UTF16_TAGS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SAMPLE_BYTES = 65_536


def decode(data: bytes, file: str) -> str:
    """The text in UTF-8, UTF-16 or GB18030 (which holds GBK and GB2312), without byte order mark.

    Raises ReadError: a wrong guess would turn every word of the form into another. What a web page
    says of its own encoding is not asked: pages copied from program to program often say it wrong.
    """
    encoding = _encoding(data)
    # A binary file is told apart first: the line on which decoding it fails would mean nothing.
    binary = not encoding.startswith("utf-16") and b"\0" in data
    text = "" if binary else _strict(data, encoding, file)
    if binary or "\0" in text:
        raise ReadError(NOT_TEXT, Place(file=file))
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "utf-16"
    for beginning, encoding in _UTF16_TAGS:
        if data.startswith(beginning):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError:
        return "utf-8" if _damaged_utf8(data) else "gb18030"
    return "utf-8-sig"


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(encoding, errors="ignore")
        place = Place(file=file, row=len(LINE_END.findall(before)) + 1)
        raise ReadError(
            f"{place.spot}有无法识别的字符，文件可能已损坏，请用记事本打开检查，并另存为 UTF-8 编码后再试。",
            place,
        ) from None


def _damaged_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with a few bad bytes: GB18030 may read that to the end, as gibberish."""
    beginning = data[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    return len(_HAN.findall(beginning)) > 10 * beginning.count("\ufffd")
