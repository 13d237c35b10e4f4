"""Chains comparisons of consecutive versions into strands: one paragraph's history each.

A unit that nothing became begins a strand, and a change hands the strands of its old units on to all of its new ones. So
a split widens a strand, a merge lets several share what follows, and no unit is without one. What was deleted and is back
goes on in its old strand (returns.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct, field

from revtrack.diff.returns import reintroduced
from revtrack.diff.strandorder import newest_first
from revtrack.errors import BadValue
from revtrack.model.changes import Change, Comparison, UnitClass
from revtrack.model.rulings import Rulings
from revtrack.model.strands import Reintroduced, Strand

NOTHING_RULED: Mapping[tuple[int, int], Rulings] = MappingProxyType({})


def strands(
    comparisons: Sequence[Comparison], *, ruled: Mapping[tuple[int, int], Rulings] = NOTHING_RULED
) -> tuple[Strand, ...]:
    """The strands of a chain of comparisons, in the reading order of the newest version; absent ones where they stood.

    `ruled` is what people said of two versions that are not neighbours, by their numbers from 0: whether a text that was
    deleted is back. What they said of neighbours is in the comparisons. Raises BadValue if there is no comparison, or if
    one does not begin with the very units the one before it ended with.
    """
    _check_chain(comparisons)
    loom = _Loom(len(comparisons) + 1)
    for at, unit in enumerate(comparisons[0].old):
        loom.begin(0, at, unit.unit_class)
    back = {(one.back, one.change.new[0]): one for one in reintroduced(comparisons, ruled)}
    for step, comparison in enumerate(comparisons):
        for change in comparison.changes:
            loom.weave(step, change, back.get((step + 1, change.new[0])) if not change.old else None)
    return newest_first(loom.strands(), comparisons)


def _check_chain(comparisons: Sequence[Comparison]) -> None:
    if not comparisons:
        raise BadValue("strands need a comparison at least", tries=("revtrack correlate OLD NEW",))
    for number, (one, other) in enumerate(pairwise(comparisons), 2):
        if one.new != other.old:
            raise BadValue(
                f"comparison {number} does not begin where the one before it ends",
                tries=("revtrack correlate V1 V2 V3",),
            )


class _Growing(Struct):
    """A strand while the comparisons are walked through."""

    positions: list[set[int]]
    steps: list[list[Change]]
    unit_class: UnitClass
    back: list[Reintroduced] = field(default_factory=list)

    def finished(self) -> Strand:
        return Strand(
            tuple(tuple(sorted(there)) for there in self.positions),
            tuple(map(tuple, self.steps)),
            tuple(self.back),
            self.unit_class,
        )


class _Loom:
    """The strands so far, and of each version which strands hold which unit."""

    def __init__(self, versions: int) -> None:
        self._growing: list[_Growing] = []
        self._holders: list[dict[int, list[int]]] = [{} for _ in range(versions)]

    def begin(self, version: int, at: int, unit_class: UnitClass) -> int:
        """A new strand that begins with this unit; its number."""
        versions = len(self._holders)
        self._growing.append(_Growing([set() for _ in range(versions)], [[] for _ in range(versions - 1)], unit_class))
        self._hold(len(self._growing) - 1, version, at)
        return len(self._growing) - 1

    def weave(self, step: int, change: Change, back: Reintroduced | None) -> None:
        """Hand the strands of the change's old units on to its new ones; of what is `back`, those it was in."""
        if change.old:
            numbers = [number for at in change.old for number in self._holders[step][at]]
        elif back:
            numbers = self._holders[back.left][back.change.old[0]]
        else:
            numbers = [self.begin(step + 1, change.new[0], change.unit_class)]
        for number in dict.fromkeys(numbers):
            self._growing[number].steps[step].append(change)
            if back:
                self._growing[number].back.append(back)
            for at in change.new:
                self._hold(number, step + 1, at)

    def strands(self) -> list[Strand]:
        """All of them, in the order in which they began."""
        return [growing.finished() for growing in self._growing]

    def _hold(self, number: int, version: int, at: int) -> None:
        there = self._growing[number].positions[version]
        if at not in there:
            there.add(at)
            self._holders[version].setdefault(at, []).append(number)
