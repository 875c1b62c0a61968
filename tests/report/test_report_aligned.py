"""Figures under each other at the decimal point, as far as there is room."""

from __future__ import annotations

from markupsafe import escape

from scoring.report.aligned import aligned


def shown(*column: str) -> list[tuple[str, str]]:
    """Each cell's HTML and class."""
    return [(str(escape(cell)), cell.indent) for cell in aligned(column)]


def test_a_short_figure_gets_the_room_of_the_digits_it_lacks() -> None:
    assert shown("8.9", "-2.00", "5%") == [
        ('8.9<span class="hidden">0%</span>', "indent-1"),
        ('-2.00<span class="hidden">%</span>', ""),
        ('5%<span class="hidden">.00</span>', "indent-1"),
    ]


def test_a_text_stands_alone_and_is_escaped() -> None:
    assert shown("—", "<b>", "10", "9") == [("—", ""), ("&lt;b&gt;", ""), ("10", ""), ("9", "indent-1")]


def test_one_long_figure_does_not_push_the_others_out_of_the_column() -> None:
    """Indented, the short one would be torn over two lines, and read back as another figure."""
    assert shown("8.9", "100.00") == [('8.9<span class="hidden">0</span>', "indent-2"), ("100.00", "")]
    assert shown("8.9", "100.000")[0] == ('8.9<span class="hidden">00</span>', "")
