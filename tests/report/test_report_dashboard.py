"""The dashboard: what it counts is what the audit found, for one form and for hundreds, in black on white."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from printed import facts, needs_fonts, needs_poppler, words
from support import Money, check, department, document, effect, output, project, satisfaction, tally

from scoring.place import Place
from scoring.report import svg
from scoring.report.charts import columns, scatter, shares
from scoring.report.dashboard import TITLE, dashboard_page, write_dashboard
from scoring.report.html import render
from scoring.report.trust import NAMELESS, ranked
from scoring.results import Audit, FormAudit, Unread
from scoring.verification import examine

UNSPENT = Money(executed="0", rate="0%", score="0")
FULL = (output("≥40个", "40个", "40"), effect("方便", "100%", "25"), satisfaction("≥90%", "93%", "5"))
WRONG = (output("≥40个", "36个", "40", "40", "0.00"), *FULL[1:])
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}“file:///etc/passwd”‮"


def texts_of(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def of(unit: str, *rows: object, total: str | None = None) -> FormAudit:
    form = project(*rows, total=total)  # type: ignore[arg-type]
    return check(replace(form, supervising_department=replace(form.supervising_department, text=unit)))


def audit_of(*forms: FormAudit) -> Audit:
    """An audit of these forms, each in a file of its own."""
    own = []
    for number, audited in enumerate(forms, start=1):
        form = replace(audited.form, place=Place(f"{number}.xlsx"))
        form = replace(form, name=replace(form.name, text=f"{form.name.text}{number}"))
        own.append(replace(audited, id=str(number), form=form))
    return Audit(inputs=(), unread=(), forms=tuple(own), summaries=())


def test_the_example_is_summed_as_its_audit(xinhua: Audit) -> None:
    page = dashboard_page(xinhua)
    told = {label: value for row in page.facts for label, value in row}
    errors, warnings, notices = tally(xinhua)
    assert told == {
        "单位": "1 个",
        "项目自评表": "23 张",
        "部门整体自评表": "1 张",
        "未能处理": "0 份",
        "预算数（万元）": "2603.51",
        "执行数（万元）": "111.17",
        "执行率": "4.27%",
        "没有金额的项目": "0 个",
        "总分与复算相符": "22 张",
        "差异为四舍五入": "0 张",
        "总分与复算不符": "2 张",
        "不能比较": "0 张",
        "错误": f"{errors} 处",
        "提醒": f"{warnings} 处",
        "提示": f"{notices} 处",
        "经认可的问题": "0 处",
    }
    found = [(finding.code, finding.severity.chinese) for finding in xinhua.findings]
    assert len(page.kinds) + page.more_kinds == len(set(found))
    assert [row.count for row in page.kinds] == [found.count((row.code, row.severity)) for row in page.kinds]
    assert [(row.code, row.severity, row.count, row.forms) for row in page.kinds][:2] == [
        ("IN001", "错误", 5, 2),
        ("TO002", "错误", 2, 2),
    ]
    assert [(row.rank, row.clean, row.difference) for row in page.first] == [(1, "21 / 24（87.50%）", "0.55")]


def test_the_distribution_shows_both_totals_with_their_counts(xinhua: Audit) -> None:
    texts = texts_of(dashboard_page(xinhua).distribution)
    assert texts[:2] == ["自评", "复算"]
    assert texts[2:] == [
        *("4", "4", "不足 60", "0", "0", "60–70", "0", "0", "70–80"),
        *("11", "11", "80–90", "9", "9", "90 及以上"),
    ]


@pytest.mark.parametrize(("total", "band"), [("59.99", 0), ("60", 1), ("89.99", 3), ("90", 4), ("", 5)])
def test_a_total_belongs_to_the_band_it_begins(total: str, band: int) -> None:
    texts = texts_of(dashboard_page(audit_of(check(project(total=total)))).distribution)[2:]
    groups = [texts[at : at + 3] for at in range(0, len(texts), 3)]
    assert [at for at, group in enumerate(groups) if group[0] == "1"] == [band]
    assert groups[4][1] == "1"  # 92.81 recomputed
    assert len(groups) == (6 if total == "" else 5)


def test_who_spent_nothing_and_claims_everything_is_marked_and_named() -> None:
    page = dashboard_page(
        audit_of(
            check(project(*FULL, name="甲", money=UNSPENT)),
            check(project(*FULL, name="乙")),
            check(
                project(*WRONG[:0], output("≥40个", "39个", "40", "39"), *FULL[1:], name="丙", money=UNSPENT)
            ),
            check(project(*FULL, name="丁", money=Money(executed=""))),
        )
    )
    assert page.unspent == ("甲1",)
    assert page.spending.count("<polygon") == 1
    assert page.spending.count("<circle") == 2
    assert page.unmarked == 1


def test_projects_that_coincide_make_one_larger_mark() -> None:
    point = (Decimal(50), Decimal(80), False)
    radius = re.compile(r'<circle[^>]* r="([\d.]+)"')
    one, three = (radius.findall(scatter("", ("", ""), [point] * count)) for count in (1, 3))
    assert one == ["1"]
    assert three == ["1.25"]
    assert len(radius.findall(scatter("", ("", ""), [point, (Decimal(90), Decimal(80), False)]))) == 2


def test_shares_outside_the_chart_are_drawn_at_its_edge() -> None:
    inside, outside = (
        scatter("", ("", ""), [(Decimal(high), Decimal(low), False)]) for high, low in ((100, 0), (130, -5))
    )
    assert inside == outside


def test_departments_are_ranked_by_forms_without_errors_then_by_difference() -> None:
    wrong_little = of("丙局", *WRONG)  # 4 points too many
    wrong_much = of("丁局", *WRONG, total="30")
    rows = ranked([wrong_much, wrong_little, of("甲局"), of("乙 局"), of("乙局"), of("丙局"), of("丁局")])
    assert [(row.rank, row.name, row.clean, row.forms) for row in rows] == [
        (1, "乙 局", 2, 2),
        (1, "甲局", 1, 1),
        (3, "丙局", 1, 2),
        (4, "丁局", 1, 2),
    ]
    assert rows[2].difference == Decimal(2)
    assert rows[2].share == Decimal(50)


def test_a_department_without_totals_comes_last_of_its_share() -> None:
    open_one = replace(of("甲局", total=""), findings=())
    rows = ranked([open_one, of("乙局")])
    assert [(row.name, row.difference) for row in rows] == [("乙局", Decimal(0)), ("甲局", None)]


def test_a_form_without_a_unit_is_counted() -> None:
    form = project()
    blank = replace(form.supervising_department, text="")
    (row,) = ranked([check(replace(form, supervising_department=blank, implementing_unit=blank))])
    assert row.name == NAMELESS


def test_long_lists_are_cut_and_say_so() -> None:
    forms = [replace(of(f"第{n}局", *FULL), findings=()) for n in range(16)]
    page = dashboard_page(audit_of(*forms))
    assert (len(page.first), page.left_out, len(page.last)) == (7, 2, 7)
    page = dashboard_page(audit_of(*forms[:15]))
    assert (len(page.first), page.left_out, len(page.last)) == (15, 0, 0)
    unspent = [check(project(*FULL, money=UNSPENT)) for _ in range(13)]
    page = dashboard_page(audit_of(*unspent))
    assert (len(page.unspent), page.more_unspent) == (12, 1)
    page = dashboard_page(audit_of(*unspent[:12]))
    assert (len(page.unspent), page.more_unspent) == (12, 0)


def test_a_project_handed_in_twice_counts_once() -> None:
    page = dashboard_page(examine([document(project(), project(), department())], None))
    assert page.facts[0][1] == ("项目自评表", "1 张")


def test_what_could_not_be_read_is_counted() -> None:
    lost = Unread("坏.xlsx", Place("坏.xlsx"), "文件已损坏。")
    page = dashboard_page(replace(audit_of(check(project())), unread=(lost,)))
    assert page.facts[0][3] == ("未能处理", "1 份")


def test_drawings_hold_neither_script_nor_link_and_every_text_is_escaped() -> None:
    drawn = columns(HOSTILE, ("自评", HOSTILE), [(HOSTILE, 1, 2)]) + shares(HOSTILE, [(HOSTILE, Decimal(50))])
    drawn += svg.words(0, 0, HOSTILE)
    assert re.findall(r"<(script|a|image|use|foreignObject|style)\b", drawn) == []
    assert re.findall(r"\b(?:href|on\w+)=", drawn) == []
    assert set(re.findall(r"url\(([^)]*)\)", drawn)) == {"#hatch"}
    assert "‮" not in drawn
    assert "“" not in "".join(texts_of(drawn))  # no place to break a line is put inside
    assert "&lt;script&gt;" in drawn


@needs_fonts
@needs_poppler
@pytest.mark.parametrize("count", [1, 300])
def test_it_has_two_pages_for_one_form_and_for_hundreds(count: int, tmp_path: Path) -> None:
    long = HOSTILE[:-1] + "很长的单位名称" * 30
    samples = (project(*FULL, name=long, money=UNSPENT), project(*WRONG, name=long))
    audited = [check(form) for form in samples]
    forms = []
    for number in range(count):
        form = samples[number % 2]
        unit = replace(form.supervising_department, text=f"第{number}局{long}")
        forms.append(replace(audited[number % 2], form=replace(form, supervising_department=unit)))
    done = write_dashboard(audit_of(*forms), tmp_path)
    assert done.failed == ()
    (pdf,) = done.written
    assert pdf.name == f"{TITLE}.pdf"
    assert facts(pdf)["Pages"] == "2"
    assert ("另有286个单位" in words(pdf, 2)) == (count == 300)
    assert "<script>alert(1)</script>{{7" in words(pdf, 1)


def test_without_forms_there_is_no_dashboard(tmp_path: Path) -> None:
    assert write_dashboard(audit_of(), tmp_path).written == ()


def test_the_template_tells_how_trust_is_measured(xinhua: Audit) -> None:
    html = render("dashboard", dashboard_page(xinhua))
    assert "先比没有“错误”级问题的自评表所占比例" in html.replace("<wbr>", "")
    assert html.count("<svg") == 2
