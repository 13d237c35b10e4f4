"""Reads a changes document with the standard alone: what it says of the old and of the new text, and nothing of our model."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from revtrack.xmlsafe import parse

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
HOLDERS = (f"{AKN}p", f"{AKN}heading", f"{AKN}docTitle")


def new_texts(data: bytes) -> list[tuple[str, str]]:
    """(eId, text) of every unit and footnote of the new text, in order: what is left without `del`."""
    return [
        (eid, _without(holder, "del"))
        for eid, holder, element in _units(data)
        if not _is_within(element, "del") and element.get("status") != "removed"
    ]


def old_texts(data: bytes) -> list[str]:
    """The text of every unit of the old text that is no footnote, in order, without `ins`.

    Parts of a split are one text, as the analysis says; what is nothing but inserted was not there.
    """
    root = parse(data, "changes.xml")
    parts = _split_parts(root)
    whole = {
        destination.get("href", "")[1:]
        for modification in root.iter(f"{AKN}textualMod")
        if modification.get("type") == "insertion"
        for destination in modification.iterchildren(f"{AKN}destination")
    }
    found: dict[str, str] = {}
    for eid, holder, element in _units(data):
        if element.tag != f"{AKN}authorialNote" and eid not in whole:
            first = parts.get(eid, eid)
            found[first] = found.get(first, "") + _without(holder, "ins")
    return list(found.values())


def _split_parts(root: etree._Element) -> dict[str, str]:
    """Of each part of a split the part that comes first."""
    parts: dict[str, str] = {}
    for modification in root.iter(f"{AKN}textualMod"):
        if modification.get("type") == "split":
            new = [element.get("href", "")[1:] for element in modification.iterchildren(f"{AKN}new")]
            parts |= dict.fromkeys(new, new[0])
    return parts


def _units(data: bytes) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    """(eId, what holds the text, the element with the eId) in document order; a footnote after the unit that bears it."""
    for holder in parse(data, "changes.xml").iter(*HOLDERS):
        owner = holder
        while owner is not None and owner.get("eId") is None:
            owner = owner.getparent()
        if owner is None or (holder.tag == f"{AKN}p" and holder.getparent().tag == f"{AKN}longTitle"):
            continue
        yield owner.get("eId", ""), holder, owner


def _is_within(element: etree._Element, name: str) -> bool:
    return any(ancestor.tag == AKN + name for ancestor in element.iterancestors())


def _without(holder: etree._Element, name: str) -> str:
    """The text of a unit without one kind of mark and without footnotes."""
    found = holder.text or ""
    for below in holder:
        if below.tag not in (AKN + name, f"{AKN}authorialNote"):
            found += _without(below, name)
        found += below.tail or ""
    return found
