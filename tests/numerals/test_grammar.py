"""Targets and actuals: what is a quantity, and what stays words."""

from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.errors import NumeralError
from scoring.numerals import MAX_LENGTH, Deadline, Expression, Operator, Quantity, Words, fold, parse, show

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "xinhua-2023-accounts.txt"


def quantity(text: str) -> Quantity:
    expression = parse(text)
    assert isinstance(expression, Quantity), expression
    return expression


def meaning(expression: Expression) -> tuple[object, ...]:
    """All that an expression says, without the text it was read from."""
    match expression:
        case Quantity(operator=operator, written=written, unit=unit):
            return operator, written.value, written.decimals, unit
        case Deadline(due=None):
            return (fold(expression.text),)
        case Deadline(due=due, earliest=earliest, exact=exact):
            return due, earliest, exact
        case Words(text=text):
            return (text,)


@pytest.mark.parametrize(
    ("text", "operator", "value", "decimals", "base", "factor"),
    [
        ("100%", None, "100", 0, "%", "1"),
        ("=100%", "=", "100", 0, "%", "1"),
        ("≥95%", "≥", "95", 0, "%", "1"),
        ("36.78 %", None, "36.78", 2, "%", "1"),
        ("−5%", None, "-5", 0, "%", "1"),
        ("5‰", None, "0.5", 0, "%", "0.1"),
        ("≥100百分比", "≥", "100", 0, "%", "1"),
        ("3个百分点", None, "3", 0, "百分点", "1"),
        ("≤4万元", "≤", "40000", 0, "元", "10000"),
        ("≤40000元", "≤", "40000", 0, "元", "1"),
        ("4.20 万元", None, "42000", 2, "元", "10000"),
        ("3.5亿元", None, "350000000", 1, "元", "100000000"),
        ("12千元", None, "12000", 0, "元", "1000"),
        ("2百万元", None, "2000000", 0, "元", "1000000"),
        ("1.6万 件", None, "16000", 1, "件", "10000"),
        ("≥30万 人次", "≥", "300000", 0, "人次", "10000"),
        ("2万平方米", None, "20000", 0, "平方米", "10000"),
        ("3万", None, "30000", 0, "", "10000"),
        ("43.2", None, "43.2", 1, "", "1"),
        (".5", None, "0.5", 1, "", "1"),
        ("1,234.50元", None, "1234.50", 2, "元", "1"),
        ("180000度", None, "180000", 0, "度", "1"),
        ("≥5批次", "≥", "5", 0, "批次", "1"),
        ("2G", None, "2", 0, "G", "1"),
        ("≤24 小时/工作日", "≤", "24", 0, "小时/工作日", "1"),
        ("60km/h", None, "60", 0, "公里/小时", "1"),
        ("100人/次", None, "100", 0, "人/次", "1"),
        ("5千瓦时", None, "5", 0, "千瓦时", "1"),
        ("5万千瓦时", None, "50000", 0, "千瓦时", "10000"),
        ("25日", None, "25", 0, "天", "1"),
        ("10年", None, "10", 0, "年", "1"),
        ("≥12月", "≥", "12", 0, "个月", "1"),
    ],
)
def test_quantities(
    text: str, operator: str | None, value: str, decimals: int, base: str, factor: str
) -> None:
    read = quantity(text)
    assert read.text == text
    assert read.operator == operator
    assert read.value == Decimal(value)
    assert read.written.decimals == decimals
    assert (read.unit.base, read.unit.factor) == (base, Decimal(factor))
    assert read.slip == ""


@pytest.mark.parametrize(
    ("operator", "texts"),
    [
        ("≥", "≥5 ≧5 ⩾5 ≮5 >=5 =>5 ＞＝5 ＞=5 ﹥=5 》=5 〉=5 大于等于5 大于或等于5 大于=5 至少5"),
        (
            "≥",
            "不低于5 不少于5 不小于5 不得低于5 不得少于5 5以上 5及以上 5或以上 5（含）以上 5以上（含）",
        ),
        ("≤", "≤5 ≦5 ⩽5 ≯5 <=5 =<5 ＜＝5 ﹤=5 《=5 小于等于5 小于或等于5 小于=5 至多5"),
        (
            "≤",
            "不超过5 不高于5 不大于5 不多于5 不得超过5 不得高于5 5以内 5之内 5内 5以下 5及以下 控制在5以内",
        ),
        ("=", "=5 ＝5 ═5 ﹦5 等于5 ==5"),
        (">", ">5 ＞5 ﹥5 大于5 高于5 超过5 多于5 已超过5"),
        ("<", "<5 ＜5 ﹤5 小于5 低于5 少于5"),
        (None, "5 达到5 达5 完成5 实现5 为5 控制在5 已完成5 共5 ５ 5（含）"),
    ],
)
def test_operators_and_their_look_alikes(operator: str | None, texts: str) -> None:
    for text in texts.split():
        read = quantity(text)
        assert read.operator == operator, text
        assert (read.value, read.unit.base) == (Decimal(5), ""), text


def test_an_operator_keeps_its_unit() -> None:
    assert show(parse("控制在 15 万元 以内")) == "≤15万元"
    assert show(parse("3个工作日内")) == "≤3个工作日"
    assert show(parse("> = ９５ ％；")) == "≥95%"


def test_of_two_operators_in_one_direction_the_one_that_includes_the_number_holds() -> None:
    assert quantity("超过5人以上").operator is Operator.AT_LEAST
    assert quantity("低于5人以内").operator is Operator.AT_MOST


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("≥≤5", "≥", "≤"), ("≥5人以内", "≥", "以内"), ("≥=95%", "≥", "="), ("=95%以上", "=", "以上")],
)
def test_operators_that_contradict_each_other_are_refused(text: str, first: str, second: str) -> None:
    with pytest.raises(NumeralError) as caught:
        parse(text)
    assert str(caught.value) == f"“{text}”中的“{first}”和“{second}”互相矛盾，请只保留一种比较。"


@pytest.mark.parametrize(
    ("text", "shown", "slip"),
    [
        ("5条%", "5条", "“5条%”的单位后面多写了“%”，按5条读取，请核对。"),
        ("≥95%%", "≥95%", "“≥95%%”的单位后面多写了“%”，按95%读取，请核对。"),
    ],
)
def test_a_percent_sign_too_many_is_read_over_and_told(text: str, shown: str, slip: str) -> None:
    assert show(parse(text)) == shown
    assert quantity(text).slip == slip


@pytest.mark.parametrize("text", ["100%完成", "100％达标", "完成100%", "达到 100 %", "100%到位"])
def test_a_percentage_that_was_reached_is_that_percentage(text: str) -> None:
    assert show(quantity(text)) == "100%"


@pytest.mark.parametrize(
    "text",
    [
        *("及时", "同比提高", "稳定运行", "按合同规定", "三级", "十人", "百分之九十", "零发生", "√"),
        *("80-90", "80%-90%", "80～90%", "3至5天", "5 10%", "1:1", "3/5", "7*24小时", "5千5百", "18:00"),
        *("约5个", "近5个", "5个左右", "10余个", "10多个", "3年半", "5成", "3天后", "提前3天", "8人未到"),
        *("增长5%", "同比增长≥5%", "下降≥3%", "满意度≥95%", "合格率100%", "80%未完成", "5%同比"),
        *("5A", "5A级", "3级", "3星级", "4K", "17时", "第3名", "前3名", "2023大数据律师费"),
        *(
            "12,34人",
            "0,500人",
            "5.",
            "1.2.3",
            "--5",
            "≥**人",
            "5‰%",
            "5万%",
            "5个%%",
            "95%以上（不含）",
            "①",
            "½",
            "10⁵",
        ),
        *("24月", "达到12月", "达到12月份", "≥2023年", "2,023年", "≥2023年度", "5(预计)", "5个(未完成)"),
    ],
)
def test_whatever_is_not_soundly_one_quantity_stays_words(text: str) -> None:
    assert parse(f" {text} ") == Words(text)


def test_words_tell_numbers_that_were_not_understood_from_qualities() -> None:
    assert [Words(text).has_figures for text in ("80-90", "约５个", "稳定运行", "三级")] == [
        True,
        True,
        False,
        False,
    ]
    assert Words("稳定 运行。").folded == Words("稳定运行").folded
    assert Words("运行稳定").folded != Words("稳定运行").folded


@pytest.mark.parametrize("text", ["", "  ", "\u3000\n", "-", "—", "/", "……", "≥", "≥ %", "\u200b"])
def test_nothing_written_is_no_target(text: str) -> None:
    with pytest.raises(NumeralError, match="没有写出指标值，请填写。"):
        parse(text)


def test_limits_of_length_and_digits() -> None:
    assert parse("好" * MAX_LENGTH) == Words("好" * MAX_LENGTH)
    with pytest.raises(NumeralError, match=rf"^“好{{30}}…”超过{MAX_LENGTH}个字"):
        parse("好" * (MAX_LENGTH + 1))
    assert quantity("≥1234567890123456.7890亿件").value == 1234567890123456789 * 10**5
    with pytest.raises(NumeralError, match="超过20位数字，请核对。"):
        parse("≥1234567890123456.78901亿件")


def test_a_value_is_exact_to_its_last_digit() -> None:
    assert quantity("12345678901234567891万亿元").value == 12345678901234567891 * 10**12


EXPRESSIONS = st.one_of(
    st.text(),
    st.text(
        alphabet="0123456789.,-+≥≤<>=%‰万亿千百元个人年月日前底内以上下不超过低于（）/ 套达到", max_size=20
    ),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "≥", "不超过", "达到", ">", "=", "至少"]),
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
        st.sampled_from(
            ["", "%", "‰", "万元", "元/人·月", "台（套）", "年", "月", "日", "号", "条%", "个（项）"]
        ),
        st.sampled_from(["", "以上", "以内", "前", "完成", "及以上"]),
    ),
)


@given(EXPRESSIONS)
@example("2023年12月前")
@example("达到12月份")
def test_what_is_shown_reads_as_the_same(text: str) -> None:
    try:
        expression = parse(text)
    except NumeralError:
        return
    again = parse(show(expression))
    assert type(again) is type(expression)
    assert meaning(again) == meaning(expression)
    assert show(again) == show(expression)


WIDE = {ord(character): ord(character) + 0xFEE0 for character in "0123456789.,%=<>+-()/ABGkm"}


@given(st.text(alphabet="0123456789.,%=<>+-()/ABGkm个万元", min_size=1, max_size=12))
def test_full_width_says_the_same_as_ascii(text: str) -> None:
    try:
        narrow = parse(text)
    except NumeralError:
        with pytest.raises(NumeralError):
            parse(text.translate(WIDE))
        return
    wide = parse(text.translate(WIDE))
    assert type(wide) is type(narrow)
    assert isinstance(narrow, Words) or meaning(wide) == meaning(narrow)


@pytest.mark.parametrize(
    "part", ["1", "1,", "1 ", "≥", "达到", "万", "(", "(套)", "以内", "个/", "%", "2023年", " "]
)
def test_no_text_takes_long(part: str) -> None:
    text = "5" + (part * MAX_LENGTH)[: MAX_LENGTH - 2] + "!"
    start = perf_counter()
    assert isinstance(parse(text), Words)
    assert perf_counter() - start < 2  # quadratic patterns take minutes


def test_every_target_and_actual_of_the_published_forms_is_understood() -> None:
    if not CORPUS.exists():
        pytest.skip("needs the corpus of published forms beside the project")
    cells = {
        cell.strip()
        for line in CORPUS.read_text(encoding="utf-8").splitlines()
        for cell in line.split("\t")[3:6]
        if cell.strip().startswith(("≥", "≤", "=", ">", "<"))
    }
    assert len(cells) > 60
    assert [cell for cell in cells if quantity(cell).operator is None or quantity(cell).slip] == []
