"""PL: 合理性 — answers that only repeat what was asked."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import COPIED, squeezed
from scoring.checks.lines import FAIR, expression, indicators, quantity
from scoring.checks.registry import Found, form_check, listed, quoted
from scoring.finding import Severity
from scoring.model.form import Category, Indicator
from scoring.number import HUNDRED
from scoring.numerals import Words

_SHOWN = 5  # names of indicators in a message


@form_check(
    "PL003",
    "满意度与指标值完全相同",
    Severity.NOTICE,
    what="满意度的实际完成值是否与年度指标值一字不差（100%的除外）。",
    why="满意度由调查得出，恰好等于指标值的很少，多半没有调查而照抄。",
    basis=FAIR,
    mend="填写调查得出的满意度；确实相同的，说明调查的时间、份数和方法。",
)
def satisfaction_copied(context: FormContext) -> Iterator[Found]:
    asked = [i for i in indicators(context) if i.category is Category.SATISFACTION]
    if not asked:
        raise NotChecked("没有满意度指标")
    same = [indicator for indicator in asked if _is_copied(indicator)]
    if same:
        told = "、".join(f"{quoted(i.name.text)} {i.actual.text}" for i in same[:_SHOWN])
        yield Found(
            same[0].actual.place,
            f"满意度的实际完成值与指标值完全相同（{told}），请说明满意度调查的份数和方法。",
            stated=same[0].actual.text,
        )


def _is_copied(indicator: Indicator) -> bool:
    target, actual = quantity(indicator.target.text), quantity(indicator.actual.text)
    if target is None or actual is None or not target.unit.base == actual.unit.base == "%":
        return False
    return target.value == actual.value != HUNDRED


@form_check(
    "PL009",
    "定性目标只填100%",
    Severity.NOTICE,
    what="年度指标值是文字（如“及时”“提高”）的指标，实际完成值是否只填了“100%”。",
    why="“提高”答“100%”，看不出提高了什么、提高了多少，别人无法核实。",
    basis="定性指标按完成情况分档评分（项目支出绩效自评表的表后说明注4），须写明完成的情况。",
    mend="写明实际完成的情况，如办件时间由几天减到几天。",
)
def words_answered_by_share(context: FormContext) -> Iterator[Found]:
    bare = [indicator for indicator in indicators(context) if _says_only_all(indicator)]
    if bare:
        names = listed((indicator.name.text for indicator in bare), _SHOWN)
        yield Found(
            bare[0].actual.place,
            f"有 {len(bare)} 项定性指标的实际完成值只填“100%”，不能看出完成的情况，请写明：{names}。",
            stated=bare[0].actual.text,
        )


def _says_only_all(indicator: Indicator) -> bool:
    target, actual = expression(indicator.target.text), quantity(indicator.actual.text)
    if not isinstance(target, Words) or target.has_figures or actual is None:
        return False
    return actual.unit.base == "%" and actual.value == HUNDRED


@form_check(
    "PL011",
    "完成情况照抄预期目标",
    Severity.NOTICE,
    what=f"年度总体目标（年度履职目标）的实际完成情况，是否与预期目标一字不差（{COPIED}个字以上的）。",
    why="照抄目标等于没有写完成情况。",
    basis="自评表“实际完成情况”栏。",
    mend="写明实际做了什么、做到什么程度、有哪些没有做到。",
)
def goal_copied(context: FormContext) -> Iterator[Found]:
    if not context.form.goals:
        raise NotChecked("没有年度总体目标")
    for goal in context.form.goals:
        actual = squeezed(goal.actual.text).rstrip("。")
        if len(actual) >= COPIED and actual == squeezed(goal.expected.text).rstrip("。"):
            yield Found(goal.actual.place, "实际完成情况与预期目标一字不差，请改写为实际完成的情况。")
