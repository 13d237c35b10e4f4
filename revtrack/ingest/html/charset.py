"""Decodes a web page: by its mark, as UTF-8 where that fits, by what the page declares, else as a text is decoded."""

from __future__ import annotations

import re

from revtrack.ingest.decode import Decoded, decode, refuse_controls

_HEAD = 4096
_DECLARED = re.compile(rb"(?:charset|encoding) {0,5}= {0,5}[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_CODECS = {
    **{f"windows-125{digit}": f"cp125{digit}" for digit in range(9)},
    **{f"iso-8859-{digit}": f"iso8859-{digit}" for digit in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    # Browsers read both as Windows-1252 (WHATWG Encoding Standard, 4.2).
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "koi8-r": "koi8-r",
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def decode_page(data: bytes, name: str) -> Decoded:
    """The characters of a page. Raises what `decode` raises.

    Sound UTF-8 is UTF-8 whatever a page declares: other encodings make such bytes by no accident.
    """
    if not data.startswith(_MARKS):
        codec = _declared(data)
        if codec and not _is_utf8(data):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                return decode(data, name)
            refuse_controls(text, name)
            return Decoded(text, "Windows-1252" if codec == "cp1252" else codec.upper())
    return decode(data, name)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    return _CODECS.get(found[1].decode("ascii").lower(), "") if found else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
