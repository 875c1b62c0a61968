"""Numbers that belong to a person and must not be published: of a mobile phone, an identity card, an account.

Only the masked number leaves this module, so that what was found out does not spread with the result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from scoring.model.document import Document
from scoring.model.raw import Cell, RawDocument
from scoring.model.summary import Personal, PersonalKind
from scoring.place import Place

_SHORTEST = 11  # characters of the shortest such number
_HINT = re.compile(r"\d{11}|账[号户]|帐[号户]|卡号|银行卡|开户")  # most cells hold neither

_BEFORE, _AFTER = r"(?<![0-9A-Za-z])(?<![0-9]\.)", r"(?![0-9A-Za-z]|\.[0-9])"
_PHONE = re.compile(rf"{_BEFORE}(?:\+86[- ]?)?(1[3-9][0-9]{{9}}){_AFTER}")
_IDENTITY = re.compile(rf"{_BEFORE}([1-8][0-9]{{5}}(?:19|20)[0-9]{{9}}[0-9Xx]){_AFTER}")
_ACCOUNT = re.compile(rf"{_BEFORE}([0-9]{{4}}(?: ?[0-9]{{4}}){{3}}(?: ?[0-9]{{1,3}})?){_AFTER}")
_ACCOUNT_LABEL = re.compile("账[号户]|帐[号户]|开户")
_CARD_LABEL = re.compile("卡号|银行卡")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECK_CHARACTERS = "10X98765432"


def personal_numbers(raw: RawDocument, document: Document) -> tuple[Personal, ...]:
    """Those in the cells of a file, masked. `document` tells which of its plain numbers are money."""
    found: list[Personal] = []
    for grid in raw.grids:
        for row in grid.rows:
            for number, cell in enumerate(row.cells):
                if len(cell.text) >= _SHORTEST and _HINT.search(cell.text):
                    label = row.cells[number - 1].text if number else ""
                    found += _in_cell(cell, label)
    if any(number.kind is PersonalKind.PHONE for number in found):
        money = set(_money(document))
        found = [n for n in found if n.kind is not PersonalKind.PHONE or n.place not in money]
    return tuple(found)


def _in_cell(cell: Cell, label: str) -> Iterator[Personal]:
    text = unicodedata.normalize("NFKC", cell.text)
    for match in _PHONE.finditer(text):
        yield Personal(PersonalKind.PHONE, _masked(match[1], 3), cell.place)
    identities = [match[1] for match in _IDENTITY.finditer(text) if _is_identity(match[1])]
    for number in identities:
        yield Personal(PersonalKind.IDENTITY, _masked(number, 6), cell.place)
    told = label + text
    is_account, is_card = _ACCOUNT_LABEL.search(told), _CARD_LABEL.search(told)
    for match in _ACCOUNT.finditer(text) if is_account or is_card else ():
        number = match[1].replace(" ", "")
        if number not in identities and (is_account or _is_card_number(number)):
            yield Personal(PersonalKind.ACCOUNT, _masked(number, 4), cell.place)


def _masked(number: str, first: int) -> str:
    return f"{number[:first]}****{number[-4:]}"


def _is_identity(number: str) -> bool:
    """Whether eighteen characters hold a day of birth and their check character (GB 11643)."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return number[17].upper() == _CHECK_CHARACTERS[total % 11]


def _is_card_number(number: str) -> bool:
    """Whether the digits end with their check digit, as those of bank cards do (Luhn)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _money(document: Document) -> Iterator[Place]:
    """Where amounts stand: one of fifteen billion 元 looks like the number of a phone."""
    for form in document.forms:
        for fund in form.funds:
            yield from (figure.place for figure in (fund.initial_budget, fund.budget, fund.executed))
    for table in document.summaries:
        for row in table.rows:
            amounts = (row.initial_budget, row.budget, row.executed)
            yield from (figure.place for figure in amounts if figure)
