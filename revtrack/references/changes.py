"""Tell what became of the references of a version in the next: gained, lost, kept, or leading elsewhere.

References are looked for where the comparison of the two texts put their paragraphs. One that is gone and one that is new
in the same place are the same reference with another target if both are versions of one work, if the same words mean
another document now ("the Rules"), or if the words of the one stand where those of the other stood; only where that can be
said of one pair alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from revtrack.model.changes import Change, Comparison, TextUnit
from revtrack.model.citations import ReferenceChanges, Retarget
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference

SAME_WORK = "same work"
IN_PLACE = "replaced in place"
SAME_WORDS = "same words"

SameWork = Callable[[DocumentNumber, DocumentNumber], bool]
Group = tuple[str, int]
"""A place both sides have: ("text", position of a change), ("header", 0) or ("record", 0)."""


def changed(
    old: Sequence[Reference], new: Sequence[Reference], comparison: Comparison | None, same_work: SameWork
) -> ReferenceChanges:
    """What became of the references `old` among `new`. Without a comparison nothing in the text is said to be retargeted."""
    places = _Places(comparison)
    olds, news = _grouped(old, places.old), _grouped(new, places.new)
    kept: list[Retarget] = []
    retargeted: list[Retarget] = []
    lost: list[Reference] = []
    gained: list[Reference] = []
    for group in dict.fromkeys((*olds, *news)):
        before, after = olds.get(group, []), news.get(group, [])
        kept += _same(before, after)
        for pair in _retargeted(before, after, group, places, same_work):
            before.remove(pair.old)
            after.remove(pair.new)
            retargeted.append(pair)
        lost += before
        gained += after
    kept += _same(lost, gained)
    return ReferenceChanges(
        gained=_in_order(gained, new),
        lost=_in_order(lost, old),
        kept=_pairs_in_order(kept, new),
        retargeted=_pairs_in_order(retargeted, new),
    )


class _Region(Struct, frozen=True):
    """A stretch of words that differs: in the old text and in the new."""

    old: tuple[int, int]
    new: tuple[int, int]


class _Places:
    """Where the units of a comparison stand: which change each fragment of either side belongs to."""

    def __init__(self, comparison: Comparison | None) -> None:
        self._comparison = comparison
        self._changes = list(comparison.changes) if comparison else []
        self._old = self._table([(n, c.old) for n, c in enumerate(self._changes)], comparison.old if comparison else ())
        self._new = self._table([(n, c.new) for n, c in enumerate(self._changes)], comparison.new if comparison else ())

    @staticmethod
    def _table(rows: Iterable[tuple[int, tuple[int, ...]]], units: Sequence[TextUnit]) -> dict[str, int]:
        return {place.fragment: at for at, positions in rows for n in positions if (place := units[n].place)}

    def old(self, reference: Reference) -> Group:
        """The place of a reference of the old side."""
        return self._group(reference, self._old, -1)

    def new(self, reference: Reference) -> Group:
        """The place of a reference of the new side."""
        return self._group(reference, self._new, -2)

    def _group(self, reference: Reference, table: dict[str, int], nowhere: int) -> Group:
        if reference.evidence.fragment:
            return ("text", table.get(reference.evidence.fragment, nowhere))
        return ("header", 0) if reference.evidence.slot else ("record", 0)

    def in_place(self, old: Reference, new: Reference, group: Group) -> bool:
        """Whether the words of one stand where those of the other stood: in one stretch that differs."""
        if group[0] != "text":
            return True
        if group[1] < 0 or self._comparison is None:
            return False
        change = self._changes[group[1]]
        was = _span(old, [self._comparison.old[n] for n in change.old])
        now = _span(new, [self._comparison.new[n] for n in change.new])
        if was is None or now is None:
            return False
        return any(_meet(was, region.old) and _meet(now, region.new) for region in _regions(change))


def _grouped(references: Iterable[Reference], place: Callable[[Reference], Group]) -> dict[Group, list[Reference]]:
    groups: dict[Group, list[Reference]] = {}
    for reference in references:
        groups.setdefault(place(reference), []).append(reference)
    return groups


def _same(before: list[Reference], after: list[Reference]) -> list[Retarget]:
    """References that lead where they led, taken out of both lists."""
    found: list[Retarget] = []
    for old in tuple(before):
        new = next((new for new in after if (new.relation, new.target) == (old.relation, old.target)), None)
        if new is not None:
            before.remove(old)
            after.remove(new)
            found.append(Retarget(old, new))
    return found


def _retargeted(
    before: Sequence[Reference], after: Sequence[Reference], group: Group, places: _Places, same_work: SameWork
) -> Iterator[Retarget]:
    """The pairs that are each other's only match, first as versions of one work, then by their place."""
    left, right = list(before), list(after)
    rules: tuple[tuple[str, Callable[[Reference, Reference], bool]], ...] = (
        (SAME_WORK, lambda old, new: same_work(old.target, new.target)),
        (SAME_WORDS, lambda old, new: group[0] == "text" and old.evidence.quote == new.evidence.quote != ""),
        (IN_PLACE, lambda old, new: places.in_place(old, new, group)),
    )
    if group[0] == "text" and group[1] < 0:
        return
    for reason, matches in rules:
        for old, new in _mutual(left, right, matches):
            left.remove(old)
            right.remove(new)
            yield Retarget(old, new, reason)


def _mutual(
    left: Sequence[Reference], right: Sequence[Reference], matches: Callable[[Reference, Reference], bool]
) -> list[tuple[Reference, Reference]]:
    pairs = [(old, new) for old in left for new in right if old.relation is new.relation and matches(old, new)]
    olds, news = [old for old, _ in pairs], [new for _, new in pairs]
    return [(old, new) for old, new in pairs if olds.count(old) == 1 and news.count(new) == 1]


def _span(reference: Reference, units: Sequence[TextUnit]) -> tuple[int, int] | None:
    """Where the words of a reference stand in the units of a change, as written one after the other."""
    at = 0
    for unit in units:
        if unit.place and unit.place.fragment == reference.evidence.fragment:
            found = unit.written.find(reference.evidence.quote)
            return None if found < 0 else (at + found, at + found + len(reference.evidence.quote))
        at += len(unit.written) + 1
    return None


def _regions(change: Change) -> Iterator[_Region]:
    """The stretches in which the two sides of a change differ."""
    old = new = 0
    start: tuple[int, int] | None = None
    for edit in change.edits:
        if edit.op == "=":
            if start:
                yield _Region((start[0], old), (start[1], new))
            start = None
        elif start is None:
            start = (old, new)
        old += len(edit.text) if edit.op != "+" else 0
        new += len(edit.text) if edit.op != "-" else 0
    if start:
        yield _Region((start[0], old), (start[1], new))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _in_order(some: Iterable[Reference], everything: Sequence[Reference]) -> tuple[Reference, ...]:
    places = _order(everything)
    return tuple(sorted(some, key=lambda reference: places[reference]))


def _pairs_in_order(pairs: Iterable[Retarget], everything: Sequence[Reference]) -> tuple[Retarget, ...]:
    places = _order(everything)
    return tuple(sorted(pairs, key=lambda pair: places[pair.new]))


def _order(references: Sequence[Reference]) -> dict[Reference, int]:
    return {reference: place for place, reference in enumerate(references)}
