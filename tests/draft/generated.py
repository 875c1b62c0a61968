"""Forms and answers at random, but the same in every run: all operators and units, edges, blanks, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from filled import Answers, Typed
from support import DEPARTMENT_RULES, FILE, PROJECT_RULES

from scoring.drafting.plan import Plan, PlannedFund, PlannedIndicator
from scoring.model.form import CATEGORY_NAMES, Category
from scoring.numerals import Deadline, Quantity, fold
from scoring.place import Place
from scoring.rules import RuleSet, load_ruleset
from scoring.write.draft.answers import is_percent, parsed
from scoring.write.draft.goals import goal
from scoring.write.draft.page import Formula

# Rules that are otherwise those of Henan: no 资金管理情况, full marks from 95 %, cost unspent is cost kept,
# bands that are known by two words.
_EXECUTION = PROJECT_RULES.execution.model_copy(update={"full_at": Decimal(95), "points": Decimal(30)})
_UNSPENT = PROJECT_RULES.methods.unspent_cost.model_copy(update={"use": "met"})
_GOOD, _BAD = PROJECT_RULES.band[0], PROJECT_RULES.band[3]
_LIMIT = Decimal(85)
OTHERWISE = PROJECT_RULES.model_copy(
    update={
        "fund_management": None,
        "execution": _EXECUTION,
        "methods": PROJECT_RULES.methods.model_copy(update={"unspent_cost": _UNSPENT}),
        "band": (
            _GOOD.model_copy(update={"words": ("好", "达成"), "low": _LIMIT}),
            _BAD.model_copy(update={"words": ("较差", "未达成"), "high": _LIMIT}),
        ),
    }
)
NATION, HUBEI = "national-2020", "hubei-project-2020"
RULES = (
    PROJECT_RULES,
    PROJECT_RULES,
    DEPARTMENT_RULES,
    OTHERWISE,
    *map(load_ruleset, (NATION, NATION, HUBEI)),
)
SIGNS = ("≥", "≥", "≥", "≤", "≤", "≤", "=", "", ">", "<", "不低于", "不超过", "＞=", "达到")
UNITS = (
    *("人", "个", "%", "%", "%", "万元", "万元", "元", "天", "万件", "次", "台（套）", "月", "‰", "平方米"),
    *("工作日", "小时/工作日", "", "年", "条", "百分比", "元/人", "km", "个百分点"),
)
NUMBERS = (
    *("1", "2", "3", "4", "5", "7", "8", "9.5", "12", "0.29", "0.58"),
    *("16", "21.48", "32", "85", "90", "95", "99.9", "100"),
)
MORE_NUMBERS = (
    "150",
    "1,000",
    "2156",
    "320000",
    "0.5",
    "0.35",
    "65.88",
    "1234567.89",
    "0",
    "0",
    "９５",
    "-3",
)
WORDS = (
    *("明显", "提高", "稳定运行", "好", "较好", "及时", "零投诉", "增长率≥5%", "达到3级", "80-90", "A级"),
    *("安全、稳定", "无", "按合同规定，保质保量", "≥9 9% ≥9 0%", "", "-", "≥%", "同比增长5%", '"优"'),
)
DATES = (
    *("2023年12月31日前", "2023年12月31日", "2023年6月30日之前", "2023年12月底前", "2023年2月底前"),
    *("2023年底前", "2023年", "2023年内", "2023年12月", "2023-11-30", "每月25号"),
    *("12月底前", "2023年11月31日", "不晚于2023年9月1日", "2023年9月1日前完成"),
    *("2023.12.31", "2024年2月29日前"),
)
ANSWERS = ("好", "较好", "一般", "较差", "达成", "部分达成", "未达成", "基本完成", "正在办理", "优秀", "一百")
POINTS = ("10", "5", "2.5", "3.3", "0.5", "15", "1.75", "7", "30", "12.5", "2", "1", "0")
_EPOCH = date(1899, 12, 30)


def case(seed: int) -> tuple[Plan, Answers]:
    """A form and what is typed into it."""
    dice = Random(seed)
    rules = dice.choice(RULES)
    planned = tuple(_indicator(dice, rules) for _ in range(dice.randint(1, 9)))
    order = list(Category)
    planned = tuple(sorted(planned, key=lambda one: order.index(one.category)))
    plan = Plan(
        kind=rules.kind,
        rules=rules,
        year=2023,
        name=f"项目{seed}",
        money_unit="万元",
        total=PlannedFund("年度资金总额" if rules.kind == "project" else "部门预算总额"),
        sources=(PlannedFund("财政拨款"), PlannedFund("单位资金")),
        indicators=planned,
        revisable=dice.random() < 0.3,
        place=Place(FILE),
    )
    changed = {n: text for n, one in enumerate(planned) if plan.revisable and (text := _changed(dice, one))}
    now = [replace(one, target=changed.get(n, one.target)) for n, one in enumerate(planned)]
    actuals = tuple(_actual(dice, one) for one in now)
    managed = rules.fund_management.items if rules.fund_management else ()
    blank = dice.random() < 0.2
    return plan, Answers(
        targets=changed,
        budget=None if blank else _money(dice),
        executed=None if dice.random() < 0.1 else _money(dice),
        judged_execution=dice.choice((None, Decimal("3.25"), Decimal(11))),
        management=tuple(None if blank else Decimal(dice.randint(0, 5)) for _ in managed),
        actuals=actuals,
        judged=tuple(_judged(dice, one) for one in planned),
        reasons=tuple(dice.choice(("", "进度晚", "无", "-")) for _ in planned),
        points={n: None for n in range(len(planned)) if dice.random() < 0.02},
        percent=frozenset(
            n for n, value in enumerate(actuals) if isinstance(value, Decimal) and abs(value) < 2
        ),
    )


def _indicator(dice: Random, rules: RuleSet) -> PlannedIndicator:
    category = dice.choice(
        [*rules.categories(), Category.OTHER] if dice.random() < 0.1 else rules.categories()
    )
    money = category is Category.COST and dice.random() < 0.8
    target = _money_target(dice) if money else dice.choices((_quantity, _words, _date), (7, 2, 2))[0](dice)
    return PlannedIndicator(
        category=category,
        category_text=CATEGORY_NAMES[category],
        subcategory="",
        name=f"指标{dice.randint(1, 999)}号",
        target=target,
        points=Decimal(dice.choice(POINTS)),
    )


def _quantity(dice: Random) -> str:
    number = dice.choice(NUMBERS if dice.random() < 0.7 else MORE_NUMBERS)
    return f"{dice.choice(SIGNS)}{number}{dice.choice(UNITS)}"


def _money_target(dice: Random) -> str:
    return f"{dice.choice(('≤', '≤', '<', '=', ''))}{dice.choice(NUMBERS)}{dice.choice(('万元', '元', ''))}"


def _words(dice: Random) -> str:
    return dice.choice(WORDS)


def _date(dice: Random) -> str:
    return dice.choice(DATES)


def _changed(dice: Random, indicator: PlannedIndicator) -> str:
    """The target with another number or year, which its formula follows; empty where it stays."""
    text, target = indicator.target, parsed(indicator.target)
    if (
        dice.random() < 0.7
        or text != fold(text)
        or not isinstance(goal(target, text, "D1", revisable=True), Formula)
    ):
        return ""
    if isinstance(target, Quantity):
        return text.replace(target.written.text, dice.choice(("7.5", "64", "0", "300")))
    return text.replace("2023", "2024")


def _actual(dice: Random, indicator: PlannedIndicator) -> Typed:
    target = parsed(indicator.target)
    if dice.random() < 0.07:
        return None
    if isinstance(target, Quantity):
        if dice.random() < 0.03:
            return dice.choice(ANSWERS)
        goal = target.written.value
        if indicator.category is Category.COST and dice.random() < 0.2:
            return Decimal(0)
        return _near(dice, goal, indicator.points or Decimal(1)) / (100 if is_percent(target) else 1)
    if isinstance(target, Deadline) and dice.random() < 0.5:
        due = target.due or date(2023, 12, 31)
        day = dice.choice((due.toordinal(), due.toordinal() + 1, due.toordinal() - dice.randint(1, 200)))
        return Decimal(day - _EPOCH.toordinal())
    if dice.random() < 0.4:
        return Decimal(
            dice.choice(("1", "0.8", "0", "0.9995", "0.33335", "1.2", "-0.1", "0.5805", "80", "2023"))
        )
    return dice.choice((*ANSWERS, indicator.target, indicator.target, "明显"))


def _near(dice: Random, goal: Decimal, points: Decimal) -> Decimal:
    """An actual at or about its target, on a tie of the second decimal of its score, or far from it."""
    kind = dice.randint(0, 9)
    tiny = Decimal("0.01")
    if kind <= 1:
        return goal
    if kind == 2:
        return goal + dice.choice((tiny, -tiny, 1, -1, Decimal("0.0001"), Decimal("-0.0001")))
    if kind == 3:
        far = (Decimal(0), Decimal(0), -goal, goal * 2, goal * 3, goal / 2, goal * 51)
        limit = goal * Decimal("1.3")
        return dice.choice((*far, limit, limit, limit + Decimal("0.001"), limit - Decimal("0.001")))
    if kind <= 6 and points and goal > 0:  # score = (2m + 1) / 200
        tie = goal * (2 * dice.randint(0, int(points * 100)) + 1) / (200 * points)
        tie += dice.choice((Decimal(0), Decimal("0.000001"), Decimal("-0.000001")))
        return tie if tie == tie.quantize(Decimal("1E-8")) else tie.quantize(Decimal("1E-4"))
    return (goal * Decimal(dice.randint(1, 2500)) / 1000).quantize(Decimal("0.01"))


def _judged(dice: Random, indicator: PlannedIndicator) -> Typed:
    points = indicator.points or Decimal(0)
    shares = (
        "0",
        "0.3",
        "0.595",
        "0.6",
        "0.7999",
        "0.8",
        "0.85",
        "0.899",
        "0.9",
        "0.955",
        "1",
        "1.01",
        "-0.1",
    )
    return None if dice.random() < 0.3 else points * Decimal(dice.choice(shares))


def _money(dice: Random) -> Decimal:
    return Decimal(
        dice.choice(("100", "90.9", "320000", "21.48", "0", "2952.43", "200", "33.33", "58.05", "4.7"))
    )
