"""Rule files as they lie on the disk, and what becomes of them where one extends another.

A table replaces the table of the same name, a list of tables ([[band]]) the whole list; only in
[citations], [methods] and [severity] entry by entry. The tables named in `without` are left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from scoring.errors import RuleError
from scoring.place import Place
from scoring.rules.lines import Key, line_of
from scoring.rules.syntax import in_chinese

DATA = files("scoring.rules") / "data"
MERGED = ("citations", "methods", "severity")
OWN = ("id", "name", "edition")  # what every file says for itself


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file: its name, its text and what that says. `folder` is None for the tool's own."""

    name: str
    text: str
    data: dict[str, Any]
    folder: Path | None

    @property
    def without(self) -> list[object]:
        """The tables of the rule set it extends that it leaves out."""
        names = self.data.get("without")
        return names if isinstance(names, list) else []

    def place(self, key: Key) -> Place:
        """Where a key stands, or the table that lacks it; the whole file where neither is."""
        return Place(self.name, row=line_of(self.text, key))


@cache
def names() -> tuple[str, ...]:
    """The ids of the tool's own rule sets."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in DATA.iterdir() if _is_toml(entry.name)))


def _is_toml(name: str) -> bool:
    return name.endswith(".toml")


def open_file(name: str | Path, folder: Path | None = None) -> RuleFile:
    """Read a rule set by id or by file; in a `folder`, the files beside it. Raises RuleError."""
    if not _is_toml(str(name)):
        if str(name) not in names():
            raise RuleError(
                f"没有名为“{name}”的规则；可用的规则：{'、'.join(names())}；自定规则请给出 .toml 文件。"
            )
        file = f"{name}.toml"
        return RuleFile(file, *_parse((DATA / file).read_text(encoding="utf-8"), file), None)
    path = (folder or Path()) / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RuleError(f"找不到规则文件“{path}”，请检查路径。", Place(str(path))) from None
    except (OSError, UnicodeDecodeError):
        raise RuleError(
            f"规则文件“{path}”无法读取，请确认它是 UTF-8 编码的文本文件。", Place(str(path))
        ) from None
    return RuleFile(path.name, *_parse(text, path.name), path.parent)


def _parse(text: str, file: str) -> tuple[str, dict[str, Any]]:
    try:
        return text, tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        line, what = in_chinese(str(error), text)
        message = f"规则文件“{file}”第 {line} 行不符合 TOML 格式（{what}），请改正后再试。"
        raise RuleError(message, Place(file, row=line)) from None


def lineage(name: str | Path) -> list[RuleFile]:
    """A rule file and those it extends, in turn. Raises RuleError where one is missing, and in a circle."""
    chain = [open_file(name)]
    while "extends" in chain[-1].data:
        child = chain[-1]
        parent = child.data["extends"]
        place = child.place(("extends",))
        if not isinstance(parent, str) or not re.fullmatch(r"[^/\\]+", parent):
            raise _unusable(place, "extends 须为规则编号，或同一文件夹中规则文件的名称")
        try:
            file = open_file(parent, child.folder)
        except RuleError as error:
            if error.place and error.place.row:
                raise
            why = error.message.removesuffix("。")
            raise _unusable(place, f"extends 所指的规则不能使用：{why}") from None
        if any((file.name, file.folder) == (known.name, known.folder) for known in chain):
            circle = " → ".join([*(known.name for known in chain), file.name])
            raise _unusable(place, f"规则循环引用（{circle}），请改正 extends")
        chain.append(file)
    return chain


def _unusable(place: Place, what: str) -> RuleError:
    return RuleError(f"规则文件“{place.file}”第 {place.row} 行：{what}。", place)


def merged(chain: Sequence[RuleFile]) -> dict[str, Any]:
    """What a rule file says together with those it extends."""
    data: dict[str, Any] = {}
    for file in reversed(chain):
        data = {key: value for key, value in data.items() if key not in (*OWN, *file.without)}
        for key, value in file.data.items():
            if key == "without":
                continue
            both = key in MERGED and isinstance(value, dict) and isinstance(data.get(key), dict)
            data[key] = {**data[key], **value} if both else value
    return data
