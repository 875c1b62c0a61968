"""Damage to XML and HTML that leaves it well-formed, mostly: elements, attributes and texts."""

from __future__ import annotations

import re
from html import escape
from random import Random

from fuzzing.hostile import token

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_NAME = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_VOID = frozenset({"br", "img", "meta", "hr", "input", "link", "col"})
_MANY = 300


def spoiled_markup(text: str, chance: Random) -> str:
    """A few changes to the elements of a text."""
    pieces = _TOKEN.findall(text)
    for _ in range(chance.choice([1, 1, 2, 4, 12])):
        spots = [at for at, piece in enumerate(pieces) if not piece.startswith(("</", "<?"))]
        if spots:
            _change(pieces, chance.choice(spots), chance)
    return "".join(pieces)


def _change(pieces: list[str], at: int, chance: Random) -> None:
    if not pieces[at].startswith("<"):
        pieces[at] = _written(chance)
        return
    end = _end(pieces, at)
    element = pieces[at:end]
    match chance.randrange(9):
        case 0:
            del pieces[at:end]
        case 1:
            pieces[at:at] = element * chance.choice([1, 1, 2, 5])
        case 2:
            if len(element) < 40 and chance.random() < 0.2:
                pieces[at:at] = element * _MANY
        case 3:
            del pieces[at:end]
            there = _end(pieces, chance.randrange(len(pieces))) if pieces else 0
            pieces[there:there] = element
        case 4:
            name = _NAME.match(pieces[at])
            if name and chance.random() < 0.3:  # the same element inside itself, many times
                pieces[at:end] = [pieces[at]] * _MANY + element + [f"</{name[1]}>"] * _MANY
        case 5:
            _rename(pieces, at, end, chance)
        case _:
            pieces[at] = _attributes(pieces[at], chance)


def _end(pieces: list[str], at: int) -> int:
    """Where the element that begins at a tag ends; what is no tag, or closes an element, stands alone."""
    name = _NAME.match(pieces[at])
    if not name or pieces[at].startswith("</") or pieces[at].endswith("/>") or name[1].lower() in _VOID:
        return at + 1
    depth = 0
    for place in range(at, len(pieces)):
        other = _NAME.match(pieces[place])
        if other and other[1] == name[1] and not pieces[place].endswith("/>"):
            depth += -1 if pieces[place].startswith("</") else 1
            if not depth:
                return place + 1
    return at + 1


def _rename(pieces: list[str], at: int, end: int, chance: Random) -> None:
    names = [name[1] for piece in pieces if (name := _NAME.match(piece))]
    new = chance.choice(names)
    pieces[at] = _NAME.sub(lambda _: f"<{new}", pieces[at], count=1)
    if end > at + 1:
        pieces[end - 1] = f"</{new}>"


def _attributes(tag: str, chance: Random) -> str:
    """A hostile value, an attribute lost, or one added."""
    found = list(_ATTRIBUTE.finditer(tag))
    if not found or chance.random() < 0.1:
        names = ["r", "s", "t", "colspan", "rowspan", "w:val", "ref", "r:id", "table:number-columns-repeated"]
        close = "/>" if tag.endswith("/>") else ">"
        return f'{tag.removesuffix(close)} {chance.choice(names)}="{_written(chance)}"{close}'
    one = chance.choice(found)
    if chance.random() < 0.15:
        return tag[: one.start()] + tag[one.end() :]
    return tag[: one.start(2)] + _written(chance) + tag[one.end(2) :]


def _written(chance: Random) -> str:
    """A hostile value, as markup writes it; a line break so that it stays one in an attribute."""
    return escape(token(chance)).replace("\n", "&#10;")
