"""A second run: what is current is left, whatever changed is printed again, nothing outdated stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from printed import needs_fonts
from support import document, output, project

from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.report import fingerprint, printing
from scoring.report.fingerprint import Fingerprint, Maker, printed_as
from scoring.report.fontconfig import REGULAR, Face, installed
from scoring.report.papers import FORM, OPINION, SUMMARY
from scoring.report.printing import Options, Report, report
from scoring.report.templates import templates_folder
from scoring.verification import examine

pytestmark = needs_fonts

ROOM, CORNER = "阅览室", "图书角"
FORMS = frozenset({FORM})


def run(folder: Path, *forms: AnyForm, kinds: frozenset[str] = FORMS, **options: object) -> Report:
    result = examine(map(document, forms), None)
    return report(result, folder, kinds, options=Options(**options))  # type: ignore[arg-type]


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


@pytest.fixture
def done(tmp_path: Path) -> Path:
    """A folder with two printed forms."""
    folder = tmp_path / "报告"
    assert len(run(folder, project(name=CORNER), project(name=ROOM)).written) == 2
    return folder


def test_what_is_current_is_left_as_it_is(done: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in done.rglob("*.pdf")}
    again = run(done, project(name=CORNER), project(name=ROOM))
    assert (again.written, again.failed, again.stray) == ((), (), ())
    assert names(again.current) == ["01-图书角.pdf", "02-阅览室.pdf"]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_is_current_starts_no_press(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.report.presses.RemotePress", None)
    monkeypatch.setattr("scoring.report.presses.local_press", None)
    assert len(run(done, project(name=CORNER), project(name=ROOM), jobs=2).current) == 2


@pytest.mark.parametrize(
    "changed",
    [
        document(project(output("≥40个", "39个", "30", "29.25"), name=CORNER)),
        document(project(name=CORNER), file="送审.xlsx"),  # told at the foot, and in the data
    ],
)
def test_only_a_changed_form_is_printed_again(changed: Document, done: Path) -> None:
    result = examine([changed, document(project(name=ROOM))], None)
    again = report(result, done, FORMS)
    assert (names(again.written), names(again.current)) == (["01-图书角.pdf"], ["02-阅览室.pdf"])


def _version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "__version__", "99.0")


def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "version", lambda name: "99.0" if name == "weasyprint" else "1")


def _date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.mark.parametrize("change", [_version, _library, _date])
def test_another_tool_or_time_prints_all_again(
    change: Callable[[pytest.MonkeyPatch], None], done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(monkeypatch)
    assert len(run(done, project(name=CORNER), project(name=ROOM)).written) == 2
    assert len(run(done, project(name=CORNER), project(name=ROOM)).current) == 2


def test_another_font_prints_all_again(done: Path) -> None:
    def lighter(family: str) -> list[Face]:
        return [face for face in installed(family) if face.weight <= REGULAR]

    again = run(done, project(name=CORNER), project(name=ROOM), find=lighter)
    assert len(again.written) == 2


def test_a_template_changed_anywhere_prints_all_again(done: Path, tmp_path: Path) -> None:
    own = tmp_path / "模板"
    (own / "form").mkdir(parents=True)
    shutil.copy(templates_folder() / "form" / "goals.html", own / "form")
    assert len(run(done, project(name=CORNER), project(name=ROOM), templates=own).written) == 2
    assert len(run(done, project(name=CORNER), project(name=ROOM), templates=own).current) == 2
    with (own / "form" / "goals.html").open("a") as file:
        file.write("\n")  # these forms have no goals: the page would be the same
    assert len(run(done, project(name=CORNER), project(name=ROOM), templates=own).written) == 2
    (own / "bild.png").write_bytes(b"")
    assert len(run(done, project(name=CORNER), project(name=ROOM), templates=own).written) == 2


def test_what_is_wanted_by_force_is_printed_again(done: Path) -> None:
    before = [path.read_bytes() for path in sorted(done.rglob("*.pdf"))]
    again = run(done, project(name=CORNER), project(name=ROOM), force=True)
    assert len(again.written) == 2
    assert [path.read_bytes() for path in again.written] == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no PDF at all" * 1000, None])
def test_a_file_that_is_not_whole_is_printed_again(content: bytes | None, done: Path) -> None:
    path = done / "自评表" / "01-图书角.pdf"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1000] if content is None else content)
    assert printed_as(path) is None
    assert names(run(done, project(name=CORNER), project(name=ROOM)).written) == ["01-图书角.pdf"]
    assert printed_as(path) is not None


def test_a_missing_file_is_printed_again(done: Path) -> None:
    (done / "自评表" / "02-阅览室.pdf").unlink()
    assert names(run(done, project(name=CORNER), project(name=ROOM)).written) == ["02-阅览室.pdf"]


def test_a_form_that_cannot_be_printed_any_more_leaves_no_outdated_pdf(done: Path) -> None:
    path = done / "自评表" / "01-图书角.pdf"
    again = run(done, replace(project(name=CORNER), date="\ue5d8"), project(name=ROOM))
    assert [error.message[:13] for error in again.failed] == ["“图书角”中的字符“\ue5d8”（"]
    assert not path.exists()
    assert len(again.current) == 1


def test_a_run_that_is_stopped_leaves_nothing_outdated(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "write_whole", stop)
    with pytest.raises(KeyboardInterrupt):
        run(done, project(output("≥40个", "39个", "30", "29.25"), name=CORNER), project(name=ROOM))
    assert [path.name for path in done.rglob("*.pdf")] == ["02-阅览室.pdf"]


def test_pdfs_without_a_paper_are_told_and_left(done: Path) -> None:
    alien = done / "自评表" / "09-别的程序.pdf"
    alien.write_bytes(b"%PDF-1.4\n")
    again = run(done, project(name=ROOM))
    assert names(again.written) == ["01-阅览室.pdf"]
    assert names(again.stray) == ["01-图书角.pdf", "02-阅览室.pdf"]
    assert all(path.exists() for path in (*again.stray, alien))


def test_papers_of_kinds_that_were_not_asked_for_are_not_told_of(done: Path) -> None:
    opinions = run(done, project(name=CORNER), kinds=frozenset({OPINION, SUMMARY}))
    assert (len(opinions.written), opinions.stray) == (2, ())
    forms = run(done, project(name=CORNER), project(name=ROOM))
    assert (len(forms.current), forms.stray) == (2, ())


def test_a_fingerprint_is_read_from_the_end_of_a_file(done: Path, tmp_path: Path) -> None:
    path = done / "自评表" / "01-图书角.pdf"
    told = printed_as(path)
    assert told is not None
    assert told.kind == FORM
    other = tmp_path / "a.pdf"
    other.write_bytes(f"/ID [({told}) ()]\nstartxref\n9999999\n%%EOF\n".encode())
    assert printed_as(other) is None, "there is no table at the place told"
    assert printed_as(tmp_path) is None
    assert printed_as(tmp_path / "none.pdf") is None


def test_parts_of_a_fingerprint_do_not_run_into_each_other() -> None:
    one, two = Maker(b"ab", b"c"), Maker(b"a", b"bc")
    assert one.of(FORM, "x") != two.of(FORM, "x")
    assert one.of(FORM, "xy", "z") != one.of(FORM, "x", "yz")
    assert one.of(FORM, "x") != one.of(FORM, "x", "")
    assert one.of(FORM, "x") == Maker(b"ab", b"c").of(FORM, "x")
    assert str(Fingerprint("form", "0a")) == "jixiao:form:0a"
