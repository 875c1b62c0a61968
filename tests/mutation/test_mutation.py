"""Forms changed as offices change them are read as before; a needed cell that is missing is found there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest
from conftest import XINHUA
from mutants import WAYS, mutant
from same import said
from sheet import Sheet, load, save

from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.read.container import raw_document
from scoring.read.recognise import recognise

WORKBOOKS = sorted(XINHUA.glob("[0-9][0-9]-*.xlsx"))
EACH = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name[:2])
MUTANTS = 25  # of each of the 24 forms


@cache
def sheet(path: Path) -> Sheet:
    return load(path)


def read(*sheets: Sheet) -> Document:
    return recognise(raw_document(save(sheets), "表.xlsx"))


def content(form: AnyForm) -> dict[str, object]:
    """What a form says, without the title and the labels that were renamed; of remarks, how many."""
    renamed = re.compile(r"title\.text|funds\.\d+\.label\.text")
    told = {name: value for name, value in said(form).items() if not renamed.fullmatch(name)}
    return told | {"remarks": len(form.remarks)}


@EACH
def test_a_changed_form_is_read_as_before(path: Path) -> None:
    (whole,) = read(sheet(path)).forms
    expected = content(whole)
    for seed in range(MUTANTS):
        changed = mutant(sheet(path), Random(f"{path.name[:2]}-{seed}"))
        document = read(*changed.sheets)
        assert len(document.forms) == 1, (seed, changed.done)
        assert content(document.forms[0]) == expected, (seed, changed.done)


def test_there_are_enough_mutants_and_every_way_is_taken_often() -> None:
    done = Counter(
        way
        for path in WORKBOOKS
        for seed in range(MUTANTS)
        for way in mutant(sheet(path), Random(f"{path.name[:2]}-{seed}")).done
    )
    assert MUTANTS * len(WORKBOOKS) >= 500
    assert set(done) == {way.__name__ for way in WAYS}
    assert min(done.values()) >= 40, done
