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
    category: str
    category_rows: int
    subcategory: str
    subcategory_rows: int


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form, with its indicators grouped."""

    form: AnyForm
    title: str
    unit: str
    footer: tuple[str, str]
    missing: str
    rows: tuple[IndicatorRow, ...]
    notes: tuple[str, ...]

    @property
    def with_deviation(self) -> bool:
        """Which of the two published layouts the form has; the department form has this one."""
        return self.form.has_deviation or self.form.kind == "department"


def form_page(audited: FormAudit, starts: Starts = frozenset()) -> FormPage:
    """Lay out a form; `starts` are the indicators (counted from 0) that begin a page."""
    form = audited.form
    return FormPage(
        form=form,
        title=view.title(form),
        unit=form.unit,
        footer=view.footer(audited),
        missing=view.missing_parts(form),
        rows=tuple(_rows(form.indicators, starts)),
        notes=tuple(note.text for note in audited.ruleset.note),
    )


def category_name(indicator: Indicator) -> str:
    """一级指标 as written, or by its usual name where the cell was lost."""
    return indicator.category_text or CATEGORY_NAMES[indicator.category]


def _rows(indicators: Sequence[Indicator], starts: Starts) -> Iterator[IndicatorRow]:
    categories = _spans(indicators, category_name, starts)
    subcategories = _spans(indicators, lambda item: (category_name(item), item.subcategory), starts)
    for indicator, category_rows, subcategory_rows in zip(indicators, categories, subcategories, strict=True):
        name = category_name(indicator)
        yield IndicatorRow(indicator, name, category_rows, indicator.subcategory, subcategory_rows)


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
