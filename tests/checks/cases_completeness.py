"""CP: 完整性."""

from dataclasses import replace

from case import Said, cannot, finds, passes
from support import ITEMS, PROJECT_RULES, Money, at, department, project, text

from scoring.finding import Severity
from scoring.model.form import ProjectForm, Remark, Text
from scoring.place import Place

SLIPPED = Remark("有 2 行各栏错位（第 571、572 行），已按内容顺序读入，请对照原表核对。", at("A18"))
GOALS = (("建设40个图书角", "建成36个"),)


def without_department(place: Place) -> ProjectForm:
    """A project form without 主管部门, whose cell stands at this place."""
    return replace(project(), supervising_department=Text("", place))


def not_filled_in(cell: str, told: str) -> Said:
    return Said(f"自评表!{cell}", f"没有填写{told}，请补填。", severity=Severity.NOTICE)


CASES = [
    passes("CP001", "完整", project()),
    finds(
        "CP001",
        "缺首页",
        project(money=None, items=(), missing=("execution", "fund_management")),
        Said(
            "自评表!A1",
            "自评表不完整，缺少预算执行情况（年度资金总额）、资金管理情况，总分不能复算，"
            "只核对了看得见的行；请补交完整的表。",
        ),
    ),
    passes("CP002", "四项齐全", project()),
    finds(
        "CP002",
        "缺两项",
        project(items=ITEMS[1:3]),
        Said("自评表!A1", "资金管理情况缺少安排科学性、预算绩效管理情况，请补填。", basis="注1"),
    ),
    finds(
        "CP002",
        "整个部分都没有填，而规则要求有",
        project(items=()),
        Said(
            "自评表!A1",
            "资金管理情况缺少安排科学性、拨付合规性、使用规范性、预算绩效管理情况，请补填。",
            basis="注1",
        ),
        rules=PROJECT_RULES,
    ),
    cannot("CP002", "部门整体表没有这一部分", department(), "这种表不评资金管理情况"),
    cannot(
        "CP002",
        "这一部分在缺的那一页上",
        project(items=(), missing=("fund_management",)),
        "表上缺少资金管理情况",
    ),
    passes("CP004", "写明了名称", project()),
    finds(
        "CP004",
        "没有项目名称",
        project(name=""),
        Said("自评表!C4", "没有填写项目名称，请补填。", severity=Severity.WARNING),
    ),
    finds(
        "CP004",
        "没有部门名称",
        replace(department(), name=text("", "C4")),
        Said("自评表!C4", "没有填写部门名称，请补填。", severity=Severity.WARNING),
    ),
    cannot("CP004", "首页缺失", project(name="", money=None, missing=("execution",)), "自评表不完整"),
    passes("CP003", "都读懂了", project()),
    finds(
        "CP003",
        "有错位的栏",
        project(remarks=(SLIPPED,)),
        Said("自评表!A18", SLIPPED.message, severity=Severity.NOTICE),
    ),
    passes("CP005", "都填了", project(goals=GOALS)),
    passes("CP005", "几个目标合写一格完成情况", project(goals=(*GOALS, ("购书", "")))),
    finds("CP005", "没有主管部门", without_department(at("C5")), not_filled_in("C5", "主管部门")),
    finds(
        "CP005",
        "没有实施单位",
        replace(project(), implementing_unit=text("", "G5")),
        not_filled_in("G5", "实施单位"),
    ),
    passes("CP005", "表上没有这一栏", without_department(at("A1"))),
    passes("CP005", "文字里的空格不知挪到了哪里", without_department(replace(at("C5"), sheet=""))),
    finds(
        "CP005",
        "没有年初预算数",
        project(money=Money(initial_budget="")),
        not_filled_in("D7", "年初预算数（年初没有安排的填 0）"),
    ),
    passes("CP005", "年初预算数填了横线", project(money=Money(initial_budget="—"))),
    passes(
        "CP005",
        "来源有年初预算数的由EX006说",
        project(money=Money(initial_budget=""), sources=(Money("财政拨款", points="—", score="—"),)),
    ),
    finds(
        "CP005",
        "没有实际完成情况",
        project(goals=(("建设", ""), ("购书", ""))),
        not_filled_in("F15", "年度目标的实际完成情况"),
    ),
    finds(
        "CP005", "没有预期目标", project(goals=(("", "已建成"),)), not_filled_in("B15", "年度目标的预期目标")
    ),
    passes("CP005", "部门整体表", department()),
]
