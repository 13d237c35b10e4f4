"""Finds what was deleted in one version and is back in a later one.

Only what the comparisons left over is looked at: at each step what was inserted, against everything deleted before. A pair
must be sure by itself, since no neighbours speak for it:

    equal     but for typography, with a few words at least
    alike     above FLOOR, with more words
    single    nothing else in either version, and nothing else that was deleted, is equal; for a pair that is alike, nothing
              else in either version is alike: what recurs is boilerplate, and boilerplate is not reintroduced

What people ruled on two versions that are not neighbours wins over all of this.

The work grows with the length of the versions, and once more for each pair that is alike and not equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from revtrack.diff.compare import compare_units
from revtrack.diff.likeness import likeness
from revtrack.diff.sides import Side, Vocabulary
from revtrack.model.changes import Change, Comparison, TextUnit, UnitClass
from revtrack.model.rulings import NO_RULINGS, Rulings
from revtrack.model.strands import Reintroduced

Ruled = Mapping[tuple[int, int], Rulings]
"""What people ruled on pairs of versions, an older and a newer one; versions are counted from 0."""

FLOOR = 0.85
"""How alike two texts are at least that are not equal: three words in twenty may be others."""

EQUAL_WORDS = {UnitClass.PARAGRAPH: 5, UnitClass.HEADING: 2, UnitClass.FOOTNOTE: 5}
"""So many words an equal text has at least; headings are short, and one that stands once is known again all the same."""
ALIKE_WORDS = 8
"""So many words a text has at least that is alike and not equal."""


class _Gone(Struct, frozen=True):
    """A unit that was deleted: the last version it stood in, and its position there."""

    version: int
    at: int


class _Text:
    """One version as a side, with how often each text stands in it."""

    def __init__(self, units: Sequence[TextUnit], vocabulary: Vocabulary) -> None:
        self.units = units
        self.side = Side(units, vocabulary)

    @cached_property
    def counts(self) -> Counter[tuple[UnitClass, str]]:
        return Counter(self.name(at) for at in range(len(self.units)))

    def name(self, at: int) -> tuple[UnitClass, str]:
        return self.side.class_of(at), self.side.key(at)

    def is_single(self, at: int) -> bool:
        """Whether no other unit has the same text."""
        return self.counts[self.name(at)] == 1

    def has_rival(self, at: int) -> bool:
        """Whether another unit is nearly the same."""
        own = self.side.class_of(at)
        others = (other for other in range(len(self.units)) if other != at and self.side.class_of(other) is own)
        return any(likeness(self.side, at, self.side, other, floor=FLOOR) for other in others)


class _Versions:
    """Every version of a chain of comparisons, as it is looked at here: each one once, and only if it is asked for."""

    def __init__(self, comparisons: Sequence[Comparison]) -> None:
        self._units = [comparisons[0].old, *(comparison.new for comparison in comparisons)]
        self._vocabulary = Vocabulary()
        self._texts: dict[int, _Text] = {}

    def __getitem__(self, version: int) -> _Text:
        if version not in self._texts:
            self._texts[version] = _Text(self._units[version], self._vocabulary)
        return self._texts[version]


def reintroduced(comparisons: Sequence[Comparison], ruled: Ruled) -> tuple[Reintroduced, ...]:
    """What is back, in the order of the versions, and in each in the order of its text. No unit is told of twice."""
    versions = _Versions(comparisons)
    gone: list[_Gone] = []
    found: list[Reintroduced] = []
    for step, comparison in enumerate(comparisons):
        inserted = sorted(change.new[0] for change in comparison.changes if not change.old)
        if gone and inserted:
            back = list(_confirmed(versions, gone, step + 1, inserted, ruled))
            back += _back(versions, *_without(back, gone, inserted), step + 1, ruled)
            found += sorted(back, key=lambda one: one.change.new)
            gone, _ = _without(back, gone, inserted)
        deleted = sorted(change.old[0] for change in comparison.changes if not change.new)
        gone += [_Gone(step, at) for at in deleted]
    return tuple(found)


def _without(
    back: Sequence[Reintroduced], gone: Sequence[_Gone], inserted: Sequence[int]
) -> tuple[list[_Gone], list[int]]:
    """What is gone, and what is inserted, apart from what is back."""
    olds, news = {(one.left, one.change.old[0]) for one in back}, {one.change.new[0] for one in back}
    return [one for one in gone if (one.version, one.at) not in olds], [at for at in inserted if at not in news]


def _confirmed(
    versions: _Versions, gone: Sequence[_Gone], back: int, inserted: Sequence[int], ruled: Ruled
) -> Iterator[Reintroduced]:
    """What people said is back; only of one and one, since a strand comes back unit by unit."""
    left, new = {(one.version, one.at) for one in gone}, set(inserted)
    for (older, newer), rulings in sorted(ruled.items(), reverse=True):
        for olds, news in rulings.confirmed if newer == back else ():
            if len(olds) == len(news) == 1 and (older, olds[0]) in left and news[0] in new:
                left.remove((older, olds[0]))
                new.remove(news[0])
                units = versions[older].units[olds[0]], versions[back].units[news[0]]
                change = compare_units(units[:1], units[1:], rulings=_TOGETHER).changes[0]
                yield Reintroduced(older, back, _placed(change, olds[0], news[0]))


_TOGETHER = Rulings(confirmed=(((0,), (0,)),))


def _back(
    versions: _Versions, gone: Sequence[_Gone], inserted: Sequence[int], back: int, ruled: Ruled
) -> Iterator[Reintroduced]:
    """Which of the gone units surely stand among the inserted ones of version `back`."""
    olds = [versions[one.version].units[one.at] for one in gone]
    news = [versions[back].units[at] for at in inserted]
    often = Counter(versions[one.version].name(one.at) for one in gone)
    for change in compare_units(olds, news).changes:
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        one, at = gone[change.old[0]], inserted[change.new[0]]
        old, new = versions[one.version], versions[back]
        rejected = (one.at, at) in ruled.get((one.version, back), NO_RULINGS).rejected
        if not rejected and often[old.name(one.at)] == 1 and _is_sure(change, old, one.at, new, at):
            yield Reintroduced(one.version, back, _placed(change, one.at, at))


def _is_sure(change: Change, old: _Text, i: int, new: _Text, j: int) -> bool:
    words = min(len(old.side.words(i)), len(new.side.words(j)))
    if not (old.is_single(i) and new.is_single(j)):
        return False
    if old.name(i) == new.name(j):
        return words >= EQUAL_WORDS[change.unit_class]
    alike = words >= ALIKE_WORDS and change.similarity >= FLOOR
    return alike and not old.has_rival(i) and not new.has_rival(j)


def _placed(change: Change, old: int, new: int) -> Change:
    """The change with its positions in whole versions. What leftovers cannot tell is left out: moves, most signals."""
    signals = change.signals if change.is_typography else ()
    return replace(change, old=(old,), new=(new,), moved=False, signals=signals)
