"""jixiao rules: the rule sets, what they say, whether a bureau's own is sound, and how two differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.chinese import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from scoring.rules import RuleSet

WIDTH = 100  # columns of a comparison that is not shown in a terminal

app = typer.Typer(
    cls=ChineseGroup,
    no_args_is_help=True,
    help="查看、检查和比较评分规则。",
    epilog="例：jixiao rules list",
)

RuleName = Annotated[str, typer.Argument(metavar="规则", help="规则编号（见 jixiao rules list）或规则文件。")]


@app.command("list", cls=ChineseCommand, epilog="例：jixiao rules list")
def list_rules() -> None:
    """列出全部规则。"""
    from scoring.rules import catalogue

    for rules in catalogue():
        only = "" if rules.auto else "　只按 --rules 选用"
        typer.echo(f"{rules.id}　{rules.name}　{rules.edition}　自{rules.from_year}年度起{only}")


@app.command("show", cls=ChineseCommand, epilog="例：jixiao rules show henan-project-2023")
def show_rules(name: RuleName) -> None:
    """显示一套规则的每个数值和依据。"""
    from scoring.report.rulesdiff import cited
    from scoring.report.ruleset import entries
    from scoring.rules import load_ruleset

    rules = load_ruleset(name)
    told = [entry for entry in entries(rules) if entry.values]
    typer.echo(f"{rules.id}　{rules.name}　{rules.edition}\n")
    for entry in told:
        values = [cited(value) for value in entry.values]
        typer.echo(f"{entry.heading}：{values[0]}" if len(values) == 1 else f"{entry.heading}：")
        for text in values if len(values) > 1 else ():
            typer.echo(f"　　{text}")
    typer.echo("\n依据")
    for citation in dict.fromkeys(value.citation for entry in told for value in entry.values):
        if citation:
            typer.echo(f"〔{citation.clause}〕{citation.source}：{citation.gist}")


@app.command("check", cls=ChineseCommand, epilog="例：jixiao rules check 本县规则.toml")
def check_rules(file: Annotated[Path, typer.Argument(metavar="文件", help="规则文件（.toml）。")]) -> int:
    """检查规则文件：列出全部错误及其所在的行。

    没有错误的，说明文件规定了什么。

    退出码：0 可以使用；2 有错误；3 工具自身出错。
    """
    from scoring.checks import catalogue
    from scoring.rules import examine_file

    rules, errors = examine_file(file, catalogue())
    for error in errors:
        typer.echo(error.message)
    if rules is None:
        typer.echo(f"共 {len(errors)} 处错误，改正以后才能使用。")
        return 2
    for line in _holds(rules, file):
        typer.echo(line)
    return 0


def _holds(rules: RuleSet, file: Path) -> Iterator[str]:
    from scoring.report.rulesdiff import differences
    from scoring.report.ruleset import entries
    from scoring.rules import load_ruleset

    told = {entry.heading: [value.text for value in entry.values] for entry in entries(rules)}
    yield f"规则文件“{file}”没有错误，可以使用。"
    yield f"{rules.id}　{rules.name}　{rules.edition}"
    for heading in (
        "适用",
        "满分",
        "预算执行率",
        "资金管理情况",
        "一级指标",
        "缺一级指标",
        "总分上限",
        "等级",
    ):
        if told[heading]:
            yield f"{heading}：{'；'.join(told[heading])}"
    yield f"依据 {len(rules.citations)} 条，引用 {len(rules.cites())} 处。"
    if rules.extends:
        parent = load_ruleset(_beside(file, rules.extends))
        changed = "、".join(difference.heading for difference in differences(parent, rules)[0])
        yield f"与 {rules.extends} 不同的：{changed}。用 jixiao rules diff {parent.id} {file} 逐项比较。"


def _beside(file: Path, name: str) -> str | Path:
    """What a file extends: a file in its folder, or a rule set's id."""
    return file.parent / name if name.endswith(".toml") else name


@app.command("diff", cls=ChineseCommand, epilog="例：jixiao rules diff henan-project-2023 本县规则.toml")
def diff_rules(one: RuleName, other: RuleName) -> None:
    """比较两套规则：列出不同的规定，两边并列，各写明依据。"""
    from rich.console import Console

    from scoring.report.rulesdiff import show
    from scoring.rules import load_ruleset

    console = Console()
    show(load_ruleset(one), load_ruleset(other), console if console.is_terminal else Console(width=WIDTH))
