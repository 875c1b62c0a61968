"""Units of quantities (度量单位): an open vocabulary, with scales and synonyms taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.numerals.lexicon import COUNTERS, NEVER_IN_UNITS, RANKS, SCALES, SYNONYMS, WHOLE


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written (万件), and what it stands for: `factor` (10000) times `base` (件).

    Two quantities can be compared where their bases agree; a number alone has the base "".
    """

    text: str
    base: str
    factor: Decimal

    @property
    def is_money(self) -> bool:
        """Whether it counts money (元, 万元, 亿元); a price such as 元/人 does not."""
        return self.base == "元"


_ONE = Decimal(1)
_PERCENT = {
    "%": Unit("%", "%", _ONE),
    "百分比": Unit("百分比", "%", _ONE),
    "‰": Unit("‰", "%", Decimal("0.1")),
}
_ATOM = re.compile(r"[㐀-鿿]{1,4}|[A-Za-zµμΩ°℃]{1,6}[23²³]?|[㎡㎥㎞㎏]")
_BRACKET = re.compile(rf"\([{COUNTERS}]{{1,2}}\)(?=$|/)")
_BETWEEN = re.compile(r"[/·*×•]")
_SCALE = re.compile(r"[十百千]?(?:万亿|[万亿])|[百千]")


def read_unit(text: str) -> Unit | None:
    """Read a folded text that stands after a number; None where it is no unit.

    The alternative in a bracket is not part of the base (台（套） is 台), and a price is written
    one way whatever it was joined with (元/人·月 and 元/人*月 are 元/人/月).
    """
    if text in _PERCENT:
        return _PERCENT[text]
    bare = _BRACKET.sub("", text)
    first, *others = _BETWEEN.split(bare)
    factor, name = _unscaled(first)
    if not name:
        return Unit(text, "", factor) if text == first else None
    atoms = (name, *others)
    if not all(_is_atom(atom) for atom in atoms) or (name not in WHOLE and SCALES.keys() & set(name)):
        return None
    joint = "/" if "/" in bare else "·"
    return Unit(text, joint.join(SYNONYMS.get(atom, atom) for atom in atoms), factor)


def _unscaled(name: str) -> tuple[Decimal, str]:
    """Take the scale off a name: 万人次 → 10000, 人次."""
    scale = None if name in WHOLE else _SCALE.match(name)
    if scale is None:
        return _ONE, name
    factor = _ONE
    for character in scale[0]:
        factor *= SCALES[character]
    return factor, name[scale.end() :]


def _is_atom(name: str) -> bool:
    if name in WHOLE:
        return True
    return bool(_ATOM.fullmatch(name)) and name not in RANKS and not NEVER_IN_UNITS & set(name)
