"""For every relation of a lineage the words it rests on, found again in the texts and records of the store."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.errors import RevtrackError
from revtrack.model.documents import Edition, Record
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit, display, find_alone
from revtrack.model.relations import OWN_NUMBER, Evidence, Lineage, Reference, State
from revtrack.model.texts import Expression
from revtrack.report.lineageview import LineageView, Passage, Words
from revtrack.workflows.catalogue import Catalogue


def with_grounds(catalogue: Catalogue, lineage: Lineage, *, asked: tuple[str, ...] = ()) -> LineageView:
    """The lineage with a passage for each of its edges."""
    texts: dict[DocumentNumber, list[Edition]] = {}
    for edition in catalogue.newest:
        for number in (edition.expression.number, *edition.expression.aliases):
            texts.setdefault(number, []).append(edition)
    records = {record.number: record for record in catalogue.records}
    passages = (
        _passage(edge.reference, texts.get(edge.reference.source, []), records.get(edge.reference.source))
        for edge in lineage.edges
    )
    return LineageView(lineage, tuple(passages), catalogue.store.tip(), asked)


def _passage(reference: Reference, texts: list[Edition], record: Record | None) -> Passage:
    evidence = reference.evidence
    if evidence.slot == OWN_NUMBER:
        return Passage((Words("the rule of its suffix", evidence.quote),), language="en")
    if not evidence.fragment and (reference.state is State.CATALOGUED or not evidence.slot):
        return Passage(tuple(_of_record(evidence, record)), evidence.quote)
    found = [passage for edition in texts if (passage := _of_text(edition, evidence)) is not None]
    sure = [passage for passage in found if any(evidence.quote in words.text for words in passage.words)]
    if not found:
        return Passage((Words("as recorded", evidence.quote),) if evidence.quote else (), evidence.quote)
    return (sure or found)[0]


def _of_record(evidence: Evidence, record: Record | None) -> Iterator[Words]:
    """What the record says of the relation, and where the record itself is from."""
    if evidence.quote:
        yield Words("record of the relation", evidence.quote)
    if record is not None and record.known_from:
        yield Words("the document is known from", record.known_from)


def _of_text(edition: Edition, evidence: Evidence) -> Passage | None:
    """The words in one text; None if it has no such place."""
    expression = edition.expression
    address = f"{expression.number}:{expression.language}"
    if evidence.fragment:
        words, address = tuple(_units(expression, evidence)), f"{address}#{evidence.fragment}"
    else:
        words = tuple(_slots(expression, evidence))
    if not words:
        return None
    known = expression.language.short if expression.language.is_known else ""
    return Passage(words, evidence.quote, address, known)


def _units(expression: Expression, evidence: Evidence) -> Iterator[Words]:
    """The paragraph; of a footnote the note first, then the paragraph that bears it."""
    for fragment in filter(None, (evidence.fragment, evidence.bearer)):
        for unit in _found(expression, fragment):
            number = f"{unit.num} " if unit.num and unit.role != "footnote" else ""
            yield Words(display(fragment), number + unit.text, unit.place.heading)


def _found(expression: Expression, fragment: str) -> tuple[Unit, ...]:
    try:
        return find_alone(expression, fragment)
    except RevtrackError:  # the place is not in this text: another language version or edition may have it
        return ()


def _slots(expression: Expression, evidence: Evidence) -> Iterator[Words]:
    """The header slot with that label, or of that kind where it has none, as printed."""
    for slot in expression.header:
        if evidence.slot in (slot.label, slot.kind.value) and evidence.quote in slot.value:
            yield Words("header", f"{slot.label} {slot.value}".strip())
