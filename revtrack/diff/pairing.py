"""Holds what has been tied so far, and why, while two sides are being aligned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from revtrack.diff.chains import heaviest_chain
from revtrack.diff.sides import Side
from revtrack.model.changes import Reason
from revtrack.model.rulings import NO_RULINGS, Rulings

OLD, NEW = 0, 1


@dataclass(frozen=True, slots=True)
class Tie:
    """Old positions and new positions that belong together: one and one, one and several, or several and one."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    reason: Reason


class Pairing:
    """Grows tie by tie; a tied unit stays tied, though a tie of two may become a split or a merge."""

    def __init__(self, old: Side, new: Side, rulings: Rulings = NO_RULINGS) -> None:
        self.sides = (old, new)
        self._ties: tuple[dict[int, Tie], dict[int, Tie]] = ({}, {})
        self._rejected = rulings.rejected
        for olds, news in rulings.confirmed:
            self.tie(olds, news, Reason.CONFIRMED)

    def tie(self, old: Iterable[int], new: Iterable[int], reason: Reason) -> None:
        """Tie these positions; what stood under any of them before is replaced."""
        tie = Tie(tuple(old), tuple(new), reason)
        for side, positions in ((OLD, tie.old), (NEW, tie.new)):
            for at in positions:
                self._ties[side][at] = tie

    def of(self, side: int, at: int) -> Tie | None:
        """The tie a position of that side is in."""
        return self._ties[side].get(at)

    def is_free(self, side: int, at: int) -> bool:
        return at not in self._ties[side]

    def are_free(self, old: int, new: int) -> bool:
        """Whether neither is tied yet, and nobody has ruled that they do not belong together."""
        return old not in self._ties[OLD] and new not in self._ties[NEW] and (old, new) not in self._rejected

    def free(self, side: int) -> list[int]:
        """The positions of that side without a tie, in order."""
        tied = self._ties[side]
        return [at for at in range(len(self.sides[side])) if at not in tied]

    def ties(self) -> list[Tie]:
        """Every tie once, in the order of the old side."""
        return [tie for at, tie in sorted(self._ties[OLD].items()) if at == tie.old[0]]

    def weight(self, tie: Tie) -> int:
        """How much text a tie holds, on the side that holds more."""
        return max(
            sum(self.sides[OLD].weight(at) for at in tie.old),
            sum(self.sides[NEW].weight(at) for at in tie.new),
        )

    def in_place(self) -> list[tuple[int, int]]:
        """The first positions of the ties that kept their order: the heaviest chain rising on both sides."""
        points = [(tie.old[0], tie.new[0], self.weight(tie)) for tie in self.ties()]
        return [(old, new) for old, new, _ in heaviest_chain(points)]
