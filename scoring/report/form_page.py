"""The form itself, as it is published: what the template of a form shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.model.form import CATEGORY_NAMES, AnyForm, Indicator
from scoring.report import view
from scoring.results import FormAudit

Starts = frozenset[int]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its category and subcategory; the spans are 0 in rows that a cell above covers."""

    indicator: Indicator
    side_rows: int
    category: str
    category_rows: int
    subcategory: str
    subcategory_rows: int


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form, with its indicators grouped. A `public` one tells nothing but what the form says.

    The published layouts differ: with a 偏差度 column (the department form has it, too), or with 绩效指标
    at the side; of the latter the one with 资金管理情况 asks for the codes of units and names its columns
    A and B (`coded`), the national one does not.
    """

    form: AnyForm
    title: str
    unit: str
    footer: tuple[str, ...]
    missing: str
    rows: tuple[IndicatorRow, ...]
    notes: tuple[str, ...]
    with_deviation: bool
    coded: bool
    public: bool


def form_page(audited: FormAudit, starts: Starts = frozenset(), *, public: bool = False) -> FormPage:
    """Lay out a form; `starts` are the indicators (counted from 0) that begin a page."""
    form = audited.form
    with_deviation = form.has_deviation or form.kind == "department"
    return FormPage(
        form=form,
        title=view.title(form),
        unit=form.unit,
        footer=view.footer(audited, public=public),
        missing=view.missing_parts(form),
        rows=tuple(_rows(form.indicators, starts)),
        notes=tuple(note.text for note in audited.ruleset.note),
        with_deviation=with_deviation,
        coded=not with_deviation and audited.ruleset.fund_management is not None,
        public=public,
    )


def category_name(indicator: Indicator) -> str:
    """一级指标 as written, or by its usual name where the cell was lost."""
    return indicator.category_text or CATEGORY_NAMES[indicator.category]


def _rows(indicators: Sequence[Indicator], starts: Starts) -> Iterator[IndicatorRow]:
    sides = _spans(indicators, lambda _: "", starts)
    categories = _spans(indicators, category_name, starts)
    subcategories = _spans(indicators, lambda item: (category_name(item), item.subcategory), starts)
    for item, side, category, subcategory in zip(indicators, sides, categories, subcategories, strict=True):
        yield IndicatorRow(item, side, category_name(item), category, item.subcategory, subcategory)


def _spans(indicators: Sequence[Indicator], key: Callable[[Indicator], object], starts: Starts) -> list[int]:
    """For the first of each run of equal keys its length, for the others 0. A new page begins a new run:
    the names are repeated there, and no cell is torn."""
    spans: list[int] = []
    start = 0
    for index, indicator in enumerate(indicators):
        if index and index not in starts and key(indicator) == key(indicators[start]):
            spans[start] += 1
            spans.append(0)
        else:
            start = index
            spans.append(1)
    return spans
