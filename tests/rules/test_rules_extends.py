"""A local variant in a few lines: what it says replaces, the rest is as in the rule set it extends."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from support import PROJECT_RULES

from scoring.errors import RuleError
from scoring.finding import Severity
from scoring.rules import RuleSet, load_ruleset

HEAD = 'id = "xian-2024"\nname = "某县规则"\nedition = "第1版"\n'


def local(folder: Path, text: str, extends: str = "henan-project-2023", name: str = "县.toml") -> RuleSet:
    path = folder / name
    path.write_text(f'{HEAD}extends = "{extends}"\n{text}', encoding="utf-8")
    return load_ruleset(path)


def test_five_lines(tmp_path: Path) -> None:
    rules = local(tmp_path, 'methods.ceiling = { use = "ratio", cite = "note4" }\n')
    assert (rules.id, rules.name, rules.edition, rules.extends) == (
        *("xian-2024", "某县规则", "第1版"),
        "henan-project-2023",
    )
    assert rules.methods.ceiling.use == "ratio"
    changed = rules.model_copy(
        update={
            "methods": rules.methods.model_copy(update={"ceiling": PROJECT_RULES.methods.ceiling}),
            **{key: getattr(PROJECT_RULES, key) for key in ("id", "name", "edition", "extends")},
        }
    )
    assert changed == PROJECT_RULES


def test_tables_replace_tables_and_lists_replace_lists(tmp_path: Path) -> None:
    rules = local(
        tmp_path,
        '[execution]\npoints = 10\nfull_at = 95\ncite = "note2"\n'
        '[[grade]]\nname = "合格"\nstart = 60\ncite = "grades"\n'
        '[[grade]]\nname = "不合格"\nstart = 0\ncite = "grades"\n',
    )
    assert rules.execution.full_at == 95
    assert [grade.name for grade in rules.grade] == ["合格", "不合格"]
    assert rules.band == PROJECT_RULES.band


def test_citations_methods_and_severities_are_merged(tmp_path: Path) -> None:
    rules = local(
        tmp_path,
        '[citations.local]\nsource = "《某县办法》"\nclause = "第三条"\ngist = "上限按比例。"\n'
        '[methods]\nceiling = { use = "ratio", cite = "local" }\n'
        '[severity]\nDV002 = "notice"\nPT002 = "error"\n',
        extends="national-2020",
    )
    assert str(rules.citation(rules.methods.ceiling)) == "《某县办法》第三条"
    assert "weights" in rules.citations
    assert rules.methods.floor.use == "proportional"
    assert rules.severity == {
        "DV002": Severity.NOTICE,
        "DV004": Severity.WARNING,
        "PT002": Severity.ERROR,
        "PT003": Severity.WARNING,
    }


def test_a_citation_may_be_replaced(tmp_path: Path) -> None:
    rules = local(
        tmp_path, '[citations.note3]\nsource = "《某县办法》"\nclause = "第三条"\ngist = "要写。"\n'
    )
    assert rules.reason is not None
    assert rules.citation(rules.reason).source == "《某县办法》"


def test_tables_that_are_not_wanted_are_left_out(tmp_path: Path) -> None:
    rules = local(tmp_path, 'without = ["reason", "over_achievement"]\n')
    assert (rules.reason, rules.over_achievement) == (None, None)
    assert rules.low_execution == PROJECT_RULES.low_execution


def test_what_is_left_out_may_be_wanted(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"规则文件“县\.toml”第 5 行 band：缺少这一项，请补上。"):
        local(tmp_path, 'without = ["band"]\n')


@pytest.mark.parametrize("without", ['"reason"', "[3]", '["raeson"]'])
def test_what_cannot_be_left_out(tmp_path: Path, without: str) -> None:
    with pytest.raises(RuleError, match=r"第 5 行 without：(须为方括号|所依据的规则中没有)"):
        local(tmp_path, f"without = {without}\n")


def test_a_chain(tmp_path: Path) -> None:
    local(tmp_path, 'methods.ceiling = { use = "ratio", cite = "note4" }\n', name="市.toml")
    path = tmp_path / "县.toml"
    path.write_text(
        f'{HEAD.replace("xian", "qu")}extends = "市.toml"\n'
        '[rounding]\nplaces = 1\nmode = "half_up"\ncite = "note2"\n',
        encoding="utf-8",
    )
    rules = load_ruleset(path)
    assert (rules.id, rules.extends, rules.rounding.places) == ("qu-2024", "市.toml", 1)
    assert rules.methods.ceiling.use == "ratio"
    assert rules.execution == PROJECT_RULES.execution


def test_a_circle_is_refused_wherever_it_closes(tmp_path: Path) -> None:
    for name, extends in (("甲", "乙"), ("乙", "丙"), ("丙", "乙")):
        (tmp_path / f"{name}.toml").write_text(f'{HEAD}extends = "{extends}.toml"\n', encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        load_ruleset(tmp_path / "甲.toml")
    assert str(refused.value) == (
        "规则文件“丙.toml”第 4 行：规则循环引用（甲.toml → 乙.toml → 丙.toml → 乙.toml），请改正 extends。"
    )


@pytest.mark.parametrize("key", ["id", "name", "edition"])
def test_every_file_says_for_itself_what_it_is(tmp_path: Path, key: str) -> None:
    path = tmp_path / "县.toml"
    text = "".join(line for line in HEAD.splitlines(True) if not line.startswith(key))
    path.write_text(f'{text}extends = "henan-project-2023"\n', encoding="utf-8")
    with pytest.raises(RuleError, match=f"中 {key}：缺少这一项，请补上。"):
        load_ruleset(path)


def test_the_id_must_be_another(tmp_path: Path) -> None:
    path = tmp_path / "县.toml"
    text = HEAD.replace("xian-2024", "henan-project-2023")
    path.write_text(f'{text}extends = "henan-project-2023"\n', encoding="utf-8")
    with pytest.raises(RuleError, match="第 1 行 id：与所依据的规则编号相同，请另取一个编号。"):
        load_ruleset(path)


@pytest.mark.parametrize("extends", ["3", '"../省.toml"', '"省/省.toml"', '"c:\\\\省.toml"', '""'])
def test_only_an_id_or_a_file_beside_it_may_be_extended(tmp_path: Path, extends: str) -> None:
    path = tmp_path / "县.toml"
    path.write_text(f"{HEAD}extends = {extends}\n", encoding="utf-8")
    with pytest.raises(RuleError, match="第 4 行：extends 须为规则编号，或同一文件夹中规则文件的名称。"):
        load_ruleset(path)


def test_the_file_beside_it_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "规则"
    folder.mkdir()
    local(folder, "", name="市.toml")
    path = folder / "县.toml"
    path.write_text(f'{HEAD.replace("xian", "qu")}extends = "市.toml"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_ruleset(Path("规则") / "县.toml").total.points == Decimal(100)
