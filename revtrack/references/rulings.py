"""Apply what people ruled on relations: confirmed ones bear who said so, rejected ones are references no more."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from revtrack.model.citations import RelationRuling
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Reference, Relation, State

Key = tuple[DocumentNumber, Relation, DocumentNumber]


def ruled(
    references: Iterable[Reference], rulings: Iterable[RelationRuling]
) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    """The references that stand, and those that were rejected, as they were found.

    A confirmed relation that nothing else says stands at the end, with the ruling alone. Rulings on one relation that
    contradict each other leave it as it is.
    """
    verdicts = settled(rulings)
    if not verdicts:
        return tuple(references), ()
    standing: list[Reference] = []
    rejected: list[Reference] = []
    for reference in references:
        ruling = verdicts.get((reference.source, reference.relation, reference.target))
        if ruling is None:
            standing.append(reference)
        elif ruling.verdict is Verdict.REJECTED:
            rejected.append(reference)
        else:
            standing.append(replace(reference, state=State.CONFIRMED, asserted_by=ruling.by))
    said = {(reference.source, reference.relation, reference.target) for reference in standing}
    standing += [
        Reference(*key, State.CONFIRMED, asserted_by=ruling.by)
        for key, ruling in verdicts.items()
        if ruling.verdict is Verdict.CONFIRMED and key not in said
    ]
    return tuple(standing), tuple(rejected)


def settled(rulings: Iterable[RelationRuling]) -> dict[Key, RelationRuling]:
    """One ruling for each relation; none for those on which several contradict each other."""
    found: dict[Key, RelationRuling] = {}
    contested: set[Key] = set()
    for ruling in rulings:
        known = found.setdefault(ruling.key, ruling)
        if known.verdict is not ruling.verdict:
            contested.add(ruling.key)
    return {key: ruling for key, ruling in found.items() if key not in contested}
