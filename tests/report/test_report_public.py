"""Copies to be published: no number of a person, and nothing that was found out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import needs_fonts
from support import document, figure, output, project, text

from scoring.report.masks import mask, masked
from scoring.report.order import Order
from scoring.report.printing import report
from scoring.verification import examine

# Made here, for no number of a person may stand in a file of the project.
MOBILE = "138" + "00001234"
IDENTITY = "410402" + "19900101" + "123X"
CARD = "6222" + "021234567890" + "123"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (MOBILE, "138****1234"),
        (f"张科长{MOBILE}。", "张科长138****1234。"),
        (f"联系人，{MOBILE}", "联系人，138****1234"),
        (f"+86{MOBILE}", "+86138****1234"),
        (f"+86 {MOBILE}", "+86 138****1234"),
        ("138" + "-0000-1234", "138-****-1234"),
        ("138" + " 0000 1234", "138 **** 1234"),
        ("１３８" + "００００１２３４", "１３８****１２３４"),
        (f"{MOBILE}、{MOBILE}", "138****1234、138****1234"),
        ("0375-2861234", "037*-***1234"),
        ("（010）12345678", "（010）****5678"),
        ("联系电话：2861234", "联系电话：28***34"),
        (f"身份证{IDENTITY}", "身份证410***********123X"),
        (IDENTITY.lower(), "410***********123x"),
        ("410402" + "900101" + "123", "410********1123"),
        (CARD, "622************0123"),
        ("账号：41001234567890123456", "账号：410*************3456"),
        ("账户 1234 5678", "账户 1234 5678"),
        ("卡号 1234", "卡号 1234"),
    ],
)
def test_numbers_of_persons_are_masked(written: str, shown: str) -> None:
    assert mask(written) == shown


@pytest.mark.parametrize(
    "kept",
    [
        "2023年12月31日",
        f"金额{MOBILE}元",
        f"{MOBILE}万元",
        f"{MOBILE}.50",
        f"9{MOBILE}",
        "1,380,000.01",
        "11410402MB1234567X",  # the code of a unit
        "41000021000000001" + "4345",  # of a project
        "HT2023-0101-12",
        "≥735人次",
        "380000000",
    ],
)
def test_amounts_dates_and_codes_are_kept(kept: str) -> None:
    assert mask(kept) == kept


@given(st.text(), st.text())
def test_a_mobile_number_never_stays(before: str, after: str) -> None:
    whole = f"{before}、{MOBILE}，{after}"
    assert MOBILE not in mask(whole) or MOBILE in before + after
    assert len(mask(whole)) == len(whole)


def test_a_figure_of_the_form_is_none_of_a_person() -> None:
    amount, words = figure(MOBILE, "D7"), figure(f"见{MOBILE}", "D8")
    assert masked(amount) == amount
    assert masked(words).text == "见138****1234"
    assert masked((text(MOBILE, "A1"), None, 1))[0].text == "138****1234"


INTERNAL = ("复核", "复算", "不符", "来源", "差异", "▲", "≈", "提醒", "错误", "请补", "jixiao")


@needs_fonts
def test_what_is_published_holds_no_number_and_no_finding(tmp_path: Path) -> None:
    wrong = output("≥40个", "36个", "30", "30", name=f"采购（{CARD}）", reason=f"问{MOBILE}")
    form = project(wrong, name=f"张三{MOBILE}慰问", total="95", missing=("fund_management",))
    forms = [
        replace(form, supervising_department=replace(form.name, text=f"某局 {IDENTITY}")),
        project(name="阅览室", total="1"),
    ]
    result = examine([document(*forms, file=f"{MOBILE}.xlsx")], None)
    assert result.findings
    done = report(result, tmp_path, order=Order(public=True))
    assert done.failed == ()
    assert [path.relative_to(tmp_path).as_posix() for path in done.written] == [
        "公开/自评表/01-张三138_1234慰问.pdf",
        "公开/自评表/02-阅览室.pdf",
        "公开/项目支出绩效自评汇总表.pdf",
        "公开/绩效自评材料汇编.pdf",
    ]
    for path in done.written:
        pdf = pdfplumber.open(path)
        told = "".join(page.extract_text() for page in pdf.pages) + str(list(pdf.doc.get_outlines()))
        flat = re.sub(r"\s", "", told)
        hidden = flat + str(pdf.metadata)
        assert [number for number in (MOBILE, IDENTITY, CARD) if number in hidden] == []
        assert [word for word in INTERNAL if word in flat] == []
        for page in filter(
            lambda page: page.chars, pdf.pages
        ):  # the edition of the rules is no internal matter
            assert "规则：河南省项目支出绩效自评规则（2023年度第1版）" in page.extract_text()
        assert b"/EmbeddedFile" not in path.read_bytes()
    first = "".join(page.extract_text() for page in pdfplumber.open(done.written[0]).pages).replace("\n", "")
    assert "138****1234" in first
    assert "本表缺少资金管理情况。" in first
    assert "填表人" not in first
    table = pdfplumber.open(done.written[2]).pages[0].extract_text()
    assert "得分率" in table.replace("\n", "")
    assert "按自评得分：" in table


@needs_fonts
def test_public_copies_and_the_others_do_not_mind_each_other(tmp_path: Path) -> None:
    result = examine([document(project())], None)
    for order in (Order(), Order(public=True), Order()):
        assert report(result, tmp_path, order=order).stray == ()
    renamed = examine([document(project(name="另一项目"))], None)
    (left, *_) = report(renamed, tmp_path, order=Order(public=True)).stray
    assert left.relative_to(tmp_path).as_posix() == "公开/自评表/01-社区图书角建设.pdf"
