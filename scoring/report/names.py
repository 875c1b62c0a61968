"""File names that Windows and Linux both take, made from names nobody has checked."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 180  # of a whole name in UTF-8; file systems allow 255
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\s]+')


def file_name(serial: int, last: int, name: str, suffix: str = ".pdf") -> str:
    """01-2023大数据律师费.pdf: the number keeps projects of one name apart, and CON or NUL harmless.

    It has as many digits as `last`, two at least, so that files sort as they were counted.
    """
    head = f"{serial:0{max(2, len(str(last)))}d}-"
    room = MAX_BYTES - len((head + suffix).encode())
    return head + (_cut(_safe(name), room) or "未填名称") + suffix


def _safe(name: str) -> str:
    shown = unicodedata.normalize("NFC", name)
    shown = "".join(c for c in shown if c.isspace() or not unicodedata.category(c).startswith("C"))
    return _FORBIDDEN.sub("_", shown).strip("._")


def _cut(name: str, room: int) -> str:
    """As much of a name as fits, without half a character or a dot at the end."""
    return name.encode()[:room].decode(errors="ignore").rstrip("._")
