"""Personal numbers in the cells of a file: found whatever stands around them, kept only masked.

The numbers are put together here, since a test refuses them in the project's files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import FORM, HEAD, TITLE, text, workbook

from scoring.model.document import Document

PHONE = "138" + "1234" + "5678"
PERSON = "110105" + "19491231" + "002"  # the example of GB 11643-1999
IDENTITY = PERSON + "X"
CARD = "4111" + "1111" * 3  # the well-known test number
ACCOUNT = "17" + "0802" + "0009" + "200012345"


def found(document: Document) -> list[tuple[str, str, str]]:
    return [(number.kind, number.masked, number.place.spot) for number in document.personal]


@pytest.mark.parametrize(
    "cell",
    [
        PHONE,
        f"填表人及联系方式：某某某{PHONE}",
        f"联系电话：+86{PHONE}。",
        f"电话.{PHONE}/0375-2222222",
        f"Tel {PHONE} QQ 10000",
        PHONE.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    ],
)
def test_a_mobile_number(cell: str) -> None:
    assert found(text(cell)) == [("phone", "138****5678", "第1行第1格")]


@pytest.mark.parametrize(
    "cell",
    [
        PHONE[:-1],
        PHONE + "9",
        "128" + PHONE[3:],
        "d41d8" + PHONE + "9e",
        PHONE + ".50",
        "0." + PHONE,
        "410800220000000" + "53196",
        PHONE[:3] + " " + PHONE[3:7] + " " + PHONE[7:],
    ],
)
def test_what_is_no_mobile_number(cell: str) -> None:
    assert found(text(cell)) == []


@pytest.mark.parametrize("cell", [IDENTITY, f"身份证号:{IDENTITY}", f"王某（{IDENTITY}）"])
def test_an_identity_number(cell: str) -> None:
    assert found(text(cell)) == [("identity", "110105****002X", "第1行第1格")]


def test_only_one_check_character_is_right() -> None:
    assert [last for last in "0123456789Xx" if found(text(PERSON + last))] == ["X", "x"]
    other = "440524" + "19800101" + "001"
    assert len([last for last in "0123456789X" if found(text(other + last))]) == 1


@pytest.mark.parametrize(
    "cell",
    [
        PERSON + "7",
        PERSON[:10] + "0231" + PERSON[14:] + "6",  # no such day; the check character is right
        IDENTITY + "0",
        "1" + IDENTITY,
        "91410400" + "MA3X2K1L2Q",
    ],
)
def test_what_is_no_identity_number(cell: str) -> None:
    assert found(text(cell)) == []


@pytest.mark.parametrize(
    "line",
    [
        f"开户行及账号：某某银行{ACCOUNT}",
        f"账户→{ACCOUNT}",
        f"帐号:→{ACCOUNT}",
        f"开户行：某某银行→{ACCOUNT}",
    ],
)
def test_an_account_needs_its_label(line: str) -> None:
    ((kind, masked, _),) = found(text(line))
    assert (kind, masked) == ("account", "1708****2345")
    assert found(text(ACCOUNT)) == found(text(f"数量→{ACCOUNT}")) == []


def test_the_number_of_a_card_holds_its_check_digit() -> None:
    grouped = " ".join((CARD[:4], CARD[4:8], CARD[8:12], CARD[12:]))
    for number in (CARD, grouped):
        ((kind, masked, _),) = found(text(f"卡号：{number}"))
        assert (kind, masked) == ("account", "4111****1111")
    assert found(text(f"卡号：{CARD[:-1]}2")) == []
    assert found(text(CARD)) == []


@pytest.mark.parametrize("digits", [15, 20])
def test_accounts_are_sixteen_to_nineteen_digits(digits: int) -> None:
    assert found(text("账号→" + "6" * digits)) == []
    assert len(found(text("账号→" + "6" * 16))) == len(found(text("账号→" + "6" * 19))) == 1


def test_an_identity_number_beside_an_account_is_not_told_twice() -> None:
    assert [kind for kind, *_ in found(text(f"开户人身份证 {IDENTITY}"))] == ["identity"]


def test_several_in_one_cell() -> None:
    other = "139" + PHONE[3:]
    assert [masked for _, masked, _ in found(text(f"{PHONE}、{other}"))] == ["138****5678", "139****5678"]


def test_in_a_form(tmp_path: Path) -> None:
    document = workbook(tmp_path / "表.xlsx", [*FORM, ["填表人", "某某某", "联系电话", int(PHONE)]])
    assert found(document) == [("phone", "138****5678", "表1!D23")]


def test_an_amount_is_no_mobile_number(tmp_path: Path) -> None:
    amount = int("15" + "0" * 9)
    funds = [None, "年度资金总额：", None, amount, amount, amount, 10, "100%", 10]
    document = workbook(tmp_path / "表.xlsx", [*TITLE, *HEAD[:3], funds, *FORM[6:]])
    (form,) = document.forms
    assert form.total_funds is not None
    assert form.total_funds.executed.value == amount
    assert found(document) == []


def test_nothing_in_the_document_gives_the_number_away(tmp_path: Path) -> None:
    document = workbook(tmp_path / "表.xlsx", [*FORM, ["填表人及联系方式：某某某" + PHONE]])
    assert len(document.personal) == 1
    assert PHONE not in repr(document)
