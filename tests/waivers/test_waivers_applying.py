"""A waiver covers the finding that it names, as long as its figures are the same, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import at, document, project, summary, summary_row
from waived import WAIVER, WRONG, papers, row, wrong

from scoring.finding import Severity
from scoring.model.waiver import WaiverRow
from scoring.results import Audit
from scoring.verification import examine
from scoring.waivers import apply


def covered(audit: Audit, *rows: WaiverRow) -> list[str]:
    """The codes of the findings that are waived."""
    return [finding.code for finding in apply(audit, rows).waived]


def unused(audit: Audit, one: WaiverRow) -> str:
    """Why a row covers nothing."""
    result = apply(audit, [one])
    assert result.waived == []
    (use,) = result.waivers
    assert (use.row, use.findings) == (one, 0)
    return use.unused


def test_a_waived_finding_keeps_all_but_does_not_count() -> None:
    audit = wrong()
    before = [finding for finding in audit.findings if finding.code == "IN001"]
    result = apply(audit, [row()])
    after = [finding for finding in result.findings if finding.code == "IN001"]
    assert after == [replace(before[0], waiver=WAIVER)]
    assert after[0].severity is Severity.ERROR
    assert len(result.findings) == len(audit.findings)
    open_codes = [finding.code for finding in result.at_or_above(Severity.NOTICE)]
    assert open_codes == [finding.code for finding in audit.findings if finding.code != "IN001"]
    assert [(use.findings, use.unused) for use in result.waivers] == [(1, "")]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"form": " 社区“图书角” 建设"},
        {"form": "社区图书\u200b角建设"},
        {"form": "", "file": "自评表.xlsx"},
        {"file": "甲局/自评表.xlsx"},
        {"file": "D:\\收表\\甲局\\自评表.xlsx"},
        {"spot": "自评表!G17"},
        {"spot": "G17"},
        {"spot": "$g$17"},
        {"stated": "30", "recomputed": "27"},
        {"stated": "30.00", "recomputed": "27.00"},
        {"stated": "３０分"},
    ],
)
def test_a_row_names_a_finding_as_people_do(said: dict[str, str]) -> None:
    assert covered(wrong(), row(**said)) == ["IN001"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"form": "社区图书室建设"},
            "“社区图书室建设”没有编号为 IN001 的问题，可能已经改正，或者这次没有复核这张表。",
        ),
        (
            {"code": "IN002"},
            "“社区图书角建设”没有编号为 IN002 的问题，可能已经改正，或者这次没有复核这张表。",
        ),
        (
            {"form": "", "file": "乙局/自评表.xlsx"},
            "“乙局/自评表.xlsx”没有编号为 IN001 的问题，可能已经改正，或者这次没有复核这张表。",
        ),
        (
            {"file": "表.xlsx"},
            "“社区图书角建设”没有编号为 IN001 的问题，可能已经改正，或者这次没有复核这张表。",
        ),
        ({"spot": "G18"}, "“社区图书角建设”的 IN001 不在“G18”而在“自评表!G17”，请核对是不是同一个问题。"),
        (
            {"spot": "别的!G17"},
            "“社区图书角建设”的 IN001 不在“别的!G17”而在“自评表!G17”，请核对是不是同一个问题。",
        ),
        (
            {"stated": "28", "recomputed": "27.00"},
            "“社区图书角建设”的 IN001 认可的是自评 28、复算 27.00，现在是自评 30、复算 27.00，请重新认可。",
        ),
        (
            {"stated": "30", "recomputed": "26.99"},
            "“社区图书角建设”的 IN001 认可的是自评 30、复算 26.99，现在是自评 30、复算 27.00，请重新认可。",
        ),
        (
            {"stated": "30%"},
            "“社区图书角建设”的 IN001 认可的是自评 30%、复算 （空），现在是自评 30、复算 27.00，请重新认可。",
        ),
    ],
)
def test_a_row_that_covers_nothing_tells_why(said: dict[str, str], told: str) -> None:
    assert unused(wrong(), row(**said)) == told


def test_an_accepted_87_does_not_cover_a_later_95() -> None:
    first, later = (examine([document(project(total=total))], None) for total in ("87", "95"))
    accepted = row("TO001", stated="87", recomputed="92.81")
    assert covered(first, accepted) == ["TO001"]
    assert unused(later, accepted).endswith(
        "认可的是自评 87、复算 92.81，现在是自评 95、复算 92.81，请重新认可。"
    )


def test_a_row_that_does_not_say_which_of_two_forms_covers_neither() -> None:
    audit = wrong("社区图书角建设", "社区图书角建设")
    assert (
        unused(audit, row()) == "“社区图书角建设”对应不止一张自评表，不知道认可的是哪一张，请补填文件或位置。"
    )


def test_of_two_forms_of_one_name_the_file_tells_which() -> None:
    forms = [papers(f"{name}/自评表.xlsx", project(WRONG)) for name in ("甲局", "乙局")]
    result = apply(examine(forms, None), [row(file="乙局/自评表.xlsx")])
    assert [finding.form for finding in result.waived] == ["2"]


def test_a_row_without_a_place_covers_all_findings_of_its_code_on_the_form() -> None:
    result = apply(examine([document(project(replace(WRONG, name="甲"), WRONG))], None), [row()])
    assert [finding.code for finding in result.waived] == ["IN001", "IN001"]
    assert result.waivers[0].findings == 2


def test_findings_on_summary_tables_and_folders_are_waived_by_what_stands_in_the_list() -> None:
    table = papers("汇总表.xlsx", project(), summaries=(summary(summary_row(total="91")),))
    accepted = row("CS005", form="项目支出绩效自评汇总表", file="汇总表.xlsx")
    assert covered(examine([table], None), accepted) == ["CS005"]
    audit = wrong()
    (packet,) = audit.packets
    found = replace(audit.findings[0], form="")
    together = replace(audit, forms=(), packets=(replace(packet, findings=(found,)),))
    assert covered(together, row(found.code, form="（各表之间）", file="自评表.xlsx")) == [found.code]


def test_a_finding_in_another_file_is_also_known_by_the_file_of_its_form() -> None:
    audit = wrong()
    moved = replace(audit.forms[0].findings[0], place=at("A1", "甲局/说明.txt", ""))
    form = replace(audit.forms[0], findings=(moved,))
    for file in ("说明.txt", "自评表.xlsx"):
        assert covered(replace(audit, forms=(form,)), row(moved.code, file=file)) == [moved.code]


def test_the_first_of_two_rows_for_one_finding_is_shown_and_both_are_used() -> None:
    second = replace(row(), waiver=replace(WAIVER, who="李华"))
    result = apply(wrong(), [row(), second])
    assert [finding.waiver for finding in result.waived] == [WAIVER]
    assert result.unused_waivers == []


def test_a_form_that_is_right_has_nothing_to_waive() -> None:
    assert "没有编号为 IN001 的问题" in unused(examine([document(project())], None), row())


def test_of_two_findings_of_one_code_in_one_cell_the_sentence_tells_which() -> None:
    audit = wrong()
    first = next(finding for finding in audit.findings if finding.code == "IN001")
    second = replace(first, message="另一个问题。")
    audit = replace(audit, forms=(replace(audit.forms[0], findings=(first, second)),))
    told = apply(audit, [row(message="另一个 问题。")]).findings
    assert [finding.waiver for finding in told] == [None, WAIVER]
    loosely = apply(audit, [row(message="我写的说明")]).findings
    assert [finding.waiver for finding in loosely] == [WAIVER, WAIVER]
