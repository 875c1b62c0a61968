"""PDF/A-3, tags, embedded files, dates: every printed paper keeps to them, and a breach is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfa import faults
from pikepdf import Array, Dictionary, Name
from printed import BILLS, BUILT, Printed, needs_fonts
from support import document, project
from uharfbuzz import SubsetFlags

from scoring import __version__
from scoring.errors import RenderError
from scoring.model.document import DATA_FILE, RESULT_FILE
from scoring.model.exchange import undump
from scoring.report import cutting
from scoring.report.contract import VerifyOut
from scoring.report.papers import FORM, OPINION, SUMMARY, papers
from scoring.report.printing import print_papers, report
from scoring.verification import examine

pytestmark = needs_fonts


def test_every_paper_is_pdfa_and_tagged(printed: Printed) -> None:
    assert {path.name: faults(path) for path in printed.done.written} == {
        path.name: [] for path in printed.done.written
    }


def spoil(change: Callable[[pikepdf.Pdf], object], printed: Printed, folder: Path) -> list[str]:
    """The faults of a printed form after a change."""
    path = folder / "a.pdf"
    with pikepdf.open(printed("自评表", BUILT)) as pdf:
        change(pdf)
        pdf.save(path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return faults(path)


def _font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].obj["/Resources"]["/Font"].values()))


def _below(pdf: pikepdf.Pdf) -> Any:
    return _font(pdf)["/DescendantFonts"][0]


def _state(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].obj["/Resources"]["/ExtGState"].values()))


def _file(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root["/AF"][0]


def _untag(pdf: pikepdf.Pdf) -> None:
    parsed = pikepdf.parse_content_stream(pdf.pages[0])
    kept = [i for i in parsed if str(i.operator) not in ("BMC", "BDC", "EMC")]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _titled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "别的"


BREACHES: list[tuple[Callable[[pikepdf.Pdf], object], str]] = [
    (lambda pdf: pdf.Root.__delitem__("/Lang"), "has no language"),
    (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "is not marked"),
    (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "there are no tags"),
    (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "0 output intents"),
    (lambda pdf: pdf.Root.__delitem__("/AF"), "associated files are not those embedded"),
    (lambda pdf: pdf.Root["/AF"].append(_file(pdf)), "associated files are not those embedded, each once"),
    (lambda pdf: _file(pdf).__setitem__("/AFRelationship", Name.Unspecified), "is related as /Unspecified"),
    (lambda pdf: _file(pdf)["/EF"]["/F"].write(b"{}"), "another size or checksum"),
    (lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript)), "has /OpenAction"),
    (lambda pdf: _state(pdf).__setitem__("/ca", 0.5), "transparent"),
    (lambda pdf: _state(pdf).__setitem__("/BM", Name.Multiply), "blended"),
    (lambda pdf: _font(pdf).__delitem__("/ToUnicode"), "no character for glyph"),
    (
        lambda pdf: _font(pdf)["/DescendantFonts"][0]["/FontDescriptor"].__delitem__("/FontFile3"),
        "not embedded",
    ),
    (lambda pdf: _font(pdf)["/DescendantFonts"][0].__setitem__("/W", Array([1, Array([1, 2, 3])])), "wide"),
    (_untag, "neither tagged nor an artifact"),
    (_titled, "in the XMP"),
]


@pytest.mark.parametrize(("change", "told"), BREACHES, ids=[told for _, told in BREACHES])
def test_a_breach_is_noticed(
    change: Callable[[pikepdf.Pdf], object], told: str, printed: Printed, tmp_path: Path
) -> None:
    assert any(told in fault for fault in spoil(change, printed, tmp_path))


def test_without_a_breach_nothing_is_noticed(printed: Printed, tmp_path: Path) -> None:
    assert spoil(lambda _: None, printed, tmp_path) == []


def test_glyphs_are_numbered_as_the_text_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut fonts kept the numbers of the whole font: a reader that keeps to the book finds nothing by them."""
    monkeypatch.setattr(cutting, "_FLAGS", SubsetFlags.NOTDEF_OUTLINE)
    done = report(examine([document(project())], None), tmp_path, frozenset({FORM}))
    assert any("has no glyph" in fault or "for glyph" in fault for fault in faults(done.written[0]))


def embedded(path: Path) -> dict[str, str]:
    with pikepdf.open(path) as pdf:
        return {name: file.get_file().read_bytes().decode() for name, file in pdf.attachments.items()}


def test_a_form_carries_its_data_and_its_result(printed: Printed) -> None:
    files = embedded(printed("自评表", BILLS))
    assert sorted(files) == [DATA_FILE, RESULT_FILE]
    audited = next(f for f in printed.audit.forms if f.form.name.text == BILLS)
    (data,) = undump(files[DATA_FILE])
    assert data.forms == (audited.form,)
    assert data.sha256 == audited.document.sha256
    result = VerifyOut.model_validate_json(files[RESULT_FILE])
    assert result.tool.version == __version__
    assert [(form.name, form.recomputed.total) for form in result.forms] == [(BILLS, "87.90")]
    assert [given.sha256 for given in result.inputs] == [data.sha256]
    assert {finding.code for finding in result.findings} == {f.code for f in audited.findings}


def test_opinion_and_summary_carry_the_result_alone(printed: Printed) -> None:
    opinion = embedded(printed("复核意见书", BILLS))
    assert list(opinion) == [RESULT_FILE]
    summary = embedded(printed.folder / "项目支出绩效自评汇总表.pdf")
    assert len(json.loads(summary[RESULT_FILE])["forms"]) == 4


def printed_once(folder: Path) -> dict[str, bytes]:
    result = examine([document(project())], None)
    done = print_papers(papers(result, frozenset({FORM, OPINION, SUMMARY})), folder)
    assert len(done.written) == 3
    return {path.name: path.read_bytes() for path in done.written}


def test_no_time_of_printing_is_written_unless_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    printed_once(tmp_path)
    path = next((tmp_path / "自评表").iterdir())
    with pikepdf.open(path) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert str(_file(pdf)["/EF"]["/F"]["/Params"]["/ModDate"]) == "D:19800101000000Z"


def test_the_time_that_is_set_is_told_throughout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1711929599")  # 2024-03-31 23:59:59
    first = printed_once(tmp_path / "甲")
    assert first == printed_once(tmp_path / "乙")
    path = next((tmp_path / "甲" / "自评表").iterdir())
    assert faults(path) == []
    with pikepdf.open(path) as pdf:
        told = [
            pdf.docinfo["/CreationDate"],
            pdf.docinfo["/ModDate"],
            _file(pdf)["/EF"]["/F"]["/Params"]["/ModDate"],
        ]
        assert {str(date) for date in told} == {"D:20240331235959Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1711929600")
    assert first != printed_once(tmp_path / "丙")


@pytest.mark.parametrize("told", ["昨天", "1.5", "9" * 30])
def test_a_time_that_is_none_is_refused(told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    with pytest.raises(RenderError, match=r"SOURCE_DATE_EPOCH 的值“.*”不是整数秒，请改正或取消"):
        printed_once(tmp_path)
    assert list(tmp_path.iterdir()) == []
