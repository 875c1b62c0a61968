"""What is wrong with a rule file: every fault at once, one Chinese sentence each, with file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scoring.errors import RuleError
from scoring.place import Place
from scoring.rules import sound, tables
from scoring.rules.lines import Key, holds
from scoring.rules.schema import RuleSet
from scoring.rules.source import MERGED, OWN, RuleFile, lineage, merged
from scoring.rules.tables import Table

_TABLE = "须为一个表（[…] 一节），请改正"
_NUMBER = "须为数字，请改正"
_WHOLE = "须为整数，请改正"
_REASONS = {
    "missing": "缺少这一项，请补上",
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "finite_number": "须为有限的数，请改正",
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": "须为 true 或 false，请改正",
    "string_type": "须为加引号的文字，请改正",
    "string_pattern_mismatch": "只能用小写字母、数字和连字符，请改正",
    "too_short": "不能是空的列表，请补上",
    "tuple_type": "须为方括号括起的列表，请改正",
    "model_type": _TABLE,
    "dict_type": _TABLE,
}
_BOUNDS = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
_OTHERWISE = "写法不对，请按规则文件的说明改正"
_TABLES = [table for table in vars(tables).values() if isinstance(table, type) and issubclass(table, Table)]
_KEYS = {"without", *RuleSet.model_fields, *(key for table in _TABLES for key in table.model_fields)}


def examine_file(name: str | Path, codes: Collection[str] = ()) -> tuple[RuleSet | None, list[RuleError]]:
    """A rule set, or everything that is wrong with its file, in the order of the lines.

    With `codes`, the codes in [severity] must be among them. Raises RuleError where the file, or one that
    it extends, cannot even be read.
    """
    chain = lineage(name)
    data = merged(chain)
    found = [*_inherited(chain), *_uncited(data, (), data.get("citations"))]
    rules = None
    try:
        rules = RuleSet.model_validate(data)
    except ValidationError as error:
        found += [(fault["loc"], _reason(fault)) for fault in error.errors(include_url=False)]
    else:
        found += [*sound.faults(rules), *_unknown_checks(rules, codes)]
    if found:
        errors = [_error(chain, key, why) for key, why in found]
        return None, sorted(errors, key=lambda error: error.place or Place(""))
    return rules, []


def _inherited(chain: Sequence[RuleFile]) -> Iterator[sound.Fault]:
    """What only the files of a chain, held against each other, can tell of the first of them."""
    file, parents = chain[0], chain[1:]
    if file.data.get("id") in [parent.data.get("id") for parent in parents]:
        yield ("id",), "与所依据的规则编号相同，请另取一个编号"
    if not isinstance(file.data.get("without", []), list):
        yield ("without",), "须为方括号括起的列表，请改正"
    inherited = merged(parents)
    for number, name in enumerate(file.without):
        if not isinstance(name, str) or name not in inherited:
            yield ("without", number), f"所依据的规则中没有“{name}”，请删去或改正拼写"


def _uncited(data: object, key: Key, known: object) -> Iterator[sound.Fault]:
    """Every `cite` that [citations] does not list, wherever it stands."""
    if not isinstance(known, dict):
        return
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _uncited(item, (*key, number), known)
    elif isinstance(data, dict):
        for name, value in data.items():
            if (*key, name) == ("citations",):
                continue
            if name != "cite":
                yield from _uncited(value, (*key, name), known)
            elif isinstance(value, str) and value not in known:
                yield (*key, name), f"引用的依据“{value}”未在 [citations] 中列出，请补列或改正拼写"


def _unknown_checks(rules: RuleSet, codes: Collection[str]) -> Iterator[sound.Fault]:
    for code in rules.severity:
        if codes and code not in codes:
            yield ("severity", code), "没有这个编号的核对，请用 jixiao explain 查看全部编号后改正"


def _reason(fault: ErrorDetails) -> str:
    kind, name = fault["type"], str(fault["loc"][-1])
    if kind == "extra_forbidden":
        near = get_close_matches(name, _KEYS, 1)
        return f"不认识的键，{f'是否应为 {near[0]}？' if near else ''}请改正拼写或删去"
    if kind in ("literal_error", "enum"):
        choices = "、".join(re.findall(r"'([^']*)'", fault["ctx"]["expected"]))
        return f"不能是“{fault['input']}”，只能是 {choices}，请改正"
    if bound := next((key for key in _BOUNDS if key in fault.get("ctx", {})), None):
        return f"不能是 {fault['input']}，须{_BOUNDS[bound]} {fault['ctx'][bound]}，请改正"
    if kind == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    return _REASONS.get(kind, _OTHERWISE)


def _error(chain: Sequence[RuleFile], key: Key, why: str) -> RuleError:
    place = _place(chain, key)
    where = f"第 {place.row} 行" if place.row else "中"
    return RuleError(f"规则文件“{place.file}”{where} {_told(key)}：{why}。", place)


def _place(chain: Sequence[RuleFile], key: Key) -> Place:
    """Where a key stands: in the first file of the chain that says anything about its table, or leaves
    it out."""
    table = key[: 2 if key[0] in MERGED else 1]
    for file in chain:
        if holds(file.data, table):
            return file.place(key)
        if key[0] in file.without:
            return file.place(("without",))
        if key[0] in OWN:
            break
    return chain[0].place(key)


def _told(key: Key) -> str:
    """A key as people say it: execution.points, 第2个 [[band]] 的 low."""
    if len(key) > 1 and isinstance(key[1], int):
        if key[0] == "without":
            return "without"
        inside = f" 的 {'.'.join(str(part) for part in key[2:] if isinstance(part, str))}" if key[2:] else ""
        return f"第{key[1] + 1}个 [[{key[0]}]]{inside}"
    return ".".join(str(part) for part in key)
