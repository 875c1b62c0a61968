"""PL: 合理性 — indicators that cannot show what they should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import loose
from scoring.checks.lines import SOUND, indicators, quantity
from scoring.checks.registry import Found, form_check, listed, quoted
from scoring.finding import Severity
from scoring.model.form import CATEGORY_NAMES, Category, Indicator, ProjectForm
from scoring.numerals import Operator

# No cost in these names: what is saved, or what everybody is to get.
_NO_COST = re.compile("节约|节省|降低|减少|压减|压缩|标准")

# A closed list. That money was paid shows in the rate of execution, for which there are points already;
# an output is what was had for it. Left out are sums that people receive as what the project is for
# (补贴发放), what is bought or built (采购完成率), and the lawful use of money (资金使用合规率).
_PAID = re.compile(
    r"(?:项目|专项|财政|预算|建设|工程)*(?:资金|经费|款项?|预算)"
    r"(?:支付|拨付|到位|下达|支出|使用|执行|发放)(?:完成)?"
    r"(?:率|进度|及时率|及时性|准确率|准确性|时限|时间)"
)
_HANDOUT = re.compile("补|贴|助|奖|救|抚恤|低保|养老|慰问")  # a project that pays people: 发放 is its output


@form_check(
    "PL006",
    "成本指标使用“≥”",
    Severity.WARNING,
    what="成本指标的年度指标值是否写成“≥”“>”多少钱。",
    why="成本要控制在指标值以内，写成“≥”，花得越多反而得分越高。",
    basis=SOUND,
    mend="改为“≤”；本意是节约多少、补助标准不低于多少的，在指标名称中写明。",
)
def cost_upside_down(context: FormContext) -> Iterator[Found]:
    for indicator in indicators(context):
        target = quantity(indicator.target.text) if _is_cost(indicator) else None
        upward = target is not None and target.operator in (Operator.AT_LEAST, Operator.ABOVE)
        if target and upward and target.unit.is_money and not _NO_COST.search(indicator.name.text):
            yield Found(
                indicator.target.place,
                f"成本指标{quoted(indicator.name.text)}的指标值是{quoted(target.text)}，花得越多得分越高，"
                "请核对是否应为“≤”。",
                stated=indicator.target.text,
            )


def _is_cost(indicator: Indicator) -> bool:
    return indicator.category is Category.COST or loose(indicator.subcategory).startswith("成本")


@form_check(
    "PL007",
    "指标没有名称",
    Severity.WARNING,
    what="填了年度指标值或分值的一行，是否写了三级指标的名称。",
    why="没有名称，不知道考核的是什么，完成值也无法核实。",
    basis=SOUND,
    mend="在“三级指标”栏补填名称。",
)
def name_missing(context: FormContext) -> Iterator[Found]:
    nameless = [i for i in indicators(context) if not i.name and (i.target or i.points.text)]
    if len(nameless) * 2 > len(context.form.indicators):
        raise NotChecked("多数指标没有读到名称，可能是没有认出“三级指标”栏")
    for indicator in nameless:
        target, points = indicator.target.text, indicator.points.text
        told = [f"指标值{quoted(target)}"] if target else []
        told += [f"分值 {points}"] if points else []
        kind = indicator.subcategory or CATEGORY_NAMES[indicator.category]
        yield Found(indicator.name.place, f"{kind}有一行（{'、'.join(told)}）没有填写指标名称，请补填。")


@form_check(
    "PL008",
    "指标只反映付款",
    Severity.NOTICE,
    what="产出指标是否只说资金支付、拨付、到位、发放了多少或是否及时。",
    why="付款由预算执行率反映，产出应当是用这笔钱提供的产品和服务。",
    basis=SOUND,
    mend="换成办成的事：数量、质量、完成时间。",
)
def only_paid(context: FormContext) -> Iterator[Found]:
    handout = isinstance(context.form, ProjectForm) and _HANDOUT.search(context.form.name.text)
    paid = [
        indicator
        for indicator in indicators(context)
        if indicator.category is Category.OUTPUT
        and _PAID.fullmatch(name := loose(indicator.name.text))
        and not (handout and "发放" in name)
    ]
    if paid:
        yield Found(
            paid[0].name.place,
            f"产出指标{listed(indicator.name.text for indicator in paid)}只反映资金收付，"
            "不能看出完成了什么工作（付款由预算执行率反映），请改为反映工作成果的指标。",
        )
