"""Writes what changed as the `analysis` of Akoma Ntoso: a `textualMod` for each change, with both places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.akn.iri import Iri, country
from revtrack.akn.marks import OLD
from revtrack.akn.names import akn
from revtrack.akn.tree import Element, add, child
from revtrack.akn.write_meta import SOURCE
from revtrack.model.changes import Change, Comparison, Kind, TextUnit
from revtrack.model.slugs import slug
from revtrack.model.texts import Expression

TYPES = {
    Kind.INSERTED: "insertion",
    Kind.DELETED: "repeal",
    Kind.MODIFIED: "substitution",
    Kind.SPLIT: "split",
    Kind.MERGED: "join",
}
REWRITTEN = "replacement"
"""A unit of which no word was kept: it was replaced as a whole."""
RENUMBERING = "renumbering"


class _Modification(Struct, frozen=True):
    """One `textualMod`: its type, the units it is about on either side, and whether it is told at their old place."""

    type: str
    change: Change
    at_old_place: bool = False


def write_analysis(meta: Element, old: Expression, new: Expression, comparison: Comparison, ids: Sequence[str]) -> None:
    """The `analysis` of a document that holds the new text with its marks; nothing where nothing changed.

    The changes are passive ones: this text underwent them. Ids are those of the changes; where one change needs a second
    modification, that has `__2` behind it.
    """
    told = [
        (f"{name}__{number}" if number > 1 else name, modification)
        for name, change in zip(ids, comparison.changes, strict=True)
        for number, modification in enumerate(_modifications(change), 1)
    ]
    if not told:
        return
    analysis = add(meta, akn("analysis"), SOURCE)
    child(meta, akn("lifecycle")).addnext(analysis)
    passive = add(analysis, akn("passiveModifications"))
    for name, modification in told:
        _write(passive, name, modification, (str(_iri(old)), str(_iri(new))), comparison)


def _modifications(change: Change) -> Iterator[_Modification]:
    """A move is a repeal and an insertion, which the wId links; a new number is told beside what else happened."""
    if change.moved:
        yield _Modification("repeal", change, at_old_place=True)
        yield _Modification("insertion", change)
    elif change.kind is not Kind.UNCHANGED:
        rewritten = change.kind is Kind.MODIFIED and not any(op == "=" and text.strip() for op, text in change.edits)
        yield _Modification(REWRITTEN if rewritten else TYPES[change.kind], change, at_old_place=not change.new)
    if change.renumbered:
        yield _Modification(RENUMBERING, change)


def _write(
    passive: Element, name: str, modification: _Modification, iris: tuple[str, str], comparison: Comparison
) -> None:
    change = modification.change
    element = add(passive, akn("textualMod"), {"type": modification.type, "eId": name})
    add(element, akn("source"), {"href": iris[1]})
    places = list(_eids(comparison.new, change.new))
    if modification.at_old_place:
        places = [OLD + eid for eid in _eids(comparison.old, change.old)]
    for eid in places:
        add(element, akn("destination"), {"href": f"#{eid}"})
    for eid in _eids(comparison.old, change.old):
        add(element, akn("old"), {"href": f"{iris[0]}#{eid}"})
    for eid in _eids(comparison.new, change.new):
        add(element, akn("new"), {"href": f"#{eid}"})


def _eids(units: Sequence[TextUnit], positions: Sequence[int]) -> Iterator[str]:
    for at in positions:
        place = units[at].place
        if place is not None:
            yield place.eid


def _iri(expression: Expression) -> Iri:
    """The IRI of the Expression that a text is."""
    return Iri(
        country=country(expression.number),
        work=expression.work,
        language=expression.language,
        date=expression.date,
        number=slug(expression.number),
    )
