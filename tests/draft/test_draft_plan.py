"""Plans: what is proposed, with its ground, and what is taken over."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from support import DEPARTMENT_RULES, PROJECT_RULES, Money, department, effect, output, project
from tables import INDICATORS, indicator, plan
from tables import project as target_table

from scoring.drafting.clues import CLUES, Look
from scoring.drafting.lastyear import plan_form
from scoring.drafting.plan import Plan
from scoring.drafting.points import shares
from scoring.drafting.run import plan_all
from scoring.drafting.subcategories import propose
from scoring.drafting.targets import plan_target
from scoring.model.form import Category, Remark
from scoring.read.recognise.words import SUBCATEGORIES
from scoring.read.sources import sources
from scoring.verification import read_all

COST, OUTPUT, EFFECT, SATISFACTION = (
    Category.COST,
    Category.OUTPUT,
    Category.EFFECT,
    Category.SATISFACTION,
)
HALF = Decimal("0.5")


@pytest.fixture(scope="module")
def jiaozuo() -> list[Plan]:
    """The plans of the example: a department and ten projects."""
    documents, _ = read_all(list(sources([ROOT / "examples" / "jiaozuo-2023"])), covered=True)
    plans, failed = plan_all(documents, None)
    assert failed == []
    return plans


@pytest.mark.parametrize(
    ("category", "name", "target", "subcategory", "ground"),
    [
        (COST, "项目支出成本", "≤15万元", "经济成本指标", "单位是“万元”"),
        (COST, "维修费", "控制在预算内", "经济成本指标", "名称中有“费”"),
        (COST, "污染治理成本", "≤3万元", "生态环境成本指标", "名称中有“污染”"),
        (COST, "对居民的影响", "较小", "经济成本指标", "没有可依据的字词，按最常见的一类列出，请核对"),
        (OUTPUT, "接待群众数量", "≥35万人", "数量指标", "单位是“万人”"),
        (OUTPUT, "公共设施设备完好率", "≥90%", "质量指标", "名称中有“率”"),
        (OUTPUT, "办结及时率", "≥90%", "时效指标", "名称中有“及时”"),
        (OUTPUT, "系统维护响应", "≤24小时", "时效指标", "单位是“小时”"),
        (OUTPUT, "项目完工", "2023年12月31日前", "时效指标", "指标值是期限"),
        (OUTPUT, "节目收视", "≥5%", "质量指标", "单位是“%”"),
        (OUTPUT, "改造面积", "≥800", "数量指标", "名称中有“面积”"),
        (OUTPUT, "供水情况", "较好", "质量指标", "指标值是文字，不是数"),
        (OUTPUT, "编写报告", "3", "数量指标", "没有可依据的字词，按最常见的一类列出，请核对"),
        (EFFECT, "营商环境提升", "明显", "社会效益指标", "名称中有“营商环境”"),
        (EFFECT, "环境改善", "明显", "生态效益指标", "名称中有“环境”"),
        (EFFECT, "工作质量的持续影响", "明显", "可持续影响指标", "名称中有“持续”"),
        (EFFECT, "带动销售", "≥100万元", "经济效益指标", "单位是“万元”"),
        (EFFECT, "提升群众办事体验", "明显", "社会效益指标", "名称中有“群众”"),
        (SATISFACTION, "受众人群满意率", "≥99%", "服务对象满意度指标", "满意度指标只有这一类"),
        (OUTPUT, "信息采集", "", "数量指标", "没有可依据的字词，按最常见的一类列出，请核对"),
    ],
)
def test_subcategories_are_proposed_with_their_ground(
    category: Category, name: str, target: str, subcategory: str, ground: str
) -> None:
    proposal = propose(category, name, target)
    assert proposal
    assert (proposal.text, proposal.ground) == (subcategory, ground)


def test_nothing_is_proposed_where_no_subcategory_is_usual() -> None:
    assert propose(Category.INPUT_MANAGEMENT, "预算执行率", "≥95%") is None


@pytest.mark.parametrize("category", list(CLUES))
def test_clues_name_subcategories_of_their_category_and_always_end(category: Category) -> None:
    assert {SUBCATEGORIES[clue.subcategory] for clue in CLUES[category]} == {category}
    assert [clue.look for clue in CLUES[category]].index(Look.ALWAYS) == len(CLUES[category]) - 1
    assert all(clue.told or clue.words or clue.look is Look.ANY_UNIT for clue in CLUES[category])


@pytest.mark.parametrize(
    ("total", "count", "points"),
    [
        ("30", 3, "10 10 10"),
        ("10", 3, "3.5 3.5 3"),
        ("25", 2, "12.5 12.5"),
        ("5", 1, "5"),
        ("40", 7, "6 6 6 5.5 5.5 5.5 5.5"),
        ("1", 3, "0.4 0.3 0.3"),
        ("0.25", 2, "0.13 0.12"),
        ("0", 2, "0 0"),
    ],
)
def test_points_are_shared_as_evenly_as_steps_allow(total: str, count: int, points: str) -> None:
    assert shares(Decimal(total), count) == [Decimal(each) for each in points.split()]


@given(st.integers(0, 200), st.integers(1, 60))
def test_shared_points_sum_exactly(halves: int, count: int) -> None:
    points = shares(halves * HALF, count)
    assert sum(points) == halves * HALF
    assert len(points) == count
    if halves >= count:
        assert all(each % HALF == 0 for each in points)
        assert max(points) - min(points) <= HALF


def test_the_example_sums_to_the_rule_set(jiaozuo: list[Plan]) -> None:
    assert [plan.kind for plan in jiaozuo] == ["department", *["project"] * 10]
    for one in jiaozuo:
        points: dict[Category, Decimal] = defaultdict(Decimal)
        for planned in one.indicators:
            assert planned.points is not None
            assert planned.points % HALF == 0
            points[planned.category] += planned.points
        if one.kind == "department":
            assert points == {
                Category.INPUT_MANAGEMENT: 30,
                OUTPUT: 25,
                EFFECT: Decimal("23.5"),
                SATISFACTION: Decimal("11.5"),
            }
        else:
            moved = {COST: 10, OUTPUT: 30} if COST in points else {OUTPUT: 40}
            assert points == {**moved, EFFECT: 25, SATISFACTION: 5}


def test_the_example_is_taken_over_whole(jiaozuo: list[Plan]) -> None:
    first = jiaozuo[1]
    assert (first.name, first.year) == ("大厅运行费", 2023)
    assert first.supervising_department == "政务服务和大数据局"
    assert first.implementing_unit == "焦作市政务服务和大数据管理局"
    assert first.total.initial_budget == 15
    assert [fund.initial_budget for fund in first.sources] == [15, None, None]
    assert first.remarks == ("“≥90%”没有对应的指标名称，未采用，请对照原表核对。",)
    assert sum(len(plan.indicators) for plan in jiaozuo[1:]) == 58
    department = jiaozuo[0]
    assert department.tasks[0].name == "机构正常运转"
    assert [fund.initial_budget for fund in department.sources] == [Decimal("1074.33"), None, None]
    assert department.indicators[4].explanation.startswith("专项资金细化率=")
    assert department.remarks[:2] == (
        "目标表中的“2、资金结构：（1）基本支出”914.44，自评表没有这一行，未列入。",
        "目标表中的“（2）项目支出”159.89，自评表没有这一行，未列入。",
    )


def test_the_ground_of_points_tells_what_was_moved() -> None:
    grounds = {one.name: one.points_ground for one in plan(*INDICATORS[1:3]).indicators}
    assert grounds == {
        "建成数量": "产出指标共 40 分（不设成本指标，加 10 分），由 1 个指标均分",
        "方便居民": "效益指标共 30 分（不设满意度指标，加 5 分），由 1 个指标均分",
    }


def test_indicators_stand_in_the_order_of_their_categories() -> None:
    assert [one.name for one in plan(*reversed(INDICATORS)).indicators] == [
        *("采购成本", "建成数量", "方便居民", "居民满意度")
    ]


def test_a_category_that_the_rules_do_not_know_gets_no_points() -> None:
    found = plan_target(target_table(indicator(Category.OTHER, "其他", "≥1个"), *INDICATORS), PROJECT_RULES)
    assert [one.points for one in found.indicators][-1] is None
    assert [one.subcategory for one in found.indicators][-1] == ""


def test_a_subcategory_that_is_given_is_no_proposal() -> None:
    (one,) = plan(indicator(OUTPUT, "完好率", "≥90%", "数量指标")).indicators
    assert (one.subcategory, one.ground) == ("数量指标", "")


def test_what_is_doubtful_about_money_is_told() -> None:
    found = plan_target(target_table(*INDICATORS, total="20", government="12", own="7"), PROJECT_RULES)
    assert found.remarks == ("目标表的资金总额 20 与各来源合计 12 + 7 = 19 不符，请核对。",)
    found = plan_target(target_table(*INDICATORS, government="约20"), PROJECT_RULES)
    assert found.remarks == ("目标表的“约20”不是数字，金额没有填入，请核对。",)


def test_remarks_of_the_reader_are_kept() -> None:
    remark = Remark("一格没有读懂。", INDICATORS[0].name.place)
    assert plan_target(target_table(*INDICATORS, remarks=(remark,)), PROJECT_RULES).remarks == (
        "一格没有读懂。",
    )


def test_last_year_s_form_gives_targets_and_points_and_no_results() -> None:
    form = project(
        output("2023年12月31日前", "80%", "30", "24", name="完工"),
        effect("明显", "明显", "25"),
        name="2023图书角",
    )
    found = plan_form(form, PROJECT_RULES)
    assert (found.year, found.name, found.revisable) == (2024, "2023图书角", True)
    assert [(one.target, one.points, one.ground, one.points_ground) for one in found.indicators] == [
        ("2023年12月31日前", Decimal(30), "", ""),
        ("明显", Decimal(25), "", ""),
    ]
    assert found.total.initial_budget is None
    assert found.remarks == (
        "“完工”的年度指标值中仍是 2023 年（共 1 处），工具没有改动，请改为 2024 年。",
        "名称照抄上年，其中仍是 2023 年，请核对。",
    )


def test_last_year_s_department_form_keeps_its_kind() -> None:
    found = plan_form(department(), DEPARTMENT_RULES)
    assert (found.kind, found.year) == ("department", 2024)
    assert sum((one.points or Decimal(0) for one in found.indicators), Decimal(0)) == 90


def test_a_form_without_a_year_is_not_given_one() -> None:
    found = plan_form(project(year=None), PROJECT_RULES)
    assert found.year is None
    assert found.remarks == ("上年的表没有写年度，本表的年度没有填写，请补填。",)


def test_money_that_may_be_part_of_other_money_is_not_added_up() -> None:
    usual = plan_form(project(sources=[Money("财政拨款"), Money("单位资金")]), PROJECT_RULES)
    assert [fund.label for fund in usual.sources] == ["财政拨款", "单位资金"]
    unusual = plan_form(project(sources=[Money("财政拨款"), Money("基本支出")]), PROJECT_RULES)
    assert [fund.label for fund in unusual.sources] == ["财政拨款", "财政专户管理资金", "单位资金"]
    assert unusual.remarks == (
        "上年的资金行“基本支出”不知是否已含在其他来源中，本表按表式列资金来源，请核对。",
    )
