"""The working, whole: what a clerk reads beside a score."""

import pytest
from support import (
    DEPARTMENT_RULES,
    Item,
    Money,
    Row,
    check,
    cost,
    department,
    effect,
    output,
    project,
    scored,
)

from scoring.score import Part
from scoring.score.trace import difference_text, exact_text, points_text, range_text, working

WORKINGS = [
    (output("≥7000吨", "1000吨", "5", "2"), "5 × 1000 ÷ 7000 = 0.714… → 0.71（自评 2，多计 1.29；注4）"),
    (output("≥7000吨", "1000吨", "5", "0.71"), "5 × 1000 ÷ 7000 = 0.714… → 0.71（自评 0.71，相符；注4）"),
    (
        output("≥7000吨", "1000吨", "5", "0.7"),
        "5 × 1000 ÷ 7000 = 0.714… → 0.71（自评 0.7，差异为四舍五入所致；注4）",
    ),
    (output("≥7000吨", "1000吨", "5", ""), "5 × 1000 ÷ 7000 = 0.714… → 0.71（得分未填；注4）"),
    (output("≥7000吨", "1000吨", "5", "两分"), "5 × 1000 ÷ 7000 = 0.714… → 0.71（得分“两分”不是数字；注4）"),
    (output("≥5批次", "2批次", "5", "2"), "5 × 2 ÷ 5 = 2.00（自评 2，相符；注4）"),
    (output("≥40个", "40个", "30", "30"), "40 = 40，完成，得满分 30.00（自评 30，相符；注4）"),
    (output("≥9000度", "20000度", "5", "2.5"), "20000 > 9000，完成，得满分 5.00（自评 2.5，少计 2.5；注4）"),
    (output("≥40个", "-1个", "30", "0"), "30 × 0 ÷ 40 = 0.00（自评 0，相符；注4）"),
    (cost("≤12万元", "9万元", "10"), "9 < 12，未超上限，得满分 10.00（自评 10，相符；上限指标通行算法）"),
    (cost("≤12万元", "12万元", "10"), "12 = 12，未超上限，得满分 10.00（自评 10，相符；上限指标通行算法）"),
    (
        cost("≤4万元", "4.2万元", "5", "4.9"),
        "5 × [1 − (4.2 − 4) ÷ 4] = 4.75（自评 4.9，多计 0.15；上限指标通行算法）",
    ),
    (
        cost("≤4万元", "9万元", "5", "5"),
        "5 × [1 − (9 − 4) ÷ 4]，小于 0 按 0 计，得 0.00（自评 5，多计 5；上限指标通行算法）",
    ),
    (
        cost("≤40万元", "0万元", "4", "4"),
        "成本指标未支出（0万元），得 0.00（自评 4，多计 4；未支出成本指标通行算法）",
    ),
    (effect("方便", "80%", "25", "20"), "25 × 80% = 20.00（自评 20，相符；定性指标百分比通行算法）"),
    (effect("方便", "120%", "25"), "25 × 100% = 25.00（自评 25，相符；定性指标百分比通行算法）"),
    (
        effect("稳定运行", "稳定运行", "25"),
        "“稳定运行”与指标值一致，得满分 25.00（自评 25，相符；定性指标通行算法）",
    ),
    (
        output("2023年12月31日前", "2023年12月20日", "10"),
        "“2023年12月20日”在期限内，得满分 10.00（自评 10，相符；注4）",
    ),
    (
        effect("方便", "较好", "10", "9"),
        "“较好”：10 × 80%—90%，应在 8.00–8.99 之间（自评 9，多计 0.01；注4）",
    ),
    (
        effect("方便", "基本方便", "25", "20"),
        "“基本方便”是否达到“方便”无法计算，由人判断，应在 0.00–25.00 之间（自评 20，在范围内；注4）",
    ),
    (
        output("≥40个", "已完成", "30", "30"),
        "指标值是数量而实际完成值不是数量，由人判断，应在 0.00–30.00 之间（自评 30，在范围内；注4）",
    ),
    (
        output("≤0次", "1次", "10", "0"),
        "指标值为 0 而实际为 1，无法按比例计分，由人判断，应在 0.00–10.00 之间（自评 0，在范围内；注4）",
    ),
    (output("≥1个", "1个", "", "1"), "分值未填或无法识别，不能计算。"),
]


@pytest.mark.parametrize(
    ("row", "sentence"), WORKINGS, ids=lambda v: f"{v.target}|{v.actual}" if isinstance(v, Row) else None
)
def test_working(row: Row, sentence: str) -> None:
    assert working(scored(row), 2) == sentence


def test_working_of_execution() -> None:
    line = check(project(money=Money(budget="21.48", executed="4.7", score="2.2"))).sheet.lines[0]
    assert working(line, 2) == "10 × 4.7 ÷ 21.48 = 2.188… → 2.19（自评 2.2，差异为四舍五入所致；注2）"
    over = check(project(money=Money(executed="120", score="10"))).sheet.lines[0]
    assert working(over, 2) == "10 × 120 ÷ 100，超过 10 按满分计，得 10.00（自评 10，相符；注2）"


def test_working_of_execution_on_the_department_form() -> None:
    line = check(department(money=Money("部门预算总额", "2952.43", "324.49", score="1.22"))).sheet.lines[0]
    sentence = "10 × 324.49 ÷ 2952.43 ÷ 90% = 1.221… → 1.22（自评 1.22，相符；执行率行通行算法）"
    assert working(line, DEPARTMENT_RULES.rounding.places) == sentence


def test_working_of_fund_management() -> None:
    (line,) = check(project(items=(Item("安排科学性", "5", "4"),))).sheet.of(Part.FUND_MANAGEMENT)
    assert working(line, 2) == "5 − 1 × 违规例数，应在 0.00–5.00 之间（自评 4，在范围内；注1）"


def test_numbers_as_shown() -> None:
    judged = scored(effect("方便", "较好", "10")).interval
    assert judged is not None
    assert points_text(judged.low, 2) == "8.00"
    assert range_text(judged, 2) == "8.00–8.99"
    assert exact_text(judged.low / 7) == "1.142…"
    assert exact_text(judged.low) == "8"
    assert difference_text(judged.low) == "多计 8"
    assert difference_text(-judged.low) == "少计 8"
