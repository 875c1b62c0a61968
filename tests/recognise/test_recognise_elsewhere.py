"""Five forms published elsewhere, as far as their text shows them; the texts are not in the repository."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from conftest import ROOT

from scoring.finding import Finding
from scoring.model.form import Figure, FundRow, ProjectForm
from scoring.results import Audit, FormAudit
from scoring.verification import audit

ELSEWHERE = ROOT.parent / "shared" / "corpus" / "elsewhere"


def read(name: str) -> Audit:
    found = sorted(ELSEWHERE.glob(f"{name}*.txt"))
    if not found:
        pytest.skip("the published texts in corpus/elsewhere are not beside the repository")
    return audit(found[0])


@dataclass(frozen=True)
class Published:
    """One of the texts, its (first) form and what was found in it."""

    result: Audit

    @property
    def audited(self) -> FormAudit:
        return self.result.forms[0]

    @property
    def form(self) -> ProjectForm:
        assert isinstance(self.audited.form, ProjectForm)
        return self.audited.form

    @property
    def total(self) -> FundRow:
        assert self.form.total_funds is not None
        return self.form.total_funds

    def money(self) -> list[str]:
        row = self.total
        figures = (row.initial_budget, row.budget, row.executed, row.points, row.rate, row.score)
        return [figure.text for figure in figures]

    def rows(self) -> list[tuple[str, ...]]:
        """Subcategory, name, target, actual, points, score."""
        return [
            (i.subcategory, i.name.text, i.target.text, i.actual.text, i.points.text, i.score.text)
            for i in self.form.indicators
        ]

    def found(self, code: str) -> list[Finding]:
        return [finding for finding in self.result.findings if finding.code == code]

    def codes(self) -> set[str]:
        return {finding.code for finding in self.result.findings}


@pytest.fixture(scope="module")
def shanghai() -> Published:
    """Two forms in one line, their cells shuffled."""
    return Published(read("01"))


@pytest.fixture(scope="module")
def yunnan() -> Published:
    """Pipes anywhere; targets in three columns."""
    return Published(read("02"))


@pytest.fixture(scope="module")
def suixi() -> Published:
    """A cell a line; points before the target; cut off before the total."""
    return Published(read("12"))


@pytest.fixture(scope="module")
def tangxi() -> Published:
    """All in one line; a total of 0 over a part of 90; cut off before the total."""
    return Published(read("14"))


@pytest.fixture(scope="module")
def langfang() -> Published:
    """A cell a line with empty ones; 指标1 before the names; cut off before the total."""
    return Published(read("24"))


def test_all_are_read_by_the_national_rules(
    shanghai: Published, yunnan: Published, suixi: Published, tangxi: Published, langfang: Published
) -> None:
    texts = (shanghai, yunnan, suixi, tangxi, langfang)
    assert [len(text.result.forms) for text in texts] == [2, 1, 1, 1, 1]
    assert {form.ruleset.id for text in texts for form in text.result.forms} == {"national-2020"}


def test_heads(
    shanghai: Published, yunnan: Published, suixi: Published, tangxi: Published, langfang: Published
) -> None:
    texts = (shanghai, yunnan, suixi, tangxi, langfang)
    assert [
        (text.form.name.text, text.form.year, text.form.unit, text.form.money_unit) for text in texts
    ] == [
        ("普陀体育中心与委托运营方结算费用", 2022, "上海市普陀区体育局", "元"),
        ("义务教育营养改善计划专项资金", 2022, "永德县教育体育局", "元"),
        ("临时救助", 2019, "濉溪县民政局", "万元"),
        ("委托业务项目", 2022, "池州市贵池区棠溪镇人民政府", "万元"),
        ("办公宿舍楼、食堂及餐厅暖通改造经费", 2019, "廊坊市发改委", "万元"),
    ]


def test_money(
    shanghai: Published, yunnan: Published, suixi: Published, tangxi: Published, langfang: Published
) -> None:
    assert shanghai.money() == ["250000.00", "250000.00", "215,457.6", "10", "", "8.62"]
    assert yunnan.money() == ["", "387664.62", "387664.62", "10", "100%", "10"]
    assert suixi.money() == ["", "30", "30", "10", "100%", "10"]
    assert tangxi.money() == ["0", "0", "0", "10", "0", "0"]
    assert langfang.money() == ["43.2", "43.2", "37.24", "10", "86%", "9"]


class TestShanghai:
    """The names of its indicators stand apart from their values, so they are not read."""

    def test_values_without_names(self, shanghai: Published) -> None:
        assert shanghai.rows() == [
            ("", "", "=100%", "100%", "10", "10"),
            ("", "", "=100%", "100%", "20", "20"),
            ("", "", "及时", "及时", "20", "20"),
            ("", "", "=100%", "100%", "30", "30"),
            ("", "", ">=90%", "100%", "10", "10"),
        ]

    def test_the_total_is_right(self, shanghai: Published) -> None:
        assert (str(shanghai.audited.stated), str(shanghai.audited.sheet.recomputed)) == ("98.62", "98.62")

    def test_the_second_form_keeps_to_what_is_certain(self, shanghai: Published) -> None:
        second = shanghai.result.forms[1].form
        assert second.name.text == "援滇对口支援及结对帮扶经费"
        assert (second.funds, second.indicators, second.total) == ((), (), None)
        assert second.missing == ("execution", "indicators", "end")
        assert "“20000.00”、“20000.00”、“4.52”" in second.remarks[1].message


class TestYunnan:
    def test_every_indicator(self, yunnan: Published) -> None:
        assert yunnan.rows() == [
            ("数量指标", "学生受资助人数", "≧735人次", "735", "10", "10"),
            ("质量指标", "营养改善计划覆盖率", "≧100%", "100%", "10", "10"),
            ("时效指标", "资金到位及时率", "≧100%", "100%", "10", "7"),
            ("成本指标", "生均补助标准达标率", "═100%", "100%", "10", "10"),
            ("经济效益指标", "减轻贫困学生家庭经济负担", "有效", "有效", "10", "10"),
            ("社会效益指标", "政策知晓率", "═100%", "98%", "10", "9"),
            ("可持续影响指标", "促进学校教育事业健康发展", "≧100%", "100%", "10", "10"),
            ("服务对象满意度指标等", "学生满意度", "≧95%", "100%", "10", "10"),
            ("服务对象满意度指标等", "家长满意度", "≧95%", "100%", "10", "10"),
        ]
        assert [i.category.value for i in yunnan.form.indicators] == [
            *["output"] * 4,
            *["effect"] * 3,
            *["satisfaction"] * 2,
        ]

    def test_the_total_and_the_grade_beside_it(self, yunnan: Published) -> None:
        assert (str(yunnan.audited.stated), yunnan.form.grade and yunnan.form.grade.text) == ("96", "优")

    def test_findings(self, yunnan: Published) -> None:
        wrong = [(f.place.spot, f.stated, f.recomputed) for f in yunnan.found("IN001")]
        assert wrong == [("第19行第8格", "7", "10.00"), ("第24行第8格", "9", "9.80")]
        assert [(f.stated, f.recomputed) for f in yunnan.found("TO002")] == [("96", "99.80")]
        assert [(f.stated, f.recomputed, f.severity.value) for f in yunnan.found("PT002")] == [
            ("40", "50", "warning"),
            ("20", "10", "warning"),
        ]
        assert yunnan.codes() == {"CP003", "DV002", "IN001", "PL008", "PL011", "PT002", "TO002"}


class TestSuixi:
    def test_points_before_the_target_and_stars_before_the_name(self, suixi: Published) -> None:
        assert len(suixi.rows()) == 9
        assert suixi.rows()[3] == (
            "数量指标",
            "特困人员救助供养人数(按月平均)(≥**人)",
            ">=4754人",
            "4604人",
            "5",
            "5",
        )
        assert suixi.form.indicators[3].reason.text == "特困人员实行动态管理"

    def test_the_row_that_is_cut_off_is_told(self, suixi: Published) -> None:
        assert suixi.form.missing == ("lines", "end")
        assert [f.place.spot for f in suixi.found("CP003")] == ["第3行", "第148行第1格"]

    def test_findings(self, suixi: Published) -> None:
        assert [(f.place.spot, f.stated, f.recomputed, f.rounding) for f in suixi.found("IN001")] == [
            ("第98行第1格", "5", "4.84", True),
            ("第134行第1格", "10", "0.00–9.09", False),
        ]
        assert [(f.place.spot, f.stated) for f in suixi.found("DV004")] == [
            ("第85行第1格", "87人次"),
            ("第121行第1格", "758元/人*月"),
        ]
        assert suixi.codes() == {"CP001", "CP003", "DV004", "IN001"}


class TestTangxi:
    def test_indicators_of_words_and_figures(self, tangxi: Published) -> None:
        assert len(tangxi.rows()) == 9
        assert tangxi.rows()[0] == ("数量指标", "基建工程委托业务项目数量", "≥50个", "50", "8", "8")
        assert tangxi.rows()[5] == ("成本指标", "单项业务成本", "符合相关规定", "达成预期指标", "10", "10")

    def test_a_total_of_0_over_a_part_of_90(self, tangxi: Published) -> None:
        part = tangxi.form.funds[1]
        figures: list[Figure] = [part.initial_budget, part.budget, part.executed]
        assert [figure.text for figure in figures] == ["90", "89.974", "89.974"]
        assert [(f.stated, f.recomputed) for f in tangxi.found("EX003")] == [
            ("0", "90"),
            ("0", "89.974"),
            ("0", "89.974"),
        ]
        assert tangxi.codes() == {"CP001", "CP003", "EX003", "EX004"}


class TestLangfang:
    def test_names_without_their_labels_and_empty_rows_left_out(self, langfang: Published) -> None:
        assert [name for _, name, *_ in langfang.rows()] == [
            "工程资金金额",
            "工程完工率",
            "工程验收合格率",
            "项目完成及时率",
            "成本控制率",
            "安全率",
            "学校发展能力",
            "长期使用性",
            "学生满意度",
        ]

    def test_37_24_of_43_2_is_86_20_percent_and_8_62_points(self, langfang: Published) -> None:
        (execution,) = langfang.found("EX002")
        (line,) = langfang.found("IN001")
        assert (execution.place.spot, execution.stated, execution.recomputed) == ("第57行第1格", "9", "8.62")
        assert (line.place.spot, line.stated, line.recomputed) == ("第132行第1格", "9", "8.62")
        assert execution.rounding
        assert line.rounding
        assert "10 × 37.24 ÷ 43.2 = 8.620… → 8.62" in execution.message

    def test_86_percent_is_86_20_percent_rounded(self, langfang: Published) -> None:
        assert langfang.found("EX001") == []
        assert langfang.codes() == {"CP001", "CP003", "EX002", "IN001"}
