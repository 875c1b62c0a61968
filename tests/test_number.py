"""Rounding, comparison and intervals, against arithmetic on whole numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.number import (
    Interval,
    Verdict,
    Written,
    compare,
    half_up,
    is_admitted,
    judge,
    plain,
    ratio,
    truncate,
)

UNITS = st.integers(-(10**24), 10**24)
PLACES = st.integers(0, 6)


def whole_half_up(numerator: int, denominator: int) -> int:
    """Nearest integer to numerator / denominator, ties away from zero."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


@given(UNITS, PLACES, PLACES)
def test_half_up_and_truncate_against_whole_numbers(units: int, written: int, places: int) -> None:
    value = Decimal(f"{units}E-{written}")
    numerator, denominator = units * 10**places, 10**written
    cut = abs(numerator) // denominator * (1 if units >= 0 else -1)
    assert half_up(value, places) == Fraction(whole_half_up(numerator, denominator), 10**places)
    assert truncate(value, places) == Fraction(cut, 10**places)


@given(st.integers(0, 10**20), st.integers(0, 10**20), st.integers(1, 10**20), PLACES)
def test_one_division_and_one_rounding_are_as_exact_as_whole_numbers(
    points: int, actual: int, target: int, places: int
) -> None:
    rounded = half_up(ratio(Decimal(points), Decimal(actual), by=Decimal(target)), places)
    assert rounded == Fraction(whole_half_up(points * actual * 10**places, target), 10**places)


@pytest.mark.parametrize(
    ("value", "places", "up", "cut"),
    [
        ("5.805", 2, "5.81", "5.80"),
        ("5.8049", 2, "5.80", "5.80"),
        ("1.125", 2, "1.13", "1.12"),
        ("-2.665", 2, "-2.67", "-2.66"),
        ("-2.664", 2, "-2.66", "-2.66"),
        ("0.5", 0, "1", "0"),
    ],
)
def test_ties_go_away_from_zero(value: str, places: int, up: str, cut: str) -> None:
    assert (str(half_up(Decimal(value), places)), str(truncate(Decimal(value), places))) == (up, cut)


def test_rounding_keeps_more_digits_than_the_default_context() -> None:
    value = Decimal("1234567890123456789012345678901234567890.125")
    assert half_up(value, 2) == Decimal("1234567890123456789012345678901234567890.13")


def test_ratio_refuses_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        ratio(Decimal(1), by=Decimal("0.00"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10", "10"),
        ("1E+3", "1000"),
        ("10.00", "10"),
        ("0.50", "0.5"),
        ("-34.120", "-34.12"),
        ("-0.00", "0"),
        ("100", "100"),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@given(UNITS, PLACES)
def test_plain_loses_no_digit(units: int, places: int) -> None:
    value = Decimal(units).scaleb(-places)
    assert Decimal(plain(value)) == value


def stated(text: str) -> Written:
    return Written(text, Decimal(text), len(text.partition(".")[2]))


@pytest.mark.parametrize(
    ("text", "exact", "verdict"),
    [
        ("5.81", "5.805", Verdict.EQUAL),
        ("5.80", "5.805", Verdict.ROUNDING),
        ("5.82", "5.805", Verdict.DIFFERENT),
        ("2.19", "2.188", Verdict.EQUAL),
        ("2.2", "2.188", Verdict.ROUNDING),
        ("2.1", "2.188", Verdict.ROUNDING),
        ("2", "2.188", Verdict.ROUNDING),
        ("2.188", "2.188", Verdict.ROUNDING),
        ("2.3", "2.188", Verdict.DIFFERENT),
        ("2.20", "2.188", Verdict.DIFFERENT),
        ("3", "2.188", Verdict.DIFFERENT),
        ("2.187", "2.188", Verdict.DIFFERENT),
        ("12.25", "12.247", Verdict.EQUAL),
        ("12.24", "12.247", Verdict.ROUNDING),
        ("12.23", "12.247", Verdict.DIFFERENT),
        ("87", "80", Verdict.DIFFERENT),
        ("80", "80.00", Verdict.EQUAL),
        ("-34.12", "-34.1176", Verdict.EQUAL),
        ("-34.11", "-34.1176", Verdict.ROUNDING),
        ("-34.1", "-34.1176", Verdict.ROUNDING),
        ("34.12", "-34.1176", Verdict.DIFFERENT),
    ],
)
def test_compare_at_two_places(text: str, exact: str, verdict: Verdict) -> None:
    assert compare(stated(text), Decimal(exact), 2) is verdict


@given(UNITS, PLACES, PLACES)
def test_a_figure_rounded_or_cut_by_its_writer_never_differs(units: int, places: int, written: int) -> None:
    exact = Decimal(units).scaleb(-6)
    for value in (half_up(exact, written), truncate(exact, written) if written else half_up(exact, 0)):
        assert compare(Written("", value, written), exact, places) is not Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("text", "places", "verdict"),
    [
        ("5.80", 2, Verdict.EQUAL),
        ("5.81", 2, Verdict.ROUNDING),
        ("5.8", 2, Verdict.EQUAL),
        ("5.79", 2, Verdict.DIFFERENT),
        ("5", 0, Verdict.EQUAL),
        ("6", 0, Verdict.ROUNDING),
        ("4", 0, Verdict.DIFFERENT),
    ],
)
def test_compare_where_the_rules_cut_decimals_off(text: str, places: int, verdict: Verdict) -> None:
    assert compare(stated(text), Decimal("5.805"), places, truncate) is verdict
    assert judge(text, stated(text), Decimal(text), Decimal("5.805"), places, truncate) is verdict


def test_a_figure_cut_to_whole_points_differs() -> None:
    assert compare(stated("27.7"), Decimal("27.78"), 2) is Verdict.ROUNDING
    assert compare(stated("28"), Decimal("27.78"), 2) is Verdict.ROUNDING
    assert compare(stated("27"), Decimal("27.78"), 2) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("shown", "stored", "exact", "verdict"),
    [
        ("3.29", "3.29411764705882", "3.294117647058823529", Verdict.EQUAL),  # computed, not rounded
        ("10", "9.5", "9.5", Verdict.EQUAL),  # shown without decimals
        ("10", "9.52", "9.50", Verdict.DIFFERENT),  # the display hides a slip
        ("2", "2.2", "2.188", Verdict.ROUNDING),
        ("87.9", "87.9000000000001", "87.90", Verdict.EQUAL),
    ],
)
def test_a_cell_states_what_it_stores(shown: str, stored: str, exact: str, verdict: Verdict) -> None:
    decimals = len(shown.partition(".")[2])
    written = Written(shown, Decimal(shown), decimals)
    assert judge(shown, written, Decimal(stored), Decimal(exact), 2) is verdict


@given(UNITS, PLACES, st.sampled_from([-1, 1]))
def test_one_unit_beyond_the_rounded_value_differs(units: int, places: int, step: int) -> None:
    exact = Decimal(units).scaleb(-places)
    beyond = Decimal(units + step).scaleb(-places)
    assert compare(Written("", exact, places), exact, places) is Verdict.EQUAL
    assert compare(Written("", beyond, places), exact, places) is Verdict.DIFFERENT


def test_an_interval_holds_both_its_ends() -> None:
    band = Interval(Decimal("18.00"), Decimal("20.00"))
    assert [Decimal(value) in band for value in ("17.99", "18", "20", "20.01")] == [False, True, True, False]
    assert [band.nearest(Decimal(value)) for value in ("17.99", "18.5", "20.01")] == [18, Decimal("18.5"), 20]
    assert not band.is_point
    assert Interval.at(Decimal(5)).is_point


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="upside down"):
        Interval(Decimal(2), Decimal(1))


def test_intervals_add_and_round_end_by_end() -> None:
    total = Interval(Decimal("1.005"), Decimal("2.004")) + Interval.at(Decimal(3))
    assert total == Interval(Decimal("4.005"), Decimal("5.004"))
    assert total.rounded(2) == Interval(Decimal("4.01"), Decimal("5.00"))
    assert total.rounded(2, truncate) == Interval(Decimal("4.00"), Decimal("5.00"))


@pytest.mark.parametrize(
    ("text", "admitted"),
    [
        ("0", True),
        ("0E-300", True),
        ("99999999999999999999", True),
        ("1E+20", False),
        ("1E-39", True),
        ("1E-40", False),
        ("-1E+400", False),
    ],
)
def test_stored_numbers_beyond_all_measure_are_not_admitted(text: str, admitted: bool) -> None:
    assert is_admitted(Decimal(text)) is admitted
