"""Damage to Office packages: the parts inside, and the zip around them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

from fuzzing.hostile import spoiled_bytes
from fuzzing.markup import spoiled_markup


def spoiled_package(data: bytes, chance: Random) -> bytes:
    """Parts changed inside, lost, swapped or renamed; now and then the zip itself is damaged."""
    if chance.random() < 0.08:
        return spoiled_bytes(data, chance)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # noqa: BLE001 - spoiled before
        return spoiled_bytes(data, chance)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        if parts:
            _change(parts, chance)
    packed = BytesIO()
    method = chance.choice([zipfile.ZIP_DEFLATED] * 8 + [zipfile.ZIP_STORED])
    with zipfile.ZipFile(packed, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def _change(parts: dict[str, bytes], chance: Random) -> None:
    # Large parts hold the form, small ones say how to read it: each deserves its share.
    names = list(parts)
    weights = [1 + len(parts[name]) ** 0.5 for name in names]
    name = chance.choices(names, weights)[0]
    match chance.randrange(30):
        case 0:
            del parts[name]
        case 1:
            other = chance.choice(names)
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[chance.choice([name.upper(), f"/{name}", name + "x"])] = parts.pop(name)
        case 3 | 4:
            parts[name] = spoiled_bytes(parts[name], chance)
        case 5:
            parts[name] = parts[name].decode("utf-8", "replace").encode(chance.choice(["utf-16", "gb18030"]))
        case _ if name.endswith(".bin"):  # records, in binary workbooks
            parts[name] = spoiled_bytes(parts[name], chance)
        case _:
            parts[name] = spoiled_markup(parts[name].decode("utf-8", "replace"), chance).encode()
