"""The words by which forms are recognised; nothing is recognised by a fixed position."""

from __future__ import annotations

from scoring.model.form import BLANKS, Category

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
    "服务对象满意度指标等": Category.SATISFACTION,
}

# 二级指标 of the department's tables.
DEPARTMENT_SUBCATEGORIES = {
    "工作目标管理": Category.INPUT_MANAGEMENT,
    "预算和财务管理": Category.INPUT_MANAGEMENT,
    "绩效管理": Category.INPUT_MANAGEMENT,
    "重点工作任务完成": Category.OUTPUT,
    "履职目标实现": Category.OUTPUT,
    "履职效益": Category.EFFECT,
    "满意度": Category.SATISFACTION,
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
    "全年实际值": "actual",
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
    "未完成原因及拟采取的改进措施": "reason",
}
# Beside the form in workbooks that the tool has drafted; nothing of the form stands there.
BESIDE_COLUMNS = {word: word for word in ("计分办法", "目标数", "最低分", "最高分", "判断得分", "提示")}
INDICATOR_ROLES = ("target", "actual", "points", "score")

SUMMARY_COLUMNS = {
    "序号": "number",
    "项目名称": "name",
    "年初预算数": "initial_budget",
    "年初预算": "initial_budget",
    "全年预算数": "budget",
    "预算数": "budget",
    "预算金额": "budget",
    "全年执行数": "executed",
    "预算执行数": "executed",
    "执行数": "executed",
    "预算执行率": "rate",
    "执行率": "rate",
    "主管部门": "supervising_department",
    "实施单位": "implementing_unit",
    "项目实施单位": "implementing_unit",
    "资金管理情况得分率": "fund_management",
    "成本指标得分率": "cost",
    "产出指标得分率": "output",
    "效益指标得分率": "effect",
    "满意度指标得分率": "satisfaction",
    "自评得分": "total",
    "自评总分": "total",
    "自评分数": "total",
    "得分": "total",
    "自评等级": "grade",
    "等级": "grade",
    "备注": "note",
}
SUMMARY_PARTS = ("fund_management", "cost", "output", "effect", "satisfaction")

FUND_YEARS = frozenset({"当年财政拨款", "本年财政拨款", "上年结转资金"})
EXPECTED_GOAL = frozenset({"预期目标", "年度预期目标", "年初设定目标"})
ACTUAL_GOAL = frozenset({"实际完成情况", "全年实际完成情况", "目标实际完成情况", "年度总体目标完成情况综述"})
TASK_NAME = frozenset({"任务名称"})
TOTAL = frozenset({"总分", "总计", "合计", "自评总分", "总得分", "合计得分", "自评得分合计"})
SUBTOTAL = frozenset({"小计", "合计"})
NOTHING = BLANKS | {"无", "不涉及", "没有"}
GRADE = frozenset({"自评等级", "等级", "评价等级"})
GRADES = frozenset("优良中差")
SECTIONS = frozenset(
    {"绩效指标", "项目资金", "资金情况", "资金管理情况", "年度总体目标", "年度履职目标", "年度主要任务"}
)
OPERATORS = frozenset(
    {"≥", "≧", ">=", "＞＝", ">", "＞", "≤", "≦", "<=", "＜＝", "<", "＜", "=", "＝", "═", "==", "定性"}
)

HEAD_LABELS = PROJECT_NAME | DEPARTMENT_NAME | SUPERVISING | IMPLEMENTING
FUND_ROWS = FUND_TOTALS | FUND_SOURCES
KNOWN = frozenset().union(
    HEAD_LABELS,
    FUND_COLUMNS,
    INDICATOR_COLUMNS,
    CATEGORIES,
    SUBCATEGORIES,
    SECTIONS,
    DEPARTMENT_SUBCATEGORIES,
    EXPECTED_GOAL,
    ACTUAL_GOAL,
    TASK_NAME,
    TOTAL,
    GRADE,
)
