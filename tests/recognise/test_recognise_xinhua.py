"""The same forms from the published text and from the workbooks copied from it are read alike."""

import re

import pytest

from scoring.model.form import AnyForm, Figure, Indicator, ProjectForm
from scoring.results import Audit

FORMS = range(24)  # as in examples/xinhua-2023: 00 is the department's

# Where the text itself differs from the form: what the copy has put right (see the README there).
LOST_UNIT = {1, 2, 10, 17}  # 实施单位 has slipped out of its row
GARBLED_UNIT = {16}  # 服务and大数据
OTHER_COMMA = {5}  # 供水,供电情况 for 供水，供电情况


def squeezed(text: str) -> str:
    """The text as far as line breaks and spaces do not change it."""
    return re.sub(r"\s+", "", text)


def figure(found: Figure | None) -> str:
    return squeezed(found.text) if found else ""


def indicator(found: Indicator) -> list[str]:
    figures = [figure(found.points), figure(found.score), figure(found.deviation)]
    texts = [found.subcategory, found.target.text, found.actual.text, found.reason.text and "有原因"]
    return [found.category.value, *map(squeezed, texts), *figures]


def names(form: AnyForm) -> list[str]:
    return [squeezed(found.name.text) for found in form.indicators]


@pytest.fixture(scope="module")
def pairs(xinhua: Audit, accounts: Audit) -> list[tuple[AnyForm, AnyForm]]:
    """Each form from its workbook beside the same form from the text."""
    whole = [form.form for form in accounts.forms if not form.form.missing]
    whole.pop()  # the form repeated in the evaluation report stands last
    return list(zip((form.form for form in xinhua.forms), whole, strict=True))


@pytest.mark.parametrize("number", FORMS)
def test_head(pairs: list[tuple[AnyForm, AnyForm]], number: int) -> None:
    book, text = pairs[number]
    assert squeezed(text.name.text) == squeezed(book.name.text)
    assert (text.kind, text.year, text.date) == (book.kind, book.year, book.date)
    if isinstance(book, ProjectForm):
        assert isinstance(text, ProjectForm)
        unit = book.implementing_unit.text
        if number in LOST_UNIT:
            unit = ""
        elif number in GARBLED_UNIT:
            unit = unit.replace("和", "and")
        assert squeezed(text.implementing_unit.text) == unit


@pytest.mark.parametrize("number", FORMS)
def test_money(pairs: list[tuple[AnyForm, AnyForm]], number: int) -> None:
    for_book, for_text = (
        [
            [figure(row.budget), figure(row.executed), figure(row.rate), figure(row.initial_budget)]
            for row in form.funds
        ]
        for form in pairs[number]
    )
    assert for_text == for_book
    book, text = (form.total_funds for form in pairs[number])
    assert book is not None
    assert text is not None
    assert (figure(text.points), figure(text.score)) == (figure(book.points), figure(book.score))


@pytest.mark.parametrize("number", FORMS)
def test_fund_management(pairs: list[tuple[AnyForm, AnyForm]], number: int) -> None:
    for_book, for_text = (
        [(item.name.text, figure(item.points), figure(item.score)) for item in form.fund_management]
        if isinstance(form, ProjectForm)
        else []
        for form in pairs[number]
    )
    assert for_text == for_book
    assert len(for_book) == (4 if number else 0)


@pytest.mark.parametrize("number", FORMS)
def test_indicators(pairs: list[tuple[AnyForm, AnyForm]], number: int) -> None:
    book, text = pairs[number]
    assert [indicator(found) for found in text.indicators] == [indicator(found) for found in book.indicators]
    comma = (",", "，") if number in OTHER_COMMA else ("", "")
    assert [name.replace(*comma) for name in names(text)] == names(book)


@pytest.mark.parametrize("number", FORMS)
def test_total(pairs: list[tuple[AnyForm, AnyForm]], number: int) -> None:
    book, text = pairs[number]
    assert (figure(text.total_points), figure(text.total)) == (figure(book.total_points), figure(book.total))


def test_the_form_without_its_initial_budget_is_the_same_gap_in_both(
    pairs: list[tuple[AnyForm, AnyForm]],
) -> None:
    gaps = [
        number
        for number, forms in enumerate(pairs)
        if all(form.total_funds and form.total_funds.initial_budget.blank for form in forms)
    ]
    assert gaps == [6]
