"""`jixiao verify` on printed papers: what the original gives, at its places, where the pages confirm it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import BILLS, BUILT, OFFICE, Printed, needs_fonts
from random_forms import forms
from support import DEPARTMENT_RULES, PROJECT_RULES, document, effect, output, project

from scoring.finding import Finding
from scoring.model.document import DATA_FILE, RESULT_FILE, Document
from scoring.model.exchange import dump
from scoring.model.form import AnyForm, Remark
from scoring.read.understand import understand
from scoring.report.papers import FORM
from scoring.report.printing import report
from scoring.results import Audit
from scoring.verification import audit, examine

pytestmark = needs_fonts

Data = dict[str, Any]
NO_FORM = "这是本工具打印的复核材料，不是自评表，没有可复核的内容；请提供自评表，或本工具打印的自评表。"


def found(result: Audit) -> list[Finding]:
    return [finding for form in result.forms for finding in form.findings]


@pytest.mark.parametrize("name", [BUILT, BILLS, OFFICE])
def test_a_printed_form_gives_what_its_original_gives(name: str, printed: Printed) -> None:
    original = next(f for f in printed.audit.forms if f.form.name.text == name)
    (there,) = audit(printed("自评表", name)).forms
    (here,) = audit(original.document.file).forms
    assert there.form == here.form  # with every place and stored number
    assert there.findings == here.findings
    assert there.sheet.recomputed == here.sheet.recomputed


def test_a_folder_of_printed_forms_gives_what_the_originals_give(printed: Printed) -> None:
    originals = audit(*(form.document.file for form in printed.audit.forms))
    again = audit(printed.folder / "自评表")
    assert found(again) == found(originals)
    assert [packet.findings for packet in again.packets] == [packet.findings for packet in originals.packets]
    assert [given.path for given in again.inputs] == [
        path.as_posix() for path in sorted((printed.folder / "自评表").iterdir())
    ]


def test_that_the_data_was_used_is_told(printed: Printed) -> None:
    path = printed("自评表", BUILT)
    (given,) = audit(path).inputs
    original = next(f for f in printed.audit.forms if f.form.name.text == BUILT).form.place.file
    message = f"由本工具打印，印出的自评表与附带的数据一致，位置指打印所依据的“{original}”。"
    assert [(remark.message, str(remark.place)) for remark in given.remarks] == [(message, path.as_posix())]


def test_a_paper_that_is_no_form_says_so_with_its_result(printed: Printed) -> None:
    result = audit(printed("复核意见书", BILLS))
    assert result.forms == ()
    (unread,) = result.unread
    assert unread.reason == f"{NO_FORM}附带的复核结果：“{BILLS}”自评“81.7”，复算“87.90”。"


def changed(printed: Printed, change: Callable[[Data], object], folder: Path) -> Document:
    """The printed form, read after a change of the data in it."""
    with pikepdf.open(printed("自评表", BILLS)) as pdf:
        content = json.loads(pdf.attachments[DATA_FILE].get_file().read_bytes())
        change(content)
        replaced(pdf, DATA_FILE, json.dumps(content).encode())
        return reread(pdf, folder)


def replaced(pdf: pikepdf.Pdf, name: str, content: bytes) -> None:
    file = next(part for part in pdf.Root["/AF"] if str(part["/UF"]) == name)
    file["/EF"]["/F"].write(content)


def reread(pdf: pikepdf.Pdf, folder: Path) -> Document:
    path = folder / "表.pdf"
    pdf.save(path)
    (read,) = understand(path.read_bytes(), "表.pdf")
    return read


def form(data: Data) -> Data:
    found: Data = data["documents"][0]["forms"][0]
    return found


def total(data: Data, text: str, value: str = "", **rest: object) -> None:
    written = {"text": text, "value": value or text, "decimals": 1}
    form(data)["total"] = {"text": text, "place": form(data)["total"]["place"], "written": written} | rest


def unread(data: Data) -> None:
    form(data)["total"].pop("written")
    form(data)["total"].pop("stored")


def indicator(data: Data, **given: object) -> None:
    form(data)["indicators"][0] |= given


def drop(data: Data) -> None:
    form(data)["indicators"].pop()


FORGED: list[tuple[Callable[[Data], object], str]] = [
    (lambda data: total(data, "91.7"), "印“81.7”，附“91.7”"),
    (lambda data: total(data, "81.7", "91.7"), "印“81.7”，附“81.7”"),
    (lambda data: total(data, "81.7", stored="91.7"), "印“81.7”，附“81.7（单元格实为 91.7）”"),
    (unread, "印“81.7”，附“81.7”"),
    (lambda data: indicator(data, category="output"), "印“cost”，附“output”"),
    (lambda data: indicator(data, subcategory="别的"), "附“别的”"),
    (lambda data: indicator(data, deviation={"text": "0", "place": {"row": 1}}), "印“”，附“0”"),
    (drop, "项”，附"),
    (lambda data: form(data)["name"].__setitem__("text", "别的项目"), "数据中没有这张表"),
]


@pytest.mark.parametrize(("change", "told"), FORGED, ids=[told for _, told in FORGED])
def test_data_that_says_something_else_is_not_used_and_told(
    change: Callable[[Data], object], told: str, printed: Printed, tmp_path: Path
) -> None:
    read = changed(printed, change, tmp_path)
    doubt = read.remarks[0].message
    assert doubt.startswith(f"印出的自评表“{BILLS}”与文件中附带的数据不一致（")
    assert told in doubt
    assert doubt.endswith("），文件可能改动过；按印出的内容复核，附带的数据没有采用。")
    (shown,) = read.forms
    assert shown.place.file == "表.pdf"
    assert shown.total is not None
    assert shown.total.text == "81.7"
    assert str(shown.total.value) == "81.7"


def test_digits_that_a_format_hid_are_kept(printed: Printed, tmp_path: Path) -> None:
    read = changed(printed, lambda data: form(data)["total"].__setitem__("stored", "81.7000001"), tmp_path)
    assert read.forms[0].total is not None
    assert str(read.forms[0].total.stored) == "81.7000001"
    read = changed(printed, lambda data: form(data)["total"].__setitem__("stored", "81.75"), tmp_path)
    assert "附“81.7（单元格实为 81.75）”" in read.remarks[0].message


def test_the_place_of_a_difference_is_that_on_the_page(printed: Printed, tmp_path: Path) -> None:
    read = changed(printed, lambda data: total(data, "91.7"), tmp_path)
    assert read.forms[0].total is not None
    assert read.remarks[0].place == read.forms[0].total.place
    assert read.remarks[0].place.spot.startswith("第1页表1第")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"schema": "jixiao/data/9"}'])
def test_data_that_is_none_is_told(content: bytes, printed: Printed, tmp_path: Path) -> None:
    with pikepdf.open(printed("自评表", BILLS)) as pdf:
        replaced(pdf, DATA_FILE, content)
        read = reread(pdf, tmp_path)
    (remark,) = read.remarks
    assert remark.message.startswith("文件中附带的数据不能读取（")
    assert remark.message.endswith("），按印出的内容复核。")
    assert [form.name.text for form in read.forms] == [BILLS]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"forms": 1}', b'{"forms": [{"name": 1}]}', b"[" * 100_000, b"\xff"]
)
def test_a_result_that_is_none_is_left_out(content: bytes, printed: Printed, tmp_path: Path) -> None:
    with pikepdf.open(printed("复核意见书", BILLS)) as pdf:
        replaced(pdf, RESULT_FILE, content)
        read = reread(pdf, tmp_path)
    assert [remark.message for remark in read.remarks] == [NO_FORM]


def test_a_list_of_files_that_leads_in_a_circle_does_no_harm(printed: Printed, tmp_path: Path) -> None:
    with pikepdf.open(printed("自评表", BILLS)) as pdf:
        names = pdf.Root["/Names"]["/EmbeddedFiles"]
        names["/Names"] = pikepdf.Array([names, names, 1, names, pikepdf.String(DATA_FILE), names])
        read = reread(pdf, tmp_path)
    assert read.remarks == ()
    assert read.forms[0].place.file == "表.pdf"


def test_forms_bound_together_are_told_apart(printed: Printed, tmp_path: Path) -> None:
    """One file of two printed forms, with the data of both and of a third one."""
    named = {f.form.name.text: f.form for f in printed.audit.forms}
    those = [named[name] for name in (OFFICE, BUILT, BILLS)]
    data = dump(Document(form.place.file, "0", forms=(form,)) for form in those)
    with pikepdf.open(printed("自评表", BUILT)) as pdf, pikepdf.open(printed("自评表", OFFICE)) as more:
        pdf.pages.extend(more.pages)
        replaced(pdf, DATA_FILE, data.encode())
        read = reread(pdf, tmp_path)
    assert read.forms == (named[BUILT], named[OFFICE])
    used, left = (remark.message for remark in read.remarks)
    assert used.count(".xlsx") == 2
    assert left == f"附带的数据中有 1 张自评表与印出的都不同（“{BILLS}”），没有采用。"


def test_other_pdf_files_are_read_as_ever(printed: Printed, tmp_path: Path) -> None:
    with pikepdf.open(printed("自评表", BILLS)) as pdf:
        del pdf.Root["/Names"], pdf.Root["/AF"]
        read = reread(pdf, tmp_path)
    assert read.remarks == ()
    assert read.forms[0].place.file == "表.pdf"


@settings(max_examples=5, deadline=None)
@given(forms=st.lists(forms(PROJECT_RULES) | forms(DEPARTMENT_RULES), min_size=3, max_size=6))
def test_any_form_is_confirmed_by_its_own_print(forms: list[AnyForm]) -> None:
    with TemporaryDirectory() as folder:
        done = report(examine(map(document, forms), None), Path(folder), frozenset({FORM}))
        read = [understand(path.read_bytes(), "表.pdf")[0].forms for path in done.written]
    assert read == [(form,) for form in forms]


def test_a_long_deviation_tears_no_other(tmp_path: Path) -> None:
    rows = (output("≥40个", "36个", "30", "27", "-10"), effect("方便", "方便", "25", "25", "-10.1234567"))
    form = project(*rows)
    (path,) = report(examine([document(form)], None), tmp_path, frozenset({FORM})).written
    assert understand(path.read_bytes(), "表.pdf")[0].forms == (form,)


def test_remarks_of_the_original_are_kept(tmp_path: Path) -> None:
    remark = Remark("这一栏没有采用。", project().place)
    told = project(remarks=(remark,))
    done = report(examine([document(told)], None), tmp_path, frozenset({FORM}))
    (read,) = understand(done.written[0].read_bytes(), "表.pdf")
    assert read.forms == (told,)
