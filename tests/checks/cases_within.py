"""CS: 勾稽关系 — a form with itself (CS007, CS008, CS009, CS010)."""

from dataclasses import replace

from case import Said, cannot, finds, passes
from support import EFFECT, OUTPUT, SATISFACTION, Money, cost, department, management, output, project

from scoring.finding import Severity
from scoring.model.form import DepartmentForm, ProjectForm
from scoring.model.money import MoneyUnit

WARNING, NOTICE = Severity.WARNING, Severity.NOTICE
CANTEEN = Money(budget="20", executed="11.61", initial_budget="20", score="5.81")
NO_BREAKDOWN = "成本指标的指标值相加不等于全年预算数，不是全年预算的分解"


def costs(*pairs: tuple[str, str], money: Money = CANTEEN, unit: MoneyUnit = MoneyUnit.WAN) -> ProjectForm:
    """A project whose cost indicators have these targets and actuals."""
    rows = (cost(target, actual, "10") for target, actual in pairs)
    return replace(project(*rows, OUTPUT, EFFECT, SATISFACTION, money=money), money_unit=unit)


def off(working: str, told: str, stated: str, difference: str) -> Said:
    message = (
        f"成本指标的指标值合计等于全年预算数 20 万元，实际完成值合计 {working} 万元，"
        f"比全年执行数 11.61 万元{told} 万元，请核对改正。"
    )
    return Said("自评表!E17", message, stated, "11.61", difference, severity=WARNING)


def by_rounding(working: str, stated: str, difference: str) -> Said:
    message = (
        f"成本指标的指标值合计等于全年预算数 20 万元，实际完成值合计 {working} 万元，"
        "全年执行数 11.61 万元，差异可由四舍五入解释。"
    )
    return Said("自评表!E17", message, stated, "11.61", difference, severity=NOTICE, rounding=True)


def goal(
    *expected: str, initial: str = "20", budget: str = "20", unit: MoneyUnit = MoneyUnit.WAN
) -> ProjectForm:
    """A project with these goals of the year."""
    form = project(
        money=Money(budget=budget, initial_budget=initial, executed="1"),
        sources=(Money("财政拨款", "18.48", "1", initial, "—", "", "—"),),
        goals=tuple((text, "已完成") for text in expected),
    )
    return replace(form, money_unit=unit)


def other_money(words: str, told: str, budget: str, difference: str) -> Said:
    return Said(
        "自评表!B15",
        f"年度目标写“{words}”，{told}，请核对改正。",
        words,
        budget,
        difference,
        severity=WARNING,
    )


def rounded(words: str, budget: str) -> Said:
    message = f"年度目标写“{words}”，表上的预算数为 {budget} 万元，差异为四舍五入所致。"
    return Said("自评表!B15", message, words, budget, severity=NOTICE, rounding=True)


BUDGET = Money("部门预算总额", "2952.43", "324.49", "559.08", score="1.22")


def formula(name: str, actual: str, money: Money = BUDGET) -> DepartmentForm:
    """A department form with this indicator; its target matters to other checks only."""
    return department(management("≤10%", actual, "30", name=name), money=money)


def recomputed(name: str, actual: str, working: str, right: str, off: str, aside: str = "") -> Said:
    return Said(
        "自评表!E17",
        f"指标“{name}”填 {actual}，按部门预算总额一行的金额，{working} {right}，{off} 个百分点，"
        f"请核对改正{aside}（指标值说明栏）。",
        actual,
        right.split()[-1],
        basis="指标值说明栏",
        severity=WARNING,
    )


ASIDE = "，按规定不计入的调整请在原因栏注明"
UNLIKE = "单位不一致，无法计分，请改成同一单位"
SLIP = "单位不一致：“5条%”的单位后面多写了“%”，按5条读取，请核对"


def units(target: str, actual: str, told: str) -> Said:
    return Said(
        "自评表!E17",
        f"指标“建成数量”的实际完成值“{actual}”与年度指标值“{target}”{told}。",
        actual,
        severity=WARNING,
    )


CASES = [
    passes("CS007", "两项相加等于执行数", costs(("≤15万元", "8.61万元"), ("≤5万元", "3万元"))),
    passes("CS007", "以元计的相加", costs(("≤150000元", "86100元"), ("≤5万元", "3万元"))),
    passes("CS007", "实际没有写单位", costs(("≤15万元", "8.61"), ("≤5万元", "3"))),
    passes(
        "CS007",
        "不是金额的成本指标不算在内",
        costs(("≤20万元", "11.61万元"), ("≤100元/人", "90元/人"), ("不超预算", "100%")),
    ),
    passes(
        "CS007",
        "表以元计",
        costs(("≤20万元", "11.61万元"), money=Money(budget="200000", executed="116100"), unit=MoneyUnit.YUAN),
    ),
    finds(
        "CS007",
        "相加多1万元",
        costs(("≤15万元", "8.61万元"), ("≤5万元", "4万元")),
        off("8.61 + 4 = 12.61", "多 1", "12.61", "1"),
    ),
    finds(
        "CS007",
        "只有一项，差0.01",
        costs(("≤20万元", "11.6万元")),
        by_rounding("11.6", "11.6", "-0.01"),
    ),
    finds(
        "CS007",
        "只有一项，写到两位，差0.01",
        costs(("≤20万元", "11.60万元")),
        off("11.6", "少 0.01", "11.6", "-0.01"),
    ),
    finds(
        "CS007",
        "两项各舍入到两位，差0.01",
        costs(("≤15万元", "8.60万元"), ("≤5万元", "3.00万元")),
        by_rounding("8.6 + 3 = 11.6", "11.6", "-0.01"),
    ),
    finds(
        "CS007",
        "两项各舍入到两位，差0.02",
        costs(("≤15万元", "8.59万元"), ("≤5万元", "3.00万元")),
        off("8.59 + 3 = 11.59", "少 0.02", "11.59", "-0.02"),
    ),
    cannot("CS007", "不是全年预算的分解", costs(("≤15万元", "8.61万元")), NO_BREAKDOWN),
    cannot("CS007", "差0.01也不是分解", costs(("≤19.99万元", "8.61万元")), NO_BREAKDOWN),
    cannot("CS007", "没有成本指标", project(OUTPUT, EFFECT), "没有以金额为指标值的成本指标"),
    cannot("CS007", "下限不是成本", costs(("≥20万元", "11.61万元")), "没有以金额为指标值的成本指标"),
    cannot("CS007", "实际不是金额", costs(("≤20万元", "已支付")), "有成本指标的实际完成值不是金额"),
    cannot(
        "CS007",
        "没有执行数",
        costs(("≤20万元", "11.61万元"), money=Money(budget="20", executed="")),
        "预算数、执行数不能用于计算",
    ),
    passes("CS008", "等于全年预算数", goal("使用20万元资金，建设图书角。")),
    passes("CS008", "等于年初预算数", goal("使用30万元资金，建设图书角。", initial="30")),
    passes("CS008", "等于一个来源", goal("使用18.48万元，建设图书角。")),
    passes("CS008", "以元写明，表以万元计", goal("申请预算资金200,000元，建设图书角。")),
    passes(
        "CS008",
        "以元计的表写万元，按两位舍入",
        goal("使用38.77万元，建设。", budget="387664.62", unit=MoneyUnit.YUAN),
    ),
    passes("CS008", "几个数相加等于预算", goal("申请资金15万元，另有5万元自筹。")),
    passes("CS008", "明细相加等于预算", goal("使用26万元资金，含书架12万元、图书8万元。")),
    passes("CS008", "两个目标相加等于预算", goal("申请资金20万元，", "购书6万元。")),
    finds(
        "CS008",
        "多写6万元",
        goal("使用26万元资金，支付伙食补助。"),
        other_money("使用26万元资金", "全年预算数为 20 万元，目标比全年预算数多 6 万元", "20", "6"),
    ),
    finds(
        "CS008",
        "写在项目二字后面",
        goal("本项目共申请预算资金19万元。购置图书。"),
        other_money("申请预算资金19万元", "全年预算数为 20 万元，目标比全年预算数少 1 万元", "20", "-1"),
    ),
    finds(
        "CS008",
        "开头写明用途，没有别的数",
        goal("使用1.5万元购置办公用品。", initial="0", budget="2.7"),
        other_money(
            "使用1.5万元",
            "年初预算数为 0 万元，全年预算数为 2.7 万元，目标比全年预算数少 1.2 万元",
            "2.7",
            "-1.2",
        ),
    ),
    finds(
        "CS008",
        "28.88写作28.9",
        goal("使用28.9万资金，缴纳水电费", initial="28.88", budget="28.88"),
        rounded("使用28.9万资金", "28.88"),
    ),
    finds(
        "CS008", "来源18.48写作18.5", goal("2023年使用18.5万元，发放奖励"), rounded("使用18.5万元", "18.48")
    ),
    finds(
        "CS008",
        "18.48写作18.6不是舍入",
        goal("使用18.6万元，发放奖励"),
        other_money("使用18.6万元", "全年预算数为 20 万元，目标比全年预算数少 1.4 万元", "20", "-1.4"),
    ),
    *(
        cannot(
            "CS008",
            f"不能断定是项目的钱：{text[:20]}",
            goal(text),
            "年度目标中没有能断定为项目资金额的数",
        )
        for text in (
            "建设40个图书角。",
            "安排30万元用于购置书架，开展活动10场。",
            "使用30万元购置书架，另用3万元购书。",
            "购书，其中使用30万元，购置书架。",
            "三年累计使用30万元，建成图书角。",
            "使用30万元左右购置书架。",
            "使用300元/人的标准，发放补助。",
            "每人使用300元，发放补助。",
            "申请30万元，安排25万元，购置书架。",
            "带动投资30万元，群众受益。",
            f"使用{'1' * 21}万元，购置书架。",
            "使用1.2.3万元，购置书架。",
            "使用30万元，购置书架。" + "很长" * 1000,
        )
    ),
    cannot("CS008", "部门整体表", department(), "只核对项目自评表"),
    cannot("CS008", "没有预算数", goal("使用20万元，购书。", budget=""), "没有全年预算数"),
    passes("CS009", "预算执行率按两位", formula("预算执行率", "10.99%")),
    passes("CS009", "截到整数，名称前有部门", formula("部门预算执行率", "10%")),
    finds(
        "CS009",
        "预算执行率差0.01",
        formula("部门整体支出预算执行率", "11.00%"),
        recomputed("部门整体支出预算执行率", "11.00%", "324.49 ÷ 2952.43", "应为 10.99%", "多 0.01"),
    ),
    passes("CS009", "预算调整率", formula("预算调整率", "428.09%")),
    passes(
        "CS009",
        "压减的不写负号",
        formula("预算调整率", "20%", replace(BUDGET, budget="80", initial_budget="100")),
    ),
    passes(
        "CS009",
        "压减的写负号",
        formula("预算调整率", "-20%", replace(BUDGET, budget="80", initial_budget="100")),
    ),
    finds(
        "CS009",
        "预算调整率填错",
        formula("预算调整率", "36.78%"),
        recomputed("预算调整率", "36.78%", "(2952.43 − 559.08) ÷ 559.08", "应为 428.09%", "少 391.31", ASIDE),
    ),
    passes("CS009", "结转结余率不超过未执行的比例", formula("结转结余率", "0.15%")),
    passes("CS009", "正好是未执行的比例", formula("结转结余率", "89.01%")),
    finds(
        "CS009",
        "结转结余率多0.01",
        formula("结转结余率", "89.02%"),
        recomputed("结转结余率", "89.02%", "(2952.43 − 324.49) ÷ 2952.43", "最多为 89.01%", "多 0.01"),
    ),
    finds(
        "CS009",
        "全部执行完还有结转",
        formula("结转结余率", "1%", replace(BUDGET, executed="3000")),
        recomputed("结转结余率", "1%", "(2952.43 − 3000) ÷ 2952.43", "最多为 0.00%", "多 1"),
    ),
    *(
        cannot("CS009", about, form, "没有预算执行率、预算调整率、结转结余率指标，或所需金额未填")
        for about, form in {
            "别的预算执行率": formula("“三公经费”预算执行率", "50%"),
            "填的不是百分数": formula("预算执行率", "0.11"),
            "填的是文字": formula("预算执行率", "已完成"),
            "没有填": formula("预算执行率", ""),
            "年初没有预算": formula("预算调整率", "100%", replace(BUDGET, initial_budget="0")),
            "年初预算未填": formula("预算调整率", "100%", replace(BUDGET, initial_budget="")),
            "没有这些指标": department(),
        }.items()
    ),
    cannot("CS009", "项目自评表", project(), "只核对部门整体自评表"),
    passes("CS010", "单位一致", project()),
    passes("CS010", "次和批次是一回事", project(output("≥12批次", "12次", "30"))),
    passes("CS010", "没有填的由IN003说", project(output("≥40个", "", "30"))),
    passes("CS010", "不是数量的由IN003说", project(output("≥40个", "已完成", "30"))),
    finds("CS010", "个和台", project(output("≥40个", "36台", "30")), units("≥40个", "36台", UNLIKE)),
    finds("CS010", "百分数和比例", project(output("≥95%", "0.96", "30")), units("≥95%", "0.96", UNLIKE)),
    finds(
        "CS010", "单位后面多写了百分号", project(output("≥5条", "5条%", "30")), units("≥5条", "5条%", SLIP)
    ),
    finds(
        "CS010",
        "指标值多写了百分号",
        project(output("≥5条%", "5条", "30")),
        Said(
            "自评表!D17",
            "指标“建成数量”的实际完成值“5条”与年度指标值“≥5条%”单位不一致："
            "“≥5条%”的单位后面多写了“%”，按5条读取，请核对。",
            "≥5条%",
            severity=WARNING,
        ),
    ),
    passes("CS010", "指标值是文字", project(output("正常", "5条%", "30"))),
    passes("CS010", "两边都多写的一致", project(output("≥5条%", "5条%", "30"))),
    cannot(
        "CS010",
        "没有认出实际完成值栏",
        project(missing=("actual",)),
        "没有认出年度指标值或实际完成值栏",
    ),
]
