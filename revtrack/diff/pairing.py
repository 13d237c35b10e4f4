"""Holds what has been tied so far, and why, while two sides are being aligned.

Most of a text stays as it was, so ties of one and one are kept as bare positions, and runs of them (neighbours tied to
neighbours) are looked at as one: what a step costs goes with what changed, not with how much there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from revtrack.diff.chains import heaviest_chain
from revtrack.diff.sides import Side
from revtrack.model.changes import Reason
from revtrack.model.rulings import NO_RULINGS, Rulings

OLD, NEW = 0, 1

FREE, NOWHERE = -1, -2


class Tie(Struct, frozen=True):
    """Old positions and new positions that belong together: one and one, one and several, or several and one."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    reason: Reason


class Run(NamedTuple):
    """So many ties of one and one in a row, or the first positions of a split or merge, with the last old and new ones."""

    old: int
    new: int
    length: int
    old_end: int
    new_end: int


class Pairing:
    """Grows tie by tie; a tied unit stays tied, though a tie of two may become a split or a merge."""

    def __init__(self, old: Side, new: Side, rulings: Rulings = NO_RULINGS) -> None:
        self.sides = (old, new)
        self.partners = ([FREE] * len(old), [FREE] * len(new))
        """For each position of a side the first position it is tied to, FREE if there is none."""
        self._told: dict[int, Tie] = {}
        """The ties that are not one and one by anchor, by their first old position."""
        self._parts: tuple[dict[int, int], dict[int, int]] = ({}, {})
        """For each position of a split or merge, the first old position of its tie."""
        self._rejected = rulings.rejected
        self._runs: list[Run] | None = None
        self._in_place: list[Run] | None = None
        self._free = [list(range(len(side))) for side in self.sides]
        """For each side what had no tie when it was last asked for: a tied unit stays tied, so no others can be free."""
        self._is_known = [False, False]
        for olds, news in rulings.confirmed:
            self.tie(olds, news, Reason.CONFIRMED)

    def tie(self, old: Iterable[int], new: Iterable[int], reason: Reason) -> None:
        """Tie these positions; what stood under any of them before is replaced."""
        self._forget()
        tie = Tie(tuple(old), tuple(new), reason)
        for at in tie.old:
            self.partners[OLD][at] = tie.new[0]
            self._told.pop(at, None)
        for at in tie.new:
            self.partners[NEW][at] = tie.old[0]
        if reason is not Reason.ANCHOR or len(tie.old) + len(tie.new) > 2:
            self._told[tie.old[0]] = tie
        if len(tie.old) + len(tie.new) > 2:
            for side, positions in ((OLD, tie.old), (NEW, tie.new)):
                self._parts[side].update(dict.fromkeys(positions, tie.old[0]))

    def tie_run(self, old: int, new: int, length: int) -> None:
        """Tie so many neighbours one to one, as anchors."""
        self._forget()
        self.partners[OLD][old : old + length] = range(new, new + length)
        self.partners[NEW][new : new + length] = range(old, old + length)

    def _forget(self) -> None:
        """Forget what was worked out from the ties so far."""
        self._runs = self._in_place = None
        self._is_known = [False, False]

    def of(self, side: int, at: int) -> Tie | None:
        """The tie a position of that side is in."""
        partner = self.partners[side][at]
        if partner == FREE:
            return None
        first = self._parts[side].get(at, at if side == OLD else partner)
        return self._told.get(first) or Tie((first,), (self.partners[OLD][first],), Reason.ANCHOR)

    def are_free(self, old: int, new: int) -> bool:
        """Whether neither is tied yet, and nobody has ruled that they do not belong together."""
        return self.partners[OLD][old] == FREE and self.partners[NEW][new] == FREE and (old, new) not in self._rejected

    def may_join(self, side: int, whole: int, part: int) -> bool:
        """Whether `part`, of the side that `whole` is not on, is not tied yet and not ruled to be apart from it."""
        link = (whole, part) if side == OLD else (part, whole)
        return self.partners[1 - side][part] == FREE and link not in self._rejected

    def free(self, side: int) -> list[int]:
        """The positions of that side without a tie, in order."""
        if not self._is_known[side]:
            partners = self.partners[side]
            self._free[side] = [at for at in self._free[side] if partners[at] == FREE]
            self._is_known[side] = True
        return self._free[side]

    def told(self) -> list[Tie]:
        """Every tie that is not one and one by anchor, in the order of the old side."""
        return [tie for _, tie in sorted(self._told.items())]

    def told_at(self, old: int) -> Tie | None:
        """The tie that begins at this old position, if it is not one and one by anchor."""
        return self._told.get(old)

    def ties(self) -> Iterator[Tie]:
        """Every tie once, in the order of the old side."""
        for run in self.runs():
            for offset in range(run.length):
                told = self._told.get(run.old + offset)
                yield told or Tie((run.old + offset,), (run.new + offset,), Reason.ANCHOR)

    def runs(self) -> list[Run]:
        """Every run of ties, in the order of the old side; together they hold every tie once."""
        if self._runs is None:
            self._runs = self._find_runs()
        return self._runs

    def _find_runs(self) -> list[Run]:
        found: list[Run] = []
        parts = self._parts[OLD]
        start, first, after = 0, 0, NOWHERE
        for at, partner in enumerate(self.partners[OLD]):
            if partner == after and at not in parts:
                after += 1
                continue
            if after != NOWHERE:
                found.append(_run(start, first, at - start))
                after = NOWHERE
            if parts.get(at) == at:
                tie = self._told[at]
                found.append(Run(at, partner, 1, tie.old[-1], tie.new[-1]))
            elif partner != FREE and at not in parts:
                start, first, after = at, partner, partner + 1
        if after != NOWHERE:
            found.append(_run(start, first, len(self.partners[OLD]) - start))
        return found

    def runs_in_place(self) -> list[Run]:
        """The runs that kept their order: the heaviest chain rising on both sides, what holds more text weighing more."""
        if self._in_place is None:
            self._in_place = self._find_in_place()
        return self._in_place

    def _find_in_place(self) -> list[Run]:
        runs = self.runs()
        before = [side.weight_before for side in self.sides]

        def weight(run: Run) -> int:
            return max(
                before[OLD][run.old_end + 1] - before[OLD][run.old], before[NEW][run.new_end + 1] - before[NEW][run.new]
            )

        by_start = {run.old: run for run in runs}
        return [by_start[old] for old, _, _ in heaviest_chain([(run.old, run.new, weight(run)) for run in runs])]

    def in_place(self) -> list[tuple[int, int]]:
        """Where the runs that kept their order begin: free positions between two of them lie between the same ties."""
        return [(run.old, run.new) for run in self.runs_in_place()]


def _run(old: int, new: int, length: int) -> Run:
    return Run(old, new, length, old + length - 1, new + length - 1)
