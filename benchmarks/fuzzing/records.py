"""Damage to old workbooks (.xls): the records of the stream inside, and the file around it."""

from __future__ import annotations

from random import Random

from fuzzing.hostile import spoiled_bytes

_BEGIN = b"\x09\x08\x10\x00"  # the first record: its kind and its length
_EXTREMES = [b"\0\0", b"\xff\xff", b"\x01\0", b"\xff\x7f", b"\0\x80"]


def spoiled_records(data: bytes, chance: Random) -> bytes:
    """Kinds, lengths and contents of records changed; now and then any byte of the file."""
    spots = _records(data)
    if not spots or chance.random() < 0.3:
        return spoiled_bytes(data, chance)
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 12])):
        at, length = chance.choice(spots)
        match chance.randrange(5):
            case 0:
                changed[at : at + 2] = changed[chance.choice(spots)[0] :][:2]
            case 1:
                changed[at + 2 : at + 4] = chance.choice(_EXTREMES)
            case _ if length >= 2:
                inside = at + 4 + chance.randrange(length - 1)
                changed[inside : inside + 2] = chance.choice([*_EXTREMES, chance.randbytes(2)])
            case _:
                pass
    return bytes(changed)


def _records(data: bytes) -> list[tuple[int, int]]:
    """Where records begin, and how long they are, if the stream lies in the file in one piece."""
    spots: list[tuple[int, int]] = []
    at = data.find(_BEGIN)
    while 0 <= at < len(data) - 4:
        length = int.from_bytes(data[at + 2 : at + 4], "little")
        if length > 8224:  # the longest that there may be
            break
        spots.append((at, length))
        at += 4 + length
    return spots
