"""What the TOML parser complains of, in Chinese."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_SAID = {
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一个表头写了两次",
    "Cannot redefine": "同一个表头写了两次",
    "Cannot mutate": "写完的表不能再添加内容",
    "Duplicate inline table key": "花括号里同一个键写了两次",
    "Expected '='": "键后面缺少等号",
    "Expected ']'": "表头的方括号没有写完",
    "Expected ']]'": "表头的方括号没有写完",
    "Expected newline": "一行只能写一项",
    "Invalid value": "等号后面的值写法不对，文字须加英文引号",
    "Invalid statement": "不是“键 = 值”或表头，键只能用英文字母、数字、下划线和连字符",
    "Invalid initial character for a key part": "键只能用英文字母、数字、下划线和连字符",
    "Unclosed array": "方括号没有写完",
    "Unclosed inline table": "花括号没有写完",
    "Unterminated string": "引号没有写完",
    "Illegal character": "有不允许的字符，引号可能没有写完",
    "Found invalid character": "有不允许的字符",
}
_OTHERWISE = "写法不对"


def in_chinese(message: str, text: str) -> tuple[int, str]:
    """The line (from 1) that the parser stopped at, and why."""
    place = _PLACE.search(message)
    if place is None or place[1] is None:  # at the end of the document
        return text.rstrip().count("\n") + 1, "到文件末尾还有括号或引号没有写完"
    said = (chinese for english, chinese in _SAID.items() if message.startswith(english))
    return int(place[1]), next(said, _OTHERWISE)
