"""What the letters say: findings by weight, what is accepted apart, and what a department is asked to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support import Money, check, cost, document, effect, output, project, satisfaction, tally

from scoring.finding import Finding, Severity, Waiver
from scoring.report.department_page import DepartmentPage, department_page
from scoring.report.findings import counts
from scoring.report.folder import Folder, folders
from scoring.report.opinion_page import opinion_page
from scoring.report.sections import Section, sections
from scoring.results import Audit, FormAudit, PacketAudit, Unread
from scoring.verification import examine

# Two scores and the total are wrong, a third score lacks its reason, and 5.8 is 5.81 rounded.
WRONG = project(
    cost("≤4万元", "4.4万元", "10", "10", "10.00"),
    output("≥40个", "36个", "20", "20", "-10.00"),
    output("≥10次", "5次", "10", "5", "-50.00"),
    effect("方便", "100%", "25"),
    satisfaction("≥90%", "93%", "5"),
    money=Money(score="5.8"),
)


def accepted(finding: Finding) -> Finding:
    """The finding as it is when people have accepted it."""
    return replace(finding, waiver=Waiver("预算科", date(2025, 3, 1), "按实际结算"))


def headings(found: tuple[Section, ...]) -> list[tuple[str, int]]:
    return [(section.heading, section.count) for section in found]


def two_forms() -> Audit:
    return examine([document(WRONG, project())], None)


def page_of(result: Audit, due: str = "") -> DepartmentPage:
    (folder,) = folders(result)
    return department_page(folder, due)


def test_findings_come_gravest_first_and_by_check() -> None:
    audited = check(WRONG)
    found = opinion_page(audited).sections
    assert headings(found)[:2] == [("须改正的错误", 3), ("须核对说明的提醒", 1)]
    assert [(group.code, len(group.findings)) for group in found[0].groups] == [("IN001", 2), ("TO002", 1)]
    scores = found[0].groups[0]
    assert [item.place for item in scores.findings] == ["自评表!G17", "自评表!G18"]
    assert scores.basis == "已公开的2023年度自评表上限指标通行算法；《项目支出绩效自评表》表后说明注4"
    assert all(group.mend and group.basis for section in found for group in section.groups)


def test_a_place_in_another_file_names_the_file() -> None:
    audited = check(WRONG)
    away = replace(audited.findings[0], place=replace(audited.findings[0].place, file="甲/汇总表.xlsx"))
    (section,) = sections([away], [audited])
    assert section.groups[0].findings[0].place.startswith("汇总表.xlsx › ")


def test_rounding_asks_for_nothing() -> None:
    audited = check(WRONG)
    (section,) = sections([f for f in audited.findings if f.rounding], [audited])
    assert section.heading == "供参考的提示"
    assert section.groups[0].name.endswith("与复算不符，因四舍五入")
    assert section.groups[0].mend == "差异只因保留的小数位数不同，可以不改。"


def test_what_people_have_accepted_stands_apart_and_counts_no_more() -> None:
    audited = check(WRONG)
    before = counts(audited.findings)
    found = [accepted(f) if f.code == "TO002" else f for f in audited.findings]
    assert before.startswith("错误 3 处")
    assert counts(found).startswith("错误 2 处")
    told = sections(found, [audited])
    assert headings(told)[-1] == ("经认可不再处理的问题", 1)
    assert told[-1].groups[0].findings[0].waiver == "预算科于2025年3月1日认可：按实际结算"
    page = department_page(Folder("", (replace(audited, findings=tuple(found)),)))
    assert (page.errors, page.rows[0].errors) == (2, "2")
    assert headings(page.tasks)[-1] == ("经认可不再处理的问题", 1)


def test_the_department_gets_a_list_of_what_to_do_form_by_form() -> None:
    page = page_of(two_forms(), "2025年6月30日")
    assert [(row.number, row.name, row.errors) for row in page.rows] == [
        ("1", "社区图书角建设", "3"),
        ("2", "社区图书角建设", ""),
    ]
    assert (page.errors, page.warnings, page.due) == (3, 1, "2025年6月30日")
    tasks = [group.findings[0] for section in page.tasks for group in section.groups]
    assert {task.form for task in tasks} == {"1. 社区图书角建设"}  # the name alone would be that of both
    assert [task.place for task in tasks[:3]] == ["自评表!G17", "自评表!G18", "自评表!G22"]
    assert all(group.mend for section in page.tasks for group in section.groups)


def test_notices_are_not_asked_for() -> None:
    page = page_of(two_forms())
    assert {section.severity for section in page.tasks} == {"错误", "提醒"}


def test_the_overview_counts_forms_verdicts_and_money() -> None:
    first, second = page_of(two_forms()).overview
    assert first == (
        "报送项目支出绩效自评表 2 张。自评总分与复算相符的 1 张、不符的 1 张，"
        "共发现错误 3 处、提醒 1 处、提示 4 处。"  # a score rounded, and a project that came twice
    )
    assert second.startswith("1 个项目全年预算数合计 100 万元、全年执行数合计 58.05 万元，执行率 58.05%。")


def shared(result: Audit) -> Finding:
    """A finding of the whole folder, made from one of a form."""
    first = next(finding for finding in result.forms[0].findings if finding.severity is Severity.ERROR)
    return replace(first, code="CS003", name="同一张表重复出现", form="")


def test_findings_of_the_folder_are_told_and_asked_for() -> None:
    result = two_forms()
    result = replace(result, packets=(PacketAudit(".", ("1", "2"), (), (shared(result),)),))
    page = page_of(result)
    assert headings(page.shared) == [("须改正的错误", 1)]
    (task,) = [g.findings[0] for s in page.tasks for g in s.groups if g.code == "CS003"]
    assert task.form == ""
    assert task.place == "自评表.xlsx › 自评表!G17"
    assert page.errors == 4


def test_findings_of_another_folder_are_none_of_this_one() -> None:
    result = two_forms()
    result = replace(result, packets=(PacketAudit("别处", (), (), (shared(result),)),))
    assert page_of(result).shared == ()


def test_findings_of_the_summary_table_are_told(xinhua: Audit) -> None:
    page = page_of(xinhua)
    assert headings(page.shared) == [("供参考的提示", 7)]
    assert (page.errors, page.warnings) == tally(xinhua)[:2]


def test_what_got_no_score_has_to_be_handed_in_again() -> None:
    result = two_forms()
    lost = Unread("坏.xlsx", replace(result.forms[0].form.place, file="坏.xlsx"), "文件已损坏。")
    elsewhere = replace(lost, path="别处/坏.xlsx")
    page = page_of(replace(result, unread=(lost, elsewhere)))
    assert page.unread == (("坏.xlsx › 自评表!A1", "文件已损坏。"),)


def test_a_folder_without_findings_is_asked_for_nothing() -> None:
    right: FormAudit = replace(check(project()), findings=())
    page = department_page(Folder("", (right,)))
    assert (page.tasks, page.shared, page.errors, page.warnings) == ((), (), 0, 0)
