"""TO: 总分与等级."""

from dataclasses import replace
from decimal import Decimal

from case import Said, cannot, finds, passes
from support import COST, EFFECT, OUTPUT, PROJECT_RULES, SATISFACTION, Money, effect, output, project

from scoring.finding import Severity
from scoring.model.form import ProjectForm
from scoring.rules import load_ruleset
from scoring.rules.tables import Cap

CLAIMED = output("≥40个", "36个", "30", "30", "-10.00", "场地没有落实")  # 27 is right: 3 too many
NO_TOTAL_ROW = replace(project(), total=None)
NOTICE = Severity.NOTICE
RESCALED = load_ruleset("rescaled-2020")
CAP = PROJECT_RULES.model_copy(update={"cap": (Cap(below=Decimal(60), most=Decimal(89), cite="note2"),)})
CAPPED = "各行得分之和 92.81；执行率 58.05% 低于 60%，总分最高 89 分"
PERHAPS_CAPPED = "各行得分之和 92.81；执行率不能计算，如低于 60%，总分最高 89 分"
FULL = Money(executed="100", rate="100%", score="10")


def rescaled(total: str) -> ProjectForm:
    """Without 满意度: 10 + 45 + 30 = 85 of 90 points, which is 94.44 of 100."""
    rows = (output("≥40个", "36个", "50", "45"), effect("方便", "100%", "30"))
    return project(*rows, money=FULL, items=(), total=total)


def sums_to(total: str, right: str, told: str, difference: str, rounding: bool = False) -> Said:
    message = f"总分填 {total} 分，各行得分之和为 {right} 分，{told}。"
    severity = NOTICE if rounding else Severity.ERROR
    return Said("自评表!G21", message, total, right, difference, severity=severity, rounding=rounding)


def recomputes_to(total: str, right: str, told: str, difference: str, rounding: bool = False) -> Said:
    message = f"总分自评 {total} 分，逐行复算后加总为 {right} 分，{told}。"
    severity = NOTICE if rounding else Severity.ERROR
    return Said("自评表!G21", message, total, right, difference, "注2", severity, rounding)


CASES = [
    passes("TO001", "等于各行之和", project()),
    passes("TO001", "多写一个0", project(total="92.810")),
    passes("TO001", "只看填写的数，行算错也不管", project(COST, CLAIMED, EFFECT, SATISFACTION)),
    finds("TO001", "少1分", project(total="91.81"), sums_to("91.81", "92.81", "少计 1 分，请改正", "-1")),
    finds(
        "TO001", "多0.01分", project(total="92.82"), sums_to("92.82", "92.81", "多计 0.01 分，请改正", "0.01")
    ),
    finds(
        "TO001",
        "保留一位小数",
        project(total="92.8"),
        sums_to("92.8", "92.81", "差异为四舍五入所致", "-0.01", rounding=True),
    ),
    passes("TO001", "折算后的得分", rescaled("94.44"), rules=RESCALED),
    finds(
        "TO001",
        "没有折算",
        rescaled("85"),
        Said(
            "自评表!G19",
            "总分填 85 分，各行得分之和 85.00 ÷ 90 × 100 = 94.444… → 94.44，少计 9.44 分，请改正。",
            "85",
            "94.44",
            "-9.44",
        ),
        rules=RESCALED,
    ),
    finds(
        "TO001",
        "折算后保留一位小数",
        rescaled("94.4"),
        Said(
            "自评表!G19",
            "总分填 94.4 分，各行得分之和 85.00 ÷ 90 × 100 = 94.444… → 94.44，差异为四舍五入所致。",
            "94.4",
            "94.44",
            "-0.04",
            severity=NOTICE,
            rounding=True,
        ),
        rules=RESCALED,
    ),
    passes("TO001", "封顶", project(total="89"), rules=CAP),
    finds(
        "TO001",
        "没有封顶",
        project(total="92.81"),
        Said(
            "自评表!G21",
            f"总分填 92.81 分，{CAPPED}，多计 3.81 分，请改正。",
            "92.81",
            "89",
            "3.81",
        ),
        rules=CAP,
    ),
    passes(
        "TO001",
        "执行率不能计算，封顶不封顶都算对",
        project(money=Money(budget="0", score="5.81"), total="92.81"),
        rules=CAP,
    ),
    finds(
        "TO001",
        "执行率不能计算，封顶不封顶都不对",
        project(money=Money(budget="0", score="5.81"), total="92.80"),
        Said(
            "自评表!G21",
            f"总分填 92.80 分，{PERHAPS_CAPPED}，少计 0.01 分，请改正。",
            "92.80",
            "92.81",
            "-0.01",
        ),
        rules=CAP,
    ),
    cannot("TO001", "没有总分", NO_TOTAL_ROW, "总分未填或不是数字"),
    cannot("TO001", "有得分未填", project(output("≥1个", "1个", "30", "")), "有得分未填或不是数字"),
    cannot("TO001", "缺首页", project(money=None, missing=("execution",)), "自评表不完整"),
    passes("TO002", "等于复算", project()),
    passes(
        "TO002", "有得分未填，总分在复算的范围内", project(effect("方便", "较好", "25", ""), total="48.00")
    ),
    finds(
        "TO002",
        "行算错，等级不变",
        project(COST, CLAIMED, EFFECT, SATISFACTION),
        recomputes_to("95.81", "92.81", "多计 3 分，等级仍为“优”，请逐行核对改正", "3"),
    ),
    finds(
        "TO002",
        "行算错，等级变了",
        project(
            COST,
            output("≥40个", "30个", "30", "30", "-25.00", "场地没有落实"),  # 22.50
            EFFECT,
            SATISFACTION,
        ),
        recomputes_to("95.81", "88.31", "多计 7.5 分，等级由“优”变为“良”，请逐行核对改正", "7.5"),
    ),
    finds(
        "TO002",
        "少计",
        project(total="92.80"),
        recomputes_to("92.80", "92.81", "少计 0.01 分，等级仍为“优”，请逐行核对改正", "-0.01"),
    ),
    finds(
        "TO002",
        "保留一位小数",
        project(total="92.8"),
        recomputes_to("92.8", "92.81", "差异为四舍五入所致", "-0.01", rounding=True),
    ),
    finds(
        "TO002",
        "各行保留一位小数，加总后差得更多",
        project(
            COST,
            *[output("≥3个", "1个", "10", "3.3", "-66.67", "缺货")] * 3,  # 3.33 each
            EFFECT,
            SATISFACTION,
            money=Money(score="5.8"),
        ),
        replace(
            recomputes_to("75.7", "75.80", "差异为四舍五入所致", "-0.10", rounding=True), place="自评表!G23"
        ),
    ),
    finds(
        "TO002",
        "有得分未填，总分超出复算的范围",
        project(COST, OUTPUT, effect("方便", "较好", "25", ""), SATISFACTION, total="91"),
        Said(
            "自评表!G21",
            "总分自评 91 分，超出复算的范围 87.81–90.30 分，请逐行核对改正。",  # 62.81 − 15 to 62.81 + 27.49
            "91",
            "87.81–90.30",
        ),
    ),
    passes("TO002", "折算后的得分", rescaled("94.44"), rules=RESCALED),
    finds(
        "TO002",
        "没有折算",
        rescaled("85"),
        Said(
            "自评表!G19",
            "总分自评 85 分，逐行复算后加总为 94.44 分（各行得分之和 85.00 ÷ 90 × 100 = 94.444… → 94.44），"
            "少计 9.44 分，等级由“良”变为“优”，请逐行核对改正。",
            "85",
            "94.44",
            "-9.44",
            "样表说明",
        ),
        rules=RESCALED,
    ),
    passes("TO002", "封顶", project(total="89"), rules=CAP),
    passes("TO002", "执行率正好60%，不封顶", project(money=Money(executed="60", score="6")), rules=CAP),
    finds(
        "TO002",
        "没有封顶",
        project(total="92.81"),
        Said(
            "自评表!G21",
            f"总分自评 92.81 分，逐行复算后加总为 89.00 分（{CAPPED}），"
            "多计 3.81 分，等级由“优”变为“良”，请逐行核对改正。",
            "92.81",
            "89.00",
            "3.81",
            "注2",
        ),
        rules=CAP,
    ),
    finds(
        "TO002",
        "执行率不能计算，总分超出范围",
        project(money=Money(budget="0", score="5.81"), total="95"),
        Said(
            "自评表!G21",
            f"总分自评 95 分，超出复算的范围 89.00–92.81 分（{PERHAPS_CAPPED}），请逐行核对改正。",
            "95",
            "89.00–92.81",
        ),
        rules=CAP,
    ),
    cannot("TO002", "没有总分", NO_TOTAL_ROW, "总分未填或不是数字"),
    cannot(
        "TO002",
        "缺首页",
        project(money=None, missing=("execution",)),
        "自评表不完整，无法复算总分",
    ),
    passes("TO003", "填了", project()),
    finds(
        "TO003",
        "没有总分行",
        NO_TOTAL_ROW,
        Said("自评表!A1", "没有找到“总分”行的得分，请补填总分（复算为 92.81 分）。"),
    ),
    finds(
        "TO003",
        "空着",
        project(total=""),
        Said("自评表!G21", "总分未填，请补填总分（复算为 92.81 分）。", ""),
    ),
    finds(
        "TO003",
        "不是数字",
        project(total="九十二"),
        Said("自评表!G21", "总分“九十二”不是数字，请填写数字（复算为 92.81 分）。", "九十二"),
    ),
    finds(
        "TO003",
        "不能复算",
        project(money=None, missing=("execution",), total=""),
        Said("自评表!G21", "总分未填，请补填总分。", ""),
    ),
    passes("TO004", "等级与复算总分一致", project(grade="优")),
    finds(
        "TO004",
        "等级按填写的总分定，复算后变了",
        project(
            COST,
            output("≥40个", "30个", "30", "30", "-25.00", "场地没有落实"),
            EFFECT,
            SATISFACTION,
            grade="优",
        ),
        Said("自评表!I21", "等级填“优”，复算总分 88.31 分对应“良”，请改正。", "优", "良", basis="评价等级"),
    ),
    cannot("TO004", "没有填等级", project(), "表上没有填写等级"),
    cannot("TO004", "总分不能复算", project(money=None, missing=("execution",), grade="优"), "总分无法复算"),
]
