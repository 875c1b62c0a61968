"""The PDFs themselves: what is printed, on what paper, safely, whole and the same every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from printed import BILLS, BUILT, OFFICE, Printed, facts, needs_fonts, needs_poppler, poisoned, words
from support import Money, document, effect, figure, output, project, tally

from scoring import __version__
from scoring.errors import RenderError
from scoring.report import pdf
from scoring.report.fonts import Fonts
from scoring.report.job import Equipment, Job
from scoring.report.papers import FORM, OPINION, SUMMARY, papers
from scoring.report.printing import Report, print_papers, report
from scoring.rules import load_ruleset
from scoring.verification import examine

pytestmark = [needs_fonts, needs_poppler]

A4, LANDSCAPE = "595.276 x 841.89 pts (A4)", "841.89 x 595.276 pts (A4)"


def test_every_paper_is_written(printed: Printed) -> None:
    assert printed.done.failed == ()
    assert sorted(path for path in printed.folder.rglob("*") if path.is_file()) == sorted(
        printed.done.written
    )
    assert len(printed.done.written) == 4 + 4 + 1 + 1


def test_the_opinion_holds_both_totals_and_the_working(printed: Printed) -> None:
    text = words(printed("复核意见书", BILLS))
    assert "自评81.7分，复算87.90分，少计6.2分，按总分等级均为“良”" in text
    assert "−6.20▲" in text
    assert "5×1000÷7000=0.714…→0.71" in text
    assert "偏差度−85.71" in text
    assert "+0.01≈" in text
    assert "发现错误4处" in text


def test_the_opinion_says_what_to_do_and_leaves_room_to_sign(printed: Printed) -> None:
    text = words(printed("复核意见书", BILLS))
    assert "二、须改正的错误（4处）（一）指标得分与复算不符（IN001）1.指标" in text
    assert "依据：已公开的2023年度自评表上限指标通行算法；《项目支出绩效自评表》表后说明注4。（二）" in text
    assert "1.指标“水、电费”自评5分" in text
    assert "请于年月日前改正上述错误，重新报送自评表。" in text
    assert "复核单位（盖章）" in text
    assert "TO004等级与得分不符表上没有填写等级" in text
    assert "复核人：审核人：" in text
    assert "日期：" in text
    assert f"jixiao{__version__}" in text


def test_the_department_is_told_what_to_correct(printed: Printed) -> None:
    text = words(printed.folder / "部门复核意见及整改通知.pdf")
    assert "绩效自评整改通知平顶山市新华区政务服务和大数据管理局：" in text
    errors, warnings, _ = tally(printed.audit)
    assert errors == 8
    assert f"发现错误8处、提醒{warnings}处" in text
    assert "二、各表复核结果" in text
    assert "三、各表之间和汇总表的问题" in text
    assert "整改问题清单" in text
    assert "一、须改正的错误（8处）" in text
    assert text.count("项目支出绩效自评情况表!G2") == 3


def test_both_layouts_are_printed_as_published(printed: Printed) -> None:
    first, second = words(printed("自评表", BUILT)), words(printed("自评表", BILLS))
    assert "2024年10月" in first
    assert "偏差度" in first
    assert "（B/A×100%）" not in first
    assert "填表人：审核人：负责人：" in first
    assert "日期：年月日" in first
    assert "填表人及联系方式：" in second
    assert "金额单位" not in first + second  # it stands beside 项目资金, as published
    assert "及代码" not in first
    assert "及代码" in second
    assert "执行率（B/A×100%）" in second
    assert "偏差度" not in second
    assert "注：1.资金管理情况" in first
    assert "4.定量指标完成的得满分" in second


def test_the_department_form_has_its_goals_and_tasks(printed: Printed) -> None:
    (path,) = (printed.folder / "自评表").glob("*局.pdf")
    text = words(path)
    for heading in ("部门整体支出绩效自评情况表", "履职目标", "年度主要任务", "投入管理", "87.7"):
        assert heading in text


def test_the_summary_is_landscape_and_adds_up(printed: Printed) -> None:
    path = printed.folder / "项目支出绩效自评汇总表.pdf"
    assert facts(path)["Page size"] == LANDSCAPE
    text = words(path)
    assert "合计（3个项目）" in text  # 90.9 + 21.48 + 23, and 0 + 4.7 + 15.8
    assert "135.38" in text
    assert "20.5" in text
    assert "+7.00▲" in text
    assert "部门整体支出绩效自评（平顶山市新华区政务服务和大数据管理局）" in text


def test_every_page_tells_source_rules_and_number(printed: Printed) -> None:
    path = printed("自评表", OFFICE)
    pages = int(facts(path)["Pages"])
    assert pages == 2
    for page in range(1, pages + 1):
        text = words(path, page)
        assert f"第{page}页/共{pages}页" in text
        assert "来源：17-2023大数据办公费及大厅窗口服务费.xlsx›" in text
        assert "规则：河南省项目支出绩效自评规则（2023年度第1版）" in text


def test_the_edition_of_the_rule_set_stands_on_every_page_of_every_paper(
    printed: Printed, tmp_path: Path
) -> None:
    many = tuple(document(project(name=f"项目{n}", total="90"), file=f"{n}.xlsx") for n in range(30))
    summary = report(examine(many, None), tmp_path, frozenset({SUMMARY})).written
    assert int(facts(summary[0])["Pages"]) > 1
    editions = ("（2023年度第1版）", "部门整体支出绩效自评规则（2023年度第1版）")
    for path in (*printed.done.written, *summary):
        for page in range(1, int(facts(path)["Pages"]) + 1):
            text = words(path, page)
            if path.name.startswith("部门复核意见") and page == 2:
                assert not text  # the back of the cover
                continue
            assert "规则：河南省" in text
            assert any(edition in text for edition in editions), f"{path.name} {page}"


def test_how_a_total_was_rescaled_is_printed(tmp_path: Path) -> None:
    rows = (output("≥50个", "41个", "50", "41"), effect("方便", "100%", "30"))
    full = Money(executed="100", rate="100%", score="10")
    form = project(*rows, money=full, items=(), total="81")
    done = report(examine([document(form)], load_ruleset("rescaled-2020")), tmp_path)
    assert done.failed == ()
    published, opinion, summary = map(words, done.written)
    working = "各行得分之和81.00÷90×100=90.00（样表说明）"
    assert working in opinion
    assert "自评总分与复算不符：自评81分，复算90.00分，少计9分，按总分等级由“良”变为“优”" in opinion
    assert f"序号1的复算总分：{working}" in summary
    assert "折算" in published  # the note under the form
    assert "90.00" not in published  # the form itself is printed as it was handed in
    assert all(
        "规则：项目支出绩效自评规则（缺项折算的样例）（样例第1版）" in words(path) for path in done.written
    )


def test_headings_and_categories_are_repeated_on_the_next_page(printed: Printed) -> None:
    text = words(printed("自评表", OFFICE), 2)
    for heading in ("一级指标", "偏差原因分析及改进措施", "产出指标", "时效指标", "效益指标"):
        assert heading in text
    assert "租赁车辆" not in text  # 产出指标 began on the first page


def test_forms_are_a4_and_say_what_they_are(printed: Printed) -> None:
    told = facts(printed("自评表", BUILT))
    assert told["Page size"] == A4
    assert told["Title"] == f"项目支出绩效自评情况表：{BUILT}"
    assert told["Author"] == "平顶山市新华区政务服务和大数据管理局"


def test_fonts_are_cut(printed: Printed) -> None:
    assert max(path.stat().st_size for path in printed.done.written) < 150_000


def test_a_form_without_its_first_page_says_so(tmp_path: Path) -> None:
    form = project(money=None, items=(), missing=("execution", "fund_management"), name="")
    done = report(examine([document(form)], None), tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in done.written]
    assert names[0] == "自评表/01-（缺首页，未见项目名称）.pdf"
    lacking = "预算执行情况（年度资金总额）、资金管理情况"
    assert f"来源文件缺少{lacking}，以下只印出可见的部分" in words(done.written[0])
    assert "总分不能复算" in words(done.written[1])
    assert "不能复算" in words(done.written[2])


def test_two_prints_are_the_same_to_the_byte(tmp_path: Path) -> None:
    result = examine([document(project())], None)
    one, two = (print_papers(papers(result), tmp_path / name).written for name in ("甲", "乙"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


POISON = (
    "<script>alert(1)</script>{{7*191}}{% raw %}<img src=file:///etc/passwd>"
    '"><style>@import url(http://example.invalid/x)</style>url("http://example.invalid/y")&amp;'
)


class Recorder(pdf.Assets):
    """Writes down every address that is asked for."""

    asked: list[str] = []  # noqa: RUF012 - shared on purpose, the press makes the instance

    def fetch(self, url: str, headers: object = None) -> Any:
        self.asked.append(url)
        return super().fetch(url, headers)


def test_form_text_is_printed_as_text_and_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "Assets", Recorder)
    form = poisoned(replace(project(), date="2024年10月", grade=project().title), POISON)
    twin = replace(form, total=figure("95", "G20"))
    done = report(examine([document(form, twin, file=f"表{POISON}.xlsx")], None), tmp_path)
    assert done.failed == ()
    assert len(done.written) == 2 + 2 + 1 + 1 + 1
    assert {url for url in Recorder.asked if not url.startswith("jixiao:")} == set()
    assert Recorder.asked  # the fonts, so the recorder was in place
    plain = "".join(POISON.split())
    for path in done.written:
        text = words(path)
        assert plain in text
        assert "1337" not in text  # 7 × 191
        assert "root:" not in text


@pytest.fixture(scope="module")
def press() -> pdf.Press:
    return pdf.Press(Equipment(Fonts().cut("表", "表"), {}))


def put(press: pdf.Press, body: str) -> bytes:
    """Print a page of this HTML."""
    html = f'<html lang="zh-CN"><body>{body}<div id="end"></div></body></html>'
    return press.print(Job("样张", "jixiao:form:0"), lambda *_: html)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://example.invalid/x.png", "data:image/png;base64,AA"]
)
def test_a_template_that_fetches_is_refused(press: pdf.Press, url: str) -> None:
    with pytest.raises(RenderError, match="引用了外部地址，已拒绝"):
        put(press, f"<img src='{url}'>")
    assert press.assets.refused[-1] == url


def test_a_warning_fails_the_print(press: pdf.Press) -> None:
    with pytest.raises(RenderError, match="打印时出现问题，没有生成文件"):
        put(press, "<p style='no-such-property: 1'>表</p>")


def test_the_slower_way_of_cutting_fonts_is_no_failure(
    press: pdf.Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    assert put(press, "<p style='font-family: jixiao-text'>表</p>").startswith(b"%PDF")


def test_a_paper_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "自评表").write_text("这里已有一个同名文件")
    told: list[tuple[int, int, str]] = []
    result = examine([document(project(output("≥40个", "36个", "30"), effect("好", "好", "25")))], None)
    kinds = frozenset({FORM, OPINION})
    done = report(result, tmp_path, kinds, progress=lambda *step: told.append(step))
    assert [path.parent.name for path in done.written] == ["复核意见书"]
    (error,) = done.failed
    assert "不能写入" in error.message
    assert [(done, of) for done, of, _ in told] == [(0, 2), (0, 2), (1, 2), (2, 2)]
    assert {name for _, _, name in told} == {"01-社区图书角建设.pdf"}
    assert [path.name for path in tmp_path.rglob("*.tmp")] == []


def test_nothing_to_print_writes_nothing(tmp_path: Path) -> None:
    assert report(examine([], None), tmp_path / "报告") == Report()
    assert list(tmp_path.iterdir()) == []
