"""Units: an open vocabulary, with scales and synonyms taken out, and nothing converted."""

from decimal import Decimal

import pytest

from scoring.numerals import Unit
from scoring.numerals.units import read_unit


def unit(text: str) -> Unit:
    read = read_unit(text)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㎡", "平方米"), ("m²", "平方米"), ("m2", "平米"), ("m³", "立方米"), ("千米", "公里"),
        ("km", "公里"), ("km2", "平方公里"), ("千克", "kg"), ("日", "天"), ("个小时", "小时"),
        ("个工作日", "工作日"), ("月", "个月"), ("台(套)", "台"), ("台(套)/年", "台/年"),
        ("元/人*月", "元/人·月"), ("元/人/月", "元/人·月"),
    ],
)  # fmt: skip
def test_one_unit_under_several_names(one: str, other: str) -> None:
    assert unit(one).base == unit(other).base
    assert unit(one).factor == unit(other).factor == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("天", "工作日"), ("天", "年"), ("吨", "公斤"), ("次", "批次"), ("人", "人次"), ("元/人", "元"),
        ("百分点", "%"), ("度", "千瓦时"), ("米", "公里"), ("小时", "分钟"), ("元", "美元"),
    ],
)  # fmt: skip
def test_different_units_stay_apart(one: str, other: str) -> None:
    assert unit(one).base != unit(other).base


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("百人", "人", 100),
        ("千元", "元", 1000),
        ("万元", "元", 10**4),
        ("十万元", "元", 10**5),
        ("百万元", "元", 10**6),
        ("千万元", "元", 10**7),
        ("亿元", "元", 10**8),
        ("万亿元", "元", 10**12),
        ("万元/亩", "元/亩", 10**4),
        ("元/万人", "元/万人", 1),
        ("千瓦时", "千瓦时", 1),
        ("亿千瓦时", "千瓦时", 10**8),
        ("百分点", "百分点", 1),
    ],
)
def test_scales(text: str, base: str, factor: int) -> None:
    assert unit(text) == Unit(text, base, Decimal(factor))


def test_money_is_yuan_and_its_multiples() -> None:
    money = [text for text in ("元", "万元", "亿元", "元/人", "美元", "万", "%", "") if unit(text).is_money]
    assert money == ["元", "万元", "亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "个/",
        "(套)",
        "个(未完成)",
        "五十人",
        "个5",
        "级",
        "个左右",
        "万百人",
        "大数据律师费",
        "%个",
        "kilograms",
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert read_unit(text) is None
