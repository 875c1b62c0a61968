"""PL: 合理性, of one form."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from case import Case, Said, cannot, finds, passes
from support import (
    COST,
    EFFECT,
    ITEMS,
    OUTPUT,
    SATISFACTION,
    Item,
    Money,
    Row,
    cost,
    department,
    effect,
    management,
    output,
    project,
    satisfaction,
)

from scoring.finding import Severity
from scoring.model.form import AnyForm

warned = partial(Said, severity=Severity.WARNING)
noticed = partial(Said, severity=Severity.NOTICE)

DONE = output("≥40个", "40个", "30")
UNSPENT = Money(executed="0", rate="0%", score="0")
UNSPENT_FOUND = warned(
    "自评表!F7",
    "全年预算 100 万元，全年执行数为 0，1 项产出指标和 1 项效益指标都得满分，请核对执行数和完成情况；"
    "先实施后付款的，请写明应付未付的金额。",
    "0",
)

quantity = partial(output, points="15", name="培训人数", subcategory="数量指标")
quality = partial(output, "=100%", points="15", name="合格率", subcategory="质量指标")


def form(*rows: Row) -> AnyForm:
    """A form whose remaining lines are as they should be."""
    return project(COST, *rows, EFFECT, SATISFACTION)


SPENT = [
    finds("PL001", "没有支出", project(DONE, EFFECT, money=UNSPENT), UNSPENT_FOUND),
    finds(
        "PL001",
        "部门整体表也一样",
        department(money=replace(UNSPENT, label="部门预算总额")),
        UNSPENT_FOUND,
    ),
    passes("PL001", "花了一点", project(DONE, EFFECT, money=replace(UNSPENT, executed="0.01"))),
    passes("PL001", "有一项产出没有满分", project(OUTPUT, EFFECT, money=UNSPENT)),
    passes("PL001", "效益没有满分", project(DONE, effect("方便", "80%", "25", "20"), money=UNSPENT)),
    passes("PL001", "成本指标得0分不影响", project(DONE, EFFECT, money=Money(executed="1"))),
    passes("PL001", "没有效益指标", project(DONE, money=UNSPENT)),
    cannot(
        "PL001",
        "没有预算",
        project(DONE, EFFECT, money=Money(budget="0")),
        "没有全年预算数",
    ),
    cannot("PL001", "没有执行数", project(DONE, money=Money(executed="")), "没有全年执行数"),
    cannot("PL001", "缺页", project(money=None, missing=("execution",)), "自评表不完整"),
]

NONE_DONE = "没有数量指标"
QUANTITIES = [
    finds(
        "PL002",
        "一个人也没有培训",
        form(quantity("≥4人", "0人", score="0"), quality(actual="100%")),
        warned(
            "自评表!G19",
            "1 项数量指标的实际完成值都是 0，质量指标“合格率”却得满分，请核对完成值和得分。",
            "15",
        ),
    ),
    passes("PL002", "培训了一个人", form(quantity("≥4人", "1人", score="3.75"), quality(actual="100%"))),
    passes(
        "PL002",
        "另一项数量指标完成了",
        form(quantity("≥4人", "0人", score="0"), quantity("≥1期", "1期"), quality(actual="100%")),
    ),
    passes("PL002", "质量也得0分", form(quantity("≥4人", "0人", score="0"), quality(actual="0%", score="0"))),
    passes("PL002", "上限指标为0是好事", form(quantity("≤3次", "0次"), quality(actual="100%"))),
    passes("PL002", "目标就是0", form(quantity("=0次", "0次"), quality(actual="100%"))),
    passes("PL002", "完成值是文字", form(quantity("≥4人", "未开展", score="0"), quality(actual="100%"))),
    cannot(
        "PL002",
        "有几行没有读到",
        replace(form(quantity("≥4人", "0人", score="0"), quality(actual="100%")), missing=("lines",)),
        "自评表不完整",
    ),
    cannot("PL002", "没有数量指标", form(quality(actual="100%")), NONE_DONE),
]

COPIED_95 = "满意度的实际完成值与指标值完全相同（{}），请说明满意度调查的份数和方法。"
SATISFIED = [
    finds(
        "PL003",
        "95%",
        form(satisfaction("≥95%", "95%", "5")),
        noticed("自评表!E18", COPIED_95.format("“居民满意度” 95%"), "95%"),
    ),
    finds(
        "PL003",
        "两项报在一起，写法不同也是同一个数",
        form(satisfaction("≥95%", "95.0%", "5"), satisfaction("90%以上", "90%", "5", name="职工满意度")),
        noticed("自评表!E18", COPIED_95.format("“居民满意度” 95.0%、“职工满意度” 90%"), "95.0%"),
    ),
    passes("PL003", "95.1%", form(satisfaction("≥95%", "95.1%", "5"))),
    passes("PL003", "100%不稀奇", form(satisfaction("=100%", "100%", "5"))),
    passes("PL003", "不是百分比", form(satisfaction("≥9分", "9分", "5"))),
    passes("PL003", "文字", form(satisfaction("满意", "满意", "5"))),
    cannot("PL003", "没有满意度指标", project(COST, DONE, EFFECT), "没有满意度指标"),
]

SETTING = [
    finds(
        "PL006",
        "≥12万元",
        project(cost("≥12万元", "13万元", "10"), DONE),
        warned(
            "自评表!D17",
            "成本指标“采购成本”的指标值是“≥12万元”，花得越多得分越高，请核对是否应为“≤”。",
            "≥12万元",
        ),
    ),
    finds(
        "PL006",
        "产出指标下的成本指标，写成文字",
        project(output("不低于500元", "600元", "10", name="宣传费", subcategory="成本指标")),
        warned(
            "自评表!D17",
            "成本指标“宣传费”的指标值是“不低于500元”，花得越多得分越高，请核对是否应为“≤”。",
            "不低于500元",
        ),
    ),
    passes("PL006", "≤12万元", project(COST, DONE)),
    passes("PL006", "没有写比较", project(cost("12万元", "12万元", "10"), DONE)),
    passes("PL006", "节约的金额", project(cost("≥12万元", "13万元", "10", name="节约采购成本"), DONE)),
    passes("PL006", "补助标准", project(cost("≥500元", "500元", "10", name="人均补助标准"), DONE)),
    passes("PL006", "不是金额", project(cost("≥95%", "95%", "10", name="成本控制率"), DONE)),
    passes("PL006", "产出的金额", project(output("≥12万元", "13万元", "10", name="销售收入"))),
    cannot("PL006", "没有指标", replace(project(), indicators=()), "没有三级指标"),
    finds(
        "PL007",
        "两行没有名称",
        project(
            cost("≤12万元", "9万元", "", name=""),
            output("", "40个", "30", name="", subcategory="数量指标"),
            EFFECT,
            SATISFACTION,
        ),
        warned("自评表!C17", "成本指标有一行（指标值“≤12万元”）没有填写指标名称，请补填。"),
        warned("自评表!C18", "数量指标有一行（分值 30）没有填写指标名称，请补填。"),
    ),
    passes("PL007", "都有名称", project()),
    passes("PL007", "既没有指标值也没有分值", project(COST, DONE, output("", "40个", "", name=""))),
    cannot(
        "PL007",
        "多数没有名称，是没有读到",
        project(replace(COST, name=""), replace(DONE, name=""), EFFECT),
        "多数指标没有读到名称，可能是没有认出“三级指标”栏",
    ),
]

PAID_ONLY = (
    "产出指标{}只反映资金收付，不能看出完成了什么工作（付款由预算执行率反映），请改为反映工作成果的指标。"
)


def paid(*names: str, project_name: str = "社区图书角建设") -> AnyForm:
    """A form with outputs of these names."""
    rows = [output("=100%", "100%", "10", name=name) for name in names]
    return project(*rows, EFFECT, name=project_name)


PAYMENTS = [
    finds(
        "PL008",
        "一项",
        paid("建成数量", "资金支付率"),
        noticed("自评表!C18", PAID_ONLY.format("“资金支付率”")),
    ),
    finds(
        "PL008",
        "几种写法",
        paid("项目资金拨付及时率", "资金发放准确率", "工程款支付进度", "预算执行率"),
        noticed("自评表!C17", PAID_ONLY.format("“项目资金拨付及时率”、“资金发放准确率”、“工程款支付进度”等")),
    ),
    finds(
        "PL008",
        "补助项目的支付率",
        paid("资金支付率", project_name="高龄补助"),
        noticed("自评表!C17", PAID_ONLY.format("“资金支付率”")),
    ),
    passes("PL008", "补助项目发放资金就是产出", paid("资金发放准确率", project_name="高龄补助")),
    passes("PL008", "补贴发放", paid("补贴发放及时率", "补助资金发放准确率", "工资支付及时性")),
    passes("PL008", "合规和采购", paid("资金使用合规率", "设备采购完成率", "资金使用效益")),
    passes("PL008", "投入管理指标不是产出", department(management("=100%", "100%", "30", name="预算执行率"))),
]

SHARES = [
    finds(
        "PL009",
        "一项",
        project(COST, OUTPUT, effect("方便", "100%", "25"), SATISFACTION),
        noticed(
            "自评表!E19",
            "有 1 项定性指标的实际完成值只填“100%”，不能看出完成的情况，请写明：“方便居民”。",
            "100%",
        ),
    ),
    finds(
        "PL009",
        "六项只报一次，列出五项",
        project(*[effect("提高", "100%", "5", name=f"效益{n}") for n in "一二三四五六"]),
        noticed(
            "自评表!E17",
            "有 6 项定性指标的实际完成值只填“100%”，不能看出完成的情况，请写明："
            "“效益一”、“效益二”、“效益三”、“效益四”、“效益五”等。",
            "100%",
        ),
    ),
    passes("PL009", "答99%", project(effect("提高", "99%", "25", "24.75"))),
    passes("PL009", "答了话", project(effect("提高", "办件时间由5天减到3天", "25"))),
    passes("PL009", "指标值是数", project(effect("≥95%", "100%", "25"))),
    passes("PL009", "指标值是日期", project(output("2023年12月31日前", "100%", "30"))),
    passes("PL009", "指标值中有数", project(effect("提高5个以上百分点", "100%", "25"))),
    cannot("PL009", "没有指标", replace(project(), indicators=()), "没有三级指标"),
]

GOAL = "在全区四十个社区建设图书角，方便居民就近借阅"  # 22 characters
COPIED = noticed("自评表!F15", "实际完成情况与预期目标一字不差，请改写为实际完成的情况。")
GOALS = [
    finds("PL011", "一字不差", project(goals=[(GOAL, GOAL)]), COPIED),
    finds("PL011", "只差换行和句号", project(goals=[(GOAL, f"{GOAL[:10]}\n{GOAL[10:]}。")]), COPIED),
    finds("PL011", "正好20个字", project(goals=[(GOAL[:20], GOAL[:20])]), COPIED),
    passes("PL011", "19个字太短", project(goals=[(GOAL[:19], GOAL[:19])])),
    passes("PL011", "改了一个字", project(goals=[(GOAL, GOAL.replace("四", "三"))])),
    cannot("PL011", "没有目标", project(), "没有年度总体目标"),
]

BARE = Item("使用规范性", description="")
BASIS = [
    finds(
        "PL012",
        "完成值空白或是一横而得满分，报在一起",
        form(output("≥40个", "", "15", name="甲"), output("≥40个", "—", "15", name="乙")),
        warned(
            "自评表!G18",
            "指标“甲”、“乙”没有填写实际完成值，却得了满分（共 2 项），请补填完成值，没有依据的改正得分。",
            "15",
        ),
    ),
    passes("PL012", "没有满分", form(output("≥40个", "", "30", "29"))),
    passes("PL012", "没有分值", form(output("≥40个", "", "0", "0"))),
    passes("PL012", "完成值一栏没有认出", replace(form(output("≥40个", "", "30")), missing=("actual",))),
    finds(
        "PL012",
        "只有一项没有情况说明",
        project(items=[*ITEMS[:2], BARE, ITEMS[3]]),
        warned(
            "自评表!C13",
            "资金管理情况的“使用规范性”没有写情况说明，却得了满分，请补写做法，没有依据的改正得分。",
            "5",
        ),
    ),
    passes("PL012", "扣了分的不算", project(items=[*ITEMS[:2], replace(BARE, score="4"), ITEMS[3]])),
    passes(
        "PL012",
        "都没有情况说明，是没有这一栏",
        project(items=[replace(item, description="") for item in ITEMS]),
    ),
    cannot(
        "PL012",
        "什么都没有",
        replace(project(items=()), indicators=()),
        "没有三级指标和资金管理情况",
    ),
]

CASES: list[Case] = [*SPENT, *QUANTITIES, *SATISFIED, *SETTING, *PAYMENTS, *SHARES, *GOALS, *BASIS]
