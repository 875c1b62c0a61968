"""What a rule set says, in sentences: the one source of `rules show`, `rules check` and `rules diff`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.cite import Citation
from scoring.model.form import CATEGORY_NAMES
from scoring.number import plain
from scoring.rules import RuleSet
from scoring.rules.tables import Cited

FORMS = {"project": "项目支出绩效自评表", "department": "部门整体支出绩效自评表"}
METHODS: dict[str, tuple[str, dict[str, str]]] = {
    "floor": ("下限指标", {"proportional": "未达到的，得分 = 分值 × 实际 ÷ 指标值"}),
    "ceiling": (
        "上限指标",
        {
            "linear": "被突破的，得分 = 分值 × [1 − (实际 − 指标值) ÷ 指标值]，最低 0 分",
            "ratio": "被突破的，得分 = 分值 × 指标值 ÷ 实际",
            "at_most_ratio": "被突破的，得分最高为 分值 × 指标值 ÷ 实际，扣多少由人判断",
        },
    ),
    "equal_exceeded": (
        "等于型指标",
        {
            "met": "超过的，按完成计",
            "proportional": "超过的，得分 = 分值 × [1 − (实际 − 指标值) ÷ 指标值]，最低 0 分",
            "judgement": "超过的，由人判断",
        },
    ),
    "zero_target": ("指标值为 0", {"judgement": "没有达到的，由人判断", "zero": "没有达到的，得 0 分"}),
    "unspent_cost": (
        "成本未支出",
        {"zero": "成本指标实际为 0 的，得 0 分、偏差度 0.00", "met": "成本上限指标实际为 0 的，按完成计"},
    ),
    "percentage_answer": ("以百分比作答", {"share": "定性、时限指标，得分 = 分值 × 百分比"}),
    "own_words": ("以原词作答", {"met": "定性指标，按完成计"}),
    "deviation": ("偏差度", {"relative": "(实际 − 指标值) ÷ 指标值 × 100，完成的为 0.00"}),
}
ROUNDING = {"half_up": "四舍五入", "truncated": "舍去尾数"}
DENOMINATORS = {"budget": "全年预算数", "initial_budget": "年初预算数"}
OVER = {
    "reason": "须说明原因，不影响得分",
    "deduct": "得分 = 分值 × [1 − (实际 − 指标值 × {limit}%) ÷ 指标值]，最低 0 分",
    "judgement": "扣不扣分由人判断",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A sentence, and what it rests on, where it is a rule."""

    text: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a rule set says of one subject; nothing where it is silent."""

    heading: str
    values: tuple[Value, ...]


def entries(rules: RuleSet) -> list[Entry]:
    """Everything a rule set says, each subject once, in the same order for every rule set."""
    told = {
        "适用": _scope(rules),
        "满分": [_value(rules, f"{plain(rules.total.points)} 分", rules.total)],
        "小数": [_value(rules, _rounding(rules), rules.rounding)],
        "预算执行率": [_value(rules, _execution(rules), rules.execution)],
        "资金管理情况": list(_fund_management(rules)),
        "一级指标": [
            _value(rules, f"{group.name} {plain(group.points)} 分", group) for group in rules.category
        ],
        "缺一级指标": list(_missing(rules)),
        "总分上限": [
            _value(rules, f"执行率低于 {plain(cap.below)}% 的，总分最高 {plain(cap.most)} 分", cap)
            for cap in rules.cap
        ],
        **{heading: _method(rules, name, texts) for name, (heading, texts) in METHODS.items()},
        "定性档次": [
            _value(rules, f"“{'、'.join(b.words)}”：分值的 {plain(b.low)}%—{plain(b.high)}%", b)
            for b in rules.band
        ],
        "超额完成": list(_over(rules)),
        "原因": [_value(rules, "失分的指标须写偏差原因和改进措施", rules.reason)] if rules.reason else [],
        "执行率低": list(_low(rules)),
        "等级": [_value(rules, f"“{grade.name}”：{plain(grade.start)} 分起", grade) for grade in rules.grade],
        "核对的级别": [
            Value(f"{code} 作{severity.chinese}") for code, severity in sorted(rules.severity.items())
        ],
        "表后说明": [Value(note.text) for note in rules.note],
    }
    return [Entry(heading, tuple(values)) for heading, values in told.items()]


def _value(rules: RuleSet, text: str, table: Cited) -> Value:
    return Value(text, rules.citation(table))


def _scope(rules: RuleSet) -> list[Value]:
    values = [Value(f"{FORMS[rules.kind]}，自 {rules.from_year} 年度起")]
    if not rules.auto:
        values.append(Value("只按 --rules 选用，不自动选用"))
    if rules.extends:
        values.append(Value(f"没有写明的，同 {rules.extends}"))
    return values


def _rounding(rules: RuleSet) -> str:
    return f"每行{ROUNDING[rules.rounding.mode]}保留 {rules.rounding.places} 位小数后相加"


def _execution(rules: RuleSet) -> str:
    rule = rules.execution
    if not rule.points:
        return "不计分"
    rate = f"执行率 = 全年执行数 ÷ {DENOMINATORS[rule.denominator]}"
    return f"{plain(rule.points)} 分，{rate}，达到 {plain(rule.full_at)}% 得满分"


def _fund_management(rules: RuleSet) -> Iterator[Value]:
    if part := rules.fund_management:
        each = f"每项 {plain(part.item_points)} 分，每例违规扣 {plain(part.violation)} 分"
        yield _value(rules, f"{'、'.join(part.items)}，{each}", part)


def _missing(rules: RuleSet) -> Iterator[Value]:
    for move in rules.move:
        missing, to = CATEGORY_NAMES[move.missing], CATEGORY_NAMES[move.to]
        yield _value(rules, f"不设{missing}的，{to}加 {plain(move.points)} 分", move)
    if rules.rescale:
        full = plain(rules.total.points)
        sentence = f"总分 = 各行得分之和 ÷ 各行分值之和 × {full}"
        yield _value(rules, sentence, rules.rescale)


def _method(rules: RuleSet, name: str, texts: dict[str, str]) -> list[Value]:
    method = getattr(rules.methods, name)
    return [_value(rules, texts[method.use], method)] if method else []


def _over(rules: RuleSet) -> Iterator[Value]:
    if over := rules.over_achievement:
        limit = plain(over.percent)
        yield _value(rules, f"超过指标值的 {limit}% 时，{OVER[over.use].format(limit=limit)}", over)


def _low(rules: RuleSet) -> Iterator[Value]:
    if low := rules.low_execution:
        yield _value(rules, f"低于 {plain(low.percent)}% 而没有说明原因的，提示", low)
