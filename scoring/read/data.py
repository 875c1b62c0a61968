"""The tool's own data (json, see model/exchange.py) read back: strictly, and with bounds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn

from scoring.errors import ReadError
from scoring.model.document import Document, Origin
from scoring.place import Place
from scoring.read.strings import one_line

MAX_VALUES = 2_000_000  # of a file; a thousand forms hold 1.2 million, and take 4 s and 370 MB to read
MAX_KEYS = 50  # of one object
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]])')
_BLANK = re.compile(r"[ \t\r\n]*")
_SNIFF_BYTES = 4096
_MEND = "请改正，或用 jixiao convert 从原表重新生成。"
_INSTEAD = "请提供自评表，或用 jixiao convert 从自评表生成的数据文件。"


def is_json(data: bytes) -> bool:
    """Whether a file's content begins as JSON does; no form does."""
    head = data[:_SNIFF_BYTES]
    return _JSON.match(head.decode(json.detect_encoding(head), errors="ignore")) is not None


def read_data(data: bytes, file: str) -> tuple[Document, ...]:
    """The documents in a file of data, one for each original file, as which their places stay.

    `file` and the content's sha256 become those of the documents. Raises ReadError with one sentence.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    return tuple(
        replace(document, file=file, sha256=sha256, origin=Origin(document.file, document.sha256))
        for document in load(data, file)
    )


def load(data: bytes, file: str) -> tuple[Document, ...]:
    """The documents exactly as they were dumped. Raises ReadError."""
    from pydantic import ValidationError

    from scoring.model.exchange import undump  # few runs need the mirror of the model

    text = _decode(data, file)
    _look_over(text, file)
    try:
        return undump(text)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise _refusal(text, faults, file)


def _decode(data: bytes, file: str) -> str:
    if sum(map(data.count, (b",", b"{", b"["))) > MAX_VALUES:
        raise ReadError("数据文件过大，请分成几个文件后再试。", Place(file))
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise ReadError(
            "数据文件不是 UTF-8 编码，请用记事本打开，另存为 UTF-8 编码后再试。", Place(file)
        ) from None


class _DataError(ValueError):
    """What the json module itself lets pass."""


def _look_over(text: str, file: str) -> None:
    """Refuse what is no JSON, or says a thing twice."""
    try:
        json.loads(text, object_pairs_hook=_keys, parse_float=len, parse_int=len, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        told = "不是一个完整的 JSON 文件，可能缺少括号、引号或逗号，或有多余的内容，"
        raise ReadError(told + _MEND, Place(file, row=error.lineno)) from None
    except _DataError as error:
        raise ReadError(f"数据文件中{error}，{_MEND}", Place(file)) from None
    except RecursionError:
        raise ReadError(f"数据文件中括号嵌套过深，不是自评数据，{_INSTEAD}", Place(file)) from None


def _keys(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    if len(keys) > MAX_KEYS:
        raise _DataError(f"一个花括号内有 {len(keys)} 项，过多")
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise _DataError(f"同一个花括号内“{twice[:30]}”出现了两次")


def _no_constant(name: str) -> NoReturn:
    raise _DataError(f"有不是数字的“{name}”")


def _refusal(text: str, faults: Sequence[Any], file: str) -> ReadError:
    """What to say of content that is not as it should be: of its kind, else of the first fault."""
    fault = next((fault for fault in faults if fault["loc"] in ((), ("schema",))), faults[0])
    if fault["type"] == "json_invalid":  # stricter than the json module: half characters, deep nesting
        line = re.search(r"line (\d+)", fault["msg"])
        return ReadError(f"有不合 JSON 格式的内容，{_MEND}", Place(file, row=int(line[1]) if line else 0))
    content = json.loads(text, parse_int=len)
    if fault["loc"] in ((), ("schema",)):
        return ReadError(_other(content.get("schema") if isinstance(content, dict) else None), Place(file))
    path, position = _find(text, content, fault["loc"])
    line_number = text.count("\n", 0, position) + 1
    return ReadError(f"{path}{_words(fault)}，{_MEND}", Place(file, row=line_number))


def _other(schema: object) -> str:
    """What to say of JSON that is not the tool's data."""
    if isinstance(schema, str) and schema.startswith("jixiao/verify/"):
        return f"这是复核结果，不是自评数据，{_INSTEAD}"
    if isinstance(schema, str) and schema.startswith("jixiao/data/"):
        return "这份自评数据的格式与本版本的工具不同，请用本版本的 jixiao convert 从原表重新生成。"
    return f"这是 JSON 文件，但不是本工具的自评数据，{_INSTEAD}"


def _find(text: str, content: Any, steps: Sequence[int | str]) -> tuple[str, int]:
    """The path of a fault for people, and where in the text it is; a step that is not there (a missing
    key, the kind of a form) is passed over."""
    path, position = "", _skip(text, 0)
    for step in steps:
        there = step < len(content) if isinstance(content, list) and isinstance(step, int) else False
        if there or (isinstance(content, dict) and step in content):
            position = _inside(text, position, step)
            path += f"[{step}]" if isinstance(step, int) else f".{one_line(str(step))[:30]}"
            content = content[step]
    return path.lstrip("."), position


def _inside(text: str, position: int, step: int | str) -> int:
    """Where the value under a key or number stands, in the object or list at `position`."""
    decode = json.JSONDecoder(parse_int=len).raw_decode
    named, number = text[position] == "{", 0
    position = _skip(text, position + 1)
    while True:
        key: int | str = number
        if named:
            key, position = decode(text, position)
            position = _skip(text, _skip(text, position) + 1)  # the colon
        if key == step:
            return position
        _, position = decode(text, position)
        position = _skip(text, _skip(text, position) + 1)  # the comma
        number += 1


def _skip(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


def _words(fault: Any) -> str:
    """What is wrong, in Chinese."""
    kind, key = fault["type"], one_line(str(fault["loc"][-1]))[:30]
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        context, of = fault["ctx"], " 的 kind " if kind == "union_tag_invalid" else ""
        allowed = re.findall(r"'([^']*)'", str(context.get("expected") or context["expected_tags"]))
        return f"{of}的取值只能是 {'、'.join(allowed)}"
    if kind == "value_error":
        return _VALUES[str(fault["ctx"]["error"])]
    if kind == "missing" and isinstance(fault["loc"][-1], int):
        return f"缺少第 {key} 项（从 0 数起）"
    return _FAULTS.get(kind, "的内容不合要求").format(key)


_VALUES = {"decimal": '应为加引号的数字，如 "12.50"', "spot": "的 spot 与其余各项说的不是同一处"}
_FAULTS = {
    "missing": "缺少“{}”",
    "extra_forbidden": "是不认识的项目",
    "string_type": "应为加引号的文字",
    "string_too_long": "的文字过长",
    "int_type": "应为不加引号的整数",
    "int_from_float": "应为不加引号的整数",
    "greater_than_equal": "的整数超出范围",
    "less_than_equal": "的整数超出范围",
    "bool_type": "应为 true 或 false",
    "tuple_type": "应为方括号括起的列表",
    "model_type": "应为花括号括起的内容",
    "dict_type": "应为花括号括起的内容",
    "too_long": "的项数过多",
    "union_tag_not_found": "缺少“kind”（project 或 department）",
}
