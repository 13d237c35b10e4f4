"""Layout: our XML as bytes that people can read, and the comparison that looks through the layout.

White space goes only where no text can stand. Both functions know it from the same two sets of `names`.
"""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

from revtrack.akn.names import COMPACT, MIXED, spoken
from revtrack.akn.tree import Element, Misfit, named
from revtrack.errors import InputTooLarge
from revtrack.xmlsafe import LIMIT_DEPTH

DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"
_BLANK = " \t\r\n"


def serialise(root: Element) -> bytes:
    """The document in UTF-8 with a declaration, indented, ending with one line feed.

    Raises InputTooLarge when headings and items are nested deeper than our own parser would read back.
    """
    _indent(root, 0)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def require_same(found: Element, expected: Element) -> None:
    """Misfit at the first place where `found` says something else than `expected`, layout apart."""
    if found.tag != expected.tag:
        raise Misfit(found, f"<{named(found)}> stands where <{named(expected)}> belongs")
    if found.attrib != expected.attrib:
        raise Misfit(found, _attributes(found, expected))
    exact = expected.tag in MIXED
    _require_text(found, found.text, expected.text, exact=exact)
    for one, other in zip_longest(found, expected):
        if other is None:
            raise Misfit(one, f"<{named(one)}> does not belong in <{named(found)}> here")
        if one is None:
            raise Misfit(found, f"<{named(found)}> lacks <{named(other)}> at its end")
        require_same(one, other)
        _require_text(one, one.tail, other.tail, exact=exact)


def _indent(element: Element, depth: int) -> None:
    if depth >= LIMIT_DEPTH:
        raise InputTooLarge(
            f"headings or items are nested deeper than XML of {LIMIT_DEPTH} levels can hold",
            tries=("revtrack add FILE --dry-run",),
        )
    if element.tag in MIXED or not len(element):
        return
    compact = element.tag in COMPACT
    inner = "" if compact else "\n" + "  " * (depth + 1)
    element.text = inner or None
    for below in element:
        _indent(below, depth + 1)
        below.tail = inner or None
    if not compact:
        element[-1].tail = "\n" + "  " * depth


def _require_text(place: Element, found: str | None, expected: str | None, *, exact: bool) -> None:
    seen = found or ""
    if seen == (expected or "") if exact else not seen.strip(_BLANK):
        return
    raise Misfit(place, f"{_quoted(seen, expected)} stands at <{named(place)}>, which the profile does not know there")


def _quoted(seen: str, expected: str | None) -> str:
    if not seen:
        return f"nothing instead of '{expected}'"
    return f"the text '{seen.strip(_BLANK)[:40]}'" if seen.strip(_BLANK) else "white space"


def _attributes(found: Element, expected: Element) -> str:
    for name in sorted({*map(str, found.attrib), *map(str, expected.attrib)}):
        here, there = found.get(name), expected.get(name)
        if here == there:
            continue
        if there is None:
            return f"<{named(found)}> has the attribute '{spoken(name)}', which the profile does not know there"
        if here is None:
            return f"<{named(found)}> lacks its attribute '{spoken(name)}'"
        return f'<{named(found)}> has {spoken(name)}="{here[:60]}" where the rest of the document says "{there[:60]}"'
    return f"<{named(found)}> has other attributes than the profile"
