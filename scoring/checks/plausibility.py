"""PL: 合理性 — full points that the rest of the form makes hard to believe."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import loose
from scoring.checks.lines import FAIR, Pair, is_full, quantity, scored
from scoring.checks.registry import Found, form_check, listed
from scoring.finding import Severity
from scoring.model.form import BLANKS, Category, FundManagementItem, ProjectForm
from scoring.number import noiseless
from scoring.score import Part
from scoring.score.methods import CEILINGS


@form_check(
    "PL001",
    "没有支出而产出、效益全部完成",
    Severity.WARNING,
    what="有预算而全年执行数为0的，产出指标和效益指标是否全都得了满分。",
    why="一分钱没有花，产出和效益却全部实现，不是执行数填错，就是没有如实评分，或者欠着款没有说明。",
    basis=FAIR,
    mend="核对全年执行数和各项完成值；先实施后付款的，在偏差原因中写明应付未付的金额。",
)
def nothing_spent(context: FormContext) -> Iterator[Found]:
    funds = context.form.total_funds
    if context.form.missing:
        raise NotChecked("自评表不完整")
    if funds is None or funds.executed.value is None:
        raise NotChecked("没有全年执行数")
    if funds.budget.value is None or funds.budget.value <= 0:
        raise NotChecked("没有全年预算数")
    lines = context.sheet.of(Part.INDICATOR)
    outputs = [line for line in lines if line.category is Category.OUTPUT]
    effects = [line for line in lines if line.category is Category.EFFECT]
    if funds.executed.value == 0 and outputs and effects and all(map(is_full, outputs + effects)):
        yield Found(
            funds.executed.place,
            f"全年预算 {funds.budget.text} {context.form.money_unit}，全年执行数为 0，"
            f"{len(outputs)} 项产出指标和 {len(effects)} 项效益指标都得满分，请核对执行数和完成情况；"
            "先实施后付款的，请写明应付未付的金额。",
            stated=funds.executed.text,
        )


@form_check(
    "PL002",
    "数量为零而质量满分",
    Severity.WARNING,
    what="数量指标全都一个也没有完成的，质量指标是否得了满分。",
    why="什么也没有做成，就谈不上做得好不好。",
    basis=FAIR,
    mend="核对数量指标的完成值；确实没有完成的，质量指标按未完成评分。",
)
def nothing_done(context: FormContext) -> Iterator[Found]:
    if context.form.missing:
        raise NotChecked("自评表不完整")
    pairs = scored(context)
    quantities = [pair for pair in pairs if _is(pair, "数量指标")]
    qualities = [line for pair in pairs if _is(pair, "质量指标") and is_full(line := pair[1])]
    if not quantities:
        raise NotChecked("没有数量指标")
    if qualities and all(map(_none_done, quantities)):
        yield Found(
            qualities[0].place,
            f"{len(quantities)} 项数量指标的实际完成值都是 0，"
            f"质量指标{listed(line.name.text for line in qualities)}却得满分，请核对完成值和得分。",
            stated=qualities[0].stated.text,
        )


def _is(pair: Pair, subcategory: str) -> bool:
    indicator, _ = pair
    return indicator.category is Category.OUTPUT and loose(indicator.subcategory).startswith(subcategory)


def _none_done(pair: Pair) -> bool:
    """Whether nothing was done of something; nothing against a ceiling (≤3次) may be good."""
    indicator, _ = pair
    target, actual = quantity(indicator.target.text), quantity(indicator.actual.text)
    if target is None or actual is None or target.operator in CEILINGS:
        return False
    return target.value > 0 and actual.value == 0


@form_check(
    "PL012",
    "满分没有依据",
    Severity.WARNING,
    what="没有填写实际完成值的指标，以及其他项都写了情况说明而自己没有写的资金管理项，是否得了满分。",
    why="得满分要有看得见的依据，空着的格子说明不了完成得好。",
    basis=FAIR,
    mend="补填实际完成值、情况说明；说不出依据的，改正得分。",
)
def no_basis(context: FormContext) -> Iterator[Found]:
    form = context.form
    items = form.fund_management if isinstance(form, ProjectForm) else ()
    if not form.indicators and not items:
        raise NotChecked("没有三级指标和资金管理情况")
    if form.indicators and "actual" not in form.missing:
        yield from _without_actual(scored(context))
    yield from _without_description(items)


def _without_actual(pairs: list[Pair]) -> Iterator[Found]:
    blank = [line for indicator, line in pairs if indicator.actual.text in BLANKS and is_full(line)]
    if blank:
        yield Found(
            blank[0].place,
            f"指标{listed(line.name.text for line in blank)}没有填写实际完成值，却得了满分"
            f"（共 {len(blank)} 项），请补填完成值，没有依据的改正得分。",
            stated=blank[0].stated.text,
        )


def _without_description(items: tuple[FundManagementItem, ...]) -> Iterator[Found]:
    """Where no item has one, the form has no such column."""
    empty = [item for item in items if item.description.text in BLANKS]
    bare = [
        item
        for item in empty
        if item.score.value
        and item.points.value
        and noiseless(item.score.value) == noiseless(item.points.value)
    ]
    if bare and len(empty) < len(items):
        yield Found(
            bare[0].description.place,
            f"资金管理情况的{listed(item.name.text for item in bare)}没有写情况说明，却得了满分，"
            "请补写做法，没有依据的改正得分。",
            stated=bare[0].score.text,
        )
