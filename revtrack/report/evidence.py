"""Where a reference stands, in words: a header slot, a paragraph, a footnote, a record; and how it came to be known."""

from __future__ import annotations

from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import display
from revtrack.model.relations import OWN_NUMBER, Lineage, Reference, State
from revtrack.model.texts import SlotKind
from revtrack.report.wrap import clip

LONGEST_QUOTE = 40
_UNLABELLED = frozenset(kind.value for kind in SlotKind)
"""What stands as the slot of evidence from a line of the header that has no label."""


def place_words(reference: Reference) -> str:
    """`header`, `¶ 2`, `¶ note.1, fn 1` for a footnote and the paragraph that bears it, `record` for what is catalogued.

    `number` where the number of the document itself says it.
    """
    evidence = reference.evidence
    if evidence.fragment:
        bearer = f"{display(evidence.bearer)}, " if evidence.bearer else ""
        return bearer + display(evidence.fragment)
    if evidence.slot == OWN_NUMBER:
        return "number"
    if reference.state is State.CATALOGUED or (reference.state is State.INFERRED and not evidence.slot):
        return "record"
    return "header" if evidence.slot else ""


def paragraph_words(reference: Reference) -> str:
    """The place in short, for a drawing: the paragraph alone where a footnote is meant, nothing for a record."""
    evidence = reference.evidence
    if evidence.bearer:
        return display(evidence.bearer)
    place = place_words(reference)
    return "" if place == "record" else place


def where_words(reference: Reference, *, whole: bool = False) -> str:
    """The place with the words that tell: the label of a header slot, the sentence behind an inference.

    Long quotes are cut unless `whole`.
    """
    place = place_words(reference)
    quote = _quote(reference)
    if not quote:
        return place
    return f'{place} "{quote if whole else clip(quote, LONGEST_QUOTE)}"'.lstrip()


def header_words(reference: Reference) -> str:
    """The words of the document themselves: `Tidl. dok. nr.: 5643/5/14`, "" where nothing is quoted."""
    evidence = reference.evidence
    return f"{evidence.slot} {evidence.quote}".strip() if evidence.slot.endswith(":") else evidence.quote


def state_words(reference: Reference) -> str:
    """`stated`, `extracted; EU RESTRICTED`, `confirmed by Ada`."""
    state = reference.state.value
    by = f" by {reference.asserted_by}" if reference.asserted_by and reference.state is State.CONFIRMED else ""
    return "; ".join([state + by, *reference.markings])


def markings_of(lineage: Lineage) -> dict[DocumentNumber, tuple[str, ...]]:
    """The markings of every document of a lineage: its own, and those that stand where it is mentioned."""
    found = {node.number: dict.fromkeys(node.markings) for node in lineage.nodes}
    for edge in lineage.edges:
        found.setdefault(edge.reference.target, {}).update(dict.fromkeys(edge.reference.markings))
    return {number: tuple(markings) for number, markings in found.items()}


def _quote(reference: Reference) -> str:
    """What is quoted: the label of a header slot; not the words of a text that only repeat the number."""
    evidence = reference.evidence
    if evidence.fragment and reference.state is State.EXTRACTED:
        return "" if str(reference.target) in " ".join(evidence.quote.split()) else evidence.quote
    if evidence.slot and not evidence.fragment and evidence.slot != OWN_NUMBER:
        return evidence.slot.rstrip(": ") if evidence.slot not in _UNLABELLED else evidence.quote
    return evidence.quote
