"""Damage to text: lines and their cells, encodings; to the tool's own data: values, keys and lists."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from fuzzing.hostile import spoiled_bytes, token
from fuzzing.markup import spoiled_markup

_ENCODINGS = ["utf-8"] * 8 + ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"]
_SEPARATORS = re.compile(r"[\t|,]")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MANY = 300


def spoiled_text(data: bytes, chance: Random) -> bytes:
    """Lines and cells lost, doubled, moved, joined, or replaced by something hostile."""
    if chance.random() < 0.05:
        return spoiled_bytes(data, chance)
    lines = _decoded(data).split("\n")
    for _ in range(chance.choice([1, 1, 2, 4, 12])):
        if lines:
            _change(lines, chance)
    text = chance.choice(["\n"] * 8 + ["\r\n", "\r", "\n\n"]).join(lines)
    return text.encode(chance.choice(_ENCODINGS), "replace")


def spoiled_html(data: bytes, chance: Random) -> bytes:
    """Elements changed, and sometimes the bytes."""
    if chance.random() < 0.1:
        return spoiled_bytes(data, chance)
    return spoiled_markup(_decoded(data), chance).encode(chance.choice(_ENCODINGS), "replace")


def spoiled_json(data: bytes, chance: Random) -> bytes:
    """Values of another kind, keys lost and added, lists reordered."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return spoiled_bytes(data, chance)
    if chance.random() < 0.1:
        return spoiled_bytes(data, chance)
    for _ in range(chance.choice([1, 1, 2, 4])):
        _branch(tree, chance)
    return json.dumps(tree, ensure_ascii=chance.random() < 0.3).encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _change(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines))
    match chance.randrange(10):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[at]] * chance.choice([1, 2, _MANY])
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        case 3:
            lines[at : at + 2] = [chance.choice(["", "\t", " ", "|"]).join(lines[at : at + 2])]
        case 4:
            digits = list(_DIGITS.finditer(lines[at]))
            if digits:
                one = chance.choice(digits)
                lines[at] = lines[at][: one.start()] + token(chance) + lines[at][one.end() :]
        case 5:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + chance.choice(["\t", "\n", "|", token(chance)]) + lines[at][cut:]
        case _:
            lines[at] = _cells(lines[at], chance)


def _cells(line: str, chance: Random) -> str:
    cells = _SEPARATORS.split(line)
    at = chance.randrange(len(cells))
    match chance.randrange(5):
        case 0:
            del cells[at]
        case 1:
            cells.insert(at, "")
        case 2:
            chance.shuffle(cells)
        case _:
            cells[at] = token(chance)
    found = _SEPARATORS.search(line)
    return (found[0] if found else "\t").join(cells)


def _branch(tree: Any, chance: Random) -> None:
    """Go down some branches, and change what is found there."""
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []
    if not keys:
        return
    key = chance.choice(keys)
    if isinstance(tree[key], dict | list) and tree[key] and chance.random() < 0.9:
        _branch(tree[key], chance)
        return
    match chance.randrange(6):
        case 0:
            del tree[key]
        case 1:
            tree[key] = chance.choice([None, True, 0, -1, 1e308, 10**30, [], {}, [[]], {"": None}, "\ud800"])
        case 2 if isinstance(tree, list):
            chance.shuffle(tree)
        case 3 if isinstance(tree, dict):
            tree[token(chance)] = tree[key]
        case _:
            tree[key] = token(chance)
