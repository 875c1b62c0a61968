"""Rule sets: the published ones are sound and cited, a broken one is refused in one Chinese sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError
from support import DEPARTMENT_RULES, PROJECT_RULES

from scoring.errors import RuleError
from scoring.finding import Severity
from scoring.model.form import Category
from scoring.rules import RuleSet, catalogue, load_ruleset
from scoring.rules.schema import Cited

HERE = Path(__file__).parent
SOUND = HERE / "sound.toml"
BROKEN = sorted((HERE / "broken").glob("*.toml"))
PUBLISHED = pytest.mark.parametrize("rules", catalogue(), ids=lambda rules: rules.id)
SENTENCE = re.compile(r"[^。\n]*[\u4e00-\u9fff][^。\n]*。")
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def tables(value: object) -> Iterator[BaseModel]:
    """All tables inside a value, however deep."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from tables(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from tables(item)


def test_the_catalogue_holds_the_published_sets() -> None:
    assert [rules.id for rules in catalogue()] == [
        "henan-department-2023",
        "henan-project-2023",
        "hubei-project-2020",
        "national-2020",
        "rescaled-2020",
    ]


@PUBLISHED
def test_every_value_is_cited_and_every_citation_says_what_it_lays_down(rules: RuleSet) -> None:
    cited = [table.cite for table in tables(rules) if isinstance(table, Cited)]
    assert sorted(cited) == sorted(rules.cites())
    assert set(cited) <= set(rules.citations)
    for source in rules.citations.values():
        assert source.source
        assert source.clause
        assert SENTENCE.fullmatch(source.gist)
    for note in rules.note:
        assert note.text.endswith("。")


@PUBLISHED
def test_no_number_is_a_float(rules: RuleSet) -> None:
    values = [value for table in tables(rules) for _, value in table]
    assert not [value for value in values if isinstance(value, float)]
    assert {type(band.low) for band in rules.band} == {Decimal}


@PUBLISHED
def test_bands_lie_end_to_end_and_cover_everything(rules: RuleSet) -> None:
    assert (int(rules.band[0].high), int(rules.band[-1].low)) == (100, 0)
    assert [band.low for band in rules.band[:-1]] == [band.high for band in rules.band[1:]]


def test_the_bands_of_henan_and_of_the_nation() -> None:
    henan, nation = (load_ruleset(name).band for name in ("henan-project-2023", "national-2020"))
    assert [(band.words, int(band.low)) for band in henan] == [
        (("好",), 90),
        (("较好",), 80),
        (("一般",), 60),
        (("较差",), 0),
    ]
    assert [(band.words[0], int(band.low)) for band in nation] == [
        ("达成年度指标", 80),
        ("部分达成年度指标并具有一定效果", 60),
        ("未达成年度指标且效果较差", 0),
    ]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
        ("-1", "差"),
    ],
)
def test_grades(total: str, grade: str) -> None:
    assert PROJECT_RULES.grade_of(Decimal(total)) == grade
    assert DEPARTMENT_RULES.grade_of(Decimal(total)) == grade


def test_the_points_of_the_project_form() -> None:
    rules = PROJECT_RULES
    assert rules.fund_management is not None
    assert (rules.execution.points, rules.execution.full_at) == (Decimal(10), Decimal(100))
    assert (rules.fund_management.points, rules.fund_management.item_points) == (Decimal(20), Decimal(5))
    assert {rule.of: int(rule.points) for rule in rules.category} == {
        (Category.COST,): 10,
        (Category.OUTPUT,): 30,
        (Category.EFFECT,): 25,
        (Category.SATISFACTION,): 5,
    }
    assert [(move.missing, move.to, int(move.points)) for move in rules.move] == [
        (Category.COST, Category.OUTPUT, 10),
        (Category.SATISFACTION, Category.EFFECT, 5),
    ]


def test_the_points_of_the_department_form() -> None:
    rules = DEPARTMENT_RULES
    assert rules.fund_management is None
    assert (rules.execution.points, rules.execution.full_at) == (Decimal(10), Decimal(90))
    assert {rule.of: int(rule.points) for rule in rules.category} == {
        (Category.INPUT_MANAGEMENT,): 30,
        (Category.OUTPUT,): 25,
        (Category.EFFECT, Category.SATISFACTION): 35,
    }
    assert rules.move == ()


def test_a_bureau_may_bring_its_own(tmp_path: Path) -> None:
    rules = load_ruleset(SOUND)
    assert rules.execution.full_at == Decimal("95.5")
    assert rules.severity == {"DV002": Severity.NOTICE}
    assert str(rules.citation(rules.execution)) == "《测试办法》第一条"
    with_mark = tmp_path / "记事本另存.toml"  # Notepad puts a byte order mark before UTF-8
    with_mark.write_text(SOUND.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_ruleset(str(with_mark)) == rules


def test_a_rule_set_does_not_change() -> None:
    with pytest.raises(ValidationError):
        PROJECT_RULES.execution.points = Decimal(20)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_refused(path: Path) -> None:
    """Each file of broken/ differs from sound.toml in one mistake; its first line says what to report."""
    expected = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# 应报：")
    with pytest.raises(RuleError) as refused:
        load_ruleset(path)
    message = str(refused.value)
    assert message.startswith(f"规则文件“{path.name}”")
    assert expected in message
    assert SENTENCE.fullmatch(message)
    assert not ENGLISH.search(re.sub("jixiao (rules check|explain)", "", message))
    assert refused.value.place is not None
    assert refused.value.place.file == path.name
    line = re.search(r"第 (\d+) 行", expected)
    assert refused.value.place.row == (int(line[1]) if line else 0)


def test_several_mistakes_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    text = SOUND.read_text(encoding="utf-8")
    path.write_text(text.replace("places = 2", 'places = "二"').replace("from_year = 2024\n", ""), "utf-8")
    with pytest.raises(RuleError) as refused:
        load_ruleset(path)
    more = "（另有 1 处，用 jixiao rules check 逐条列出）"
    assert str(refused.value) == f"规则文件“坏.toml”中 from_year：缺少这一项，请补上{more}。"


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    path.write_text("[total\npoints = 100\n", encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        load_ruleset(path)
    sentence = "规则文件“坏.toml”第 1 行不符合 TOML 格式（表头的方括号没有写完），请改正后再试。"
    assert str(refused.value) == sentence


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "空.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(RuleError, match=r"规则文件“空\.toml”中 id：缺少这一项，请补上（另有 \d+ 处，"):
        load_ruleset(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "没有.toml"
    with pytest.raises(RuleError) as refused:
        load_ruleset(path)
    assert str(refused.value) == f"找不到规则文件“{path}”，请检查路径。"


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "旧编码.toml"
    path.write_bytes(SOUND.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(RuleError) as refused:
        load_ruleset(path)
    assert str(refused.value) == f"规则文件“{path}”无法读取，请确认它是 UTF-8 编码的文本文件。"


def test_an_unknown_id_names_those_there_are() -> None:
    with pytest.raises(RuleError) as refused:
        load_ruleset("hubei-project-2023")
    assert str(refused.value) == (
        "没有名为“hubei-project-2023”的规则；可用的规则：henan-department-2023、henan-project-2023、"
        "hubei-project-2020、national-2020、rescaled-2020；自定规则请给出 .toml 文件。"
    )


def test_a_float_from_python_is_refused() -> None:
    """TOML gives decimals; a program that builds a rule set might not."""
    data = PROJECT_RULES.model_dump()
    data["execution"]["full_at"] = 0.9
    with pytest.raises(ValidationError, match="数字必须精确读入"):
        RuleSet.model_validate(data)
