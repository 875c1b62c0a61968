"""Values of workbook cells: the text a person sees, and the number behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property, lru_cache

from scoring.read.package import Package
from scoring.read.strings import one_line, read_shared_strings
from scoring.read.workbook.numberformat import NumberFormat, excel_number, general, parse_format
from scoring.read.workbook.styles import GENERAL, read_styles

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][-+]?[0-9]{1,3})?", re.ASCII)
_MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?Z?")
_GENERAL = parse_format(GENERAL)


def number_in(text: str) -> Decimal | None:
    """The number that a text is, at Excel's 15 digits; None if it is none."""
    return excel_number(text) if _NUMBER.fullmatch(text) else None


def iso_date(text: str) -> str:
    """A date as 2023-12-31T14:30:00 in the way it is shown, without its time at midnight."""
    return one_line(_MIDNIGHT.sub("", text).replace("T", " "))


def shown(value: Decimal, number_format: NumberFormat, *, date1904: bool) -> tuple[str, str]:
    """The text shown for a number, and the number itself, empty for dates: their day number is no
    figure of the form."""
    text = number_format.show(value, date1904=date1904)
    return text, "" if number_format.is_date(value) else general(value)


class CellValues:
    """Reads cell values with what the sheets of a workbook share; styles only when a number needs them."""

    def __init__(self, package: Package, strings: str | None, styles: str | None, *, date1904: bool) -> None:
        self._package = package
        self._strings_part = strings
        self._styles_part = styles
        self._date1904 = date1904
        self._number = lru_cache(maxsize=1024)(self._read_number)  # the same few stand all over a form

    def read(self, kind: str, raw: str, style: str) -> tuple[str, str]:
        """The text shown for a cell of type `kind`, and its stored number at Excel's 15 digits."""
        if kind == "s":
            return self._strings[int(raw)], ""
        if kind == "b":
            return ("FALSE" if raw == "0" else "TRUE"), ""
        if kind == "d":
            return iso_date(raw), ""
        if kind != "n":
            return one_line(raw), ""
        return self._number(raw, style)

    def _read_number(self, raw: str, style: str) -> tuple[str, str]:
        value = number_in(raw)
        if value is None:
            return one_line(raw), ""
        return shown(value, self._formats.get(style, _GENERAL), date1904=self._date1904)

    @cached_property
    def _strings(self) -> dict[int, str]:
        if self._strings_part is None:
            return {}
        return dict(enumerate(read_shared_strings(self._package, self._strings_part)))

    @cached_property
    def _formats(self) -> dict[str, NumberFormat]:
        if self._styles_part is None:
            return {}
        codes = read_styles(self._package, self._styles_part)
        return {str(number): parse_format(code) for number, code in enumerate(codes)}
