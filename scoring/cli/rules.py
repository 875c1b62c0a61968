"""jixiao rules: the rule sets and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scoring.cli.chinese import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from scoring.rules import RuleSet
    from scoring.rules.schema import Cited

app = typer.Typer(
    cls=ChineseGroup, no_args_is_help=True, help="查看评分规则。", epilog="例：jixiao rules list"
)


@app.command("list", cls=ChineseCommand, epilog="例：jixiao rules list")
def list_rules() -> None:
    """列出全部规则。"""
    from scoring.rules import catalogue

    for rules in catalogue():
        typer.echo(f"{rules.id}　{rules.name}　{rules.edition}　自{rules.from_year}年度起")


@app.command("show", cls=ChineseCommand, epilog="例：jixiao rules show henan-project-2023")
def show_rules(
    name: Annotated[str, typer.Argument(metavar="规则", help="规则编号（见 jixiao rules list）或规则文件。")],
) -> None:
    """显示一套规则的每个数值和依据。"""
    from scoring.rules import load_ruleset

    rules = load_ruleset(name)
    typer.echo(f"{rules.id}　{rules.name}　{rules.edition}\n")
    values = _values(rules)
    for text, table in values:
        typer.echo(f"{text}〔{rules.citation(table).clause}〕")
    typer.echo("\n依据")
    for citation in dict.fromkeys(rules.citation(table) for _, table in values):
        typer.echo(f"〔{citation.clause}〕{citation.source}：{citation.gist}")


def _values(rules: RuleSet) -> list[tuple[str, Cited]]:
    from scoring.model.form import CATEGORY_NAMES
    from scoring.number import plain

    execution = (
        f"预算执行率 {plain(rules.execution.points)} 分，达到 {plain(rules.execution.full_at)}% 得满分"
    )
    rows: list[tuple[str, Cited]] = [
        (f"满分 {plain(rules.total.points)} 分", rules.total),
        (f"每行四舍五入保留 {rules.rounding.places} 位小数后相加", rules.rounding),
        (execution, rules.execution),
    ]
    if rules.fund_management:
        part = rules.fund_management
        each = f"每项 {plain(part.item_points)} 分，每例违规扣 {plain(part.violation)} 分"
        rows.append((f"资金管理情况：{'、'.join(part.items)}，{each}", part))
    for group in rules.category:
        names = "和".join(CATEGORY_NAMES[category] for category in group.of)
        rows.append((f"{names} {plain(group.points)} 分", group))
    for move in rules.move:
        missing, to = CATEGORY_NAMES[move.missing], CATEGORY_NAMES[move.to]
        rows.append((f"不设{missing}的，{to}加 {plain(move.points)} 分", move))
    for name, words in METHODS.items():
        method = getattr(rules.methods, name)
        rows.append((words[method.use], method))
    rows += [
        (f"定性“{'、'.join(band.words)}”：分值的 {plain(band.low)}%—{plain(band.high)}%", band)
        for band in rules.band
    ]
    if rules.reason:
        rows.append(("丢分的指标须写偏差原因和改进措施", rules.reason))
    if rules.low_execution:
        low = f"执行率低于 {plain(rules.low_execution.percent)}% 而没有说明原因的，提示"
        rows.append((low, rules.low_execution))
    if rules.over_achievement:
        over = f"完成值超过指标值 {plain(rules.over_achievement.percent)}% 而没有说明原因的，提示"
        rows.append((over, rules.over_achievement))
    rows += [(f"等级“{grade.name}”：{plain(grade.start)} 分起", grade) for grade in rules.grade]
    return rows


METHODS: dict[str, dict[str, str]] = {
    "floor": {"proportional": "下限指标（≥）未达到的，得分 = 分值 × 实际 ÷ 指标值"},
    "ceiling": {"linear": "上限指标（≤）被突破的，得分 = 分值 × [1 − (实际 − 指标值) ÷ 指标值]，最低 0 分"},
    "equal_exceeded": {"met": "等于型指标（=）超过的，按完成计"},
    "unspent_cost": {
        "zero": "成本上限指标未支出（0）的，记 0 分、偏差度 0.00",
        "met": "成本上限指标未支出的，按完成计",
    },
    "percentage_answer": {"share": "定性、时限指标以百分比作答的，得分 = 分值 × 百分比"},
    "own_words": {"met": "定性指标以原词作答的，按完成计"},
    "deviation": {"relative": "偏差度 = (实际 − 指标值) ÷ 指标值 × 100，完成的为 0.00"},
}
