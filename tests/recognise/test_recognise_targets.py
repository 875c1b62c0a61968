"""绩效目标表: the published ones with every indicator written out, and what such tables may look like."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT
from papers import Rows, text, workbook

from scoring.model.document import Document
from scoring.model.form import Category, Remark
from scoring.model.raw import Cell, Grid, RawDocument, Row
from scoring.model.target import DepartmentTarget, ProjectTarget, TargetIndicator
from scoring.numerals import Deadline, Operator, Quantity, Words
from scoring.place import Place
from scoring.read.container import read_raw
from scoring.read.recognise import recognise

BUDGET = ROOT.parent / "shared" / "corpus" / "jiaozuo-2023-budget.txt"
EXAMPLE = ROOT / "examples" / "jiaozuo-2023" / "绩效目标表.xlsx"
ASK = "请对照原表核对。"
SLIPPED = f"本行各栏错位，已移回所属的栏读入，{ASK}"

INPUT, COST, OUTPUT = Category.INPUT_MANAGEMENT, Category.COST, Category.OUTPUT
EFFECT, SATISFACTION = Category.EFFECT, Category.SATISFACTION
Told = tuple[Category, str, str, str, str]

# Category, name, operator, number, unit; a quality stands where the number does.
PROJECTS: dict[str, list[Told]] = {
    "大厅运行费": [
        (COST, "项目支出成本", "≤", "15", "万元"),
        (OUTPUT, "政务服务事项平均办事环节", "≤", "5", "个"),
        (OUTPUT, "接待群众数量", "≥", "35", "万人"),
        (OUTPUT, "公共设施设备完好率", "≥", "90", "%"),
        (EFFECT, "政务服务保障水平的改善或提高程度", "", "明显", ""),
        (SATISFACTION, "办事企业和群众满意率", "≥", "99", "%"),
    ],
    "国家级行政审批服务标准化专项经费": [
        (COST, "按照国家级行政审批标准化运行成本", "≤", "17.87", "万元"),
        (OUTPUT, "政务服务流程再造规范率", "≥", "99", "%"),
        (OUTPUT, "政务服务事项流程再造数量", "≤", "2156", "项"),
        (OUTPUT, "压缩行政审批承诺时限", "<", "24", "工作日"),
        (EFFECT, "行政审批服务水平的改善程度", "", "明显", ""),
        (SATISFACTION, "受众人群满意率", "≥", "99", "%"),
    ],
    "政务服务工作经费": [
        (COST, "政务服务工作成本", "≤", "25", "万元"),
        (OUTPUT, "大厅办理各项事件数量", "≥", "30", "万件"),
        (OUTPUT, "“一体化政务服务平台”“企业纾困360”等项目运行情况达标率", "≥", "98", "%"),
        (OUTPUT, "行政事项承诺办结时间压缩比例", "≥", "80", "%"),
        (EFFECT, "政务服务工作质量的持续影响", "", "明显", ""),
        (SATISFACTION, "办事群众满意度", "", "≥9 9% ≥9 0%", ""),
    ],
    "大厅办件免费邮寄费": [
        (COST, "邮寄成本", "≤", "10", "万元"),
        (OUTPUT, "需办理寄送服务的办件数量", "≥", "1.6", "万件"),
        (OUTPUT, "办理寄送业务完成率", "≥", "98", "%"),
        (EFFECT, "降低企业群众办事成本及跑动次数", "", "明显", ""),
        (SATISFACTION, "办事企业和群众满意率", "≥", "90", "%"),
        (SATISFACTION, "办事群众满意度", "≥", "98", "%"),
    ],
    "阳光大厦B座运行维护费": [
        (COST, "维护成本", "≤", "10", "万元"),
        (OUTPUT, "每年办事群众数量", "≥", "30", "万人次"),
        (OUTPUT, "大厅正常运行率", "≥", "90", "%"),
        (EFFECT, "政务服务保障水平的改善或提高程度", "", "明显", ""),
        (SATISFACTION, "办事群众满意度", "≥", "99", "%"),
    ],
    "市政务服务大厅优化调整经费": [
        (COST, "基础装修工程、办公技术、办公设备、网络改造等成本", "≤", "65.88", "万元"),
        (OUTPUT, "改造大厅面积", "≥", "800", "平方米"),
        (OUTPUT, '"一门进驻率"', "", "100", "%"),
        (EFFECT, "提升群众办事体验", "", "明显", ""),
        (SATISFACTION, "办事企业群众满意度", "≥", "90", "%"),
    ],
    "政府信息公开经费": [
        (OUTPUT, "信息公开条数", "≥", "140", "条"),
        (OUTPUT, "信息公开合格率", "≤", "100", "%"),
        (OUTPUT, "按法定时间办理", "≤", "20", "天"),
        (EFFECT, "对工作效率、管理和决策支持的改善或提升程度", "", "明显", ""),
        (SATISFACTION, "直接服务对象满意度", "≥", "90", "%"),
        (SATISFACTION, "间接服务对象满意度", "≥", "90", "%"),
    ],
    "信息采集加工": [
        (OUTPUT, "每个工作日发布信息数量", "≥", "25", "条"),
        (OUTPUT, "信息发布合格率", "", "100", "%"),
        (OUTPUT, "信息发布", "≤", "24", "小时"),
        (EFFECT, "对工作效率、管理和决策支持的改善或提升程度", "", "明显", ""),
        (SATISFACTION, "直接服务对象满意度", "≥", "95", "%"),
    ],
    "网络及网站建设维护": [
        (COST, "系统维护成本", "≤", "15", "万元"),
        (OUTPUT, "平台(系统)维护数量", "≥", "1", "套"),
        (OUTPUT, "系统维护响应", "≤", "24", "小时"),
        (OUTPUT, "网络、网站正常运转率", "≥", "90", "%"),
        (EFFECT, "对工作效率、管理和决策支持的改善或提升程度", "", "明显", ""),
        (EFFECT, "受益人群幸福感和获得感", "", "提升", ""),
        (SATISFACTION, "直接服务对象满意度", "≥", "95", "%"),
        (SATISFACTION, "受益人群满意度", "≥", "95", "%"),
    ],
    "招商接洽工作经费": [
        (COST, "项目总成本", "≤", "1.73", "万元"),
        (OUTPUT, "全程帮办办件量", "≥", "3000", "件"),
        (OUTPUT, "办件完结率", "", "100", "%"),
        (EFFECT, "营商环境提升", "", "明显", ""),
        (SATISFACTION, "直接服务对象满意率", "≥", "98", "%"),
    ],
}
UNITS = {
    "122101": ("焦作市政务服务和大数据管理局", "143.75"),
    "122201": ("焦作市人民政府电子政务管理中心(焦作市云计算服务中心)", "14.40"),
    "122301": ("焦作市外来投资服务中心", "1.73"),
}
# Code, unit, amount.
IDENTITIES = [
    ("41080022000000053196", "122101", "15.00"),
    ("41080022000000053201", "122101", "17.87"),
    ("41080022000000053204", "122101", "25.00"),
    ("41080022000000085206", "122101", "10.00"),
    ("41080023000000011635", "122101", "10.00"),
    ("410800230000000012109", "122101", "65.88"),
    ("410800230000000011625", "122201", "1.30"),
    ("410800230000000011626", "122201", "0.80"),
    ("410800230000000011631", "122201", "12.30"),
    ("410800220000000053105", "122301", "1.73"),
]
# Category, subcategory, name, target, formula.
DEPARTMENT = [
    (INPUT, "工作目标管理", "年度履职目标相关性", "相关", ""),
    (INPUT, "工作目标管理", "工作任务科学性", "科学", ""),
    (INPUT, "工作目标管理", "绩效指标合理性", "合理", ""),
    (INPUT, "预算和财务管理", "预算编制完整性", "完整", ""),
    (
        INPUT,
        "预算和财务管理",
        "专项资金细化率",
        "100%",
        "专项资金细化率=(已细化到具体市县和承担单位的资金数/部门参与分配资金总数)×100%",
    ),
    (INPUT, "预算和财务管理", "预算执行率", "≥95%", "预算执行率=(预算完成数/预算数)×100%"),
    (
        INPUT,
        "预算和财务管理",
        "预算调整率",
        "≤30%",
        "预算调整率=(预算调整数-年初预算数)/年初预算数×100%",
    ),
    (INPUT, "预算和财务管理", "结转结余率", "≤5%", "结转结余率=结转结余总额/预算数*100%"),
    (
        INPUT,
        "预算和财务管理",
        "“三公经费”控制率",
        "≤100%",
        "“三公经费”控制率=本年度“三公经费”实际支出数/“三公经费”预算数*100%",
    ),
    (
        INPUT,
        "预算和财务管理",
        "政府采购执行率",
        "100%",
        "政府采购执行率=(实际政府采购金额/政府采购预算数)×100%",
    ),
    (INPUT, "预算和财务管理", "决算真实性", "真实", ""),
    (INPUT, "预算和财务管理", "资金使用合规性", "合规", ""),
    (INPUT, "预算和财务管理", "管理制度健全性", "健全", ""),
    (INPUT, "预算和财务管理", "预决算信息公开性", "公开", ""),
    (INPUT, "预算和财务管理", "资产管理规范性", "规范", ""),
    (
        INPUT,
        "绩效管理",
        "绩效目标编制完成率",
        "100%",
        "部门目标编制完成率=已完成绩效目标编制项目数量/部门应编制绩效目标项目总数*100%",
    ),
    (
        INPUT,
        "绩效管理",
        "绩效监控完成率",
        "100%",
        "部门绩效监控完成率=已完成绩效监控项目数量/部门项目总数*100%",
    ),
    (
        INPUT,
        "绩效管理",
        "绩效自评完成率",
        "100%",
        "部门绩效自评完成率=已完成评价项目数量/部门项目总数*100%",
    ),
    (
        INPUT,
        "绩效管理",
        "部门绩效评价完成率",
        "100%",
        "部门绩效评价完成率=已完成评价项目数量/部门重点绩效评价项目数*100%",
    ),
    (
        INPUT,
        "绩效管理",
        "评价结果应用率",
        "100%",
        "评价结果应用率=评价提出的意见建议采纳数/提出的意见建议总数*100%",
    ),
    (OUTPUT, "重点工作任务完成", "系统优化升级", "1个", ""),
    (OUTPUT, "重点工作任务完成", "市直单位上云业务系统数量", "≥275个", ""),
    (OUTPUT, "重点工作任务完成", "维护平台系统数量", "≤9个", ""),
    (OUTPUT, "履职目标实现", "系统维护时限", "≤24小时/工作日", ""),
    (OUTPUT, "履职目标实现", "云业务系统使用率", "≥99%", ""),
    (OUTPUT, "履职目标实现", "系统使用稳定、顺畅", "≥95%", ""),
    (OUTPUT, "履职目标实现", "数据传输及时性", "≥99%", ""),
    (EFFECT, "履职效益", "对工作效率、管理和决策支持的改善或提升程度", "明显", ""),
    (EFFECT, "履职效益", "政务信息化系统的改善程度", "明显", ""),
    (SATISFACTION, "满意度", "相关服务对象满意度", "≥99%", ""),
]
FUNDS = [
    ("部门预算总额（万元）", "1074.33"),
    ("1、资金来源：（1）政府预算资金", "1074.33"),
    ("（2）财政专户管理资金", None),
    ("（3）单位资金", None),
    ("2、资金结构：（1）基本支出", "914.44"),
    ("（2）项目支出", "159.89"),
]
TASKS = [
    "机构正常运转",
    "政务服务大厅及便民大厅运行",
    "政务云平台服务",
    "全市信息化平台及网络的建设、管理和维护",
]


def read(path: Path) -> Document:
    return recognise(read_raw(path))


@pytest.fixture(scope="module")
def budget() -> Document:
    if not BUDGET.is_file():
        pytest.skip("the published text jiaozuo-2023-budget.txt is not beside the repository")
    return read(BUDGET)


@pytest.fixture(scope="module")
def example() -> Document:
    return read(EXAMPLE)


@pytest.fixture(params=["budget", "example"])
def either(request: pytest.FixtureRequest) -> Document:
    document = request.getfixturevalue(request.param)
    assert isinstance(document, Document)
    return document


def projects(document: Document) -> list[ProjectTarget]:
    return [target for target in document.targets if isinstance(target, ProjectTarget)]


def department(document: Document) -> DepartmentTarget:
    (target,) = [target for target in document.targets if isinstance(target, DepartmentTarget)]
    return target


def told(indicator: TargetIndicator) -> Told:
    expression = indicator.expression
    if isinstance(expression, Quantity):
        number, unit = str(expression.written.value), expression.unit.text
        return indicator.category, indicator.name.text, str(expression.operator or ""), number, unit
    assert isinstance(expression, Words)
    return indicator.category, indicator.name.text, "", expression.text, ""


def remarks(found: tuple[Remark, ...]) -> list[tuple[str, str]]:
    return [(remark.place.spot, remark.message) for remark in found]


def test_every_target_of_every_project(either: Document) -> None:
    found = {project.name.text: [told(one) for one in project.indicators] for project in projects(either)}
    assert found == PROJECTS
    assert [project.name.text for project in projects(either)] == list(PROJECTS)


def test_codes_units_and_amounts_of_the_projects(either: Document) -> None:
    found = projects(either)
    assert [(one.code.text, one.unit_code) for one in found] == [row[:2] for row in IDENTITIES]
    assert [one.unit_name for one in found] == [UNITS[unit][0] for _, unit, _ in IDENTITIES]
    assert [one.amounts.total.value for one in found] == [Decimal(amount) for _, _, amount in IDENTITIES]
    assert all(one.amounts.government.value == one.amounts.total.value for one in found)
    assert all(one.amounts.special.blank and one.amounts.own.blank for one in found)
    assert {(one.year, one.money_unit) for one in found} == {(2023, "万元")}


def test_the_projects_add_up_to_what_the_table_states(either: Document) -> None:
    amounts = {unit: Decimal(0) for unit in UNITS}
    for project in projects(either):
        amounts[project.unit_code] += project.amounts.total.value or 0
    assert amounts == {unit: Decimal(amount) for unit, (_, amount) in UNITS.items()}
    assert sum(amounts.values()) == Decimal("159.88")


def test_every_indicator_of_the_department(either: Document) -> None:
    found = department(either)
    assert [
        (one.category, one.subcategory, one.name.text, one.target.text, one.formula)
        for one in found.indicators
    ] == DEPARTMENT


def test_name_tasks_and_funds_of_the_department(either: Document) -> None:
    found = department(either)
    assert (found.name.text, found.year, found.money_unit) == ("政务服务和大数据局", 2023, "万元")
    assert [task.name.text for task in found.tasks] == TASKS
    assert all(task.content for task in found.tasks)
    funds = [(fund.label.text, fund.figure.value) for fund in found.funds]
    assert funds == [(label, Decimal(amount) if amount else None) for label, amount in FUNDS]


def test_a_target_table_is_announced_and_gives_no_form(either: Document) -> None:
    assert [*either.forms, *either.summaries, *either.statements] == []
    assert [remark.message for remark in either.remarks] == [
        "从这里起是部门整体绩效目标表，不作复核。",
        "从这里起是绩效目标表（10 个项目），不作复核。",
    ]


def test_goal_and_explanations_of_the_published_text_are_whole(budget: Document) -> None:
    found = department(budget)
    assert found.goal.text.startswith("一是")
    assert len(found.goal.text) > 80
    complete = found.indicators[3].explanation.text
    assert complete.endswith("纳入部门预算管理。")
    assert len(complete) > 30
    assert [fund.figure.place.spot for fund in found.funds][:2] == ["第488行第4格", "第489行第4格"]


def test_what_the_published_text_leaves_doubtful_is_told_with_its_place(budget: Document) -> None:
    torn, *others = remarks(department(budget).remarks)
    assert torn[0] == "第500行第4格"
    assert torn[1].startswith("“纳入部门预算管理。”单独成行，接在上面的“…")
    assert others == [
        ("第501行", f"从本行起 8 行各栏错位，已移回所属的栏读入，{ASK}"),
        ("第520行第2格", f"“完成”单独成行，接在上面的“重点工作任务”之后读入，{ASK}"),
    ]
    spaced = f"“{{}}”的数字中间有空格，按“{{}}”读入，{ASK}"
    nameless = f"“{{}}”没有对应的指标名称，未采用，{ASK}"
    assert {project.name.text: remarks(project.remarks) for project in projects(budget)} == {
        "大厅运行费": [
            ("第537行", SLIPPED),
            ("第538行第13格", nameless.format("≥90%")),
            ("第539行", SLIPPED),
            ("第540行", SLIPPED),
        ],
        "国家级行政审批服务标准化专项经费": [
            ("第541行", SLIPPED),
            ("第542行", SLIPPED),
            ("第543行", SLIPPED),
            ("第545行第9格", f"“时限”单独成行，接在上面的“压缩行政审批承诺”之后读入，{ASK}"),
        ],
        "政务服务工作经费": [("第546行第14格", f"“≥9 9% ≥9 0%”中不止一个指标值，照录原文，{ASK}")],
        "大厅办件免费邮寄费": [
            ("第549行第14格", spaced.format("≥9 0%", "≥90%")),
            ("第550行第14格", spaced.format("≥9 8%", "≥98%")),
        ],
        "阳光大厦B座运行维护费": [("第551行第14格", spaced.format("≥9 9%", "≥99%"))],
        "市政务服务大厅优化调整经费": [
            ("第554行第14格", spaced.format("≥9 0%", "≥90%")),
            ("第555行", f"本行各栏错位，也可能属于另一类指标，已按本表其他行的错位方式读入，{ASK}"),
        ],
        "政府信息公开经费": [
            ("第557行第14格", spaced.format("≥9 0%", "≥90%")),
            ("第558行第14格", spaced.format("≥9 0%", "≥90%")),
        ],
        "信息采集加工": [
            ("第560行第14格", spaced.format("≥9 5%", "≥95%")),
            ("第566行第10格", f"“时”单独成行，接在上面的“≤24小”之后读入，{ASK}"),
        ],
        "网络及网站建设维护": [],
        "招商接洽工作经费": [
            ("第572行第12格", nameless.format("提升")),
            ("第572行第14格", nameless.format("服务对象满意率")),
        ],
    }


def test_every_datum_of_the_published_text_knows_its_place(budget: Document) -> None:
    first = projects(budget)[0]
    assert (first.code.place.spot, first.place.spot) == ("第537行第1格", "第537行第2格")
    assert first.amounts.total.place.spot == "第537行第3格"
    cost = first.indicators[0]
    assert (cost.name.place.spot, cost.target.place.spot) == ("第537行第6格", "第537行第7格")
    assert (first.title.place.spot, department(budget).place.spot) == ("第530行第1格", "第477行第1格")


def test_the_workbook_leaves_three_targets_without_a_name_and_one_double(example: Document) -> None:
    sheet = "部门预算项目绩效目标表"
    assert department(example).remarks == ()
    told_remarks = [one for project in projects(example) for one in remarks(project.remarks)]
    assert [place for place, _ in told_remarks] == [f"{sheet}!{cell}" for cell in ("N9", "N14", "L35", "N35")]
    assert "不止一个指标值" in told_remarks[1][1]


# Small tables: the title, the headings in two rows, a unit, its project.
LIST: Rows = [
    ["示例区文化和旅游局2024年度部门预算项目绩效目标表"],
    [None, None, None, None, None, None, "金额单位：万元"],
    ["编码", "单位（项目）名称", "资金总额", "成本指标", None, "产出指标"],
    [None, None, None, "三级指标", "指标值", "三级指标", "指标值"],
    [None, None, 12],
    ["205101", "示例区图书馆", 12],
    ["41010024000000012345", "社区图书角建设", 12, "采购成本", "≤12万元", "建成图书角", "≥40个"],
    [None, None, None, None, None, "完成时间", "2024年12月31日前"],
]
SINGLE: Rows = [
    ["项目名称", None, "社区图书角建设", None, "项目编码", "41010024000000012345"],
    ["主管部门", None, "示例区文化和旅游局", None, "实施单位", "示例区图书馆"],
    ["项目资金（万元）", "年度资金总额：", 12],
    [None, "其中：财政拨款", 10],
    [None, "单位资金", 2],
    ["年度目标", "建40个图书角"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["成本指标", "经济成本指标", "采购成本", "≤12万元"],
    ["产出指标", "数量指标", "指标1：建成图书角", "≥40个"],
    [None, "时效指标", "完成时间", "2024年12月31日前"],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"],
]


def names(target: ProjectTarget | DepartmentTarget) -> list[tuple[str, str]]:
    return [(one.name.text, one.target.text) for one in target.indicators]


LIST_NAMES = [("采购成本", "≤12万元"), ("建成图书角", "≥40个"), ("完成时间", "2024年12月31日前")]


def test_headings_in_two_rows_with_two_categories(tmp_path: Path) -> None:
    (project,) = projects(workbook(tmp_path / "a.xlsx", LIST))
    assert names(project) == LIST_NAMES
    assert (project.year, project.unit_code, project.unit_name) == (2024, "205101", "示例区图书馆")
    assert isinstance(project.indicators[2].expression, Deadline)
    assert project.indicators[2].category is OUTPUT
    assert project.remarks == ()


@pytest.mark.parametrize("first", [1, 2])
def test_a_list_without_title_is_known_by_its_headings(tmp_path: Path, first: int) -> None:
    document = workbook(tmp_path / "a.xlsx", LIST[first:])
    (project,) = projects(document)
    assert names(project) == LIST_NAMES
    assert document.remarks[0].message == "从这里起是绩效目标表（1 个项目），不作复核。"


def test_a_list_goes_on_under_repeated_title_and_headings(tmp_path: Path) -> None:
    more: Rows = [["41010024000000067890", "阅览室改造", 0, "改造成本", "≤3万元", "改造面积", "≥80平方米"]]
    document = workbook(tmp_path / "a.xlsx", [*LIST, ["第1页"], *LIST[:4], *more])
    assert [project.name.text for project in projects(document)] == ["社区图书角建设", "阅览室改造"]
    assert names(projects(document)[1]) == [("改造成本", "≤3万元"), ("改造面积", "≥80平方米")]
    assert len(document.remarks) == 1


def test_a_sum_that_is_not_that_of_the_projects_is_told(tmp_path: Path) -> None:
    rows = [[*row] for row in LIST]
    rows[6][2] = 11.5
    _, total, unit = workbook(tmp_path / "a.xlsx", rows).remarks
    assert total.message.startswith("合计 12 与所列 1 个项目之和 11.5 不符")
    assert unit.message.startswith("“示例区图书馆”的合计 12 与所列 1 个项目之和 11.5 不符")
    assert (total.place.spot, unit.place.spot) == ("表1!C5", "表1!C6")


def test_a_name_without_target_stays_and_a_target_without_name_does_not(tmp_path: Path) -> None:
    rows = [*LIST, [None, None, None, "差旅成本", None, None, "≥95%"]]
    (project,) = projects(workbook(tmp_path / "a.xlsx", rows))
    assert names(project) == [LIST_NAMES[0], ("差旅成本", ""), *LIST_NAMES[1:]]
    assert project.indicators[1].expression is None
    assert remarks(project.remarks) == [
        ("表1!E9", "指标“差旅成本”没有指标值，请核对。"),
        ("表1!G9", f"“≥95%”没有对应的指标名称，未采用，{ASK}"),
    ]


HEADINGS = [
    "2024年部门预算项目绩效目标表",
    "项目编码→项目名称→资金总额→成本指标→→产出指标→→效益指标",
    "→→→三级指标→指标值→三级指标→指标值→三级指标→指标值",
]
FIRST = "41010024000000012345→社区图书角建设→12→采购成本→≤12万元→建成图书角→≥40个→方便居民→明显"


def test_a_slipped_pair_that_fits_two_categories_is_refused_not_guessed() -> None:
    """The pair stands between 成本 and 产出, and no other row tells to which side this text slips."""
    (project,) = projects(text(*HEADINGS, FIRST, "→→→→开放天数→≥300天"))
    assert len(project.indicators) == 3
    assert remarks(project.remarks) == [
        ("第5行第5格", f"“开放天数、≥300天”不知属于哪一栏，未采用，{ASK}"),
    ]


def test_a_slipped_pair_follows_the_row_that_could_only_slip_one_way() -> None:
    slipped = FIRST.replace("→12→采购成本", "→采购成本")  # the column of the amount is lost
    (project,) = projects(text(*HEADINGS, slipped, "→→→→开放天数→≥300天"))
    assert [one.category for one in project.indicators] == [COST, OUTPUT, OUTPUT, EFFECT]
    assert remarks(project.remarks) == [("第4行", SLIPPED), ("第5行", SLIPPED)]


def test_a_fragment_of_a_name_is_joined_and_a_target_is_not() -> None:
    (project,) = projects(text(*HEADINGS, FIRST, "", "→寄费", "→→→→→完好率", "→→→→→→≥90%"))
    assert project.name.text == "社区图书角建设寄费"
    assert names(project)[1] == ("建成图书角完好率", "≥40个")
    assert [place for place, _ in remarks(project.remarks)] == ["第6行第2格", "第7行第6格", "第8行第7格"]
    assert "没有对应的指标名称" in project.remarks[2].message


def test_another_table_after_the_text_is_not_read_as_projects() -> None:
    document = text(*HEADINGS, FIRST, "名词解释如下", "30216→培训费→3.16→备注", "30217→招待费→6.00→备注")
    assert len(projects(document)) == 1
    assert [(remark.place.row, remark.message[:17]) for remark in document.remarks[1:]] == [
        (6, "从这里起的内容不像绩效目标表，没有")
    ]


@pytest.mark.parametrize(
    ("written", "read_as", "operator"),
    [
        ("≤25万 元", "≤25万元", Operator.AT_MOST),
        ("≥9 9%", "≥99%", Operator.AT_LEAST),
        ("及 时", "及时", None),
    ],
)
def test_spaces_of_wrapped_lines_are_taken_out(written: str, read_as: str, operator: Operator | None) -> None:
    (project,) = projects(text(*HEADINGS, FIRST.replace("≥40个", written)))
    assert project.indicators[1].target.text == read_as
    expression = project.indicators[1].expression
    assert (expression.operator if isinstance(expression, Quantity) else None) is operator
    assert bool(project.remarks) is (written == "≥9 9%")


def test_two_numbers_without_a_sign_are_not_made_one() -> None:
    (project,) = projects(text(*HEADINGS, FIRST.replace("≥40个", "80 90")))
    assert project.indicators[1].target.text == "80 90"


def test_an_operator_that_contradicts_itself_is_told() -> None:
    (project,) = projects(text(*HEADINGS, FIRST.replace("≥40个", "≥40个以内")))
    assert project.indicators[1].expression is None
    assert project.indicators[1].target.text == "≥40个以内"
    assert "互相矛盾" in project.remarks[0].message


@pytest.mark.parametrize("title", [[], [["2024年度项目支出绩效目标申报表"]]])
def test_a_table_of_one_project(tmp_path: Path, title: list[list[str]]) -> None:
    document = workbook(tmp_path / "a.xlsx", [*title, *SINGLE])
    (project,) = projects(document)
    assert (project.name.text, project.code.text) == ("社区图书角建设", "41010024000000012345")
    assert (project.supervising_department, project.unit_name) == ("示例区文化和旅游局", "示例区图书馆")
    amounts = project.amounts
    assert [one.value for one in (amounts.total, amounts.government, amounts.special, amounts.own)] == [
        12,
        10,
        None,
        2,
    ]
    assert project.goal.text == "建40个图书角"
    assert names(project) == [*LIST_NAMES, ("居民满意度", "≥90%")]
    assert [one.subcategory for one in project.indicators][:2] == ["经济成本指标", "数量指标"]
    assert project.year == (2024 if title else None)
    assert [remark.message for remark in document.remarks] == ["从这里起是绩效目标表（1 个项目），不作复核。"]


def test_several_tables_of_one_project_each(tmp_path: Path) -> None:
    other = [[*row] for row in SINGLE]
    other[0][2] = "阅览室改造"
    title = [["项目支出绩效目标表"]]
    for rows in ([*title, *SINGLE, *title, *other], [*SINGLE, *other]):
        found = projects(workbook(tmp_path / "a.xlsx", rows))
        assert [project.name.text for project in found] == ["社区图书角建设", "阅览室改造"]
        assert all(len(project.indicators) == 4 for project in found)


def test_a_form_with_scores_is_a_form_whatever_its_title_says(tmp_path: Path) -> None:
    rows = [[*row] for row in SINGLE]
    rows[6] += ["实际完成值", "分值", "得分"]
    rows[7] += ["9万元", 10, 10]
    document = workbook(tmp_path / "a.xlsx", [["项目支出绩效目标表"], *rows])
    assert document.targets == ()
    (form,) = document.forms
    assert form.name.text == "社区图书角建设"


DEPARTMENT_ROWS: Rows = [
    ["部门名称", None, "示例区文化和旅游局"],
    ["年度履职目标", "办好公共文化"],
    ["年度主要任务", "任务名称", None, "主要内容"],
    [None, "阅读推广", None, "办好图书角"],
    ["预算情况", "部门预算总额（万元）", None, 300],
    ["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"],
    ["投入管理指标", "预算和财务管理", "预算执行率", "≥95%", "计算公式：执行率＝执行数÷预算数。"],
    ["效益指标", "履职效益", "方便居民", "明显"],
]


@pytest.mark.parametrize("title", [[], [["部门（单位）整体绩效目标表"], ["（2024年度）"]]])
def test_a_table_of_the_department(tmp_path: Path, title: list[list[str]]) -> None:
    document = workbook(tmp_path / "a.xlsx", [*title, *DEPARTMENT_ROWS])
    found = department(document)
    assert (found.name.text, found.goal.text) == ("示例区文化和旅游局", "办好公共文化")
    assert [(task.name.text, task.content.text) for task in found.tasks] == [("阅读推广", "办好图书角")]
    assert [(fund.label.text, fund.figure.value) for fund in found.funds] == [
        ("部门预算总额（万元）", Decimal(300))
    ]
    assert names(found) == [("预算执行率", "≥95%"), ("方便居民", "明显")]
    assert [one.formula for one in found.indicators] == ["执行率＝执行数÷预算数", ""]
    assert found.year == (2024 if title else None)
    assert found.remarks == ()
    assert [remark.message for remark in document.remarks] == ["从这里起是部门整体绩效目标表，不作复核。"]


def test_a_title_in_a_list_of_contents_says_nothing() -> None:
    document = text("部门整体绩效目标表", "部门预算项目绩效目标表", "正文")
    assert [*document.targets, *document.remarks] == []


def test_a_title_over_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    document = workbook(tmp_path / "a.xlsx", [["项目支出绩效目标表"], ["序号", "项目"], [1, "图书角"]])
    assert remarks(document.remarks) == [
        ("表1!A1", "从这里起的绩效目标表没有读到项目和指标，表头应有“三级指标”“指标值”等字样，请核对。")
    ]


def test_a_project_without_a_name_takes_no_indicators_of_another() -> None:
    (first, second) = projects(text(*HEADINGS, FIRST, "→→3→改造成本→≤3万元"))
    assert len(first.indicators) == 3
    assert (second.name.text, names(second)) == ("", [("改造成本", "≤3万元")])
    assert remarks(second.remarks) == [("第5行第2格", "本行的项目没有名称，请对照原表核对。")]


def test_a_row_that_has_slipped_as_a_whole_is_found_by_its_code() -> None:
    (project,) = projects(text(*HEADINGS, f"→→{FIRST}"))
    assert (project.code.text, project.name.text) == ("41010024000000012345", "社区图书角建设")
    assert project.amounts.total.value == 12
    assert len(project.indicators) == 3
    assert remarks(project.remarks) == [("第4行", SLIPPED)]


def test_a_unit_under_which_no_project_was_read_is_told(tmp_path: Path) -> None:
    document = workbook(tmp_path / "a.xlsx", [*LIST, ["205102", "示例区文化馆", 0]])
    assert remarks(document.remarks)[1:] == [("表1!B9", "“示例区文化馆”下面没有读到项目，请核对。")]


def page(number: int, table: int, *rows: list[str | None]) -> list[Row]:
    """Rows of a table, or lines outside tables, on a page of a PDF."""
    found = []
    for line, values in enumerate(rows, start=1):
        place = Place("a.pdf", page=number, table=table, row=line)
        cells = [
            Cell(value, column, replace(place, column=column))
            for column, value in enumerate(values, start=1)
            if value
        ]
        found.append(Row(tuple(cells), place))
    return found


def pdf(*rows: Row) -> Document:
    return recognise(RawDocument("a.pdf", "", (Grid("", rows, ruled=True),)))


def test_a_category_torn_out_of_its_table_by_the_end_of_a_page() -> None:
    """On the second page its column is gone: the rows there are read from their end."""
    heading: list[str | None] = ["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"]
    found = department(
        pdf(
            *page(1, 0, ["部门整体绩效目标表"]),
            *page(1, 1, heading, [None, "绩效管理", "绩效自评完成率", "100%", "看自评"]),
            *page(2, 0, ["部门整体绩效目标表"], ["投入管理指标"]),
            *page(
                2, 1, ["评价结果应用率", "100%", "看应用"], ["履职目标实现", "开放天数", "≥300天", "看开放"]
            ),
        )
    )
    assert [(one.category, one.subcategory, one.name.text) for one in found.indicators] == [
        (INPUT, "绩效管理", "绩效自评完成率"),
        (INPUT, "绩效管理", "评价结果应用率"),
        (OUTPUT, "履职目标实现", "开放天数"),
    ]
    assert [place for place, _ in remarks(found.remarks)] == ["第2页第2行第1列", "第2页表1第1行"]


def test_what_the_end_of_a_page_has_torn_is_joined_where_the_columns_hold() -> None:
    rows = [[None if value is None else str(value) for value in row] for row in LIST]
    torn: list[str | None] = [None, None, None, "（不含税）", None, "的份数"]
    (project,) = projects(pdf(*page(1, 1, *rows), *page(2, 1, torn)))
    assert names(project) == [
        ("采购成本（不含税）", "≤12万元"),
        LIST_NAMES[1],
        ("完成时间的份数", LIST_NAMES[2][1]),
    ]
    assert [place for place, _ in remarks(project.remarks)] == ["第2页表1第1行第4列", "第2页表1第1行第6列"]


def test_a_text_never_grows_without_end() -> None:
    document = text(*HEADINGS, FIRST, *["→→→→→图书角的图书"] * 400)
    (project,) = projects(document)
    assert len(project.indicators[1].name.text) < 2_100
    assert len(project.remarks) == 400
