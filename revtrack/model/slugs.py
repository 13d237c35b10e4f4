"""Slugs: how a document number stands in paths, file names, IRIs and anchors. One rule, both directions.

`9956/14` is `9956-14`, `14781/1/05 REV 1` is `14781-1-05`, `CM 1006/17` is `cm-1006-17`. What cannot be turned back gets a
short hash behind it; the number itself always stands in the XML. Every slug matches `[a-z0-9][a-z0-9-]{0,79}`, so it can
never be an option, a path or a device name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from revtrack.errors import BadValue
from revtrack.model import gazette
from revtrack.model.numbers import COUNCIL_SERIES, DocumentNumber, Register, Suffix, council_number

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
_COUNCIL = re.compile(r"(?:(sn|cm|pv|ds|wk|lt|md|conv)-)?([0-9]{1,5})-(?:([0-9]{1,2})-)?([0-9]{2})(?=-|$)")
_SUFFIX = re.compile(r"-(rev|add|cor|amd|ext|dcl)-([0-9]{1,2})((?:-[a-z]{2}(?=-|$)){0,31})(?=-|$)")
_COMMISSION = re.compile(r"(com|join|sec|swd|c|pe)-([0-9]{4})-([0-9]{1,5})(?:-final-([0-9]))?")
_CELEX = re.compile(r"[0-9ce](?:19[5-9][0-9]|20[0-9]{2})[a-z]{1,2}[0-9]{4}")
_HASHED = re.compile(r"[a-z0-9-]{1,67}-[0-9a-f]{12}")
_STEM_LENGTH = 60


def slug(number: DocumentNumber) -> str:
    """The slug of a number; two different numbers never share one (short of a collision in 48 bits of SHA-256)."""
    plain = _plain(number)
    if SLUG.fullmatch(plain) and plain not in DEVICE_NAMES and from_slug(plain) == number:
        return plain
    digest = hashlib.sha256(f"{number.register}:{number}".encode()).hexdigest()[:12]
    stem = plain[:_STEM_LENGTH].strip("-") or "x"
    return f"{stem}-{digest}"


def from_slug(text: str) -> DocumentNumber | None:
    """The number a slug was made from; None where the slug alone does not tell (it carries a hash, or is no slug).

    A name that looks as if it carried a hash is not told either: so nobody can choose a name that is another's slug.
    """
    if not SLUG.fullmatch(text) or text in DEVICE_NAMES or _HASHED.fullmatch(text):
        return None
    try:
        return _council(text) or _commission(text) or _celex(text) or _gazette(text) or _local(text)
    except BadValue:
        return None


def _plain(number: DocumentNumber) -> str:
    if number.register is Register.COUNCIL:
        return _plain_council(number)
    if number.register is Register.COMMISSION:
        final = f"-final-{number.revision}" if number.revision else ""
        return f"{number.series}-{number.year}-{number.serial}{final}".lower()
    if number.register is Register.OJ and (citation := gazette.read(number.serial)):
        return citation.slug
    return words(number.serial)


def words(text: str) -> str:
    """`text` in lower case with every run of anything but letters a–z and digits as one hyphen (headings, local names).

    Letters with marks lose them (å -> a, é -> e); ø, æ, ß and their like are written out, since they do not decompose.
    """
    plain = text.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_SPELLED))
        plain = "".join(c for c in decomposed if c.isascii() or not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


_SPELLED = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})


def _plain_council(number: DocumentNumber) -> str:
    parts = [] if number.series == "ST" else [number.series]
    parts += [number.serial, *([str(number.revision)] if number.revision else []), f"{(number.year or 0) % 100:02d}"]
    for suffix in number.suffixes:
        parts += [suffix.kind, str(suffix.number), *suffix.languages]
    return "-".join(parts).lower()


def _council(text: str) -> DocumentNumber | None:
    found = _COUNCIL.match(text)
    if not found:
        return None
    series, serial, revision, year = found.groups()
    suffixes: list[Suffix] = []
    at = found.end()
    while at < len(text):
        link = _SUFFIX.match(text, at)
        if not link:
            return None
        suffixes.append(Suffix(link[1].upper(), int(link[2]), tuple(code for code in link[3].split("-") if code)))
        at = link.end()
    number = council_number(
        (series or COUNCIL_SERIES[0]).upper(), serial, _year(year), int(revision or 0), tuple(suffixes), text
    )
    return number if _plain_council(number) == text else None


def _year(digits: str) -> int:
    return 1900 + int(digits) if int(digits) >= 52 else 2000 + int(digits)


def _commission(text: str) -> DocumentNumber | None:
    found = _COMMISSION.fullmatch(text)
    if not found or found[3].startswith("0"):
        return None
    return DocumentNumber(Register.COMMISSION, found[1].upper(), found[3], int(found[2]), int(found[4] or 0))


def _celex(text: str) -> DocumentNumber | None:
    return DocumentNumber(Register.CELEX, "", text.upper()) if _CELEX.fullmatch(text) else None


def _gazette(text: str) -> DocumentNumber | None:
    citation = gazette.from_slug(text)
    return DocumentNumber(Register.OJ, "", str(citation)) if citation else None


def _local(text: str) -> DocumentNumber | None:
    """The local name that is its own slug: `a--b` and `a-` are nobody's, since slugs have single hyphens inside."""
    return DocumentNumber.local(text) if words(text) == text else None
