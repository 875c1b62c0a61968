"""The parts of a form that a file may lack, by the keys of a form's `missing`."""

from __future__ import annotations

PART_NAMES: dict[str, str] = {
    "execution": "预算执行情况（年度资金总额）",
    "fund_management": "资金管理情况",
    "indicators": "绩效指标",
    "target": "“年度指标值”栏（表头没有认出）",
    "actual": "“实际完成值”栏（表头没有认出）",
    "points": "指标的“分值”栏（表头没有认出）",
    "score": "指标的“得分”栏（表头没有认出）",
    "lines": "部分指标（有数字没有归入各栏）",
    "end": "表的末尾（“总分”行）",
}
