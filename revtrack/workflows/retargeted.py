"""References that now lead elsewhere: at one place the old text names one document, and the new text another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from revtrack.model.changes import Comparison
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation
from revtrack.report.views import ReferenceNews

Key = tuple[Relation, DocumentNumber]


def with_retargeted(news: ReferenceNews, comparison: Comparison) -> ReferenceNews:
    """The same news, a lost and a gained reference made one where the latter stands in the place of the former.

    That is so where the units compared with each other, or one header slot, lost a single document in a relation and gained
    a single one. Where two could be meant, none is.
    """
    lost, gained = _by_key(news.lost), _by_key(news.gained)
    turned = _turned(lost, gained, _Places(comparison))
    pairs = tuple((lost[one][0], gained[other][0]) for one, other in turned.items())
    return replace(
        news,
        retargeted=(*news.retargeted, *pairs),
        lost=tuple(reference for reference in news.lost if _key(reference) not in turned),
        gained=tuple(reference for reference in news.gained if _key(reference) not in turned.values()),
    )


def _key(reference: Reference) -> Key:
    return (reference.relation, reference.target)


def _by_key(found: Iterable[Reference]) -> dict[Key, list[Reference]]:
    by_key: dict[Key, list[Reference]] = {}
    for reference in found:
        by_key.setdefault(_key(reference), []).append(reference)
    return by_key


def _turned(lost: dict[Key, list[Reference]], gained: dict[Key, list[Reference]], places: _Places) -> dict[Key, Key]:
    """Of each document that is named no more: which one is named in its place."""
    turned: dict[Key, Key] = {}
    for one, references in lost.items():
        here = places.of(references, new=False)
        rivals = [key for key, found in lost.items() if key[0] is one[0] and places.of(found, new=False) & here]
        others = [key for key, found in gained.items() if key[0] is one[0] and places.of(found, new=True) & here]
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

    def of(self, found: Sequence[Reference], *, new: bool) -> set[str]:
        """The places of these references in one version."""
        evidence = [reference.evidence for reference in found]
        by_change = {self._changes[new].get(one.fragment, "") for one in evidence if one.fragment}
        by_slot = {f"slot {one.slot}" for one in evidence if one.slot and not one.fragment}
        return (by_change | by_slot) - {""}
