"""By which words and units a 二级指标 is proposed: a table, read from top to bottom, the first match counts.

The names are those of the national form (财预〔2020〕10号) and the local forms after it: how much (数量), how
well (质量), when (时效), at what cost, to whose benefit. A clue looks at the indicator's name, at the unit of
its target, or at what kind of target it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.model.form import Category


class Look(StrEnum):
    """Where a clue looks."""

    NAME = "name"
    UNIT = "unit"
    DATE = "date"
    WORDS = "words"
    ANY_UNIT = "any unit"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Clue:
    """A subcategory and what speaks for it; `told` is the ground where there are no words to quote."""

    subcategory: str
    look: Look
    words: tuple[str, ...] = ()
    told: str = ""


def _name(subcategory: str, words: str) -> Clue:
    return Clue(subcategory, Look.NAME, tuple(words.split()))


def _unit(subcategory: str, units: str) -> Clue:
    return Clue(subcategory, Look.UNIT, tuple(units.split()))


CLUES: dict[Category, tuple[Clue, ...]] = {
    Category.COST: (
        _name("社会成本指标", "社会成本"),
        _name("生态环境成本指标", "生态 环境 环保 污染 排放 碳"),
        _unit("经济成本指标", "元"),
        _name("经济成本指标", "成本 费 价 经费 支出 投入 金额 工资 资金"),
        Clue("经济成本指标", Look.ALWAYS, told="没有可依据的字词，按最常见的一类列出，请核对"),
    ),
    Category.OUTPUT: (
        _name("时效指标", "及时 时效 时限 按时 准时 按期 限期 期限 周期 工期 时间 日期 进度"),
        _unit("时效指标", "天 工作日 小时 分钟 个月 年 周 季度"),
        Clue("时效指标", Look.DATE, told="指标值是期限"),
        _name("质量指标", "率 质量 合格 达标 准确 正常 完好 规范 合规 优良 稳定 完整 程度"),
        _unit("质量指标", "%"),
        Clue("数量指标", Look.ANY_UNIT),
        _name("数量指标", "数量 人数 次数 个数 面积 规模 里程"),
        Clue("质量指标", Look.WORDS, told="指标值是文字，不是数"),
        Clue("数量指标", Look.ALWAYS, told="没有可依据的字词，按最常见的一类列出，请核对"),
    ),
    Category.EFFECT: (
        _name("社会效益指标", "营商环境 市场环境 投资环境 办公环境 工作环境 社会环境"),
        _name("可持续影响指标", "持续 长效 长期"),
        _name("生态效益指标", "生态 环境 环保 污染 绿化 节能 减排 节水 空气 水质"),
        _name("社会效益指标", "群众 社会 居民 公众 民生 就业 受益 幸福 服务"),
        _unit("经济效益指标", "元"),
        _name("经济效益指标", "经济 收入 增收 产值 税收 利润 收益 节约 投资 消费"),
        _name("社会效益指标", "企业 安全 稳定 水平 效率 质量 能力 影响"),
        Clue("社会效益指标", Look.ALWAYS, told="没有可依据的字词，按最常见的一类列出，请核对"),
    ),
    Category.SATISFACTION: (Clue("服务对象满意度指标", Look.ALWAYS, told="满意度指标只有这一类"),),
}
