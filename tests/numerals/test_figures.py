"""Plain numbers and percentages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import NumeralError
from scoring.number import EXACT, Written
from scoring.numerals import MAX_DIGITS, figure, fold, percentage


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("10", "10", 0),
        (" 8.50 ", "8.50", 2),
        ("-43.75", "-43.75", 2),
        ("－43.75", "-43.75", 2),
        ("−43.75", "-43.75", 2),
        ("+5", "5", 0),
        ("９３．２４", "93.24", 2),
        ("1,234.50", "1234.50", 2),
        ("１，２３４，５６７", "1234567", 0),
        ("90分", "90", 0),
        ("87.80 分", "87.80", 2),
        (".5", "0.5", 1),
        ("0.00", "0", 2),
        ("215,457.6", "215457.6", 1),
    ],
)
def test_figures(text: str, value: str, decimals: int) -> None:
    assert figure(text) == Written(text.strip(), Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "此处没有填写数字，请填写。"),
        (" \u3000", "此处没有填写数字，请填写。"),
        ("4.2万元", "“4.2万元”不是单纯的数字，请只写数字（如12.50），不写单位和文字。"),
        ("—", "“—”不是单纯的数字，请只写数字（如12.50），不写单位和文字。"),
        ("5.", "“5.”不是单纯的数字，请只写数字（如12.50），不写单位和文字。"),
        ("5+", "“5+”不是单纯的数字，请只写数字（如12.50），不写单位和文字。"),
        ("٥", "“٥”不是单纯的数字，请只写数字（如12.50），不写单位和文字。"),
        ("95%", "“95%”带有百分号，请只写数字。"),
        ("1.2E+5", "“1.2E+5”是科学计数法，请写出全部数字。"),
        ("12,34", "“12,34”的千分位逗号位置不对，请写成1,234.50或1234.50。"),
        ("1,2345", "“1,2345”的千分位逗号位置不对，请写成1,234.50或1234.50。"),
        ("0,500", "“0,500”的千分位逗号位置不对，请写成1,234.50或1234.50。"),
        ("8 9", "“8 9”的数字中间有空格，请核对后连写。"),
    ],
)
def test_what_is_no_figure(text: str, message: str) -> None:
    with pytest.raises(NumeralError) as caught:
        figure(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("62.08 %", "62.08", 2),
        ("100.0%", "100", 1),
        ("９５％", "95", 0),
        ("−34.12﹪", "-34.12", 2),
        ("1,000%", "1000", 0),
    ],
)
def test_percentages(text: str, value: str, decimals: int) -> None:
    assert percentage(text) == Written(text, Decimal(value), decimals)


@pytest.mark.parametrize("text", ["95", "%", "5‰", "95%%", "≥95%", "0.95分"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(NumeralError, match=f"^“{text}”不是百分数，请写成62.08%的形式。$"):
        percentage(text)


def test_digits_are_counted_without_signs_and_separators() -> None:
    longest = "-12,345,678,901,234,567.890"
    assert figure(longest).value == Decimal("-12345678901234567.890")
    for text in (longest + "1", "1" * (MAX_DIGITS + 1), "0." + "0" * MAX_DIGITS):
        with pytest.raises(NumeralError, match=r"超过20位数字，请核对。$"):
            figure(text)


def test_two_of_the_longest_figures_multiply_exactly() -> None:
    digits = "9" * MAX_DIGITS
    product = EXACT.multiply(EXACT.multiply(figure(digits).value, figure(digits).value), Decimal(10**4))
    assert product == int(digits) ** 2 * 10**4


@given(st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1))
def test_figures_against_integers(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f" {number:,} 分", f"{number:,}".replace(",", "，")):
        assert figure(text).value == number
    assert percentage(f"{number}％").value == number


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_decimals_are_those_written(cents: int, places: int) -> None:
    text = f"{Decimal(cents).scaleb(-places):f}"
    read = figure(text)
    assert (read.value * 10**places, read.decimals) == (cents, places)


@given(st.text())
def test_any_text_is_a_figure_or_refused_in_one_sentence(text: str) -> None:
    for read in (figure, percentage):
        try:
            assert read(text).value.is_finite()
        except NumeralError as error:
            message = str(error)
            assert message.endswith("。")
            assert len(message) < 80


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
