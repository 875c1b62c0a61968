"""A target and an actual are compared in one unit, or left to people; never in two units unawares."""

import pytest
from support import Row, cost, output, satisfaction, scored

COMPARED = [  # row, score
    (output("≥1万件", "9999件", "10"), "10.00"),  # 9.999 rounds up
    (output("≥1万件", "9000件", "10"), "9.00"),
    (output("≥9000件", "1万件", "10"), "10.00"),
    (output("≥1.6万件", "1.2万件", "10"), "7.50"),
    (cost("≤4万元", "42000元", "5"), "4.75"),
    (cost("≤40000元", "4.2万元", "5"), "4.75"),
    (output("≥1公里", "0.5千米", "10"), "5.00"),  # two names of one unit
    (output("≥10台", "5台（套）", "10"), "5.00"),
    (output("≥12批次", "6次", "10"), "5.00"),
    (output("≥10人", "5名", "10"), "5.00"),
    (output("≥10台", "5套", "10"), "5.00"),
    (output("≥5条", "5条%", "10"), "10.00"),  # a percent sign too many
    # A unit that one side leaves out is the other's.
    (output("≥40个", "20", "10"), "5.00"),
    (output("≥40", "20个", "10"), "5.00"),
    (output("≥5万人", "4", "10"), "8.00"),
    (satisfaction("≥95%", "95", "5"), "5.00"),
    (satisfaction("≥95", "95%", "5"), "5.00"),
]
LEFT_TO_PEOPLE = [
    output("≥5件", "5台", "10"),
    output("≥1年", "365天", "10"),
    output("≥10吨", "10000公斤", "10"),
    output("≥10天", "10工作日", "10"),
    output("≥95%", "95人", "10"),
    # Without its unit the figure is too far away for the same unit: 95 %, or 0.95 %? 件, or 万件?
    satisfaction("≥95%", "0.95", "5"),
    satisfaction("≥0.95", "95%", "5"),
    output("≥10万件", "95000", "10"),
    cost("≤4万元", "42000", "5"),
]
# The same two, the other way round: the target has lost its unit, the actual has it.
UNIT_LOST_IN_THE_TARGET = [output("≥95000", "10万件", "10"), cost("≤40000", "5万元", "5")]
# One name inside another does not make one measure: these are other sizes or other dimensions.
ONLY_ALIKE_IN_NAME = [
    output("≥10米", "1000厘米", "10"),
    output("≥10千瓦", "9000瓦", "10"),
    output("≥10升", "9000毫升", "10"),
    output("≥10平方公里", "10公里", "10"),
    output("≥10平方米", "10米", "10"),
    cost("≤100元/人", "500元", "10"),
]


@pytest.mark.parametrize(("row", "score"), COMPARED, ids=lambda v: v if isinstance(v, str) else v.actual)
def test_compared(row: Row, score: str) -> None:
    line = scored(row)
    assert line.recomputed is not None
    assert str(line.recomputed) == score


@pytest.mark.parametrize(
    "row",
    [*LEFT_TO_PEOPLE, *UNIT_LOST_IN_THE_TARGET, *ONLY_ALIKE_IN_NAME],
    ids=lambda row: f"{row.target}|{row.actual}",
)
def test_left_to_people(row: Row) -> None:
    line = scored(row)
    assert line.scored is not None
    assert line.scored.method == "unlike_units"
    assert line.scored.expression == f"“{row.target}”与“{row.actual}”单位不同，由人判断"


def test_the_alternative_in_a_bracket_is_the_same_unit() -> None:
    line = scored(output("≥10台（套）", "5套", "10"))
    assert line.recomputed is not None
    assert str(line.recomputed) == "5.00"
