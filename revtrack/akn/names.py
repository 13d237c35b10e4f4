"""The names of our XML: namespaces, the elements that hold text, and the tables that map nouns to Akoma Ntoso."""

from __future__ import annotations

from functools import cache

from revtrack.model.numbers import Register
from revtrack.model.relations import Relation
from revtrack.model.texts import Role, SlotKind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:revtrack:1"
NSMAP: dict[str | None, str] = {None: AKN, "rt": OWN}
MEDIA_TYPE = "application/akn+xml"


@cache
def akn(name: str) -> str:
    """The tag of an Akoma Ntoso element."""
    return f"{{{AKN}}}{name}"


@cache
def own(name: str) -> str:
    """The tag of an element or attribute of revtrack's own, for what Akoma Ntoso has no place for."""
    return f"{{{OWN}}}{name}"


def spoken(tag: str) -> str:
    """A tag as people write it: `docTitle`, `rt:reference`."""
    return tag.replace(f"{{{AKN}}}", "").replace(f"{{{OWN}}}", "rt:")


MIXED = frozenset(
    {
        *map(akn, ("p", "num", "heading", "inline", "ref", "rref", "docTitle", "docAuthority", "docDate", "docNumber")),
        *map(akn, ("docStatus", "docType", "docProponent", "docPurpose")),
        *map(own, ("old", "new", "reason", "quote", "marking", "source", "target")),
    }
)
"""Elements whose white space is text: nothing is ever added to it, and every character of it counts."""

COMPACT = frozenset({*map(akn, ("content", "intro", "longTitle", "authorialNote"))})
"""Elements that hold elements only and are written on one line, since their only child says it all."""

ALIAS_NAMES = {
    Register.COUNCIL: "councilNumber",
    Register.COMMISSION: "COMnumber",
    Register.CELEX: "CELEXnumber",
    Register.ACT: "act",
    Register.ELI: "ELI",
    Register.ECLI: "ECLI",
    Register.INTERINSTITUTIONAL: "interinstitutionalFile",
    Register.OJ: "OJ",
    Register.UN: "UNsymbol",
    Register.NORWEGIAN: "norwegian",
    Register.LOCAL: "local",
}
"""`FRBRalias/@name` by register; CELEXnumber and COMnumber are the names in the examples of the standard."""

HEADER_ELEMENTS = {
    SlotKind.INSTITUTION: "docAuthority",
    SlotKind.PLACE_AND_DATE: "docDate",
    SlotKind.NUMBER: "docNumber",
    SlotKind.MARKING: "docStatus",
    SlotKind.DOCUMENT_TYPE: "docType",
    SlotKind.FROM: "docProponent",
    SlotKind.SUBJECT: "docPurpose",
}
"""The inline for each kind of header slot; any other kind is an `inline` that bears the kind as its name."""

SLOT_KINDS = {element: kind for kind, element in HEADER_ELEMENTS.items()}

LINKS = {
    Relation.PREVIOUS_DOCUMENT: "original",
    Relation.CONSOLIDATES: "original",
    Relation.REVISES: "activeRef",
    Relation.REPLACES: "activeRef",
    Relation.AMENDS: "activeRef",
    Relation.REPEALS: "activeRef",
    Relation.CORRECTS: "activeRef",
    Relation.BASED_ON: "activeRef",
    Relation.DECLASSIFIES: "activeRef",
    Relation.ADDS_TO: "attachmentOf",
    Relation.EXTRACT_OF: "attachmentOf",
}
"""The document link in `references` for each relation; those without a link of their own are a named TLCReference."""

UNIT_ELEMENTS = {Role.PARAGRAPH: ("paragraph",), Role.ITEM: ("point", "indent")}
"""Numbered or lettered items are points, items with a dash or no mark are indents."""

ROLES = {akn(name): role for role, names in UNIT_ELEMENTS.items() for name in names}


def unit_element(role: Role, num: str) -> str:
    """The element of a paragraph or item with this printed number."""
    names = UNIT_ELEMENTS[role]
    return names[0] if any(character.isalnum() for character in num) else names[-1]
