"""DV: 偏差度."""

from dataclasses import replace

from case import Said, cannot, finds, passes
from support import COST, EFFECT, OUTPUT, PROJECT_RULES, ROWS, SATISFACTION, effect, output, project

from scoring.finding import Severity

SEVENTH = ("≥7000吨", "1000吨", "5", "0.71")  # −6000 ÷ 7000 = −85.714… %
WITHOUT_COLUMN = project(*(replace(row, deviation=None) for row in ROWS))


def wrong(printed: str, right: str, difference: str) -> Said:
    message = f"指标“建成数量”的偏差度填 {printed}，按 ≥7000吨 与 1000吨 复算为 {right}，请改正。"
    return Said("自评表!H17", message, printed, right, difference, "偏差度栏通行算法")


CASES = [
    passes("DV001", "完成的为0.00，未完成的为负", project()),
    passes("DV001", "带百分号", project(output(*SEVENTH, "-85.71%", "缺水"))),
    passes("DV001", "突破上限的为正", project(output("≤10天", "12天", "5", "4", "20.00", "下雨"))),
    passes("DV001", "横线不算填写", project(output(*SEVENTH, "—", "缺水"))),
    passes(
        "DV001", "由人判断的行没有偏差度可复算", project(effect("方便", "较好", "25", "21", "-15.00", "人少"))
    ),
    finds(
        "DV001", "没有写负号", project(output(*SEVENTH, "85.71", "缺水")), wrong("85.71", "-85.71", "171.42")
    ),
    finds("DV001", "差0.01", project(output(*SEVENTH, "-85.72", "缺水")), wrong("-85.72", "-85.71", "-0.01")),
    finds(
        "DV001", "未完成却填0", project(output(*SEVENTH, "0.00", "缺水")), wrong("0.00", "-85.71", "85.71")
    ),
    finds(
        "DV001",
        "保留一位小数",
        project(output(*SEVENTH, "-85.7", "缺水")),
        Said(
            "自评表!H17",
            "指标“建成数量”的偏差度填 -85.7，按 ≥7000吨 与 1000吨 复算为 -85.71，差异为四舍五入所致。",
            "-85.7",
            "-85.71",
            "0.01",
            "偏差度栏通行算法",
            Severity.NOTICE,
            rounding=True,
        ),
    ),
    finds(
        "DV001",
        "超额完成的也是0.00",
        project(output("≥40个", "60个", "30", "30", "50.00")),
        Said(
            "自评表!H17",
            "指标“建成数量”的偏差度填 50.00，按 ≥40个 与 60个 复算为 0.00，请改正。",
            "50.00",
            "0.00",
            "50",
            "偏差度栏通行算法",
        ),
    ),
    cannot("DV001", "另一种表式没有这一栏", WITHOUT_COLUMN, "这种表没有偏差度栏"),
    passes("DV002", "丢分的写了原因", project()),
    passes("DV002", "满分的不必写", project(COST, output("≥1个", "1个", "30"), EFFECT, SATISFACTION)),
    passes("DV002", "算错的满分由IN001说", project(output("≥40个", "40个", "30", "20"))),
    finds(
        "DV002",
        "没有写原因",
        project(COST, replace(OUTPUT, reason=""), EFFECT, SATISFACTION),
        Said(
            "自评表!I18",
            "指标“建成数量”分值 30、得分 27.00，没有写偏差原因，请补写原因和改进措施（注3）。",
            "27.00",
            basis="注3",
            severity=Severity.WARNING,
        ),
    ),
    finds(
        "DV002",
        "定性指标没有得满分也要写",
        project(effect("方便", "较好", "25", "22.49")),
        Said(
            "自评表!I17",
            "指标“方便居民”分值 25、得分 22.49，没有写偏差原因，请补写原因和改进措施（注3）。",
            "22.49",
            basis="注3",
            severity=Severity.WARNING,
        ),
    ),
    finds(
        "DV002",
        "规则没有写明条款的，不说条款",
        project(COST, replace(OUTPUT, reason=""), EFFECT, SATISFACTION),
        Said(
            "自评表!I18",
            "指标“建成数量”分值 30、得分 27.00，没有写偏差原因，请补写原因和改进措施。",
            "27.00",
            severity=Severity.WARNING,
        ),
        rules=PROJECT_RULES.model_copy(update={"reason": None}),
    ),
    cannot("DV002", "没有指标", replace(project(), indicators=()), "没有三级指标"),
]
