"""Packs model values into bytes and back, field by field as their types say.

Written once for every frozen value: a field that is added, or a register that is new, is packed without a word here. A value
is built through its own constructor, so it is valid or refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from revtrack.model.numbers import DocumentNumber

T = TypeVar("T")
Turn = Callable[[Any], Any]

INTERNED: tuple[type, ...] = (DocumentNumber,)
"""Values that stand in a store again and again: packed as one word, and built once for each word."""


class Codec(Struct, Generic[T], frozen=True):
    """Both directions for one type: `unpack(pack(value)) == value`."""

    write: Callable[[T], Any]
    read: Callable[[Any], T]

    def pack(self, value: T) -> bytes:
        """The value as JSON in UTF-8."""
        return _dump(self.write(value)).encode("utf-8")

    def unpack(self, data: bytes) -> T:
        """The value that `pack` was given; only for bytes that it made."""
        return self.read(json.loads(data))

    def unpack_all(self, bodies: Iterable[bytes]) -> list[T]:
        """The same for many at once, which is several times faster than one by one."""
        return [self.read(told) for told in json.loads(b"[%s]" % b",".join(bodies))]


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type: a Struct, an enum, text, a whole number, a tuple of one of these, or one of these or None.

    TypeError for any other.
    """
    made: Codec[T] = _codec(cast(Any, kind))
    return made


@cache
def _codec(kind: Any) -> Codec[Any]:
    if kind in (str, int, bool):
        return Codec(_same, _same)
    if get_origin(kind) is tuple:
        return _tuple(_codec(get_args(kind)[0]))
    if isinstance(kind, UnionType):
        return _optional(kind)
    if issubclass(kind, Enum):
        return Codec(_name, kind.__members__.__getitem__)
    if issubclass(kind, str):
        return Codec(str, kind)
    if issubclass(kind, Struct):
        return _interned(_struct(kind)) if kind in INTERNED else _struct(kind)
    raise TypeError(f"{kind} cannot be packed")


def _same(value: Any) -> Any:
    return value


def _name(value: Enum) -> str:
    return value.name


def _tuple(inner: Codec[Any]) -> Codec[Any]:
    write, read = inner.write, inner.read
    if write is _same:
        return Codec(list, tuple)
    return Codec(lambda value: [write(item) for item in value], lambda data: tuple(map(read, data)))


def _optional(kind: UnionType) -> Codec[Any]:
    (some,) = (each for each in get_args(kind) if each is not NoneType)
    inner = _codec(some)
    return Codec(
        lambda value: None if value is None else inner.write(value),
        lambda data: None if data is None else inner.read(data),
    )


def _struct(kind: type[Struct]) -> Codec[Any]:
    """Fields in their order; those at the end that have their default are left out."""
    parts = [(field.name, _codec(field.type), field.default) for field in fields(kind)]
    turns = [(at, part.read) for at, (_, part, _) in enumerate(parts) if part.read is not _same]

    def write(value: Any) -> list[Any]:
        told = [(getattr(value, name), part, default) for name, part, default in parts]
        while told and told[-1][0] == told[-1][2]:
            told.pop()
        return [part.write(item) for item, part, _ in told]

    def read(data: list[Any]) -> Any:
        for at, turn in turns:
            if at >= len(data):
                break
            data[at] = turn(data[at])
        return kind(*data)

    return Codec(write, read)


def _interned(inner: Codec[Any]) -> Codec[Any]:
    built: dict[str, Any] = {}
    words: dict[Any, str] = {}

    def write(value: Any) -> str:
        word = words.get(value)
        if word is None:
            word = words[value] = _dump(inner.write(value))
        return word

    def read(word: str) -> Any:
        value = built.get(word)
        if value is None:
            value = built[word] = inner.read(json.loads(word))
        return value

    return Codec(write, read)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
