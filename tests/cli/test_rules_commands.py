"""jixiao rules check, diff and show, and verify --compare: what people read."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from minimal import EXAMPLE
from rich.cells import cell_len
from rich.console import Console
from support import document, project
from test_commands import jixiao

from scoring.comparison import compared
from scoring.report.compare import show
from scoring.report.contract import VerifyOut
from scoring.report.rulesdiff import differences
from scoring.rules import catalogue, load_ruleset
from scoring.verification import examine

RULES = Path(__file__).parents[1] / "rules"
LOCAL = """\
id = "xian-2024"
name = "某县规则"
edition = "2024年第1版"
extends = "henan-project-2023"
methods.ceiling = { use = "ratio", cite = "note4" }
"""


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the folder in which people are working."""
    monkeypatch.chdir(tmp_path)
    Path("县.toml").write_text(LOCAL, encoding="utf-8")
    return Path("县.toml")


def test_check_says_what_a_file_holds(capsys: pytest.CaptureFixture[str], local: Path) -> None:
    code, out, err = jixiao(capsys, "rules", "check", str(local))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "规则文件“县.toml”没有错误，可以使用。",
        "xian-2024　某县规则　2024年第1版",
        "适用：项目支出绩效自评表，自 2023 年度起；没有写明的，同 henan-project-2023",
        "满分：100 分",
        "预算执行率：10 分，执行率 = 全年执行数 ÷ 全年预算数，达到 100% 得满分",
        "资金管理情况：安排科学性、拨付合规性、使用规范性、预算绩效管理情况，每项 5 分，每例违规扣 1 分",
        "一级指标：成本指标 10 分；产出指标 30 分；效益指标 25 分；满意度指标 5 分",
        "缺一级指标：不设成本指标的，产出指标加 10 分；不设满意度指标的，效益指标加 5 分",
        "等级：“优”：90 分起；“良”：80 分起；“中”：60 分起；“差”：0 分起",
        "依据 12 条，引用 28 处。",
        (
            "与 henan-project-2023 不同的：适用、上限指标。"
            "用 jixiao rules diff henan-project-2023 县.toml 逐项比较。"
        ),
    ]


def test_check_lists_every_fault(capsys: pytest.CaptureFixture[str], local: Path) -> None:
    local.write_text(LOCAL.replace('"ratio"', '"rato"') + "[severity]\nDV9 = 3\n", encoding="utf-8")
    code, out, err = jixiao(capsys, "rules", "check", str(local))
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        (
            "规则文件“县.toml”第 5 行 methods.ceiling.use："
            "不能是“rato”，只能是 linear、ratio、at_most_ratio，请改正。"
        ),
        "规则文件“县.toml”第 7 行 severity.DV9：不能是“3”，只能是 error、warning、notice，请改正。",
        "共 2 处错误，改正以后才能使用。",
    ]


def test_check_knows_the_codes(capsys: pytest.CaptureFixture[str], local: Path) -> None:
    local.write_text(f'{LOCAL}[severity]\nDV999 = "notice"\n', encoding="utf-8")
    code, out, _ = jixiao(capsys, "rules", "check", str(local))
    assert code == 2
    assert out.startswith("规则文件“县.toml”第 7 行 severity.DV999：没有这个编号的核对，请用 jixiao explain")


def test_diff_sets_value_beside_value(capsys: pytest.CaptureFixture[str], local: Path) -> None:
    code, out, _ = jixiao(capsys, "rules", "diff", "henan-project-2023", str(local))
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    row = next(number for number, line in enumerate(lines) if line.startswith("上限指标"))
    assert lines[row : row + 3] == [
        "上限指标 被突破的，得分 = 分值 × [1 − (实际 − 指标 被突破的，得分 = 分值 × 指标值 ÷ 实际（注",
        "值) ÷ 指标值]，最低 0 分（上限指标通行算 4）",
        "法）",
    ]
    assert lines.index("henan-project-2023 的依据") < lines.index("xian-2024 的依据")
    assert "预算执行率" not in out


@pytest.mark.parametrize("one", [rules.id for rules in catalogue()])
@pytest.mark.parametrize("other", [rules.id for rules in catalogue()])
def test_diff_keeps_to_100_columns(capsys: pytest.CaptureFixture[str], one: str, other: str) -> None:
    code, out, _ = jixiao(capsys, "rules", "diff", one, other)
    assert code == 0
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    told = [difference.heading for difference in differences(load_ruleset(one), load_ruleset(other))[0]]
    table = out.partition("规定相同")[0].partition(" 的依据")[0].splitlines()[2:]
    assert [line.split()[0] for line in table if line[:1].strip() and told][: len(told)] == told
    if one == other:
        assert out == f"{one} 与 {one} 没有不同的规定。\n"


def test_diff_tells_where_only_the_basis_differs() -> None:
    nation, hubei = load_ruleset("national-2020"), load_ruleset("hubei-project-2020")
    different, otherwise_cited = differences(nation, hubei)
    assert "上限指标" in [difference.heading for difference in different]
    assert "下限指标" in otherwise_cited
    assert not {difference.heading for difference in different} & set(otherwise_cited)


def test_compare_sets_two_rule_sets_side_by_side(
    capsys: pytest.CaptureFixture[str], local: Path, tmp_path: Path
) -> None:
    text = LOCAL + '[execution]\npoints = 10\nfull_at = 80\ncite = "note2"\n'
    local.write_text(f'{text}[[cap]]\nbelow = 90\nmost = 89\ncite = "note2"\n', encoding="utf-8")
    code, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--compare", str(local))
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    start = lines.index("序号 自评表 自评 本表规则 对照规则 相差")
    assert lines[start:-3] == [
        "序号 自评表 自评 本表规则 对照规则 相差",
        "1 社区图书角建设 94.50 94.50 优 89.00 良 −5.50",
        "本表：河南省项目支出绩效自评规则（2023年度第1版）；对照：某县规则（2024年第1版）。",
        "〔1〕社区图书角建设",
        "“预算执行率”",
        "本表：10 × 9 ÷ 12 = 7.50（注2）",
        "对照：10 × 9 ÷ 12 ÷ 80% = 9.375 → 9.38（注2）",
        "总分",
        "对照：各行得分之和 96.38；执行率 75% 低于 90%，总分最高 89 分（注2）",
    ]
    target = tmp_path / "结果.txt"
    jixiao(capsys, "verify", str(EXAMPLE), "--compare", str(local), "-o", str(target))
    assert "对照规则" in target.read_text(encoding="utf-8")


def test_compare_in_json(capsys: pytest.CaptureFixture[str], local: Path) -> None:
    local.write_text(f'{LOCAL}[[cap]]\nbelow = 90\nmost = 89\ncite = "note2"\n', encoding="utf-8")
    _, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--compare", str(local), "--format", "json")
    (form,) = json.loads(out)["forms"]
    assert VerifyOut.model_validate_json(out)
    assert form["compare"] == {
        "ruleset": "xian-2024",
        "edition": "2024年第1版",
        "recomputed": {
            "total": "89.00",
            "low": "89.00",
            "high": "89.00",
            "grade": "良",
            "trace": "各行得分之和 94.50；执行率 75% 低于 90%，总分最高 89 分",
        },
        "difference": "-5.50",
        "lines": [],
    }
    assert form["recomputed"]["trace"] == ""
    _, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--format", "json")
    assert json.loads(out)["forms"][0]["compare"] is None


def test_compare_with_a_rule_set_without_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--compare", "national-2020", "--format", "json")
    (form,) = json.loads(out)["forms"]
    alone = [line for line in form["compare"]["lines"] if line["other"]["trace"] is None]
    assert [(line["name"], line["own"]["recomputed"]) for line in alone] == [
        *(
            ("安排科学性", "5.00"),
            ("拨付合规性", "5.00"),
            ("使用规范性", "5.00"),
            ("预算绩效管理情况", "5.00"),
        )
    ]
    assert {line["other"]["recomputed"] for line in alone} == {None}


def test_compare_with_a_rule_set_of_the_other_kind(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--compare", "henan-department-2023")
    assert "1 社区图书角建设 94.50 94.50 优 不适用" in [" ".join(line.split()) for line in out.splitlines()]


def test_form_text_is_no_markup_in_a_comparison() -> None:
    audit = examine([document(project(name="[red]甲[/red]", total="[b]90"))], None)
    text = StringIO()
    show(compared(audit, load_ruleset("national-2020")).forms, Console(file=text, width=100))
    assert text.getvalue().count("[red]甲[/red]") == 2
    assert "[b]90" in text.getvalue()


def test_compare_with_the_same_rule_set_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = jixiao(capsys, "verify", str(EXAMPLE), "--compare", "henan-project-2023")
    assert "94.50 优  94.50 优" in out
    assert "〔1〕" not in out
