"""Figures under each other at the decimal point, as far as there is room."""

from __future__ import annotations

from markupsafe import escape

from scoring.report.aligned import aligned


def shown(*column: str, room: int | None = None) -> list[tuple[str, str]]:
    """Each cell's HTML and class."""
    return [(str(escape(cell)), cell.indent) for cell in aligned(column, room)]


def test_a_short_figure_gets_the_room_of_the_digits_it_lacks() -> None:
    assert shown("8.9", "-20.00", "5%") == [
        ('8.9<span class="hidden">0%</span>', "indent-2"),
        ('-20.00<span class="hidden">%</span>', ""),
        ('5%<span class="hidden">.00</span>', "indent-2"),
    ]


def test_a_text_stands_alone_and_is_escaped() -> None:
    assert shown("—", "<b>", "10", "9") == [("—", ""), ("&lt;b&gt;", ""), ("10", ""), ("9", "indent-1")]


def test_indents_end_where_the_classes_do() -> None:
    assert shown("1", "1234567890")[0] == ("1", "indent-6")


def test_one_long_figure_does_not_pad_the_others_beyond_the_column() -> None:
    """Padded, the short one would be torn over two lines, and read back as another figure."""
    assert shown("8.9", "-200.00", room=7)[0] == ('8.9<span class="hidden">0</span>', "indent-3")
    assert shown("8.9", "-200.000", room=7) == [("8.9", ""), ("-200.000", "")]
