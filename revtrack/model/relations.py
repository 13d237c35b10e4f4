"""Relations between documents: what is said, where it stands, and how it came to be known.

Names follow ELI where ELI has one (docs/references). Direction is always from the document that says so to the document
it says it of: 9956/14 revises 15175/08. An edge nobody can point to is not shown, so every reference has its evidence.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.model.numbers import DocumentNumber


class Relation(StrEnum):
    """How one document stands to another. `previous_document` is what a header says; it is not the same as `revises`."""

    PREVIOUS_DOCUMENT = "previous_document"
    REVISES = "revises"
    REPLACES = "replaces"
    AMENDS = "amends"
    REPEALS = "repeals"
    BASED_ON = "based_on"
    CITES = "cites"
    CORRECTS = "corrects"
    ADDS_TO = "adds_to"
    CONSOLIDATES = "consolidates"
    LANGUAGE_VERSION = "language_version"
    EXTRACT_OF = "extract_of"
    DECLASSIFIES = "declassifies"
    SAME_AS = "same_as"

    @property
    def word(self) -> str:
        """How the relation is printed: `previous`, `revises`, `adds to`."""
        return "previous" if self is Relation.PREVIOUS_DOCUMENT else self.value.replace("_", " ")


class State(StrEnum):
    """How a reference came to be known; every edge has one and every edge is shown with it."""

    STATED = "stated"
    EXTRACTED = "extracted"
    INFERRED = "inferred"
    CONFIRMED = "confirmed"
    CATALOGUED = "catalogued"


class Evidence(Struct, frozen=True):
    """Where a reference stands: a fragment of the address grammar ("note.1", "fn1"), or "" for the header or a record.

    `slot` is the label of the header slot as printed ("Tidl. dok. nr.:"), "" for what stands in the text. `quote` is the
    text itself ("9447/13") or, for a catalogued edge, its source. `bearer` is the fragment of the paragraph that bears
    the footnote `fragment` names ("note.1"), "" for anything but a footnote.
    """

    fragment: str = ""
    slot: str = ""
    quote: str = ""
    bearer: str = ""


NO_EVIDENCE = Evidence()

OWN_NUMBER = "the number itself"
"""The `slot` of evidence that is the document's own number and nothing else: 6102/19 ADD 1 adds to 6102/19."""


class Reference(Struct, frozen=True):
    """A resolved mention or header slot: `source` stands in `relation` to `target`."""

    source: DocumentNumber
    relation: Relation
    target: DocumentNumber
    state: State
    evidence: Evidence = NO_EVIDENCE
    asserted_by: str = ""
    markings: tuple[str, ...] = ()
    """Markings that stand at the mention and speak of the target: EU RESTRICTED."""


class Mention(Struct, frozen=True):
    """A document number as found in running text: `text[start:end] == raw`."""

    start: int
    end: int
    raw: str
    number: DocumentNumber
    kind: str
    """The class of the number: council, commission, celex, eli …"""
    subjects: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    written: str = ""
    """What `raw` was read as, where it does not tell alone: `Directive 2004/18/EC` of "Directives 2004/17/EC and 2004/18/EC"."""
    shares: int | None = None
    """Where the first of its list begins, whose words it shares; None for what tells alone."""

    @property
    def quoted(self) -> tuple[int, int]:
        """The span of the words that say it: from the first of its list, or its own."""
        return (self.start if self.shares is None else self.shares, self.end)

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)


class Unread(Struct, frozen=True):
    """Words that announce a document number and cannot be read as one; the quote of the evidence are the words."""

    evidence: Evidence
    reason: str


class Edge(Struct, frozen=True):
    """A reference as the lineage graph has it, with its depth from the document asked for."""

    reference: Reference
    depth: int


class Node(Struct, frozen=True):
    """A document in the lineage: held with its text, or known by number only."""

    number: DocumentNumber
    held: bool
    date: str = ""
    languages: tuple[str, ...] = ()
    title: str = ""
    work: str = ""
    markings: tuple[str, ...] = ()


class Claim(Struct, frozen=True):
    """A number that several documents claim as theirs; which of them it means is for a person to say."""

    number: DocumentNumber
    claimants: tuple[DocumentNumber, ...]


class AsOf(Struct, frozen=True):
    """The day a lineage is drawn for, and the documents whose relations are left out: dated later, or of no sure date."""

    day: str
    later: tuple[DocumentNumber, ...] = ()
    undated: tuple[DocumentNumber, ...] = ()


class Lineage(Struct, frozen=True):
    """The graph around one document: nodes, typed edges in a fixed order, and cycles (kept, never cut silently).

    `disputed` are numbers of the graph that several documents claim. `own` are references of a document to itself: no edges.
    """

    root: DocumentNumber
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cycles: tuple[tuple[DocumentNumber, ...], ...] = ()
    disputed: tuple[Claim, ...] = ()
    own: tuple[Reference, ...] = ()
    as_of: AsOf | None = None
