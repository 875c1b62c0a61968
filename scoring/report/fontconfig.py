"""The fonts installed on this computer, asked of fontconfig, which WeasyPrint needs in any case.

The library is asked directly: `fc-list` is often not on the path where WeasyPrint works (Windows, macOS).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_void_p
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

REGULAR, BOLD = 80, 200  # weights on fontconfig's scale

_NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_WANTED = (b"family", b"file", b"index", b"weight", b"slant", b"variable")


@dataclass(frozen=True, slots=True)
class Face:
    """A font face: the file, and the number of the face in it (collections hold several)."""

    family: str
    file: Path
    number: int
    weight: int


Finder = Callable[[str], list[Face]]


class _FontSet(ctypes.Structure):
    _fields_ = [
        ("count", c_int),
        ("size", c_int),
        ("fonts", POINTER(c_void_p)),
    ]


def installed(family: str) -> list[Face]:
    """The upright faces of a family, empty where it is not installed.

    Variable fonts are left out: a cut would have to be made at one weight first.
    """
    library = _library()
    if library is None:
        return []
    pattern, names = library.FcPatternCreate(), library.FcObjectSetCreate()
    library.FcPatternAddString(pattern, b"family", family.encode())
    for name in _WANTED:
        library.FcObjectSetAdd(names, name)
    found = library.FcFontList(None, pattern, names)
    try:
        faces = [_face(library, family, found.contents.fonts[n]) for n in range(found.contents.count)]
    finally:
        library.FcFontSetDestroy(found)
        library.FcObjectSetDestroy(names)
        library.FcPatternDestroy(pattern)
    return sorted((face for face in faces if face), key=lambda face: (face.weight, face.file, face.number))


def _face(library: ctypes.CDLL, family: str, font: int) -> Face | None:
    file = c_char_p()
    library.FcPatternGetString(font, b"file", 0, ctypes.byref(file))
    number, weight = _integer(library, font, b"index"), _integer(library, font, b"weight")
    upright = _integer(library, font, b"slant") == 0
    variable = bool(_integer(library, font, b"variable"))
    if file.value is None or number is None or weight is None or not upright or variable or number > 0xFFFF:
        return None
    return Face(family, Path(os.fsdecode(file.value)), number, weight)


def _integer(library: ctypes.CDLL, font: int, name: bytes) -> int | None:
    value = c_int()
    get = library.FcPatternGetBool if name == b"variable" else library.FcPatternGetInteger
    return value.value if get(font, name, 0, ctypes.byref(value)) == 0 else None


def _library() -> ctypes.CDLL | None:
    for name in (*_NAMES, find_library("fontconfig")):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library is not None:
            return _declared(library)
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """Tell ctypes the signatures: without them pointers are cut to 32 bits."""
    out = c_void_p
    for name, result, arguments in (
        ("FcPatternCreate", c_void_p, []),
        ("FcPatternDestroy", None, [c_void_p]),
        ("FcPatternAddString", c_int, [c_void_p, c_char_p, c_char_p]),
        ("FcPatternGetString", c_int, [c_void_p, c_char_p, c_int, out]),
        ("FcPatternGetInteger", c_int, [c_void_p, c_char_p, c_int, out]),
        ("FcPatternGetBool", c_int, [c_void_p, c_char_p, c_int, out]),
        ("FcObjectSetCreate", c_void_p, []),
        ("FcObjectSetAdd", c_int, [c_void_p, c_char_p]),
        ("FcObjectSetDestroy", None, [c_void_p]),
        ("FcFontList", POINTER(_FontSet), [c_void_p, c_void_p, c_void_p]),
        ("FcFontSetDestroy", None, [POINTER(_FontSet)]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
