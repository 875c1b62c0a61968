"""The words by which forms are recognised; nothing is recognised by a fixed position."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scoring.model.form import BLANKS, Category

# A unit may stand before the title: 示例区文旅局2023年度项目支出绩效自评表.
_UNIT = r"(?:[^,。;:“]{0,25}?(?:局|委|办|厅|部|院|校|中心|政府|会|社|所|站|县|区|市|公司))?"
TITLES = {
    "project": re.compile(rf"{_UNIT}(\d{{4}}年度?)?(财政)?项目(支出)?绩效(目标)?自评(情况)?表(\(.*\))?"),
    "department": re.compile(
        rf"{_UNIT}(\d{{4}}年度?)?部门(\(单位\))?整体(支出)?绩效(目标)?自评(情况)?表(\(.*\))?"
    ),
    "summary": re.compile(rf"{_UNIT}(\d{{4}}年度?)?[^,。;:“]{{0,20}}绩效自评(情况|结果)?汇总表(\(.*\))?"),
}

CATEGORIES = {
    "投入管理指标": Category.INPUT_MANAGEMENT,
    "投入管理": Category.INPUT_MANAGEMENT,
    "成本指标": Category.COST,
    "产出指标": Category.OUTPUT,
    "效益指标": Category.EFFECT,
    "满意度指标": Category.SATISFACTION,
    "满意度": Category.SATISFACTION,
}

SUBCATEGORIES = {
    "经济成本指标": Category.COST,
    "社会成本指标": Category.COST,
    "生态环境成本指标": Category.COST,
    "数量指标": Category.OUTPUT,
    "质量指标": Category.OUTPUT,
    "时效指标": Category.OUTPUT,
    "经济效益指标": Category.EFFECT,
    "社会效益指标": Category.EFFECT,
    "生态效益指标": Category.EFFECT,
    "可持续影响指标": Category.EFFECT,
    "服务对象满意度指标": Category.SATISFACTION,
}

PROJECT_NAME = frozenset({"项目名称", "项目(任务)名称"})
DEPARTMENT_NAME = frozenset({"部门(单位)名称", "部门名称", "单位名称"})
SUPERVISING = frozenset({"主管部门", "主管部门及代码", "主管部门(及代码)"})
IMPLEMENTING = frozenset({"实施单位", "项目实施单位"})

FUND_COLUMNS = {
    "年初预算数": "initial_budget",
    "年初预算": "initial_budget",
    "全年预算数": "budget",
    "全年预算": "budget",
    "调整后预算数": "budget",
    "全年执行数": "executed",
    "全年执行": "executed",
    "分值": "points",
    "权重": "points",
    "执行率": "rate",
    "预算执行率": "rate",
    "得分": "score",
    "自评得分": "score",
}
FUND_AMOUNTS = ("initial_budget", "budget", "executed")
FUND_TOTALS = frozenset({"年度资金总额", "部门预算总额", "资金总额", "合计", "资金合计"})
FUND_SOURCES = frozenset(
    {"财政拨款", "政府预算资金", "财政专户管理资金", "单位资金"}
    | {"当年财政拨款", "本年财政拨款", "上年结转资金", "其他资金"}
)

MANAGEMENT_COLUMNS = {
    "情况说明": "description",
    "分值": "points",
    "权重": "points",
    "得分": "score",
    "自评得分": "score",
    "存在问题和改进措施": "problem",
    "存在问题及改进措施": "problem",
    "存在的问题和改进措施": "problem",
    "存在的问题及改进措施": "problem",
}
MANAGEMENT_ITEMS = ("安排科学性", "拨付合规性", "使用规范性", "预算绩效管理情况")

INDICATOR_COLUMNS = {
    "一级指标": "category",
    "二级指标": "subcategory",
    "三级指标": "name",
    "指标名称": "name",
    "计算符号": "operator",
    "运算符号": "operator",
    "指标性质": "operator",
    "年度指标值": "target",
    "年度目标值": "target",
    "年初目标值": "target",
    "年初指标值": "target",
    "指标值": "target",
    "目标值": "target",
    "度量单位": "unit",
    "计量单位": "unit",
    "实际完成值": "actual",
    "实际值完成值": "actual",
    "全年完成值": "actual",
    "全年实际完成值": "actual",
    "完成值": "actual",
    "实际值": "actual",
    "分值": "points",
    "权重": "points",
    "得分": "score",
    "自评得分": "score",
    "偏差度": "deviation",
    "偏差原因分析及改进措施": "reason",
    "偏差原因分析和改进措施": "reason",
    "偏差原因及改进措施": "reason",
    "偏差原因和改进措施": "reason",
    "未完成原因分析及改进措施": "reason",
    "未完成原因及改进措施": "reason",
}
INDICATOR_ROLES = ("target", "actual", "points", "score")

SUMMARY_COLUMNS = {
    "序号": "number",
    "项目名称": "name",
    "全年预算数": "budget",
    "全年执行数": "executed",
    "预算执行率": "rate",
    "资金管理情况得分率": "fund_management",
    "成本指标得分率": "cost",
    "产出指标得分率": "output",
    "效益指标得分率": "effect",
    "满意度指标得分率": "satisfaction",
    "自评得分": "total",
    "自评总分": "total",
    "自评等级": "grade",
}
SUMMARY_PARTS = ("fund_management", "cost", "output", "effect", "satisfaction")

FUND_YEARS = frozenset({"当年财政拨款", "本年财政拨款", "上年结转资金"})
EXPECTED_GOAL = frozenset({"预期目标", "年度预期目标"})
ACTUAL_GOAL = frozenset({"实际完成情况", "全年实际完成情况", "目标实际完成情况"})
TASK_NAME = frozenset({"任务名称"})
TOTAL = frozenset({"总分", "总计", "合计", "自评总分", "总得分", "合计得分", "自评得分合计"})
SUBTOTAL = frozenset({"小计", "合计"})
NOTHING = BLANKS | {"无", "不涉及", "没有"}
GRADE = frozenset({"自评等级", "等级", "评价等级"})
SECTIONS = frozenset({"绩效指标", "项目资金", "资金管理情况", "年度总体目标", "年度履职目标", "年度主要任务"})

_NOISE = re.compile(r"[\s*★☆●]+")
_BRACKET = re.compile(r"\((?:[A-Z/×X*%\d]|万元|元|B/AX100%|\d+分|分)+\)$")
_NUMBERING = re.compile(r"^(?:其中|资金来源)?:?(?:\(\d+\)|\d+[.、])?")
_INDICATOR_LABEL = re.compile(r"^指标\s*\d+\s*[:：]?\s*")
_ITEM_NUMBER = re.compile(r"^[(]?[0-9一二三四]{1,2}[).、]")
_ONLY_DOTS = re.compile(r"^[.…·。\s]+$")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A cell's text as words are compared: one width, no spaces, no trailing colon."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).rstrip(":")


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A heading without its bracket: 全年预算数(A), 分值(20), 执行率(B/A×100%), 产出指标(50分)."""
    plain = key(text)
    return _BRACKET.sub("", plain) or plain


def fund_label(text: str) -> str:
    """A fund row's label without its lead: 其中：, 资金来源:(1)."""
    return heading(_NUMBERING.sub("", key(text)))


def management_item(text: str) -> str | None:
    """The item of 资金管理情况 that a label names, be it numbered (1.安排科学性), longer or shorter."""
    label = _ITEM_NUMBER.sub("", key(text))
    if not 4 <= len(label) <= 12:
        return None
    return next((item for item in MANAGEMENT_ITEMS if item in label or label in item), None)


def indicator_name(text: str) -> str:
    """An indicator's name without 指标1： before it; empty for the empty rows of a template (指标2：, ……)."""
    name = _INDICATOR_LABEL.sub("", text).strip()
    return "" if _ONLY_DOTS.match(name) else name


def title_kind(text: str) -> str | None:
    """project, department or summary if the text is the title of such a table."""
    if len(text) > 40:
        return None
    title = key(text)
    return next((kind for kind, pattern in TITLES.items() if pattern.fullmatch(title)), None)


def is_structure(text: str) -> bool:
    """Whether a cell only says in which category, subcategory or section its row stands."""
    word = heading(text)
    return word in CATEGORIES or word in SUBCATEGORIES or word in SECTIONS
