"""EX: 预算执行 — the rows of money (EX005, EX006, EX008)."""

from dataclasses import replace
from decimal import Decimal

from case import Said, cannot, finds, passes
from support import (
    COST,
    DEPARTMENT_RULES,
    EFFECT,
    OUTPUT,
    SATISFACTION,
    Item,
    Money,
    department,
    figure,
    output,
    project,
)

from scoring.finding import Severity
from scoring.model.money import MoneyUnit

WARNING, NOTICE = Severity.WARNING, Severity.NOTICE
WITHOUT_MONEY = project(money=None, missing=("execution",))
GRANT = Money("财政拨款", "60", "50", "60", "—", "", "—")
OWN = Money("单位资金", "40", "8.05", "40", "—", "", "—")
UNKNOWN = Money("省级补助", "5", "5", "5", "—", "", "—")
ADDED = Money(initial_budget="80")
CUT = Money("部门预算总额", "1000", "900", "1200", "10", "90%", "10")
NEARLY = replace(
    project().funds[0], initial_budget=replace(figure("100", "D7"), stored=Decimal("100.0000001"))
)
# A loss of points whose reason has nothing to do with money.
ROWS = (COST, replace(OUTPUT, reason="场地没有落实"), EFFECT, SATISFACTION)


def over(label: str, cell: str, executed: str, budget: str, more: str, unit: str = "万元") -> Said:
    told = f"全年执行数为 {executed} {unit}，超过全年预算数 {budget} {unit}，多 {more} {unit}"
    message = f"“{label}”的{told}，请核对改正。"
    return Said(f"自评表!{cell}", message, executed, severity=WARNING)


def blank(cell: str, amount: str, working: str, right: str, text: str = "", sources: str = "各来源") -> Said:
    message = f"“年度资金总额”的{amount}未填，{sources}合计 {working}，请核对后补填。"
    return Said(f"自评表!{cell}", message, text, right, severity=WARNING)


CASES = [
    passes("EX005", "没有超过", project()),
    passes("EX005", "正好等于预算", project(money=Money(executed="100", rate="100%", score="10"))),
    finds(
        "EX005",
        "超过0.01",
        project(money=Money(executed="100.01", rate="100.01%", score="10")),
        over("年度资金总额", "F7", "100.01", "100", "0.01"),
    ),
    finds(
        "EX005",
        "总额没有超过而一个来源超过，金额以元计",
        replace(
            project(sources=(replace(GRANT, executed="60"), replace(OWN, budget="0", executed="2", rate=""))),
            money_unit=MoneyUnit.YUAN,
        ),
        over("单位资金", "F9", "2", "0", "2", "元"),
    ),
    passes("EX005", "来源的预算空着不能比", project(sources=(replace(OWN, budget="", executed="2"),))),
    cannot("EX005", "没有资金行", WITHOUT_MONEY, "没有可以比较的预算数和执行数"),
    passes("EX006", "总额都填了", project(sources=(GRANT, OWN))),
    passes(
        "EX006",
        "来源也空着",
        project(money=Money(initial_budget=""), sources=(replace(GRANT, initial_budget=""),)),
    ),
    passes(
        "EX006",
        "来源是0",
        project(money=Money(initial_budget=""), sources=(replace(GRANT, initial_budget="0"),)),
    ),
    finds(
        "EX006",
        "三栏都空着，两个来源",
        project(money=Money(budget="", executed="", initial_budget="—", score=""), sources=(GRANT, OWN)),
        blank("D7", "年初预算数", "60 + 40 = 100", "100", "—"),
        blank("E7", "全年预算数", "60 + 40 = 100", "100"),
        blank("F7", "全年执行数", "50 + 8.05 = 58.05", "58.05"),
    ),
    finds(
        "EX006",
        "还有不认识的资金行",
        project(money=Money(budget=""), sources=(GRANT, UNKNOWN)),
        blank("E7", "全年预算数", "60", "60", sources="认得出的来源"),
    ),
    passes("EX006", "写的不是数字由EX004说", project(money=Money(budget="一百"), sources=(GRANT,))),
    cannot("EX006", "没有来源行", project(), "没有资金总额或资金来源明细"),
    passes("EX004", "空着而来源有数的由EX006说", project(money=Money(budget=""), sources=(GRANT, OWN))),
    finds(
        "EX004",
        "空着而来源也没有数",
        project(money=Money(budget=""), sources=(replace(GRANT, budget="0"),)),
        Said("自评表!E7", "全年预算数未填，执行率无法计算，请填写数字。", "", severity=WARNING),
    ),
    passes("EX008", "没有调整", project(*ROWS)),
    passes("EX008", "单元格存的数只差电子表格的零头", replace(project(*ROWS), funds=(NEARLY,))),
    finds(
        "EX008",
        "追加",
        project(*ROWS, money=ADDED),
        Said(
            "自评表!E7",
            "全年预算数为 100 万元，比年初预算数 80 万元多 20 万元，全表没有说明，请说明预算调整的原因。",
            "100",
            severity=NOTICE,
        ),
    ),
    finds(
        "EX008",
        "压减0.01",
        project(*ROWS, money=Money(initial_budget="100.01")),
        Said(
            "自评表!E7",
            "全年预算数为 100 万元，比年初预算数 100.01 万元少 0.01 万元，"
            "全表没有说明，请说明预算调整的原因。",
            "100",
            severity=NOTICE,
        ),
    ),
    passes(
        "EX008",
        "偏差原因说到",
        project(COST, replace(OUTPUT, reason="年中追加预算，场地没有落实"), money=ADDED),
    ),
    passes(
        "EX008",
        "存在问题说到",
        project(*ROWS, money=ADDED, items=(Item("安排科学性", problem="资金12月才下达"),)),
    ),
    passes("EX008", "目标完成情况说到", project(*ROWS, money=ADDED, goals=(("建设", "区里收回20万元"),))),
    passes("EX008", "说到全年的金额", project(COST, replace(OUTPUT, reason="全年安排100万元"), money=ADDED)),
    finds(
        "EX008",
        "说的是另一个数",
        project(COST, replace(OUTPUT, reason="全年安排2100万元、100个点"), money=ADDED),
        Said(
            "自评表!E7",
            "全年预算数为 100 万元，比年初预算数 80 万元多 20 万元，全表没有说明，请说明预算调整的原因。",
            "100",
            severity=NOTICE,
        ),
    ),
    passes(
        "EX008",
        "部门整体表写了压减",
        department(output("=100%", "95%", "25", reason="项目压减"), money=CUT),
        rules=DEPARTMENT_RULES,
    ),
    cannot("EX008", "年初预算数未填", project(money=Money(initial_budget="")), "年初预算数或全年预算数未填"),
    cannot("EX008", "缺首页", WITHOUT_MONEY, "自评表不完整"),
]
