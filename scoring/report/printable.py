"""What of a text can be shown: control and invisible characters go, wherever it is shown."""

from __future__ import annotations

import re
import unicodedata

_NO_CHARACTERS = "\ufffe\uffff"  # no XML file may hold them
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # select the look of the character before them
_SPACES = re.compile(r"[^\S\n\u3000]")


def printable(value: object) -> object:
    """Text without what cannot be printed: every blank is a space, control and invisible characters go.

    Invisible ones could also turn the order of a line round and make it read differently from what it says.
    """
    if value is None:
        return ""
    if type(value) is not str:
        return value
    spaced = _SPACES.sub(" ", _VARIANTS.sub("", value).replace("\r\n", "\n"))
    return "".join(c for c in spaced if c == "\n" or _is_shown(c))


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") and character not in _NO_CHARACTERS
