"""Places, as people count them."""

from itertools import product
from string import ascii_uppercase

import pytest

from scoring.place import Place, column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (0, ""),
        (1, "A"),
        (26, "Z"),
        (27, "AA"),
        (52, "AZ"),
        (53, "BA"),
        (702, "ZZ"),
        (703, "AAA"),
        (16384, "XFD"),
    ],
)
def test_column_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_column_letters_count_on_without_a_gap() -> None:
    names = ["".join(letters) for length in (1, 2) for letters in product(ascii_uppercase, repeat=length)]
    assert [column_letters(column) for column in range(1, len(names) + 1)] == names


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("甲.xlsx", sheet="自评表", row=12, column=6), "甲.xlsx › 自评表!F12"),
        (Place("甲.xlsx", sheet="自评表", row=12), "甲.xlsx › 自评表!第12行"),
        (Place("甲.xlsx", sheet="自评表"), "甲.xlsx › 自评表"),
        (Place("甲.xlsx", sheet="自评表", column=6), "甲.xlsx › 自评表"),
        (Place("乙.pdf", page=3, table=1, row=4, column=2), "乙.pdf › 第3页表1第4行第2列"),
        (Place("乙.pdf", page=3, row=4), "乙.pdf › 第3页第4行"),
        (Place("乙.pdf", page=3), "乙.pdf › 第3页"),
        (Place("丁.docx", table=2, row=5, column=3), "丁.docx › 表2第5行第3列"),
        (Place("丁.docx", table=2), "丁.docx › 表2"),
        (Place("丁.docx", paragraph=7), "丁.docx › 第7段"),
        (Place("丁.docx", paragraph=7, column=1), "丁.docx › 第7段"),
        (Place("丙.txt", row=634, column=3), "丙.txt › 第634行第3格"),
        (Place("丙.txt", row=634), "丙.txt › 第634行"),
        (Place("丙.txt", column=3), "丙.txt"),
        (Place("丙.txt"), "丙.txt"),
    ],
)
def test_a_place_names_the_file_and_the_spot(place: Place, text: str) -> None:
    assert str(place) == text


@pytest.mark.parametrize(
    ("place", "is_cell"),
    [
        (Place("a", sheet="表1", row=1, column=2), True),
        (Place("a", page=1, table=1, row=1, column=2), True),
        (Place("a", table=1, row=1, column=2), True),
        (Place("a", sheet="表1", row=1), False),
        (Place("a", row=1, column=2), False),
        (Place("a", paragraph=3), False),
    ],
    ids=str,
)
def test_only_a_table_has_cells_that_may_be_empty(place: Place, is_cell: bool) -> None:
    assert place.is_cell is is_cell


def test_places_sort_in_reading_order() -> None:
    order = [
        Place("乙", row=2, column=9),
        Place("乙", row=10, column=1),
        Place("乙", row=10, column=2),
        Place("乙", sheet="表1", row=1),
        Place("甲", row=1),
    ]
    assert sorted(order[place] for place in (3, 0, 4, 2, 1)) == order
