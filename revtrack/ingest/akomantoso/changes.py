"""Tracked changes of an Akoma Ntoso document: the elements `ins` and `del`, and what drafting tools mark by an attribute."""

from __future__ import annotations

from lxml import etree

from revtrack.ingest.tracked import Change, Changes
from revtrack.ingest.xmlwalk import Element, local

_ELEMENTS = {"ins": Change.INSERTED, "del": Change.DELETED}
_ACTIONS = {
    # LEOS, the Commission's drafting tool: where a text went to is its old place, where it came from its new one.
    "add": Change.INSERTED,
    "del": Change.DELETED,
    "move_to": Change.MOVED_FROM,
    "move_from": Change.MOVED_TO,
}


def change_of(element: Element) -> Change | None:
    """The change that an element marks; None for most."""
    found = _ELEMENTS.get(local(element))
    if found is not None:
        return found
    action = _own(element, "softaction")
    return _ACTIONS.get(action) if action else None


def count_changes(root: Element) -> Changes:
    """The changes in a document; what stands inside a change of its kind is part of it."""
    changes = Changes()
    for element in root.iter(etree.Element):
        change = change_of(element)
        parent = element.getparent()
        if change is not None and (parent is None or change_of(parent) is not change):
            changes.add(change, _own(element, "softuser") or element.get("by", ""))
    return changes


def _own(element: Element, name: str) -> str:
    """An attribute of a drafting tool, in whatever namespace."""
    ending = f"}}{name}"
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(ending)), "")
