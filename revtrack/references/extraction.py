"""Extract the references of one text: what its header states, what its paragraphs and footnotes cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revtrack.model.numbers import Register
from revtrack.model.places import units
from revtrack.model.relations import Evidence, Mention, Reference, Relation, State
from revtrack.model.texts import Expression, Slot, SlotKind
from revtrack.references.mentions import find_mentions, find_stated

STATED: dict[SlotKind, Relation] = {
    SlotKind.PREVIOUS: Relation.PREVIOUS_DOCUMENT,
    SlotKind.COMMISSION_DOCUMENT: Relation.CITES,
}
"""Header slots that hold document numbers, and what they say of them; the file of a procedure there is only cited."""

SPOKEN = frozenset({SlotKind.SUBJECT, SlotKind.OTHER})
"""Header slots of running text: a number there counts like one in a paragraph."""


def extract(expression: Expression) -> tuple[Reference, ...]:
    """What the text refers to, in reading order: header slots, paragraphs with their footnotes, then its own relations.

    One reference for each place; a document never refers to itself. Relations that the expression carries are given as
    they are.
    """
    found = [*_of_header(expression), *_of_text(expression)]
    own = {expression.number, *expression.aliases}
    return (*dict.fromkeys(ref for ref in found if ref.target not in own), *expression.relations)


def _of_header(expression: Expression) -> Iterator[Reference]:
    for slot in expression.header:
        if slot.kind in STATED:
            for mention in find_stated(slot.value):
                is_file = mention.number.register is Register.INTERINSTITUTIONAL
                relation = Relation.CITES if is_file else STATED[slot.kind]
                yield _reference(expression, relation, State.STATED, mention, _in_header(slot, mention))
        elif slot.kind in SPOKEN:
            for mention in find_mentions(slot.value, lang=expression.language):
                yield _reference(expression, Relation.CITES, State.EXTRACTED, mention, _in_header(slot, mention))


def _in_header(slot: Slot, mention: Mention) -> Evidence:
    """The label as printed; the kind of a slot that stands without one."""
    return Evidence(slot=slot.label or slot.kind.value, quote=_quote(slot.value, mention))


def _quote(text: str, mention: Mention) -> str:
    """The words that say it: those of the mention, or of its list from the first member on."""
    start, end = mention.quoted
    return text[start:end]


def _of_text(expression: Expression) -> Iterator[Reference]:
    bearer = ""
    for unit in units(expression):
        fragment = unit.place.fragment
        is_note = unit.role == "footnote"
        bearer = bearer if is_note else fragment
        for mention in _one_each(find_mentions(unit.text, lang=expression.language)):
            evidence = Evidence(fragment=fragment, quote=_quote(unit.text, mention), bearer=bearer if is_note else "")
            yield _reference(expression, Relation.CITES, State.EXTRACTED, mention, evidence)


def _one_each(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """The first mention of each document in one place, which has its markings."""
    first: dict[object, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.number, mention)
    return first.values()


def _reference(
    expression: Expression, relation: Relation, state: State, mention: Mention, evidence: Evidence
) -> Reference:
    return Reference(expression.number, relation, mention.number, state, evidence, markings=mention.markings)
