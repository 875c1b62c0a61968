"""A cell that a form needs and that is missing is found, and found where it should stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import XINHUA
from sheet import Sheet, load, save

from scoring.finding import Finding
from scoring.model.form import AnyForm, Figure, ProjectForm, Text
from scoring.place import Place
from scoring.read.container import raw_document
from scoring.read.recognise import recognise
from scoring.verification import examine

WORKBOOKS = sorted(XINHUA.glob("[0-9][0-9]-*.xlsx"))


def needed(form: AnyForm) -> Iterator[Text | Figure]:
    """Name, money and its score, points and scores of every line, targets and actuals, the total."""
    yield form.name
    funds = form.total_funds
    assert funds is not None
    yield from (funds.budget, funds.executed, funds.points, funds.score)
    if isinstance(form, ProjectForm):
        for item in form.fund_management:
            yield from (item.points, item.score)
    for indicator in form.indicators:
        yield from (indicator.target, indicator.actual, indicator.points, indicator.score)
    if form.total:
        yield form.total


def findings(sheet: Sheet) -> list[Finding]:
    return examine([recognise(raw_document(save([sheet]), "表.xlsx"))], None).findings


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.place.spot, finding.message) for finding in found]


def without(sheet: Sheet, place: Place) -> Sheet:
    cells = {at: value for at, value in sheet.cells.items() if at != (place.row, place.column)}
    assert len(cells) == len(sheet.cells) - 1
    return Sheet(cells, sheet.merged)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name[:2])
def test_a_needed_cell_that_is_missing_is_found_there(path: Path) -> None:
    sheet = load(path)
    (form,) = recognise(raw_document(save([sheet]), "表.xlsx")).forms
    before = told(findings(sheet))
    for cell in needed(form):
        if cell.text:
            new = [pair for pair in told(findings(without(sheet, cell.place))) if pair not in before]
            assert cell.place.spot in {spot for spot, _ in new}, (cell.place.spot, cell.text, new)
