"""What became of references between two versions: gained, lost, kept, or turned to another document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revtrack import references
from revtrack.model.changes import Comparison
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation
from revtrack.report.views import ReferenceChange, ReferenceFate, Side
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.connect import references_from

Key = tuple[Relation, DocumentNumber]
ORDER = (ReferenceFate.GAINED, ReferenceFate.LOST, ReferenceFate.RETARGETED, ReferenceFate.KEPT)


def reference_changes(
    catalogue: Catalogue | None, old: Side, new: Side, comparison: Comparison
) -> tuple[ReferenceChange, ...]:
    """What both versions refer to, one entry for each relation and document, in the order of ORDER and of reading.

    A reference is turned to another document where the very units that were compared with each other lost one and gained
    one in the same relation, and nothing else.
    """
    before, after = (_by_key(_references(catalogue, side)) for side in (old, new))
    lost = [key for key in before if key not in after]
    gained = [key for key in after if key not in before]
    turned = _turned(before, after, lost, gained, _Places(comparison))
    found = [ReferenceChange(ReferenceFate.RETARGETED, before[one], after[other]) for one, other in turned.items()]
    found += [ReferenceChange(ReferenceFate.LOST, before[key]) for key in lost if key not in turned]
    found += [ReferenceChange(ReferenceFate.GAINED, new=after[key]) for key in gained if key not in turned.values()]
    found += [ReferenceChange(ReferenceFate.KEPT, before[key], after[key]) for key in after if key in before]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.fate)))


def _references(catalogue: Catalogue | None, side: Side) -> tuple[Reference, ...]:
    if catalogue is None or side.path:
        return references.extract(side.expression)
    return references_from(catalogue, side.expression)


def _by_key(found: Iterable[Reference]) -> dict[Key, tuple[Reference, ...]]:
    """The references of a version itself, by relation and document."""
    by_key: dict[Key, tuple[Reference, ...]] = {}
    for reference in found:
        key = (reference.relation, reference.target)
        by_key[key] = (*by_key.get(key, ()), reference)
    return by_key


def _turned(
    before: dict[Key, tuple[Reference, ...]],
    after: dict[Key, tuple[Reference, ...]],
    lost: Sequence[Key],
    gained: Sequence[Key],
    places: _Places,
) -> dict[Key, Key]:
    """Of each reference that now goes elsewhere: which one it has become. Where two could be meant, none is."""
    turned: dict[Key, Key] = {}
    for one in lost:
        here = places.of(before[one], new=False)
        rivals = [key for key in lost if key[0] is one[0] and places.of(before[key], new=False) & here]
        others = [key for key in gained if key[0] is one[0] and places.of(after[key], new=True) & here]
        if len(rivals) == len(others) == 1 and others[0] not in turned.values():
            turned[one] = others[0]
    return turned


class _Places:
    """Where references stand, told alike for both versions: by the change whose units bear them, or by the header slot."""

    def __init__(self, comparison: Comparison) -> None:
        self._changes: dict[bool, dict[str, str]] = {False: {}, True: {}}
        for number, change in enumerate(comparison.changes):
            for new, side, positions in ((False, comparison.old, change.old), (True, comparison.new, change.new)):
                for at in positions:
                    place = side[at].place
                    if place is not None:
                        self._changes[new][place.fragment] = f"change {number}"

    def of(self, found: Iterable[Reference], *, new: bool) -> set[str]:
        evidence = [reference.evidence for reference in found]
        by_change = {self._changes[new].get(one.fragment, "") for one in evidence if one.fragment}
        by_slot = {f"slot {one.slot}" for one in evidence if one.slot and not one.fragment}
        return (by_change | by_slot) - {""}
