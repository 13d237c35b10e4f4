"""Decodes the bytes of a text, and only where the encoding is certain: UTF-8, UTF-16, Windows-1252, ISO-8859-1.

UTF-16 without its byte order mark is taken where one order of bytes gives a text of Latin letters and the other none.
Windows-1252 is taken where every letter and sign above ASCII is one of the languages revtrack reads and stands in its
place, no other code page does as well, none of the bytes forms a sound UTF-8 character, and such letters are as rare as
they are in these languages. Without a byte that only Windows-1252 has, it is called ISO-8859-1: both read the same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from revtrack.errors import SourceRefused, UnknownEncoding
from revtrack.ingest import charsets

_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_SHARE = 0.3
_SINGLE = ("Windows-1252", "ISO-8859-1")
_CONTROL_NAMES = {0: "NUL", 8: "BACKSPACE", 11: "VERTICAL TAB", 27: "ESCAPE"}
_LATIN = re.compile("[\t\n\r\f -~\u00a0-\u024f\u2010-\u2027\u2030-\u205e\u20ac]")
_MOSTLY = 0.95
_SAMPLE = 1 << 16
_AS_UTF8 = ("save it as UTF-8, then  revtrack add FILE",)


_THIN = 12
"""So few characters beyond ASCII can fit a code page by chance: short texts in those of eastern Europe do."""


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
    unmarked = utf16_order(data)
    if unmarked:
        return _utf16(data, *unmarked, name)
    try:
        # Surrogates are let through here, so that they are refused as what they are.
        return Decoded(data.decode("utf-8", "surrogatepass"), "UTF-8")
    except UnicodeDecodeError as error:
        single = _single_byte(data)
        if single is None:
            raise _unsure(data, error.start, name, "UTF-8") from error
        return single


def utf16_order(data: bytes) -> tuple[str, str] | None:
    """(codec, encoding) of UTF-16 without its byte order mark; None where the bytes are none, or it is not certain.

    In one order nearly every character is a Latin letter, a figure or a common sign; in the other hardly any is.
    """
    if len(data) % 2 or b"\x00" not in data:
        return None
    shares = {order: _latin(data[:_SAMPLE], f"utf-16-{order}") for order in ("le", "be")}
    best, other = sorted(shares, key=lambda order: -shares[order])
    if shares[best] < _MOSTLY or shares[other] > 1 - _MOSTLY:
        return None
    return f"utf-16-{best}", f"UTF-16{best.upper()}"


def _latin(data: bytes, codec: str) -> float:
    """The share of Latin characters in a reading; 0 for one that is none."""
    text = data.decode(codec, "replace")
    plain = sum(character.isascii() for character in text)
    return len(_LATIN.findall(text)) / len(text) if plain * 2 > len(text) and "\x00" not in text else 0.0


def runner_up(data: bytes, decoded: Decoded) -> str:
    """A sentence about another code page that reads some word otherwise and nearly as well; "" where none does."""
    if decoded.encoding not in _SINGLE:
        return ""
    near = charsets.rivals(data, decoded.text)
    if not near:
        return ""
    word, other = charsets.difference(decoded.text, near[0].text)
    return f"read as {decoded.encoding} (“{word}”); {near[0].charset.name}, the next best, would read “{other}”"


def thin_evidence(decoded: Decoded) -> str:
    """A sentence where an encoding of one byte a character rests on a few letters, so that a person looks at them; else ""."""
    if decoded.encoding not in _SINGLE:
        return ""
    high = [character for character in decoded.text if character > "\x7f"]
    if not 0 < len(high) < _THIN:
        return ""
    shown = " ".join(dict.fromkeys(character for character in high if character.isprintable()))
    return f"read as {decoded.encoding} by {len(high)} characters beyond ASCII alone ({shown}): see that they are right"


def _utf16(data: bytes, codec: str, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec, "surrogatepass"), encoding)
    except UnicodeDecodeError as error:
        raise _unsure(data, error.start, name, encoding) from error


def _single_byte(data: bytes) -> Decoded | None:
    """The bytes as Windows-1252 or ISO-8859-1, if that is certain."""
    if _UTF8_CHARACTER.search(data):
        return None
    found = charsets.weigh(data, charsets.WINDOWS)
    if found is None or not found.fits or any(other.tempts for other in charsets.rivals(data, found.text)):
        return None
    letters = sum(character.isalpha() for character in found.text)
    if sum(character in charsets.LETTERS for character in found.text) > _HIGH_SHARE * letters or not letters:
        return None
    c1 = any(0x80 <= byte < 0xA0 for byte in set(data))
    return Decoded(found.text, _SINGLE[0] if c1 else _SINGLE[1])


def _unsure(data: bytes, at: int, name: str, encoding: str) -> UnknownEncoding:
    line = data.count(b"\n", 0, at) + 1
    found = charsets.weigh(data, charsets.WINDOWS) if encoding == "UTF-8" else None
    fitting = [each.charset.name for each in charsets.rivals(data, "") if each.tempts] if encoding == "UTF-8" else []
    fitting = [charsets.WINDOWS.name, *fitting] if found and found.fits else fitting
    may = (f"by its letters it may be {' or '.join(fitting)}, which revtrack does not guess",) if fitting else ()
    return UnknownEncoding(
        f"{name} is not text in an encoding revtrack can tell for certain",
        facts=(
            f"byte 0x{data[at]:02X} in line {line} is not {encoding}",
            *may,
            "it reads UTF-8, UTF-16, and Windows-1252 where every letter is plausible and no other code page is",
        ),
        tries=_AS_UTF8,
    )
