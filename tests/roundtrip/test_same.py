"""Two forms that differ are told apart, and how."""

from __future__ import annotations

from office import FORMS, original
from same import said


def test_what_two_forms_say_is_told_by_name() -> None:
    first, second = (original(form.stem) for form in FORMS[1:3])
    one, other = said(first), said(second)
    names = {name for name in one | other if one.get(name) != other.get(name)}
    assert {"forms.0.name.text", "forms.0.indicators.count", "forms.0.total.written.value"} <= names
    assert "forms.0.year" not in names
    assert one["forms.0.name.text"] == "2023一体化线上服务平台建设"
    assert not any("place" in name for name in one)


def test_stored_numbers_can_be_left_out() -> None:
    form = original(FORMS[1].stem).forms[0]
    left_out = said(form).keys() - said(form, stored=False).keys()
    assert left_out
    assert all(name.endswith(".stored") for name in left_out)
