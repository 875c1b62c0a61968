"""DV: 偏差度 — a target that was met (DV003, DV004)."""

from dataclasses import replace

from case import Said, cannot, finds, passes
from cases_execution import NO_LINES
from support import Row, cost, effect, output, project

from scoring.finding import Severity

UNDONE = "场地没有落实，未完成"
NOTICE = Severity.NOTICE


def met(target: str, actual: str, reason: str, deviation: str | None = "0.00") -> Row:
    return output(target, actual, "30", deviation=deviation, reason=reason)


def contradicted(target: str, actual: str, reason: str = UNDONE) -> Said:
    return Said(
        "自评表!I17",
        f"指标“建成数量”年度指标值 {target}、实际完成值 {actual}，得满分 30 分，原因却写“{reason}”，"
        "请核对：没有完成的改正完成值和得分，已完成的删去原因。",
        reason,
        severity=NOTICE,
    )


def exceeded(target: str, actual: str, percent: str) -> Said:
    return Said(
        "自评表!I17",
        f"指标“建成数量”实际完成值 {actual} 是年度指标值 {target} 的 {percent}%，超过 130%，没有写原因，"
        "请补写（提示线）。",
        actual,
        basis="提示线",
        severity=NOTICE,
    )


CASES = [
    passes("DV003", "丢分的写了原因", project()),
    finds(
        "DV003", "正好完成却写未完成", project(met("≥40个", "40个", UNDONE)), contradicted("≥40个", "40个")
    ),
    passes("DV003", "超额完成的可以写", project(met("≥40个", "41个", UNDONE))),
    finds("DV003", "正好用到上限", project(met("≤40天", "40天", UNDONE)), contradicted("≤40天", "40天")),
    passes("DV003", "没有用到上限的可以写", project(met("≤40天", "39天", UNDONE))),
    finds(
        "DV003",
        "期限完成100%",
        project(met("2023年12月31日前", "100%", UNDONE)),
        contradicted("2023年12月31日前", "100%"),
    ),
    finds(
        "DV003",
        "没有偏差度一栏",
        project(met("稳定运行", "稳定运行", UNDONE, None)),
        contradicted("稳定运行", "稳定运行"),
    ),
    passes("DV003", "填了偏差度的由DV001说", project(met("≥40个", "40个", UNDONE, "-10.00"))),
    passes("DV003", "没有得满分", project(output("≥40个", "40个", "30", "20", reason=UNDONE))),
    passes("DV003", "由人判断的行", project(effect("方便", "基本方便", "25", reason=UNDONE))),
    *(
        passes("DV003", f"不是说没有完成：{words}", project(met("≥40个", "40个", words)))
        for words in (
            "无",
            "无偏差",
            "已完成",
            "按计划完成",
            "无未完成事项",
            "未出现偏差",
            "前期进度滞后，年底前已全部完成",
            "上年未完成的今年补上",
            "加强管理，避免进度滞后",
            "受天气影响",
            "按实际用量结算",
        )
    ),
    *(
        finds(
            "DV003",
            f"是说没有完成：{words}",
            project(met("≥40个", "40个", words)),
            contradicted("≥40个", "40个", words),
        )
        for words in ("由于招标，进度滞后", "没有按期完成", "因天气无法施工，未能按计划实施")
    ),
    cannot("DV003", "没有指标", replace(project(), indicators=()), "没有三级指标"),
    passes("DV004", "没有超额", project()),
    passes("DV004", "正好130%", project(output("≥40个", "52个", "30"))),
    finds("DV004", "超过130%", project(output("≥40个", "53个", "30")), exceeded("≥40个", "53个", "132.5")),
    finds(
        "DV004",
        "略高于130%",
        project(output("40个", "52.0001个", "30")),
        exceeded("40个", "52.0001个", "130.000…"),
    ),
    finds("DV004", "等号也是下限", project(output("=40个", "80个", "30")), exceeded("=40个", "80个", "200")),
    finds(
        "DV004",
        "单位不同而可以换算",
        project(output("＞1万件", "15000件", "30")),
        exceeded("＞1万件", "15000件", "150"),
    ),
    passes("DV004", "写了原因", project(output("≥40个", "80个", "30", reason="街道另外出资"))),
    passes("DV004", "上限指标没有超额一说", project(output("≤40天", "10天", "30"))),
    passes("DV004", "成本多花不是超额完成", project(cost("≥12万元", "24万元", "10"))),
    passes("DV004", "指标值是0", project(output("≥0个", "24个", "30"))),
    passes("DV004", "文字指标", project(effect("方便", "100%", "25"))),
    cannot("DV004", "规则没有这一条", project(), "规则没有写明超额完成的提示线", rules=NO_LINES),
    cannot("DV004", "没有指标", replace(project(), indicators=()), "没有三级指标"),
]
