"""Number formats: what a person sees for a stored number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.number import half_up
from scoring.read.workbook.numberformat import excel_number, general, parse_format

ANSWER = '[>=36526]yyyy"年"m"月"d"日";[<=10]0.00%;General'
ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


def shown(stored: str, code: str) -> str:
    return parse_format(code).show(excel_number(stored))


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        # decimals, half up on the decimal number rather than on the binary one
        ("3.2941176470588234", "General", "3.29411764705882"),
        ("3.2941176470588234", "0.00", "3.29"),
        ("1.005", "0.00", "1.01"),
        ("2.6749999999999998", "0.00", "2.68"),
        ("2.6749", "0.00", "2.67"),
        ("-0.125", "0.00", "-0.13"),
        ("0.30000000000000004", "General", "0.3"),
        ("5", "0.00", "5.00"),
        ("5", "0", "5"),
        # zero never has a sign
        ("-0.004", "0.00", "0.00"),
        ("-0.005", "0.00", "-0.01"),
        # optional digits
        ("0.5", "#.##", ".5"),
        ("5", "#.##", "5"),
        ("5.25", "0.0#", "5.25"),
        ("5", "0.0#", "5.0"),
        ("7", "000", "007"),
        # thousands, and scaling by them
        ("999.5", "#,##0", "1,000"),
        ("999.4", "#,##0", "999"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("7", "0,000", "0,007"),
        ("12345", "0.0,", "12.3"),
        ("1234567", "#,##0,", "1,235"),
        # percent
        ("0.5805", "0.00%", "58.05%"),
        ("0.5805", "0%", "58%"),
        ("0.9949999", "0.00%", "99.50%"),
        ("0.5805", "General", "0.5805"),
        # fixed words, quoted, escaped or bare
        ("12", '0"人"', "12人"),
        ("12.345", '0.00"万元"', "12.35万元"),
        ("0.95", '"≥"0%', "≥95%"),
        ("3", "0人", "3人"),
        ("3", "0\\-", "3-"),
        ("3", 'General"人"', "3人"),
        ("3", 'G/通用格式"人"', "3人"),
        ("-5", '"约"0', "-约5"),
        # padding, fill, colour, locale and currency
        ("5", "0.0_ ", "5.0"),
        ("5", "[Red]0.0", "5.0"),
        ("5", "[红色]0.0", "5.0"),
        ("5", "[$-804]0.0", "5.0"),
        ("5", "[$￥-804]#,##0.00", "￥5.00"),
        # sections
        ("5", "0.00_);(0.00)", "5.00"),
        ("-5", "0.00_);(0.00)", "(5.00)"),
        ("-5", "0.00;[Red]\\-0.00", "-5.00"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("0", ACCOUNTING, "-"),
        ("0", '0;-0;"无"', "无"),
        # conditions
        ("2", "[>1]0.0;0", "2.0"),
        ("0.5", "[>1]0.0;0", "1"),
        ("1", "[>1]0.0;0", "1"),
        ("-2", "[<=10]0.00;0", "-2.00"),
        ("10", "[<=10]0%;General", "1000%"),
        ("10.5", "[<=10]0%;General", "10.5"),
        ("0", '[=0]"无";0', "无"),
        ("3", "[=0]0.0;[<>3]0.00", "3"),
        ("0.8", ANSWER, "80.00%"),
        # conditions that tell the sign, or sections that write it themselves
        ("-5.81", "[<0]-0.00;0.00", "-5.81"),
        ("5.81", "[<0]-0.00;0.00", "5.81"),
        ("-5.81", "[Red][<0]-0.00;[Blue]0.00", "-5.81"),
        ("-5.81", "[>=0]0.00;-0.00", "-5.81"),
        ("-5.81", '[>=0]0.00;"-"￥0.00', "-￥5.81"),
        ("-5.81", "[>=0]0.00;￥\\-0.00", "￥-5.81"),
        ("-5.81", "[<0](0.00);0.00", "(5.81)"),
        ("-5.81", "[<=-5](0.00);0.00", "(5.81)"),
        ("-4.81", "[<=-5](0.00);0.00", "-4.81"),
        ("-2", '[=-2]"负"0;0', "负2"),
        ("-2", "[<=0]0.00;0", "-2.00"),
        ("-2", "[<1]0.00;0", "-2.00"),
        ("-2", "[=-1]0;[<>1]0.00", "-2.00"),
        ("-2", '[>5]0;"2024-"0', "-2024-2"),
        ("-0.001", "[<0]0.00;0", "0.00"),
        ("-0.1", ANSWER, "-10.00%"),
        ("36525", ANSWER, "36525"),
        # hidden by the format: the number is kept
        ("0", "0.00;-0.00;;@", "0"),
        ("5", ";;;", "5"),
        # for texts only
        ("3.50", "@", "3.5"),
        # not rendered here: the number without dress
        ("0.5", "# ?/?", "0.5"),
        ("1234.5", "0.00E+00", "1234.5"),
        ("0.5", "[h]0", "0.5"),
        ("0.5", "[>1][<2]0.0", "0.5"),
        ("12345", '0!.0,"万"', "12345"),
        ("1.5", "[h]:mm", "1.5"),
        ("5", "0" * 256, "5"),
        ("5", "0." + "0" * 80, "5"),
        ("1E+300", "0.00", "1E+300"),
        ("5", "", "5"),
    ],
)
def test_numbers(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", '[$-804]yyyy"年"m"月"d"日";@', "2023年12月31日"),
        ("45296", 'yyyy"年"mm"月"dd"日"', "2024年01月05日"),
        ("45296", "yyyy年m月", "2024年1月"),
        ("45296", 'm"月"d"日"', "1月5日"),
        ("45296", 'yy"年"', "24年"),
        ("45291.604861111", 'yyyy"年"m"月"d"日" h"时"mm"分"', "2023年12月31日 14时31分"),
        ("0.5", 'h"时"mm"分"ss"秒"', "12时00分00秒"),
        ("45291", "yyyy/m/d", "2023-12-31"),
        ("45291", "m/d/yy", "2023-12-31"),
        ("45291", "[$-F800]dddd, mmmm dd, yyyy", "2023-12-31"),
        ("45291", '[$-804]yyyy"年"m"月"d"日" aaaa', "2023-12-31"),
        ("45291.75", "yyyy-mm-dd hh:mm", "2023-12-31 18:00"),
        ("45291.75", "yyyy-mm-dd", "2023-12-31"),
        ("0.75", "h:mm:ss", "18:00:00"),
        ("0.75", '上午/下午h"时"mm"分"', "18:00"),
        ("0.0104166667", "mm:ss", "00:15:00"),
        ("45291.999999999", "yyyy-mm-dd hh:mm", "2024-01-01 00:00"),
        ("36526", ANSWER, "2000年1月1日"),
        ("45280", r"[>=36526]yyyy\年m\月d\日;[<=10]0.00%;General", "2023年12月20日"),
        # Excel's 29 February 1900
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        # no date
        ("-1", "yyyy-mm-dd", "-1"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
        ("2958466", "yyyy-mm-dd", "2958466"),
    ],
)
def test_dates(stored: str, code: str, text: str) -> None:
    assert parse_format(code).is_date(excel_number(stored))
    assert shown(stored, code) == text


def test_dates_of_the_1904_calendar() -> None:
    assert parse_format("yyyy-mm-dd").show(Decimal(43829), date1904=True) == "2023-12-31"


@pytest.mark.parametrize("code", ["0.00", "General", '0"d"', "[Red]0", "@", "", "0\\d", ANSWER])
def test_what_is_no_date(code: str) -> None:
    assert not parse_format(code).is_date(Decimal("0.8"))


@given(st.decimals(-(10**9), 10**9, places=6, allow_nan=False), st.integers(0, 6))
def test_decimals_agree_with_half_up(value: Decimal, places: int) -> None:
    code = "0." + "0" * places if places else "0"
    value = excel_number(str(value))
    assert Decimal(parse_format(code).show(value)) == half_up(value, places)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.text(max_size=20),
)
def test_any_code_gives_a_text(value: Decimal, code: str) -> None:
    assert parse_format(code).show(excel_number(str(value)))


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1E-7", "0.0000001"),
        ("100000000000000000000", "100000000000000000000"),
        ("1E21", "1E+21"),
        ("1E-21", "1E-21"),
        ("12345678901234567", "12345678901234600"),
    ],
)
def test_numbers_without_a_format(stored: str, text: str) -> None:
    assert general(excel_number(stored)) == text
