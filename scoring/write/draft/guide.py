"""The sheet 填表说明: what to fill in, what the colours mean, what was proposed and why, what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.checks.registry import quoted
from scoring.drafting.plan import Plan
from scoring.number import plain
from scoring.report.view import source
from scoring.write.draft.heights import height
from scoring.write.draft.page import Fill, Look, Page, Style
from scoring.write.draft.understood import Aspect, not_understood

_WIDTH = 78  # one page of A4
_TITLE = Style(look=Look.TITLE, align="left")
_HEADING = Style(look=Look.HEADING, align="left")
_PROSE = Style(look=Look.PROSE, align="left")
_COLOURS = (
    (Fill.INPUT, "浅黄色：请填写。“判断得分”变成浅黄色的，表示这一行要由人判断给分。"),
    (Fill.PROPOSAL, "浅蓝色：工具建议的二级指标和分值，可以改。"),
    (Fill.RED, "红色：要处理。分值合计不对、丢了分没有写原因、判断得分超出范围、扣了分没有写问题。"),
    (Fill.AMBER, "橙色：请看一看。完成值与指标值相差悬殊（可能单位或百分号填错），或指标值需要核对。"),
    (Fill.NONE, "没有颜色：固定内容或公式，已锁定，不用填。确需改动的，先“撤销工作表保护”（没有密码）。"),
)
_STEPS = (
    "先看右边辅助栏的分值核对：各类指标的分值合计与应有分值是否相同，不同的显示红色，在同类指标之间调整分值，到红色消失。",
    "填全年预算数、全年执行数（按资金来源填，总额自动相加），执行率和得分自动算出。",
    "填实际完成值。有单位的只填数字，单位自动显示；指标值是百分数的直接填 95%。",
    "期限填完成日期（如 2023-12-20），没有完成的填完成的百分数（如 80%）；文字指标从下拉表中选，或填百分数。",
    "得分、偏差度、总分、等级自动算出，填一格算一格；还有没填的，总分空着。",
    "规则留给人判断的（如答“好”“较好”），在“判断得分”栏填判断的得分，落在最低分和最高分之间才会采用。",
    "“提示”栏写着每一行还要做什么；丢了分的写明偏差原因和改进措施，写得多显示不全时把行拉高。",
    "填完保存，用 jixiao verify 复核；打印时辅助栏不打印。",
)
_OFF = (
    "同一类指标的分值合计必须等于规则规定的分值。合计不对时，这一类的分值和右边的核对变成红色，写明现在合计多少、应为多少。",
    "多了就减少其中一个或几个指标的分值，少了就增加；只能在同一类指标里调整，不能从别的类挪。",
    "把一类指标的分值全部清空，规则允许转移的（如没有成本指标），其分值自动转到规定的那一类，应有分值随之改变。",
)


def guide(plan: Plan, name: str = "填表说明") -> Page:
    """Lay out the sheet; each line is one cell, so that no program takes it for a table."""
    page = Page(name, (_WIDTH,), 1)
    row = 0
    for text, style in _lines(plan):
        row += 1
        page.put(row, 1, text, style)
        page.heights[row] = height(text, _WIDTH) + (10 if style.look is Look.TITLE else 0)
    page.last_row = row
    return page


def _lines(plan: Plan) -> Iterator[tuple[str, Style]]:
    yield "填表说明", _TITLE
    yield f"本表由 {source(plan.place)} 起草。", _PROSE
    if plan.remarks:
        yield "一、请先核对", _HEADING
        yield from _numbered(plan.remarks)
    else:
        yield "一、没有读不准的内容", _HEADING
    yield "二、怎样填", _HEADING
    yield from _numbered(_STEPS)
    yield "三、颜色", _HEADING
    for fill, text in _COLOURS:
        yield text, replace(_PROSE, fill=fill)
    yield "四、分值合计不对怎么办", _HEADING
    yield from _numbered(_OFF)
    yield "五、二级指标和分值从哪里来", _HEADING
    yield from _numbered(tuple(_origins(plan)))
    yield "六、按什么规则计分", _HEADING
    yield from _numbered(tuple(_rules(plan)))


def _numbered(texts: tuple[str, ...]) -> Iterator[tuple[str, Style]]:
    for number, text in enumerate(texts, start=1):
        yield f"{number}. {text}", _PROSE


def _origins(plan: Plan) -> Iterator[str]:
    if plan.revisable:
        yield "指标、指标值、二级指标和分值都照抄上年的自评表；全年预算数、实际完成值、得分、原因已清空。"
        yield "指标值可以改：数字和日期改了，公式跟着算；换了符号或单位，公式不再适用，得分由人判断。"
    for one in plan.indicators:
        parts = [f"二级指标建议为{one.subcategory}（{one.ground}）"] if one.ground else []
        if one.points_ground and one.points is not None:
            parts.append(f"分值建议 {plain(one.points)} 分（{one.points_ground}）")
        elif one.points is None:
            parts.append("分值没有建议（规则没有规定这一类的分值），请自行填写")
        if parts:
            yield f"{one.category_text}{quoted(one.name)}：{'；'.join(parts)}。"


def _rules(plan: Plan) -> Iterator[str]:
    rules = plan.rules
    yield f"{rules.name}（{rules.edition}，编号 {rules.id}）。"
    yield f"每行得分四舍五入保留 {rules.rounding.places} 位小数，再相加得总分。"
    for strange in not_understood(rules, *Aspect):
        yield f"规则的“{strange}”表里没有公式，有关的得分或总分请自行计算填写，再用 jixiao verify 复核。"
    yield from (note.text for note in rules.note)
