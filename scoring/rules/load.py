"""Read rule sets: the tool's own by id, a bureau's by file."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from scoring.errors import RuleError
from scoring.place import Place
from scoring.rules.schema import RuleSet

DATA = files("scoring.rules") / "data"

_OUT_OF_RANGE = "取值超出允许的范围，请改正"
_REASONS = {
    "extra_forbidden": "不认识的键，请删去或改正拼写",
    "missing": "缺少这一项，请补上",
    "literal_error": "取值不在允许的范围内，请按规则说明改正",
    "decimal_parsing": "须为数字",
    "int_parsing": "须为整数",
    "string_type": "须为加引号的文字",
    "enum": "取值不在允许的范围内，请按规则说明改正",
    "string_pattern_mismatch": "只能用小写字母、数字和连字符",
    "finite_number": "须为有限的数",
    "greater_than": _OUT_OF_RANGE,
    "greater_than_equal": _OUT_OF_RANGE,
    "less_than": _OUT_OF_RANGE,
    "less_than_equal": _OUT_OF_RANGE,
    "decimal_type": "须为数字",
    "int_type": "须为整数",
    "int_from_float": "须为整数",
    "tuple_type": "须为方括号括起的列表",
    "model_type": "须为一个表（[…] 一节）",
    "dict_type": "须为一个表（[…] 一节）",
}
_OTHERWISE = "写法不对，请按规则说明改正"


def load_ruleset(name: str | Path) -> RuleSet:
    """Load a rule set by id (henan-project-2023) or from a .toml file.

    Raises RuleError with one sentence that names the file and the key.
    """
    path = Path(name)
    if path.suffix != ".toml":
        return _own(str(name))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RuleError(f"找不到规则文件“{path}”，请检查路径。", Place(str(path))) from None
    except (OSError, UnicodeDecodeError):
        raise RuleError(
            f"规则文件“{path}”无法读取，请确认它是 UTF-8 编码的文本文件。", Place(str(path))
        ) from None
    return _parse(text, path.name)


def catalogue() -> list[RuleSet]:
    """All rule sets that come with the tool, by id."""
    names = sorted(entry.name for entry in DATA.iterdir() if entry.name.endswith(".toml"))
    return [_own(name.removesuffix(".toml")) for name in names]


@cache
def _own(name: str) -> RuleSet:
    known = {entry.name.removesuffix(".toml") for entry in DATA.iterdir() if entry.name.endswith(".toml")}
    if name not in known:
        raise RuleError(
            f"没有名为“{name}”的规则；可用的规则：{'、'.join(sorted(known))}；自定规则请给出 .toml 文件。"
        )
    return _parse((DATA / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")


def _parse(text: str, file: str) -> RuleSet:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"规则文件“{file}”不符合 TOML 格式（{error}），请改正后再试。", Place(file)) from None
    try:
        return RuleSet.model_validate(data)
    except ValidationError as error:
        raise RuleError(_explain(error, file), Place(file)) from None


def _explain(error: ValidationError, file: str) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "全文"
    reason = _REASONS.get(first["type"], _OTHERWISE)
    if first["type"] == "value_error":
        reason = first["msg"].removeprefix("Value error, ")
    more = f"（另有 {error.error_count() - 1} 处）" if error.error_count() > 1 else ""
    return f"规则文件“{file}”中 {key}：{reason}{more}。"
