"""Decodes the bytes of a text, and only where the encoding is certain: UTF-8, UTF-16 with its mark, else Windows-1252.

Windows-1252 gives some letter to nearly every byte, so decoding without an error proves nothing. It is taken only where
every high byte is a letter or sign of the languages revtrack reads, none of them forms a sound UTF-8 character, and they
are as rare among the letters as they are in such languages.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from revtrack.errors import SourceRefused, UnknownEncoding

_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_LETTERS = frozenset("æøåÆØÅäöüÄÖÜßéèêëÉÈÊáàâÁÀíóôúùûçÇñïîœ")
_HIGH_SIGNS = frozenset("\u00a0‘’“”„‚–—…«»§©®°•€£¹²³½·´¶™†‡±")
_HIGH_SHARE = 0.3
_CONTROL_NAMES = {0: "NUL", 8: "BACKSPACE", 11: "VERTICAL TAB", 27: "ESCAPE"}
_AS_UTF8 = ("save it as UTF-8, then  revtrack add FILE",)


class Decoded(NamedTuple):
    """The characters, the byte order mark included, and the encoding they were in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of the bytes; UnknownEncoding if it cannot be told for certain, SourceRefused for control characters."""
    decoded = _decoded(data, name)
    refuse_controls(decoded.text, name)
    return decoded


def refuse_controls(text: str, name: str) -> None:
    """Raise SourceRefused for a character that is no text."""
    found = _REFUSED.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise SourceRefused(
            f"{name} holds the character {_named(found[0])}, which is no text; nothing was added",
            facts=(f"line {line}",),
            tries=("remove the character, or save the document as plain text, then  revtrack add FILE",),
        )


def _named(character: str) -> str:
    code = ord(character)
    name = _CONTROL_NAMES.get(code) or unicodedata.name(character, "")
    return f"U+{code:04X} ({name})" if name else f"U+{code:04X}"


def _decoded(data: bytes, name: str) -> Decoded:
    for mark, codec, encoding in ((b"\xff\xfe", "utf-16-le", "UTF-16LE"), (b"\xfe\xff", "utf-16-be", "UTF-16BE")):
        if data.startswith(mark):
            return _utf16(data, codec, encoding, name)
    try:
        # Surrogates are let through here, so that they are refused as what they are.
        return Decoded(data.decode("utf-8", "surrogatepass"), "UTF-8")
    except UnicodeDecodeError as error:
        single = _single_byte(data)
        if single is None:
            raise _unsure(data, error.start, name, "UTF-8") from error
        return single


def _utf16(data: bytes, codec: str, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec, "surrogatepass"), encoding)
    except UnicodeDecodeError as error:
        raise _unsure(data, error.start, name, encoding) from error


def _single_byte(data: bytes) -> Decoded | None:
    """The bytes as Windows-1252 or ISO-8859-1, if that is certain."""
    if _UTF8_CHARACTER.search(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if character > "\x7f"]
    if not set(high) <= _HIGH_LETTERS | _HIGH_SIGNS:
        return None
    letters = sum(character.isalpha() for character in text)
    if sum(character in _HIGH_LETTERS for character in high) > _HIGH_SHARE * letters or not letters:
        return None
    c1 = any(0x80 <= byte < 0xA0 for byte in set(data))
    return Decoded(text, "Windows-1252" if c1 else "ISO-8859-1")


def _unsure(data: bytes, at: int, name: str, encoding: str) -> UnknownEncoding:
    line = data.count(b"\n", 0, at) + 1
    return UnknownEncoding(
        f"{name} is not text in an encoding revtrack can tell for certain",
        facts=(
            f"byte 0x{data[at]:02X} in line {line} is not {encoding}",
            "it reads UTF-8, UTF-16 with its byte order mark, and Windows-1252 where every letter is plausible",
        ),
        tries=_AS_UTF8,
    )
