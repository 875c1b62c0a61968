"""Values that readers do not expect, and damage done to bytes without looking at what they mean."""

from __future__ import annotations

from pathlib import Path
from random import Random

# Numbers, references and words of the form, a line each.
NUMBERS, REFERENCES, WORDS = (
    line.split(" ") for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
)
STRANGE = [
    "", " ", "\u3000", "\u200b", "\ufeff", "\u202e123", "e\u0301" * 40, "\U0001f600", "𠮷", "\u2028",
    "\u0085", "\x1b[31m", "<p>", "]]>", "&amp;", "{{ 1 }}", "=1+1", "'", '"', "\\", "a\nb", "a\tb", "|",
    "9" * 400, "9" * 5000, "0." + "9" * 3000, "甲" * 3000, "(" * 500, "≥" * 500, "1" + "万" * 200, "年" * 300,
    "x" * 40_000,
]  # fmt: skip
BYTES = [
    b"\0",
    b"\xff" * 4,
    b"\0" * 64,
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b"%PDF",
]
_PIECE = 2_000  # bytes that are moved at once, at most


def token(chance: Random) -> str:
    """A text that no clerk would write, or one that means something in another place."""
    return chance.choice(chance.choice([NUMBERS, NUMBERS, REFERENCES, WORDS, WORDS, STRANGE]))


def spoiled_bytes(data: bytes, chance: Random) -> bytes:
    """Bytes flipped, moved, lost, doubled, or replaced by numbers of extreme size."""
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randrange(1, chance.choice([2, 8, 64, _PIECE])))
        piece = data[at:end]
        match chance.randrange(6):
            case 0:
                piece = bytes(byte ^ (1 << chance.randrange(8)) for byte in piece)
            case 1:
                piece = b""
            case 2:
                piece *= chance.choice([2, 2, 3, 50])
            case 3:
                piece = chance.choice(BYTES) + piece
            case 4:
                there = chance.randrange(len(data) + 1)
                piece = data[there : there + len(piece)]
            case _:
                piece = chance.choice([token(chance).encode(), chance.randbytes(len(piece))])
        data = data[:at] + piece + data[end:]
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.05 else data
