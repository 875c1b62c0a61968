"""EX: 预算执行."""

from dataclasses import replace

from case import Said, cannot, finds, passes
from support import COST, EFFECT, PROJECT_RULES, SATISFACTION, Item, Money, department, output, project

from scoring.finding import Severity
from scoring.model.form import Text

WITHOUT_MONEY = project(money=None, missing=("execution",))
SOURCE = Money("财政拨款", points="—", score="—")


UNEXPLAINED = (COST, output("≥40个", "40个", "30"), EFFECT, SATISFACTION)
NO_LINES = PROJECT_RULES.model_copy(update={"low_execution": None, "over_achievement": None})


def of(executed: str, rate: str) -> Money:
    """Money executed out of 100, with the rate as printed; only the rate is looked at."""
    return Money(executed=executed, rate=rate)


def wrong_rate(printed: str, executed: str, right: str) -> Said:
    message = f"“年度资金总额”填写的执行率为 {printed}，{executed} ÷ 100 应为 {right}，请改正。"
    return Said("自评表!H7", message, printed, right)


CASES = [
    passes("EX001", "两位小数", project()),
    passes("EX001", "写到几位就按几位四舍五入", project(money=of("58.05", "58.1%"))),
    passes("EX001", "截尾也算对", project(money=of("58.09", "58%"))),
    passes("EX001", "写成小数", project(money=of("58.05", "0.5805"))),
    passes("EX001", "不写百分号", project(money=of("58.05", "58.05"))),
    passes("EX001", "超过预算", project(money=of("120", "120%"))),
    finds("EX001", "差0.01", project(money=of("58.05", "58.04%")), wrong_rate("58.04%", "58.05", "58.05%")),
    finds("EX001", "进位过头", project(money=of("58.05", "58.2%")), wrong_rate("58.2%", "58.05", "58.05%")),
    finds(
        "EX001", "带百分号的小数", project(money=of("58.05", "0.58%")), wrong_rate("0.58%", "58.05", "58.05%")
    ),
    finds(
        "EX001",
        "来源行也核对",
        project(sources=(Money("财政拨款", points="—", score="—", rate="100%"),)),
        Said(
            "自评表!H8", "“财政拨款”填写的执行率为 100%，58.05 ÷ 100 应为 58.05%，请改正。", "100%", "58.05%"
        ),
    ),
    cannot("EX001", "未填", project(money=of("58.05", "")), "表上未填执行率"),
    passes("EX002", "5.805进位为5.81", project()),
    passes("EX002", "超过预算的得满分", project(money=Money(executed="120", rate="120%", score="10"))),
    finds(
        "EX002",
        "差0.02",
        project(money=Money(score="5.79")),
        Said(
            "自评表!I7",
            "执行率自评 5.79 分，复算 5.81 分，少计 0.02 分："
            "10 × 58.05 ÷ 100 = 5.805 → 5.81（注2），请改正。",
            "5.79",
            "5.81",
            "-0.02",
            "注2",
        ),
    ),
    finds(
        "EX002",
        "保留一位小数",
        project(money=Money(budget="21.48", executed="4.7", rate="21.9%", score="2.2")),
        Said(
            "自评表!I7",
            "执行率自评 2.2 分，复算 2.19 分，差异为四舍五入所致：10 × 4.7 ÷ 21.48 = 2.188… → 2.19（注2）。",
            "2.2",
            "2.19",
            "0.01",
            "注2",
            Severity.NOTICE,
            rounding=True,
        ),
    ),
    finds(
        "EX002",
        "部门整体表按90%折算",
        department(money=Money("部门预算总额", "2952.43", "324.49", score="1.1")),
        Said(
            "自评表!I7",
            "执行率自评 1.1 分，复算 1.22 分，少计 0.12 分："
            "10 × 324.49 ÷ 2952.43 ÷ 90% = 1.221… → 1.22（执行率行通行算法），请改正。",
            "1.1",
            "1.22",
            "-0.12",
            "执行率行通行算法",
        ),
    ),
    finds(
        "EX002",
        "超过分值",
        project(money=Money(executed="120", rate="120%", score="12")),
        Said(
            "自评表!I7",
            "执行率自评 12 分，复算 10.00 分，多计 2 分："
            "10 × 120 ÷ 100，超过 10 按满分计，得 10.00（注2），请改正。",
            "12",
            "10.00",
            "2",
            "注2",
        ),
    ),
    finds(
        "EX002",
        "不是数字",
        project(money=Money(score="满分")),
        Said("自评表!I7", "执行率得分“满分”不是数字，请填写数字。", "满分"),
    ),
    cannot("EX002", "没有资金行", WITHOUT_MONEY, "没有预算执行情况"),
    cannot(
        "EX002", "没有预算数", project(money=Money(budget="")), "执行率得分未填，或预算数、执行数无法识别"
    ),
    passes("EX003", "一个来源", project(sources=(SOURCE,))),
    passes(
        "EX003",
        "两个来源，空白不算",
        project(
            sources=(
                Money("财政拨款", "60", "50", "60", "—", "", "—"),
                Money("单位资金", "40", "8.05", "40", "—", "", "—"),
                Money("财政专户管理资金", "", "—", "", "—", "", "—"),
            )
        ),
    ),
    finds(
        "EX003",
        "执行数差0.05",
        project(
            sources=(
                Money("财政拨款", "60", "50", "60", "—", "", "—"),
                Money("单位资金", "40", "8", "40", "—", "", "—"),
            )
        ),
        Said(
            "自评表!F7",
            "“年度资金总额”的全年执行数为 58.05，各来源合计 50 + 8 = 58，请核对改正。",
            "58.05",
            "58",
            "0.05",
        ),
    ),
    finds(
        "EX003",
        "三栏分别核对",
        project(
            sources=(
                Money("财政拨款", "59", "58.05", "61", "—", "", "—"),
                Money("单位资金", "40", "0", "40", "—", "", "—"),
            )
        ),
        Said(
            "自评表!D7",
            "“年度资金总额”的年初预算数为 100，各来源合计 61 + 40 = 101，请核对改正。",
            "100",
            "101",
            "-1",
        ),
        Said(
            "自评表!E7",
            "“年度资金总额”的全年预算数为 100，各来源合计 59 + 40 = 99，请核对改正。",
            "100",
            "99",
            "1",
        ),
    ),
    cannot(
        "EX003",
        "不认识的资金行",
        project(sources=(SOURCE, Money("省级补助", "60", "60", "60", "—", "", "—"))),
        "有不认识的资金行，不知是否已含在其他来源中",
    ),
    cannot("EX003", "没有来源行", project(), "没有资金总额或资金来源明细"),
    cannot(
        "EX003",
        "来源行都空着",
        project(sources=(Money("财政拨款", "", "", "", "—", "", "—"),)),
        "资金来源明细未填",
    ),
    passes("EX004", "都是数字", project()),
    passes("EX004", "执行数为0", project(money=Money(executed="0", rate="0%", score="0"))),
    finds(
        "EX004",
        "预算数未填",
        project(money=Money(budget="")),
        Said("自评表!E7", "全年预算数未填，执行率无法计算，请填写数字。", "", severity=Severity.WARNING),
    ),
    finds(
        "EX004",
        "执行数不是数字",
        project(money=Money(executed="五十八")),
        Said(
            "自评表!F7",
            "全年执行数“五十八”不是数字，执行率无法计算，请填写数字。",
            "五十八",
            severity=Severity.WARNING,
        ),
    ),
    finds(
        "EX004",
        "预算数为0",
        project(money=Money(budget="0")),
        Said(
            "自评表!E7",
            "全年预算数为 0，执行率无法计算，执行率得分须由人判断，请核对预算数。",
            "0",
            severity=Severity.WARNING,
        ),
    ),
    finds(
        "EX004",
        "执行数为负数",
        project(money=Money(executed="-0.01")),
        Said("自评表!F7", "全年执行数为负数（-0.01），请核对改正。", "-0.01", severity=Severity.WARNING),
    ),
    cannot("EX004", "没有资金行", WITHOUT_MONEY, "没有预算执行情况"),
    passes("EX007", "正好60%", project(*UNEXPLAINED, money=of("60", "60%"))),
    finds(
        "EX007",
        "差一点到60%",
        project(*UNEXPLAINED, money=of("59.99999", "60%")),
        Said(
            "自评表!H7",
            "执行率为 59.99999 ÷ 100 = 59.999…%，低于 60%，全表没有写原因，请在原因栏说明（提示线）。",
            "60%",
            basis="提示线",
            severity=Severity.NOTICE,
        ),
    ),
    finds(
        "EX007",
        "没有支出，原因写无",
        project(
            *UNEXPLAINED,
            money=Money(executed="0", rate="", score="0"),
            items=(Item("安排科学性", problem="无"),),
        ),
        Said(
            "自评表!H7",
            "执行率为 0 ÷ 100 = 0%，低于 60%，全表没有写原因，请在原因栏说明（提示线）。",
            "",
            basis="提示线",
            severity=Severity.NOTICE,
        ),
    ),
    passes("EX007", "任何一个指标写了原因就算", project()),
    passes(
        "EX007",
        "资金管理写了问题也算",
        project(*UNEXPLAINED, items=(Item("安排科学性", problem="合同未签"),)),
    ),
    passes("EX007", "目标完成情况说到也算", project(*UNEXPLAINED, goals=(("建设图书角", "款项尚未支付"),))),
    cannot("EX007", "缺首页", WITHOUT_MONEY, "自评表不完整"),
    cannot(
        "EX007", "预算数为0", project(*UNEXPLAINED, money=Money(budget="0")), "预算数或执行数不能用于计算"
    ),
    cannot("EX007", "规则没有这一条", project(*UNEXPLAINED), "规则没有写明执行率的提示线", rules=NO_LINES),
    cannot(
        "EX007",
        "没有原因一栏",
        replace(
            project(items=()),
            indicators=tuple(replace(i, reason=Text("", i.name.place.at(0))) for i in project().indicators),
        ),
        "没有认出写原因的栏",
        rules=PROJECT_RULES,
    ),
]
