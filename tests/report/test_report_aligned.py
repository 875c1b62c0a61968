"""Figures under each other at the decimal point, as far as there is room."""

from scoring.report.aligned import aligned


def test_a_short_figure_gets_the_room_of_the_digits_it_lacks() -> None:
    short, long = aligned(["8.9", "-200.00"], 7)
    assert short == '<span class="hidden">-00</span>8.9<span class="hidden">0</span>'
    assert long == "-200.00"


def test_one_long_figure_does_not_pad_the_others_beyond_the_column() -> None:
    """Padded, the short one would be torn over two lines, and read back as another figure."""
    assert aligned(["8.9", "-200.000"], 7) == ["8.9", "-200.000"]
    assert aligned(["8.9", "-200.000"])[0] != "8.9"  # where no room is given, there is enough
