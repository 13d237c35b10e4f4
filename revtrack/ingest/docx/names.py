"""Names of WordprocessingML: elements by their usual prefix, whichever of its two namespaces a file uses.

ECMA-376 part 1 (Strict) and part 4 (Transitional) have the same names in different namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

Element = etree._Element

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_PREFIXES = {
    f"{_TRANSITIONAL}/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    f"{_TRANSITIONAL}/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    f"{_TRANSITIONAL}/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    f"{_TRANSITIONAL}/markup-compatibility/2006": "mc",
}
_NAMESPACES = [f"{{{uri}}}" for uri, prefix in _PREFIXES.items() if prefix == "w"]
_OFF = frozenset(("0", "false", "off", "none"))


@lru_cache(maxsize=4096)
def _prefixed(name: str) -> str:
    uri, _, local = name[1:].rpartition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else name


def tag(element: Element) -> str:
    """The element's name with its usual prefix: "w:p"; in Clark's notation where its namespace is none of Word's."""
    return _prefixed(str(element.tag))


def attribute(element: Element | None, name: str) -> str:
    """An attribute of WordprocessingML; "" where it is not there."""
    if element is None:
        return ""
    return next((value for uri in _NAMESPACES if (value := element.get(uri + name)) is not None), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and its child of the next name, and so on; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if tag(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (each for each in (element if element is not None else ()) if tag(each) == name)


def value(element: Element | None, *path: str) -> str:
    """The attribute `val` of the element at that path; "" where it is not there."""
    return attribute(child(element, *path), "val")


def whole(text: str) -> int | None:
    """A whole number of at most nine figures; None for anything else."""
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdigit() and len(bare) < 10 else None


def is_on(element: Element | None) -> bool | None:
    """What an on-off property says: there without a value, or with one that is not "off"; None where it is missing."""
    if element is None:
        return None
    return attribute(element, "val").lower() not in _OFF
