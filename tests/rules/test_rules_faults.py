"""All faults of a rule file at once, each at the line of its key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.checks import catalogue as checks
from scoring.errors import RuleError
from scoring.rules import examine_file
from scoring.rules.lines import Key, line_of
from scoring.rules.syntax import in_chinese

SOUND = Path(__file__).parent / "sound.toml"


def said(path: Path) -> list[tuple[int, str]]:
    """The lines and the sentences, without the file's name."""
    _, errors = examine_file(path, checks())
    return [(e.place.row if e.place else 0, e.message.removeprefix(f"规则文件“{path.name}”")) for e in errors]


def test_a_sound_file_has_none() -> None:
    rules, errors = examine_file(SOUND, checks())
    assert errors == []
    assert rules is not None
    assert rules.id == "sound-project-2024"


def test_all_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    text = SOUND.read_text(encoding="utf-8").replace("low = 80", "lowest = 80")
    text = text.replace("points = 20", "points = -20").replace('use = "linear"', 'use = "lineal"')
    text = text.replace("DV002", "DV02").replace(
        'violation = 0.5, cite = "note"', 'violation = 0.5, cite = "not"'
    )
    path.write_text(text.replace("from_year = 2024\n", ""), encoding="utf-8")
    assert said(path) == [
        (0, "中 from_year：缺少这一项，请补上。"),
        (9, "第 9 行 execution.points：不能是 -20，须不小于 0，请改正。"),
        (10, "第 10 行 fund_management.cite：引用的依据“not”未在 [citations] 中列出，请补列或改正拼写。"),
        (17, "第 17 行 第1个 [[band]] 的 low：缺少这一项，请补上。"),
        (17, "第 17 行 第1个 [[band]] 的 lowest：不认识的键，是否应为 low？请改正拼写或删去。"),
        (
            29,
            "第 29 行 methods.ceiling.use：不能是“lineal”，只能是 linear、ratio、at_most_ratio，请改正。",
        ),
    ]


def test_parts_that_do_not_fit_are_told_at_once_too(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    text = SOUND.read_text(encoding="utf-8").replace("points = 20", "points = 25")
    text = text.replace("DV002", "DV02").replace("start = 60", "start = 0")
    path.write_text(text, encoding="utf-8")
    assert said(path) == [
        (
            8,
            (
                "第 8 行 total.points：各部分分值合计为 105（执行率 25、资金管理 10、一级指标 70），"
                "与满分 100 不符，请调整。"
            ),
        ),
        (23, "第 23 行 第2个 [[grade]] 的 start：等级须按起点分从高到低排列，须小于上一等级的 0，请改正。"),
        (26, "第 26 行 severity.DV02：没有这个编号的核对，请用 jixiao explain 查看全部编号后改正。"),
    ]


LIMITS = [
    ('[[cap]]\nbelow = 60\nmost = 100\ncite = "note"\n', []),
    ('[[cap]]\nbelow = 60\nmost = 100.01\ncite = "note"\n', [39]),
    ('[over_achievement]\npercent = 100\ncite = "note"\n', []),
    ('[over_achievement]\npercent = 99.99\ncite = "note"\n', [38]),
]


@pytest.mark.parametrize(("text", "lines"), LIMITS)
def test_limits(tmp_path: Path, text: str, lines: list[int]) -> None:
    path = tmp_path / "界限.toml"
    path.write_text(SOUND.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    assert [line for line, _ in said(path)] == lines


def test_a_band_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    text = SOUND.read_text(encoding="utf-8").replace("low = 0, high = 80", "low = 80, high = 80")
    path.write_text(text, encoding="utf-8")
    assert said(path) == [
        (19, "第 19 行 第2个 [[band]] 的 low：档次的下限 80 须小于上限 80，请改正。"),
        (19, "第 19 行 第2个 [[band]] 的 low：最后一个档次的下限须为 0，请改正。"),
    ]


PARTS = """\
# 一行说明
id = "甲"

[citations.one]
source = '''
两行的
文字 [band] low = 1
'''
clause = "一"

[[band]]
words = [
    "好",
    "较好",  # 尾注 ]
]
low = 80
[[band]]
low = 0

[methods]
floor = { use = "proportional", cite = "one" }
"quoted key" = 1
category = [
    { of = ["cost"], points = 1 },

    { of = ["output"], points = 2 },
]
a.b.c = 3
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("id",), 2),
        (("citations",), 4),
        (("citations", "one", "source"), 5),
        (("citations", "one", "clause"), 9),
        (("citations", "one", "gist"), 4),  # it is missing from the table that begins there
        (("citations", "two"), 4),
        (("band", 0), 11),
        (("band", 0, "words"), 12),
        (("band", 0, "words", 1), 14),
        (("band", 0, "low"), 16),
        (("band", 0, "high"), 11),
        (("band", 1), 17),
        (("band", 1, "low"), 18),
        (("band", 2), 11),
        (("methods", "floor", "cite"), 21),
        (("methods", "quoted key"), 22),
        (("methods", "category", 0, "points"), 24),
        (("methods", "category", 1, "of", 0), 26),
        (("methods", "a", "b", "c"), 28),
        (("total", "points"), 0),
        ((), 0),
    ],
)
def test_the_line_of_a_key(key: Key, line: int) -> None:
    assert line_of(PARTS, key) == line


NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)
VALUES = st.sampled_from(["1", '"x = 1"', "[1, 2]", "[\n  1,\n  2,\n]", '"""\nx = 1\n"""', "{ y = 1 }"])


@given(names=NAMES, data=st.data())
def test_every_key_is_found_where_it_was_written(names: list[str], data: st.DataObject) -> None:
    text, lines = "", {}
    for name in names:
        text += data.draw(st.sampled_from(["", "\n", "# x = [\n", "\n\n"]))
        lines[name] = text.count("\n") + 1
        text += f"{name} = {data.draw(VALUES)}\n"
    assert {name: line_of(text, (name,)) for name in names} == lines


def test_windows_line_ends_count_once(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    text = SOUND.read_text(encoding="utf-8").replace("points = 20", "points = -20")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert [line for line, _ in said(path)] == [10]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a = 1\nb = [1,\n\n", 2, "到文件末尾还有括号或引号没有写完"),
        ("a = [1\nb = 2\n", 2, "方括号没有写完"),
        ("a = { b = 1\n", 1, "花括号没有写完"),
        ("\n\na = 1 2\n", 3, "一行只能写一项"),
        ("a = 1\n[a]\n", 2, "同一个键写了两次"),
        ("a = 0x\n", 1, "一行只能写一项"),
        ("a = { b = 1, b = 2 }", 1, "花括号里同一个键写了两次"),
    ],
)
def test_what_the_parser_says_in_chinese(text: str, line: int, why: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    assert in_chinese(str(refused.value), text) == (line, why)


def test_what_is_not_known_is_told_in_general() -> None:
    assert in_chinese("Something new (at line 7, column 2)", "") == (7, "写法不对")


def test_the_file_that_holds_the_fault_is_named(tmp_path: Path) -> None:
    (tmp_path / "省.toml").write_text(
        SOUND.read_text(encoding="utf-8").replace("points = 20", "points = 15"), encoding="utf-8"
    )
    child = 'id = "xian"\nname = "县"\nedition = "1"\nextends = "省.toml"\n[rounding]\nplaces = 9\n'
    (tmp_path / "县.toml").write_text(f'{child}mode = "half_up"\ncite = "note"\n', encoding="utf-8")
    _, errors = examine_file(tmp_path / "县.toml")
    assert [str(error) for error in errors] == [
        "规则文件“县.toml”第 6 行 rounding.places：不能是 9，须不大于 6，请改正。"
    ]
    (tmp_path / "县.toml").write_text(child.replace("[rounding]\nplaces = 9\n", ""), encoding="utf-8")
    _, errors = examine_file(tmp_path / "县.toml")
    assert [str(error).partition("：")[0] for error in errors] == ["规则文件“省.toml”第 8 行 total.points"]
    (tmp_path / "省.toml").write_text("[total\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"规则文件“省\.toml”第 1 行不符合 TOML 格式"):
        examine_file(tmp_path / "县.toml")
