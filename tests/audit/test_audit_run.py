"""One run over some papers: what was read, what was not, and that papers of one folder belong together."""

from pathlib import Path

import pytest
from support import FILE, at, check, department, document, output, project, statement, summary, summary_row

import scoring
from scoring.errors import RuleError
from scoring.finding import Severity
from scoring.place import Place
from scoring.results import Audit, Unread
from scoring.verification import audit, examine

EXAMPLE = Path(__file__).parents[2] / "examples" / "minimal"


def test_forms_count_from_1_and_findings_name_theirs() -> None:
    found = examine(
        [document(project(total="91"), department()), document(project(total="90"), file="b")], None
    )
    assert [form.id for form in found.forms] == ["1", "2", "3"]
    assert {(finding.form, finding.stated) for finding in found.findings if finding.code == "TO001"} == {
        ("1", "91"),
        ("3", "90"),
    }
    assert [(entry.path, entry.forms) for entry in found.inputs] == [(FILE, 2), ("b", 1)]


def test_a_form_that_no_rules_fit_is_unread_and_stops_no_other() -> None:
    found = examine([document(project(year=2020), project())], None)
    assert [form.id for form in found.forms] == ["1"]
    (unread,) = found.unread
    assert (unread.path, unread.place) == (FILE, at("A1"))
    assert unread.reason == "没有适用于2020年度的规则；请用 --rules 指定适用的规则。"


def test_what_could_not_be_read_before_comes_first() -> None:
    before = Unread("a.pdf", Place("a.pdf"), "暂不支持 PDF 文件。")
    assert examine([document(project(year=2020))], None, [before]).unread[0] == before


def test_papers_of_another_folder_are_not_held_against_a_form() -> None:
    wrong = document(summaries=(summary(summary_row(total="95")),), file="甲局/汇总表.xlsx")
    near = examine([document(project(), file="甲局/自评表.xlsx"), wrong], None)
    far = examine([document(project(), file="乙局/自评表.xlsx"), wrong], None)
    codes = [[found.code for found in run.at_or_above(Severity.ERROR)] for run in (near, far)]
    assert codes == [["CS001", "CS005"], []]


def test_two_departments_in_one_folder_and_a_text_that_names_none() -> None:
    text = document(statements=(statement("1"),), file="a/说明.txt")
    one, other = (document(department(), file=f"a/{name}.xlsx") for name in ("甲", "乙"))
    assert [found.code for found in examine([one, text], None).at_or_above(Severity.ERROR)] == ["CS002"]
    both = [finding.code for finding in examine([one, other, text], None).findings]
    assert "CS002" not in both


def test_at_or_above() -> None:
    found = examine([document(project(output("≥40个", "36个", "30", "20")))], None)
    severities = {finding.severity for finding in found.findings}
    assert severities == {Severity.ERROR, Severity.WARNING, Severity.NOTICE}
    assert {finding.severity for finding in found.at_or_above(Severity.ERROR)} == {Severity.ERROR}
    assert Severity.NOTICE not in {finding.severity for finding in found.at_or_above(Severity.WARNING)}
    assert found.at_or_above(Severity.NOTICE) == found.findings


def test_findings_of_summary_tables_come_last() -> None:
    found = examine([document(project(total="91"), summaries=(summary(summary_row(total="91")),))], None)
    assert [finding.form for finding in found.at_or_above(Severity.ERROR)] == ["1", "1", ""]
    assert [finding.code for finding in found.summaries[0].findings] == ["CS005", "CS012"]


def test_the_given_rule_set_and_why_are_told() -> None:
    told = check(project())
    assert told.ruleset.id == "henan-project-2023"
    assert told.why.startswith("按表的种类、组成和年度（2023年度）选用")


def test_nothing_at_all() -> None:
    assert examine([], None) == Audit((), (), (), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = next(EXAMPLE.glob("*.xlsx"))
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "自评表.xlsx").write_bytes(book.read_bytes())
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "通知.txt").write_text("请各单位按时报送。", encoding="utf-8")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path


def test_a_folder_is_searched_and_a_bad_file_stops_no_other(folder: Path) -> None:
    found = audit(folder)
    assert [Path(entry.path).name for entry in found.inputs] == ["自评表.xlsx", "通知.txt"]
    assert [Path(unread.path).name for unread in found.unread] == ["坏.xlsx", "空.txt"]
    assert all(unread.reason.endswith("。") for unread in found.unread)
    (form,) = found.forms
    assert (str(form.sheet.recomputed), found.at_or_above(Severity.WARNING)) == ("94.50", [])


def test_a_file_given_by_name_must_hold_something(folder: Path) -> None:
    found = audit(folder / "通知.txt", folder / "没有.xlsx")
    assert found.inputs == ()
    assert [Path(unread.path).name for unread in found.unread] == ["通知.txt", "没有.xlsx"]
    assert "没有找到自评表" in found.unread[0].reason
    assert "找不到文件" in found.unread[1].reason


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    book = folder / "甲" / "自评表.xlsx"
    assert len(audit(book, folder / "甲", str(book)).forms) == 1


def test_progress_is_told_before_each_file(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    audit(folder, progress=lambda done, of, name: told.append((done, of, Path(name).name)))
    assert [(done, of) for done, of, _ in told] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert {name for *_, name in told} == {"自评表.xlsx", "坏.xlsx", "空.txt", "通知.txt"}


def test_the_rule_set_may_be_given_by_id_or_file(folder: Path) -> None:
    sound = Path(__file__).parents[1] / "rules" / "sound.toml"
    assert audit(folder, rules="henan-project-2023").forms[0].ruleset.id == "henan-project-2023"
    assert audit(folder, rules=sound).forms[0].ruleset.id == "sound-project-2024"


def test_the_public_name_is_the_same_function() -> None:
    assert scoring.audit is audit


def test_the_smallest_example_has_nothing_wrong() -> None:
    found = audit(EXAMPLE)
    (form,) = found.forms
    assert (str(form.sheet.recomputed), form.sheet.grade) == ("94.50", "优")
    assert found.at_or_above(Severity.WARNING) == []


def test_a_severity_for_a_check_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    sound = Path(__file__).parents[1] / "rules" / "sound.toml"
    rules = tmp_path / "本地.toml"
    rules.write_text(sound.read_text(encoding="utf-8").replace("DV002 =", "DV999 ="), encoding="utf-8")
    with pytest.raises(RuleError, match=r"第 26 行 severity\.DV999：没有这个编号的核对，请用 jixiao explain"):
        audit(EXAMPLE, rules=rules)
    assert audit(EXAMPLE, rules=sound).forms
