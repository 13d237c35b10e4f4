"""Extract the references of one text: what its header states, what its paragraphs and footnotes cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revtrack.model.language import Language
from revtrack.model.numbers import Register
from revtrack.model.places import Unit, units
from revtrack.model.relations import Evidence, Mention, Reference, Relation, State, Unread
from revtrack.model.texts import Expression, Slot, SlotKind
from revtrack.references.doubts import find_doubts
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


def unread(expression: Expression) -> tuple[Unread, ...]:
    """What announces a document number in the text, and cannot be read as one; in reading order."""
    return (*_unread_in_header(expression), *_unread_in_text(expression))


def _unread_in_header(expression: Expression) -> Iterator[Unread]:
    for slot in expression.header:
        if slot.kind in STATED or slot.kind in SPOKEN:
            for doubt in find_doubts(slot.value, lang=expression.language, stated=slot.kind in STATED):
                yield Unread(Evidence(slot=slot.label or slot.kind.value, quote=doubt.raw), doubt.reason)


def _unread_in_text(expression: Expression) -> Iterator[Unread]:
    for unit, bearer in _with_bearers(expression):
        for doubt in find_doubts(unit.text, lang=expression.language):
            yield Unread(Evidence(fragment=unit.place.fragment, quote=doubt.raw, bearer=bearer), doubt.reason)


def _with_bearers(expression: Expression) -> Iterator[tuple[Unit, str]]:
    """Every unit, and the fragment of the paragraph that bears it if it is a footnote."""
    bearer = ""
    for unit in units(expression):
        is_note = unit.role == "footnote"
        bearer = bearer if is_note else unit.place.fragment
        yield unit, bearer if is_note else ""


def mentions_of_slot(slot: Slot, lang: Language) -> tuple[Mention, ...]:
    """The document numbers of a header slot: all of them where the slot is for numbers, those of running text in a spoken one."""
    if slot.kind in STATED:
        return find_stated(slot.value)
    return find_mentions(slot.value, lang=lang) if slot.kind in SPOKEN else ()


def _of_header(expression: Expression) -> Iterator[Reference]:
    for slot in expression.header:
        for mention in mentions_of_slot(slot, expression.language):
            is_file = mention.number.register is Register.INTERINSTITUTIONAL
            relation = Relation.CITES if is_file else STATED.get(slot.kind, Relation.CITES)
            state = State.STATED if slot.kind in STATED else State.EXTRACTED
            yield _reference(expression, relation, state, mention, _in_header(slot, mention))


def _in_header(slot: Slot, mention: Mention) -> Evidence:
    """The label as printed; the kind of a slot that stands without one."""
    return Evidence(slot=slot.label or slot.kind.value, quote=_quote(slot.value, mention))


def _quote(text: str, mention: Mention) -> str:
    """The words that say it: those of the mention, or of its list from the first member on."""
    start, end = mention.quoted
    return text[start:end]


def _of_text(expression: Expression) -> Iterator[Reference]:
    for unit, bearer in _with_bearers(expression):
        for mention in _one_each(find_mentions(unit.text, lang=expression.language)):
            evidence = Evidence(fragment=unit.place.fragment, quote=_quote(unit.text, mention), bearer=bearer)
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
