"""Each scoring method at its limits, the arithmetic beside each case."""

from decimal import Decimal

import pytest
from support import (
    DEPARTMENT_RULES,
    PROJECT_RULES,
    Row,
    cost,
    effect,
    management,
    output,
    satisfaction,
    scored,
)

from scoring.number import half_up
from scoring.rules import RuleSet
from scoring.rules.schema import Cited
from scoring.score import Line


def told(line: Line) -> tuple[str, str, str | None]:
    """Method, recomputed score (or its range) and deviation, as short texts."""
    assert line.scored is not None
    assert line.interval is not None
    low, high = str(line.interval.low), str(line.interval.high)
    deviation = None if line.deviation is None else str(half_up(line.deviation, 2))
    return line.scored.method, low if low == high else f"{low}–{high}", deviation


FLOORS = [
    (output("≥40个", "40个", "30"), "floor_met", "30.00", "0.00"),
    (output("≥40个", "39.99个", "30"), "floor_proportional", "29.99", "-0.03"),  # 30 × 39.99 ÷ 40 = 29.9925
    (output("≥40个", "41个", "30"), "floor_met", "30.00", "0.00"),
    (output("≥40个", "0个", "30"), "floor_proportional", "0.00", "-100.00"),
    (output("≥40个", "-1个", "30"), "floor_proportional", "0.00", "-102.50"),  # never below 0 points
    (output("≥5批次", "2批次", "5"), "floor_proportional", "2.00", "-60.00"),  # 5 × 2 ÷ 5
    (output("≥7000吨", "1000吨", "5"), "floor_proportional", "0.71", "-85.71"),  # 5 × 1 ÷ 7 = 0.714…
    # 2 × 180000 ÷ 320000 = 1.125, a tie
    (output("≥320000度", "180000度", "2"), "floor_proportional", "1.13", "-43.75"),
    (output("≥85人", "56人", "5"), "floor_proportional", "3.29", "-34.12"),  # −29 ÷ 85 = −34.117… %
    (output(">5个", "5.01个", "10"), "floor_met", "10.00", "0.00"),
    (output(">5个", "4.99个", "10"), "floor_proportional", "9.98", "-0.20"),
    (satisfaction("≥95%", "95%", "5"), "floor_met", "5.00", "0.00"),
    (satisfaction("≥95%", "94.99%", "5"), "floor_proportional", "5.00", "-0.01"),  # 4.9995 rounds up
]
EQUALS = [
    (output("=3个", "2个", "10"), "floor_proportional", "6.67", "-33.33"),
    (output("=3个", "3个", "10"), "floor_met", "10.00", "0.00"),
    (output("=3个", "4个", "10"), "floor_met", "10.00", "0.00"),  # exceeding “=” counts as met
    (output("3个", "2个", "10"), "floor_proportional", "6.67", "-33.33"),  # no sign reads as “=”
    (output("3个", "4个", "10"), "floor_met", "10.00", "0.00"),
]
CEILINGS = [
    (output("≤10天", "9.99天", "10"), "ceiling_met", "10.00", "0.00"),
    (output("≤10天", "10天", "10"), "ceiling_met", "10.00", "0.00"),
    (output("≤10天", "10.01天", "10"), "ceiling_linear", "9.99", "0.10"),  # 10 × (1 − 0.01 ÷ 10)
    (output("≤10天", "19.99天", "10"), "ceiling_linear", "0.01", "99.90"),
    (output("≤10天", "20天", "10"), "ceiling_linear", "0.00", "100.00"),  # double the limit
    (output("≤10天", "30天", "10"), "ceiling_linear", "0.00", "200.00"),
    (output("<10天", "10天", "10"), "ceiling_met", "10.00", "0.00"),
    (output("<10天", "11天", "10"), "ceiling_linear", "9.00", "10.00"),
    (output("≤10天", "0天", "10"), "ceiling_met", "10.00", "0.00"),  # only money can be unspent
    (cost("≤4万元", "4.2万元", "5"), "ceiling_linear", "4.75", "5.00"),  # 5 × (1 − 0.2 ÷ 4)
    (cost("≤1.5万元", "2.69万元", "10"), "ceiling_linear", "2.07", "79.33"),  # 10 × (1 − 1.19 ÷ 1.5) = 2.066…
    (management("≤10%", "36.78%", "1"), "ceiling_linear", "0.00", "267.80"),  # 26.78 ÷ 10
]
COSTS = [
    (cost("≤40万元", "0万元", "4"), "cost_unspent", "0.00", "0.00"),
    (cost("≤40万元", "0.01万元", "4"), "ceiling_met", "4.00", "0.00"),
    (cost("≤5万元", "0.86万元", "10"), "ceiling_met", "10.00", "0.00"),
    (cost("≤40", "0", "4"), "cost_unspent", "0.00", "0.00"),  # a cost without a unit is money
    (cost("40万元", "0万元", "4"), "cost_unspent", "0.00", "0.00"),
    (cost("≤0万元", "0万元", "4"), "ceiling_met", "4.00", "0.00"),  # nothing was planned
    (cost("≤10%", "0%", "4"), "ceiling_met", "4.00", "0.00"),  # a share is not money
    (cost("≤5元/人", "0元/人", "4"), "ceiling_met", "4.00", "0.00"),  # nor is a price
    (output("≤40万元", "0万元", "4"), "ceiling_met", "4.00", "0.00"),  # nor is this a cost indicator
    (cost("40万元", "40万元", "4"), "floor_met", "4.00", "0.00"),
    # Without ≤ nobody knows whether more or less is better.
    (cost("40万元", "39万元", "4"), "undecided", "0.00–4.00", None),
    (cost("40万元", "41万元", "4"), "undecided", "0.00–4.00", None),
    (cost("≥40万元", "20万元", "4"), "floor_proportional", "2.00", "-50.00"),
]
PERCENTAGES = [
    (effect("方便", "100%", "25"), "percentage_share", "25.00", "0.00"),
    (effect("方便", "99.99%", "25"), "percentage_share", "25.00", "-0.01"),  # 24.9975 rounds up
    (effect("方便", "99.9%", "25"), "percentage_share", "24.98", "-0.10"),  # 24.975, a tie
    (effect("方便", "120%", "25"), "percentage_share", "25.00", "0.00"),
    (effect("方便", "0%", "25"), "percentage_share", "0.00", "-100.00"),
    (effect("方便", "-1%", "25"), "percentage_share", "0.00", "-100.00"),
    (effect("方便", "100%完成", "25"), "percentage_share", "25.00", "0.00"),
    (output("2023年12月31日前", "80%", "10"), "percentage_share", "8.00", "-20.00"),
    (effect("方便", "≥80%", "25"), "judgement", "0.00–25.00", None),  # a bound, not an answer
    (effect("方便", "0.8", "25"), "judgement", "0.00–25.00", None),
]
WORDS = [
    (effect("稳定运行", "稳定运行", "25"), "own_words", "25.00", "0.00"),
    (effect("稳定运行", "基本稳定", "25"), "judgement", "0.00–25.00", None),
    (effect("稳定运行", "不稳定运行", "25"), "judgement", "0.00–25.00", None),
    (effect("三级", "三级", "25"), "own_words", "25.00", "0.00"),
    (effect("5A级景区", "5A级景区", "25"), "judgement", "0.00–25.00", None),  # words that hold figures
    (output("12月底前", "12月底前", "10"), "own_words", "10.00", "0.00"),
]
# Differences of width, spaces and closing marks come from typing and from broken lines.
SAME_WORDS_TYPED_OTHERWISE = [
    (effect("稳定 运行", "稳定运行", "25"), "own_words", "25.00", "0.00"),
    (effect("稳定运行", "稳定运行。", "25"), "own_words", "25.00", "0.00"),
    (effect("按合同（付款）", "按合同(付款)", "25"), "own_words", "25.00", "0.00"),
]
DATES = [
    (output("2023年12月31日前", "2023年12月31日", "10"), "in_time", "10.00", "0.00"),
    (output("2023年12月31日前", "2024年1月1日", "10"), "undecided", "0.00–10.00", None),
    (output("2023年12月31日前", "2023-12-31", "10"), "in_time", "10.00", "0.00"),
    (output("2023年12月31日前", "2023年12月31日前", "10"), "own_words", "10.00", "0.00"),
    (output("2023年12月30日前", "2023年12月", "10"), "judgement", "0.00–10.00", None),  # perhaps the 31st
    (output("2023年11月30日前", "2023年11月", "10"), "in_time", "10.00", "0.00"),
    (output("12月底前", "11月", "10"), "judgement", "0.00–10.00", None),  # neither names a year
]
BANDS = [  # the upper end belongs to the next better band, 100 % to 好
    (effect("方便", "好", "10"), "band", "9.00–10.00", None),
    (effect("方便", "较好", "10"), "band", "8.00–8.99", None),
    (effect("方便", "一般", "10"), "band", "6.00–7.99", None),
    (effect("方便", "较差", "10"), "band", "0.00–5.99", None),
    (effect("方便", "较好", "5"), "band", "4.00–4.49", None),
    (effect("方便", "较好", "0.5"), "band", "0.40–0.44", None),
    (effect("方便", "很好", "10"), "judgement", "0.00–10.00", None),  # no word of the rules
]
TARGETS_OF_ZERO = [
    (output("≤0次", "0次", "10"), "ceiling_met", "10.00", "0.00"),
    (output("≤0次", "1次", "10"), "undecided", "0.00–10.00", None),
    (output("=0次", "0次", "10"), "floor_met", "10.00", "0.00"),
    (output("≥0次", "0次", "10"), "floor_met", "10.00", "0.00"),
    (output("≥0次", "-1次", "10"), "undecided", "0.00–10.00", None),
]
# 安全事故 =0起: one accident is no fulfilled target. “=” exceeded counts as met where more is better;
# at 0 nobody can know that.
ZERO_EXCEEDED = [
    (output("=0起", "1起", "10"), "undecided", "0.00–10.00", None),
    (output("0起", "1起", "10"), "undecided", "0.00–10.00", None),
]
LEFT_TO_PEOPLE = [
    (output("≥40个", "", "30"), "undecided", "0.00–30.00", None),
    (output("", "40个", "30"), "undecided", "0.00–30.00", None),
    (output("≥40个", "—", "30"), "undecided", "0.00–30.00", None),
    (output("≥40个", "约40个", "30"), "undecided", "0.00–30.00", None),
    (output("≥40个", "四十个", "30"), "undecided", "0.00–30.00", None),
    (output("≥40个", "已完成", "30"), "undecided", "0.00–30.00", None),
    (output("40-50个", "45个", "30"), "judgement", "0.00–30.00", None),
]


@pytest.mark.parametrize(
    ("row", "method", "score", "deviation"),
    [
        *FLOORS,
        *EQUALS,
        *CEILINGS,
        *COSTS,
        *PERCENTAGES,
        *WORDS,
        *SAME_WORDS_TYPED_OTHERWISE,
        *DATES,
        *BANDS,
        *TARGETS_OF_ZERO,
        *ZERO_EXCEEDED,
        *LEFT_TO_PEOPLE,
    ],
    ids=lambda value: f"{value.target}|{value.actual}" if isinstance(value, Row) else None,
)
def test_method(row: Row, method: str, score: str, deviation: str | None) -> None:
    assert told(scored(row)) == (method, score, deviation)


@pytest.mark.parametrize("rules", [PROJECT_RULES, DEPARTMENT_RULES], ids=lambda rules: rules.id)
def test_every_score_names_the_table_it_rests_on(rules: RuleSet) -> None:
    methods = rules.methods
    rests_on: dict[Row, Cited] = {
        output("≥40个", "36个", "30"): methods.floor,
        output("=3个", "4个", "10"): methods.equal_exceeded,
        cost("≤4万元", "4.2万元", "5"): methods.ceiling,
        cost("≤4万元", "0万元", "5"): methods.unspent_cost,
        effect("方便", "80%", "25"): methods.percentage_answer,
        effect("方便", "方便", "25"): methods.own_words,
        effect("方便", "较好", "25"): rules.band[1],
    }
    for row, table in rests_on.items():
        line = scored(row, rules)
        assert line.scored is not None
        assert line.scored.citation == rules.citation(table)


def test_a_rule_set_may_count_unspent_costs_as_met() -> None:
    unspent = PROJECT_RULES.methods.unspent_cost.model_copy(update={"use": "met"})
    methods = PROJECT_RULES.methods.model_copy(update={"unspent_cost": unspent})
    rules = PROJECT_RULES.model_copy(update={"methods": methods})
    assert told(scored(cost("≤40万元", "0万元", "4"), rules)) == ("ceiling_met", "4.00", "0.00")


def test_a_rule_set_may_draw_the_bands_elsewhere() -> None:
    band = PROJECT_RULES.band[3].model_copy(update={"words": ("差",), "high": Decimal(50)})
    rules = PROJECT_RULES.model_copy(update={"band": (*PROJECT_RULES.band[:3], band)})
    assert told(scored(effect("方便", "差", "10"), rules)) == ("band", "0.00–4.99", None)
    assert told(scored(effect("方便", "较差", "10"), rules)) == ("judgement", "0.00–10.00", None)
