"""Figures about all projects in running text: what is told of all of them, and of nothing less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import text

from scoring.model.document import Document


def told(document: Document) -> list[str]:
    """Each claim with its line: projects 25 @1."""
    return [
        " ".join(filter(None, (claim.what, claim.figure.text, claim.grade or claim.money_unit)))
        + f" @{claim.figure.place.row}"
        for claim in document.claims
    ]


PUBLISHED = (
    "根据预算绩效管理要求，我部门纳入预算绩效管理的支出总额为324.49万元，其中基本支出208.51万元，项目支出",
    "115.98万元。对2023年度预算项目支出进行全面自评，涵盖项目25个，涉及预算资金115.98万元，占总额的100.00%。",
    "(二) 项目绩效自评结果",
    (
        "我部门2023年度25个项目支出绩效自评中,10个项目自评等级为优,11个项目自评等级为良,"
        "0个项目自评等级为中,4个项目自评等级为差。"
    ),
)


def test_the_published_text() -> None:
    """The number of a sentence that a page breaks has the place of the line where it stands."""
    assert told(text(*PUBLISHED)) == [
        "project_expenditure 115.98 万元 @2",
        "projects 25 万元 @2",
        "project_money 115.98 万元 @2",
        "projects 25 万元 @4",
        "graded 10 优 @4",
        "graded 11 良 @4",
        "graded 0 中 @4",
        "graded 4 差 @4",
    ]


@given(st.sets(st.integers(min_value=1, max_value=len("".join(PUBLISHED)) - 1), max_size=8))
def test_lines_may_be_broken_anywhere(breaks: set[int]) -> None:
    whole = "".join(PUBLISHED)
    ends = [*sorted(breaks), len(whole)]
    lines = [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert [entry.rpartition(" @")[0] for entry in told(text(*lines))] == [
        entry.rpartition(" @")[0] for entry in told(text(*PUBLISHED))
    ]


EXPENDITURE = "2023年度支出合计324.49万元，其中：基本支出208.51万元，占64.26%；项目支出115.98万元，占35.74%。"
IN_YUAN = "本年支出合计为 3,244,900.00元，其中基本支出为2,085,100.00元，项目支出为 1,159,800.00 元。"


@pytest.mark.parametrize(("sentence", "amount"), [(EXPENDITURE, "115.98 万元"), (IN_YUAN, "1,159,800.00 元")])
def test_the_project_expenditure_of_the_accounts(sentence: str, amount: str) -> None:
    assert told(text(sentence)) == [f"project_expenditure {amount} @1"]


PROJECTS = [
    "项目支出自评涉及25个项目。",
    "对25个项目开展了绩效自评。",
    "对2023年度25个预算项目支出全面开展绩效自评。",
    "我单位全部25个项目均完成绩效自评。",
    "共完成自评项目25个。",
    "开展绩效自评，涵盖项目共25个。",
    "开展绩效自评，涉及项目２５个，其中涉及民生的项目3个。",
    "对25个项目开展自评，并选取3个项目开展重点评价，涉及资金20万元。",
    "对25个项目开展自评，覆盖3个项目单位。",
]


@pytest.mark.parametrize("sentence", PROJECTS)
def test_the_number_of_projects(sentence: str) -> None:
    assert told(text(sentence)) == ["projects 25 万元 @1"]


@pytest.mark.parametrize(
    ("sentence", "money"),
    [
        ("自评涉及25个项目，资金115.98万元，占100.00%。", "115.98 万元"),
        ("开展自评，涵盖项目25个，涉及预算资金1,159,800元。", "1,159,800 元"),
        ("对25个项目开展自评，涉及资金总额1.16亿元，其中财政资金1亿元。", "1.16 亿元"),
    ],
)
def test_their_money(sentence: str, money: str) -> None:
    assert told(text(sentence))[1:] == [f"project_money {money} @1"]


GRADES = [
    "自评等级为10个优、11个良、0个中、4个差。",
    "自评等级为优的10个、良的11个、中的0个、差的4个。",
    "自评结果为“优”的项目10个,“良”的项目11个,“中”的项目0个,“差”的项目4个。",
    "绩效自评中，评为优秀10个、良好11个、中等0个、差4个。",
    "自评项目中优10个，良11个，中0个，差4个。",
    "10个项目绩效自评等级为“优”，11个项目评价等级为“良”，0个项目等级为“中”，4个项目等级为“差”。",
]


@pytest.mark.parametrize("sentence", GRADES)
def test_how_many_got_each_grade(sentence: str) -> None:
    assert told(text(sentence)) == ["graded 10 优 @1", "graded 11 良 @1", "graded 0 中 @1", "graded 4 差 @1"]


SOMETHING_ELSE = [
    "2023年度我部门选取了1个项目开展重点绩效部门评价，预算2.80万元，具体为：大数据律师费。",
    "部门1个项目立项符合法律法规，没有与相关项目重复。",
    "对2个项目开展部门评价，涉及项目2个，涉及资金20万元，自评已完成。",
    "组织对2023年度一般公共预算项目支出全面开展绩效自评，涉及项目12个，共涉及资金1234.56万元。",
    "开展绩效自评，一级项目3个，二级项目12个，共涉及资金1234.56万元。",
    "部门10个项目自评得分在90分以上。",
    "对10个项目自评等级进行了复核。",
    "自评中发现的问题涉及3个项目。",
    "涵盖项目25个，涉及预算资金115.98万元。",
    "自评工作中10个科室参加，三级指标中10个优、2个差。",
    "自评等级为良，较目标差10个百分点。",
    "三、支出预算总体情况说明",
    "2023年度财政拨款支出合计322.37万元，其中：基本支出206.39万元，项目支出115.98万元。",
]


@pytest.mark.parametrize("sentence", SOMETHING_ELSE)
def test_what_tells_of_something_else_is_left_alone(sentence: str) -> None:
    assert told(text(sentence)) == []


def test_a_budget_is_no_account() -> None:
    """The heading above says whose expenditure it is."""
    heading = "三、支出预算总体情况说明"
    assert told(text(heading, EXPENDITURE)) == []
    assert told(text("三、支出决算情况说明", EXPENDITURE)) == ["project_expenditure 115.98 万元 @2"]


def test_every_place_is_a_claim_of_its_own() -> None:
    sentence = "对25个项目开展了绩效自评。"
    assert told(text(sentence, sentence)) == ["projects 25 万元 @1", "projects 25 万元 @2"]


def test_a_sentence_does_not_run_through_a_table_or_without_end() -> None:
    assert told(text("对25个项目", "序号→名称", "开展了绩效自评。")) == []
    assert told(text("对25个项目", *["一" * 100] * 5, "开展了绩效自评。")) == []


def test_the_last_sentence_needs_no_full_stop() -> None:
    assert told(text("对25个项目开展了绩效自评")) == ["projects 25 万元 @1"]
