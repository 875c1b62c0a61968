"""The tool's own data: what is dumped is read back exactly, and what is wrong in it gets one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import EnumType
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from conftest import ROOT, XINHUA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import department, document, project, statement, summary

from scoring.errors import ReadError
from scoring.model.document import Document, Origin
from scoring.model.exchange import SCHEMA, dump, schema
from scoring.number import is_admitted
from scoring.place import Place
from scoring.read.data import MAX_VALUES, is_json, load, read_data
from scoring.read.document import read
from scoring.read.sources import sources
from scoring.results import Audit
from scoring.verification import examine

PUBLISHED = ROOT / "docs" / "schema" / "data-1.json"
FILE = "数据.json"
PAPERS = document(project(), department(), summaries=(summary(),), statements=(statement("87.80", "良"),))


@cache
def example_documents() -> tuple[Document, ...]:
    """The documents of the example folder."""
    return tuple(found for source in sources([XINHUA]) for found in read(source))


def parsed(*documents: Document) -> Any:
    """The data of documents, to be spoilt."""
    return json.loads(dump(documents or [PAPERS]))


def refusal(data: bytes | str) -> ReadError:
    """What is said of data that cannot be used: one sentence."""
    with pytest.raises(ReadError) as raised:
        load(data.encode() if isinstance(data, str) else data, FILE)
    assert raised.value.message.endswith("。")
    assert "\n" not in raised.value.message
    assert raised.value.place
    assert raised.value.place.file == FILE
    return raised.value


# ---- what is written ------------------------------------------------------------------------------


def test_published_schema(update_golden: bool) -> None:
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if update_golden:
        PUBLISHED.write_text(text, encoding="utf-8")
    assert text == PUBLISHED.read_text(encoding="utf-8")


def test_data_are_as_promised() -> None:
    text = dump([PAPERS])
    assert text.startswith(f'{{\n  "schema": "{SCHEMA}",\n')
    (told,) = json.loads(text, parse_float=pytest.fail)["documents"]
    assert [form["kind"] for form in told["forms"]] == ["project", "department"]
    indicator = told["forms"][0]["indicators"][1]
    assert indicator["category"] == "output"
    assert indicator["score"] == {
        "text": "27.00",
        "place": {"sheet": "自评表", "row": 18, "column": 7, "spot": "自评表!G18"},
        "written": {"text": "27.00", "value": "27.00", "decimals": 2},
    }


def test_what_is_empty_by_default_is_left_out() -> None:
    (told,) = parsed(document(project()))["documents"]
    assert set(told) == {"file", "sha256", "forms"}
    assert not {"grade", "remarks", "missing"} & set(told["forms"][0])


def test_the_kind_of_a_form_comes_first() -> None:
    assert next(iter(parsed()["documents"][0]["forms"][0])) == "kind"


# ---- round trip -----------------------------------------------------------------------------------


def test_examples_come_back_exactly() -> None:
    documents = example_documents()
    assert len(documents) > 20
    assert load(dump(documents).encode(), FILE) == documents


def _strategy(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model, so that a field added to it is tested without being named here."""
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    if hint is Place:
        counts = st.integers(0, 10**6)
        file = st.sampled_from(["自评表.xlsx", "附件/乙.docx"])
        return st.builds(Place, file, text, counts, counts, counts, counts, counts)
    if hint is Decimal:
        numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
        return numbers.filter(is_admitted)
    if hint in (str, int, bool, NoneType):
        return {str: text, int: st.integers(0, 10**6), bool: st.booleans(), NoneType: st.none()}[hint]
    if isinstance(hint, EnumType):
        return st.sampled_from(list(hint))
    if isinstance(hint, UnionType):
        return st.one_of([_strategy(part) for part in get_args(hint)])
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [...]:
            return st.lists(_strategy(first), max_size=2).map(tuple)
        return st.tuples(*map(_strategy, (first, *rest)))
    assert is_dataclass(hint), hint
    hints = get_type_hints(hint)
    made: Any = hint
    parts = {field.name: _strategy(hints[field.name]) for field in fields(hint) if field.name != "origin"}
    return st.builds(made, **parts)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_strategy(Document), max_size=2))
def test_anything_comes_back_exactly(documents: list[Document]) -> None:
    assert load(dump(documents).encode(), FILE) == tuple(documents)


def test_numbers_keep_their_digits() -> None:
    form = project()
    assert form.total is not None
    for value in ("0.10", "-0.5", "1E-39", "1.5E+19", "12345678901234567890"):
        total = replace(form.total, stored=Decimal(value))
        (back,) = load(dump([document(replace(form, total=total))]).encode(), FILE)
        assert back.forms[0].total == total


@pytest.mark.parametrize("value", ["1E-40", "1E+20", "1E+300"])
def test_numbers_beyond_all_measure_are_refused(value: str) -> None:
    form = project()
    assert form.total is not None
    total = replace(form.total, stored=Decimal(value))
    with pytest.raises(ReadError, match="应为加引号的数字"):
        load(dump([document(replace(form, total=total))]).encode(), FILE)


# ---- read in a run --------------------------------------------------------------------------------


def test_a_run_names_the_data_file_and_keeps_the_places_of_the_original() -> None:
    data = dump([PAPERS]).encode()
    (back,) = read_data(data, FILE)
    assert back.file == FILE
    assert back.origin == Origin(PAPERS.file, PAPERS.sha256)
    assert back.forms == PAPERS.forms
    assert str(back.forms[0].place) == "自评表.xlsx › 自评表!A1"


def test_data_read_and_written_again_are_the_same() -> None:
    data = dump([PAPERS])
    assert dump(read_data(data.encode(), FILE)) == data


def test_findings_are_those_of_the_original_files(xinhua: Audit) -> None:
    data = dump(example_documents()).encode()
    result = examine(read_data(data, FILE), None)
    assert result.findings == xinhua.findings
    assert len(result.findings) > 20
    assert [(given.path, given.forms) for given in result.inputs] == [(FILE, len(xinhua.forms))]


def test_folders_stay_apart_within_one_data_file() -> None:
    """The same form of two departments is no form handed in twice, the same one in a folder is."""
    apart = [document(project(), file="甲/自评表.xlsx"), document(project(), file="乙/自评表.xlsx")]
    together = [document(project(), file="甲/1.xlsx"), document(project(), file="甲/2.xlsx")]
    found = [examine(read_data(dump(given).encode(), FILE), None).findings for given in (apart, together)]
    codes = [[f.code for f in findings if f.code.startswith("CS")] for findings in found]
    assert codes == [[], ["CS003"]]


def test_data_files_stay_apart() -> None:
    data = dump([document(project())]).encode()
    found = examine([*read_data(data, "甲.json"), *read_data(data, "乙.json")], None).findings
    assert "CS003" not in {finding.code for finding in found}


# ---- what is refused ------------------------------------------------------------------------------

Spoil = Callable[[Any], None]
_TOTAL = "documents[0].forms[0].total"


def _set(*path: str | int, to: object) -> Spoil:
    def spoil(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return spoil


def _drop(*path: str | int) -> Spoil:
    def spoil(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return spoil


TOTAL = ("documents", 0, "forms", 0, "total")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_set(*TOTAL, "written", "value", to=92.81), f"{_TOTAL}.written.value应为加引号的数字"),
        (_set(*TOTAL, "written", "value", to=92), f"{_TOTAL}.written.value应为加引号的数字"),
        (_set(*TOTAL, "written", "value", to="9e99"), f"{_TOTAL}.written.value应为加引号的数字"),
        (_set(*TOTAL, "written", "value", to="NaN"), f"{_TOTAL}.written.value应为加引号的数字"),
        (_set(*TOTAL, "written", "decimals", to=2.0), f"{_TOTAL}.written.decimals应为不加引号的整数"),
        (_set(*TOTAL, "written", "decimals", to="2"), f"{_TOTAL}.written.decimals应为不加引号的整数"),
        (_set(*TOTAL, "written", "decimals", to=-1), f"{_TOTAL}.written.decimals的整数超出范围"),
        (_set(*TOTAL, "place", "row", to=10**12), f"{_TOTAL}.place.row的整数超出范围"),
        (_set(*TOTAL, "place", "row", to=22), f"{_TOTAL}.place的 spot 与其余各项说的不是同一处"),
        (_set(*TOTAL, "得分", to="1"), f"{_TOTAL}.得分是不认识的项目"),
        (_set("tool", "x", to="1"), "tool.x是不认识的项目"),
        (_set("x", to="1"), "x是不认识的项目"),
        (_drop(*TOTAL, "text"), f"{_TOTAL}缺少“text”"),
        (_set(*TOTAL, to="92.81"), f"{_TOTAL}应为花括号括起的内容"),
        (_set("documents", 0, "forms", to={}), "documents[0].forms应为方括号括起的列表"),
        (_set("documents", 0, "sha256", to=None), "documents[0].sha256应为加引号的文字"),
        (_set("documents", 0, "origin", to=None), "documents[0].origin是不认识的项目"),
        (_drop("documents", 0, "forms", 0, "kind"), "documents[0].forms[0]缺少“kind”"),
        (
            _set("documents", 0, "forms", 0, "kind", to="x"),
            "documents[0].forms[0] 的 kind 的取值只能是 project、department",
        ),
        (
            _set("documents", 0, "forms", 0, "indicators", 0, "category", to="x"),
            "documents[0].forms[0].indicators[0].category的取值只能是 input_management、cost",
        ),
    ],
)
def test_what_does_not_belong_is_told_with_its_path(spoil: Spoil, sentence: str) -> None:
    data = parsed()
    spoil(data)
    assert refusal(json.dumps(data, ensure_ascii=False)).message.startswith(sentence)


def test_the_line_is_that_of_the_text() -> None:
    lines = dump([PAPERS]).splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if '"value": "27.00"' in line)
    lines[number - 1] = lines[number - 1].replace('"value": "27.00"', '"value": 27.00')
    error = refusal("\n".join(lines))
    assert error.place is not None
    assert error.place.row == number


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ('{"schema": "jixiao/verify/1", "forms": []}', "这是复核结果，不是自评数据，请提供自评表", 0),
        ('{"schema": "jixiao/data/2"}', "这份自评数据的格式与本版本的工具不同", 0),
        ('{"schema": "jixiao/其他"}', "这是 JSON 文件，但不是本工具的自评数据", 0),
        ('{"name": "x"}', "这是 JSON 文件，但不是本工具的自评数据", 0),
        ("[]", "这是 JSON 文件，但不是本工具的自评数据", 0),
        ('{"a": 1}\n{"a": 2}\n', "不是一个完整的 JSON 文件", 2),
        ('{\n"schema": "jixiao/data/1",\n', "不是一个完整的 JSON 文件", 3),
        ('{"schema": 1, "schema": 2}', "数据文件中同一个花括号内“schema”出现了两次", 0),
        ('{"schema": NaN}', "数据文件中有不是数字的“NaN”", 0),
        ('{"schema":\n"\\ud800"}', "有不合 JSON 格式的内容", 2),
        ('{"schema": ' + "9" * 5000 + "}", "有不合 JSON 格式的内容", 1),
        ('{"schema": [' + "[" * 100_000, "数据文件中括号嵌套过深", 0),
        ('{"schema": ' + "[" * 300 + "]" * 300 + "}", "有不合 JSON 格式的内容", 1),
        ('{"schema": [' + "[],[0]," * (MAX_VALUES // 3), "数据文件过大", 0),
        ("{" + ",".join(f'"{n}": 1' for n in range(60)) + "}", "数据文件中一个花括号内有 60 项，过多", 0),
    ],
    ids=lambda value: str(value)[:30],
)
def test_other_json_gets_one_sentence(text: str, sentence: str, line: int) -> None:
    error = refusal(text)
    assert error.message.startswith(sentence)
    assert error.place == Place(FILE, row=line)


def test_a_million_faults_are_one() -> None:
    data = parsed()
    data["documents"][0]["forms"] = [1] * 1_000_000
    assert refusal(json.dumps(data)).message.startswith("documents[0].forms[0]")


def test_another_encoding() -> None:
    text = dump([PAPERS])
    assert load(text.encode("utf-8-sig"), FILE) == (PAPERS,)
    assert load(text.encode("utf-16"), FILE) == (PAPERS,)
    assert refusal(text.encode("gb18030")).message.startswith("数据文件不是 UTF-8 编码")


@pytest.mark.parametrize("begins", ['{"schema"', ' {\n "a"', "{}", "[]", '[{"a"', '["a"', "[[1"])
def test_json_is_known_by_its_beginning(begins: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert is_json(begins.encode(encoding))


@pytest.mark.parametrize(
    "begins", ["", "项目名称\t", "{附件}", "[附件]", "| a |", "PK\x03\x04", "%PDF", "{\\rtf"]
)
def test_no_form_is_taken_for_json(begins: str) -> None:
    assert not is_json(begins.encode())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_data_are_read_or_refused(draw: st.DataObject) -> None:
    text = dump([PAPERS]).encode()
    start = draw.draw(st.integers(0, len(text)))
    cut = text[:start] + draw.draw(st.binary(max_size=3)) + text[start + draw.draw(st.integers(0, 40)) :]
    with suppress(ReadError):
        load(cut, FILE)


def test_places_of_the_published_file_name_it_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(dump(example_documents()[:1]), encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("00-部门整体支出绩效自评情况表.xlsx") == 1
