"""Points in time: which day is meant, and how surely."""

from datetime import date

import pytest

from scoring.errors import NumeralError
from scoring.numerals import Deadline, Quantity, Words, parse, show


def deadline(text: str) -> Deadline:
    expression = parse(text)
    assert isinstance(expression, Deadline), expression
    return expression


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023年12月31日前",
            "2023年12月31前",
            "2023年12月31日 前",
            "２０２３年12月31日之前",
            "2023年12月31日以前",
        ),
        *("2023-12-31前", "2023.12.31前", "2023/12/31前", "2023年12月31日前完成", "2023年12月31日前全部完成"),
        *("2023年12月底前", "2023年12月末前", "2023年底前", "2023年年底前完成", "2023年内", "2023年度内完成"),
        *(
            "≤2023年12月31日",
            "<=2023年12月31日前",
            "不晚于2023年12月31日",
            "截至2023年12月31日",
            "于2023年12月31日前",
        ),
    ],
)
def test_limits(text: str) -> None:
    assert deadline(text) == Deadline(text, date(2023, 12, 31), None, exact=True)
    assert show(deadline(text)) == "2023年12月31日前"


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月5日",
        "2023年12月05号",
        "2023-12-5",
        "2023.12.05",
        "2023/12/5",
        "=2023年12月5日",
        "已于2023年12月5日完成",
    ],
)
def test_days_on_which_something_was_done(text: str) -> None:
    day = date(2023, 12, 5)
    assert deadline(text) == Deadline(text, day, day, exact=True)
    assert show(deadline(text)) == "2023年12月5日"


@pytest.mark.parametrize(
    ("text", "earliest", "due"),
    [
        ("2023年11月", date(2023, 11, 1), date(2023, 11, 30)),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30)),
        ("2024年2月份完成", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023年2月底", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023年", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年度", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年底", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023年12月前", None, date(2023, 12, 31)),
        ("2023年前", None, date(2023, 12, 31)),
    ],
)
def test_without_a_day_the_last_day_is_assumed(text: str, earliest: date | None, due: date) -> None:
    assert deadline(text) == Deadline(text, due, earliest, exact=False)
    assert show(deadline(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12月31日前",
            "12月底前",
            "12月",
            "每月25号",
            "每月25日前",
            "每月底前",
            "次月10日前",
            "每年12月底前完成",
        ),
        *("25日前", "25号", "年底前", "月底", "季度末前"),
    ],
)
def test_without_a_year_there_is_no_date(text: str) -> None:
    assert deadline(text) == Deadline(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023年12月31日前未完成",
            "2023年12月31日后",
            "2023年1月1日起",
            "2023年1月-12月",
            "2023-2025",
            "2023-13",
        ),
        *(
            "每月",
            "13月",
            "合同签订后30日内",
            "二〇二三年底",
            "≥2023年12月31日",
            "2023.12前",
            "1999-12-31-01",
        ),
    ],
)
def test_other_texts_with_dates_stay_words(text: str) -> None:
    assert isinstance(parse(text), Words)


def test_lengths_of_time_are_no_dates() -> None:
    assert all(
        isinstance(parse(text), Quantity) for text in ("12个月", "≤20日", "30日内", "5年", "≥12月", "2023.12")
    )


@pytest.mark.parametrize(
    "text", ["2023年11月31日前", "2023年2月29日", "2023年13月", "2023.13.45", "0000年1月1日"]
)
def test_days_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(NumeralError) as caught:
        parse(text)
    assert str(caught.value) == f"“{text}”不是日历上有的日期，请核对年月日。"
