"""The words of the grammar: comparison operators with their look-alikes, and what is known of units."""

from __future__ import annotations

from enum import StrEnum


class Operator(StrEnum):
    """How a value is to be held against a target (计算符号)."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    ABOVE = ">"
    BELOW = "<"


UPWARD = frozenset({Operator.AT_LEAST, Operator.ABOVE})
DOWNWARD = frozenset({Operator.AT_MOST, Operator.BELOW})

# Before the number. None marks verbs that change nothing (达到95% says 95%).
PREFIXES: dict[str, Operator | None] = {
    **dict.fromkeys(("≥", "大于等于", "大于或等于", "大于或者等于", "大于=", "至少"), Operator.AT_LEAST),
    **dict.fromkeys(("不低于", "不少于", "不小于", "不得低于", "不得少于"), Operator.AT_LEAST),
    **dict.fromkeys(("≤", "小于等于", "小于或等于", "小于或者等于", "小于=", "至多"), Operator.AT_MOST),
    **dict.fromkeys(("不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于"), Operator.AT_MOST),
    **dict.fromkeys(("=", "等于"), Operator.EQUAL),
    **dict.fromkeys((">", "大于", "高于", "超过", "多于"), Operator.ABOVE),
    **dict.fromkeys(("<", "小于", "低于", "少于"), Operator.BELOW),
    **dict.fromkeys(("达到", "达", "完成", "实现", "为", "控制在", "已", "共"), None),
}

# After the unit. 以上, 以下 and 以内 include the number itself (民法典第一千二百五十九条).
SUFFIXES: dict[str, Operator] = {
    "以上": Operator.AT_LEAST,
    "以下": Operator.AT_MOST,
    "以内": Operator.AT_MOST,
    "之内": Operator.AT_MOST,
    "内": Operator.AT_MOST,
}

# After a percent sign: 100%完成 says 100%. The list is closed, since 80%未完成 says something else.
REACHED = frozenset({"", "完成", "达标", "合格", "到位"})

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# Several names of one unit. Nothing is converted: 吨 and 公斤, 天 and 工作日, 次 and 批次 stay apart.
SYNONYMS: dict[str, str] = {
    **dict.fromkeys(("㎡", "m²", "m2", "平米", "平方"), "平方米"),
    **dict.fromkeys(("㎥", "m³", "m3", "立方"), "立方米"),
    **dict.fromkeys(("千米", "km", "KM", "㎞"), "公里"),
    **dict.fromkeys(("平方千米", "km²", "km2"), "平方公里"),
    **dict.fromkeys(("千克", "kg", "KG", "㎏"), "公斤"),
    **dict.fromkeys(("个小时", "h"), "小时"),
    **dict.fromkeys(("星期", "个星期"), "周"),
    "日": "天",
    "月": "个月",
    "个工作日": "工作日",
    "个百分点": "百分点",
}

# Units that begin like a scale and are none.
WHOLE = frozenset({"千瓦时", "千瓦", "千伏", "千伏安", "千卡", "千帕", "百帕", "百分点", *SYNONYMS})

# What a number counts in a bracket: 台（套）, 人（次）.
COUNTERS = "个套台件人次份项条户家名批部辆篇场处座间张本册只株亩组种"

# Ranks, marks and times of day: 3级, 5A, 4K, 2号, 17时 name something, they do not count it.
RANKS = frozenset(
    {"级", "等级", "年级", "星", "星级", "号", "时", "点", "D", "K", *("A" * n for n in range(1, 6))}
)

# No unit holds one of these; 10余个, 3年半, 5个左右, 3天后, 8人未到 are words, not quantities.
NEVER_IN_UNITS = frozenset(
    "一二三四五六七八九十两半零〇几余多来约近左右超不未无没已完达成合提增减降高低前后底末初内外上下至到或及与和以之等的了率其预估计"
)
