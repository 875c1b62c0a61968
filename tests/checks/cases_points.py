"""PT: 分值."""

from case import Said, cannot, finds, passes
from support import (
    COST,
    DEPARTMENT_RULES,
    EFFECT,
    ITEMS,
    OUTPUT,
    SATISFACTION,
    Item,
    Money,
    department,
    effect,
    management,
    output,
    project,
    satisfaction,
)

from scoring.finding import Severity
from scoring.rules import load_ruleset

RESCALED, HUBEI = load_ruleset("rescaled-2020"), load_ruleset("hubei-project-2020")
OUTPUT_50 = output("≥40个", "40个", "50")
FULL = Money(executed="100", rate="100%", score="10")
TWENTY = Money(executed="100", points="20", rate="100%", score="20")
INCOMPLETE = project(missing=("execution",), money=None)
OUTPUT_40 = output("≥40个", "40个", "40")
EFFECT_30 = effect("方便", "100%", "30")

CASES = [
    passes("PT001", "执行率10、资金管理20、指标70", project()),
    finds(
        "PT001",
        "产出少1分",
        project(COST, output("≥40个", "40个", "29"), EFFECT, SATISFACTION),
        Said("自评表!F21", "各行分值合计为 99 分，应为 100 分，请调整分值。", "99", "100", "-1", "注2"),
    ),
    finds(
        "PT001",
        "产出多0.01分",
        project(COST, output("≥40个", "40个", "30.01"), EFFECT, SATISFACTION),
        Said(
            "自评表!F21",
            "各行分值合计为 100.01 分，应为 100 分，请调整分值。",
            "100.01",
            "100",
            "0.01",
            "注2",
        ),
    ),
    finds(
        "PT001",
        "“总分”行写错",
        project(total_points="90"),
        Said("自评表!F21", "“总分”行的分值为 90，各行分值合计为 100，请改正。", "90", "100", "-10", "注2"),
    ),
    finds(
        "PT001",
        "“总分”行写满分，各行少1分",
        project(COST, output("≥40个", "40个", "29"), EFFECT, SATISFACTION, total_points="100"),
        Said("自评表!F21", "各行分值合计为 99 分，应为 100 分，请调整分值。", "99", "100", "-1", "注2"),
        Said("自评表!F21", "“总分”行的分值为 100，各行分值合计为 99，请改正。", "100", "99", "1", "注2"),
    ),
    finds(
        "PT001",
        "部门整体表满分也是100",
        department(output("=100%", "100%", "25"), effect("提高", "100%", "35")),
        Said("自评表!F19", "各行分值合计为 70 分，应为 100 分，请调整分值。", "70", "100", "-30", "分值栏"),
        rules=DEPARTMENT_RULES,
    ),
    passes(
        "PT001",
        "折算：不设满意度，合计90",
        project(OUTPUT_50, EFFECT_30, money=FULL, items=(), total="100"),
        rules=RESCALED,
    ),
    passes(
        "PT001",
        "折算：“总分”行写满分",
        project(OUTPUT_50, EFFECT_30, money=FULL, items=(), total="100", total_points="100"),
        rules=RESCALED,
    ),
    passes(
        "PT001",
        "折算：单位自己补足了100分",
        project(output("≥40个", "40个", "60"), EFFECT_30, money=FULL, items=()),
        rules=RESCALED,
    ),
    finds(
        "PT001",
        "折算：不设满意度，合计89",
        project(output("≥40个", "40个", "49"), EFFECT_30, money=FULL, items=(), total="100"),
        Said(
            "自评表!F19",
            "各行分值合计为 89 分，应为 90 分（不设满意度指标，总分按 100 分折算），请调整分值。",
            "89",
            "90",
            "-1",
            "单位自评指标的权重",
        ),
        rules=RESCALED,
    ),
    finds(
        "PT001",
        "折算：四类齐全，仍须满分",
        project(OUTPUT_50, EFFECT_30, satisfaction("≥90%", "93%", "9"), money=FULL, items=()),
        Said(
            "自评表!F20",
            "各行分值合计为 99 分，应为 100 分，请调整分值。",
            "99",
            "100",
            "-1",
            "单位自评指标的权重",
        ),
        rules=RESCALED,
    ),
    finds(
        "PT001",
        "折算：“总分”行的分值两者都不是",
        project(OUTPUT_50, EFFECT_30, money=FULL, items=(), total="100", total_points="95"),
        Said(
            "自评表!F19",
            "“总分”行的分值为 95，各行分值合计为 90，请改正。",
            "95",
            "90",
            "5",
            "单位自评指标的权重",
        ),
        rules=RESCALED,
    ),
    cannot("PT001", "缺首页", INCOMPLETE, "自评表不完整"),
    cannot("PT001", "有分值未填", project(output("≥1个", "1个", "")), "有分值未填或无法识别"),
    passes("PT002", "四类齐全", project()),
    passes("PT002", "不设成本，产出40", project(OUTPUT_40, EFFECT, SATISFACTION)),
    passes("PT002", "不设满意度，效益30", project(COST, OUTPUT, EFFECT_30)),
    passes("PT002", "两类都不设", project(OUTPUT_40, EFFECT_30)),
    passes("PT002", "部门整体表的满意度在效益的35分之内", department()),
    passes(
        "PT002",
        "折算：不设满意度",
        project(OUTPUT_50, EFFECT_30, money=FULL, items=(), total="100"),
        rules=RESCALED,
    ),
    finds(
        "PT002",
        "折算：其他类的分值不能动",
        project(output("≥40个", "40个", "60"), EFFECT_30, money=FULL, items=()),
        Said(
            "自评表!F17",
            "产出指标的分值合计为 60 分，按规则应为 50 分，请调整分值。",
            "60",
            "50",
            "10",
            "单位自评指标的权重",
            Severity.WARNING,
        ),
        rules=RESCALED,
    ),
    passes(
        "PT002",
        "四类合计80，内部自定",
        project(output("≥40个", "40个", "80"), money=TWENTY, items=()),
        rules=HUBEI,
    ),
    finds(
        "PT002",
        "四类合计79",
        project(output("≥40个", "40个", "50"), effect("方便", "100%", "29"), money=TWENTY, items=()),
        Said(
            "自评表!F17",
            "产出指标、效益指标、满意度指标和成本指标的分值合计为 79 分，按规则应为 80 分，请调整分值。",
            "79",
            "80",
            "-1",
            "表头",
        ),
        rules=HUBEI,
    ),
    finds(
        "PT002",
        "不设成本，产出仍为30",
        project(OUTPUT, EFFECT, SATISFACTION),
        Said(
            "自评表!F17",
            "产出指标的分值合计为 30 分，按规则应为 40 分（不设成本指标，加 10 分），请调整分值。",
            "30",
            "40",
            "-10",
            "注2",
        ),
    ),
    finds(
        "PT002",
        "设了成本，产出又加10",
        project(COST, OUTPUT_40, EFFECT, SATISFACTION),
        Said(
            "自评表!F18",
            "产出指标的分值合计为 40 分，按规则应为 30 分，请调整分值。",
            "40",
            "30",
            "10",
            "注2",
        ),
    ),
    finds(
        "PT002",
        "没有效益指标",
        project(COST, OUTPUT, SATISFACTION),
        Said(
            "自评表!A1", "效益指标的分值合计为 0 分，按规则应为 25 分，请调整分值。", "0", "25", "-25", "注2"
        ),
    ),
    finds(
        "PT002",
        "部门整体表：合并计分的两类",
        department(
            management("健全", "100%", "30"), output("=100%", "100%", "25"), effect("提高", "100%", "30")
        ),
        Said(
            "自评表!F19",
            "效益指标和满意度指标的分值合计为 30 分，按规则应为 35 分，请调整分值。",
            "30",
            "35",
            "-5",
            "分值栏",
        ),
    ),
    cannot("PT002", "缺首页", INCOMPLETE, "自评表不完整"),
    passes("PT003", "执行率10分，资金管理每项5分", project()),
    passes("PT003", "按规则执行率20分", project(OUTPUT_50, money=TWENTY, items=()), rules=HUBEI),
    finds(
        "PT003",
        "执行率应为20分",
        project(OUTPUT_50, money=FULL, items=()),
        Said("自评表!G7", "“预算执行率”的分值为 10，按规则应为 20，请改正。", "10", "20", "-10", "备注1"),
        rules=HUBEI,
    ),
    finds(
        "PT003",
        "执行率20分",
        project(money=Money(points="20", score="11.61")),
        Said("自评表!G7", "“预算执行率”的分值为 20，按规则应为 10，请改正。", "20", "10", "10", "注2"),
    ),
    finds(
        "PT003",
        "两项互换1分",
        project(items=(Item("安排科学性", "6", "6"), Item("拨付合规性", "4", "4"), *ITEMS[2:])),
        Said("自评表!G11", "“安排科学性”的分值为 6，按规则应为 5，请改正。", "6", "5", "1", "注1"),
        Said("自评表!G12", "“拨付合规性”的分值为 4，按规则应为 5，请改正。", "4", "5", "-1", "注1"),
    ),
    passes("PT004", "都填了", project()),
    finds(
        "PT004",
        "未填",
        project(output("≥1个", "1个", "")),
        Said("自评表!F17", "“建成数量”的分值未填，这一行不能计分，请填写数字。", ""),
    ),
    finds(
        "PT004",
        "不是数字",
        project(output("≥1个", "1个", "五分", "5")),
        Said("自评表!F17", "“建成数量”的分值“五分”不是数字，这一行不能计分，请填写数字。", "五分"),
    ),
    finds(
        "PT004",
        "负数",
        project(output("≥1个", "1个", "-5", "0")),
        Said("自评表!F17", "“建成数量”的分值为负数（-5），这一行不能计分，请改正。", "-5"),
    ),
]
