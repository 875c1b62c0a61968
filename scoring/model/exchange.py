"""The tool's own data (jixiao/data/1): documents as JSON, every key derived from the model itself.

Each dataclass of the model has a mirror in pydantic, made here from its fields, so that the data and
its JSON Schema (docs/schema/data-1.json) follow the model without a second set of classes. Decimals
are strings, and what is empty by default is left out. A place names its file only where that is not
the document's own; its `spot` says it as people do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)

from scoring import __version__
from scoring.model.document import Document
from scoring.number import is_admitted
from scoring.place import Place

SCHEMA: Literal["jixiao/data/1"] = "jixiao/data/1"
MAX_TEXT = 100_000  # characters: some cells put together
MAX_COUNT = 10**9
WIDTH = 110  # characters of a line that holds a whole object
_DECIMAL = r"^-?[0-9]{1,330}(\.[0-9]{1,360})?$"  # as many digits as a workbook's numbers can need
_ORIGIN = "origin"  # the data file that a document came in is no part of its data


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Mirror(_Strict):
    """A dataclass of the model as JSON; `made_of` is that dataclass."""

    made_of: ClassVar[type[Any]]


class _PlaceMirror(Mirror):
    spot: str = ""

    @model_validator(mode="after")
    def _spot_agrees(self) -> _PlaceMirror:
        if self.spot and self.spot != _made(self, "").spot:
            raise ValueError("spot")
        return self


class Tool(_Strict):
    """The tool that wrote the data."""

    name: str
    version: str


class Data(_Strict):
    """Documents read from any container."""

    schema_: Literal["jixiao/data/1"] = Field(alias="schema")
    tool: Tool
    documents: tuple[BaseModel, ...]


def dump(documents: Iterable[Document], *, for_people: bool = True) -> str:
    """The documents as JSON text; laid out for people, what fits on a line stands on one."""
    told = [_told(document, (document.origin or document).file) for document in documents]
    tool = {"name": "jixiao-scoring", "version": __version__}
    data = {"schema": SCHEMA, "tool": tool, "documents": told}
    return (_laid_out(data) if for_people else json.dumps(data, ensure_ascii=False)) + "\n"


def undump(data: str) -> tuple[Document, ...]:
    """The documents that `dump` wrote. Raises pydantic's ValidationError."""
    documents: Any = contract().model_validate_json(data)
    return tuple(_made(document, document.file) for document in documents.documents)


def schema() -> dict[str, Any]:
    """The JSON Schema of the data."""
    return contract().model_json_schema(by_alias=True)


@cache
def contract() -> type[Data]:
    """The model of the whole data, made on first use."""
    documents = _type(tuple[Document, ...])
    return create_model("Data", __base__=Data, __doc__=Data.__doc__, documents=(documents, ...))


@cache
def mirror(cls: type[Any]) -> type[Mirror]:
    """The pydantic model with the fields of a dataclass."""
    hints = get_type_hints(cls)
    keys: dict[str, Any] = {}
    if kind := _kind(cls):
        keys["kind"] = (kind, ...)
    for field in fields(cls):
        if field.name != _ORIGIN:
            hint = hints[field.name]
            default = None if NoneType in get_args(hint) else ...
            keys[field.name] = (_type(hint), default if field.default is MISSING else field.default)
    if cls is Place:
        keys["file"] = (str, "")
    base = _PlaceMirror if cls is Place else Mirror
    made = create_model(cls.__name__, __base__=base, __doc__=cls.__doc__, **keys)
    made.made_of = cls
    return made


def _type(hint: Any) -> Any:
    """The type of a field in the mirror."""
    if hint in _LEAVES:
        return _LEAVES[hint]
    if isinstance(hint, UnionType):
        union = reduce(or_, map(_type, get_args(hint)))
        return Annotated[union, Field(discriminator="kind")] if all(map(_kind, get_args(hint))) else union
    if get_origin(hint) is tuple:
        parts: Any = tuple(part if part is ... else _type(part) for part in get_args(hint))
        return Annotated[tuple[parts], FailFast()]  # a list of a million faults is one fault
    return mirror(hint) if isinstance(hint, type) and is_dataclass(hint) else hint


def _kind(cls: type[Any]) -> Any:
    """The Literal by which a form is told from one of the other kind, where the class has it."""
    kind = getattr(cls, "kind", None)
    return get_type_hints(kind.fget)["return"] if isinstance(kind, property) else None


def _decimal(value: object) -> Decimal:
    if not isinstance(value, str) or not re.fullmatch(_DECIMAL, value, re.ASCII):
        raise ValueError("decimal")
    number = Decimal(value)
    if not is_admitted(number):
        raise ValueError("decimal")
    return number


_LEAVES: dict[Any, Any] = {
    str: Annotated[str, StringConstraints(max_length=MAX_TEXT)],
    int: Annotated[int, Field(ge=0, le=MAX_COUNT)],
    Decimal: Annotated[
        Decimal, PlainValidator(_decimal), WithJsonSchema({"type": "string", "pattern": _DECIMAL})
    ],
}


def _made(value: Any, file: str) -> Any:
    """The value of the model that a mirror stands for; `file` is the document's."""
    if isinstance(value, tuple):
        return tuple(_made(part, file) for part in value)
    if not isinstance(value, Mirror):
        return value
    given = {
        field.name: getattr(value, field.name) for field in fields(value.made_of) if field.name != _ORIGIN
    }
    if value.made_of is Place:
        return Place(**(given | {"file": given["file"] or file}))
    return value.made_of(**{name: _made(part, file) for name, part in given.items()})


def _told(value: Any, file: str) -> Any:
    """A value of the model as JSON; see :func:`_made`."""
    match value:
        case Decimal():
            return format(value, "f")
        case Enum():
            return value.value
        case tuple():
            return [_told(part, file) for part in value]
        case Place():
            own = {
                name: told for name, told in _fields(value, file).items() if name != "file" or told != file
            }
            return own | ({"spot": value.spot} if value.spot else {})
        case Document(origin=origin) if origin:
            return _fields(value, file) | {"file": origin.file, "sha256": origin.sha256}
    return _fields(value, file) if is_dataclass(value) else value


def _fields(value: Any, file: str) -> dict[str, Any]:
    """The fields of a dataclass that say something, before them its kind where it has one."""
    told = {"kind": value.kind} if _kind(type(value)) else {}
    for field in fields(value):
        part = getattr(value, field.name)
        if part is not None and part != field.default and field.name != _ORIGIN:
            told[field.name] = _told(part, file)
    return told


def _laid_out(value: Any, indent: str = "") -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(flat) <= WIDTH:
        return flat
    inner = indent + "  "
    if isinstance(value, list):
        parts = [_laid_out(part, inner) for part in value]
    else:
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(part, inner)}" for key, part in value.items()
        ]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"
