"""Rulings: what a person decided of the pairing of two texts. A ruling always wins over what likeness says."""

from __future__ import annotations

from msgspec import Struct

from revtrack.errors import BadValue

Positions = tuple[int, ...]
"""Positions in reading order, from 0, rising."""


class Rulings(Struct, frozen=True):
    """Decisions about two sides, as positions in reading order, from 0.

    `confirmed` are pairings that hold: one and one, one and several, or several and one. `rejected` are two positions that
    do not belong together. A position stands in one confirmed pairing at most, and no confirmed pairing is rejected.
    """

    confirmed: tuple[tuple[Positions, Positions], ...] = ()
    rejected: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        for side in (0, 1):
            told = [at for pairing in self.confirmed for at in pairing[side]]
            if len(set(told)) != len(told):
                raise _contradiction("a paragraph is confirmed in two pairings")
        for old, new in self.confirmed:
            if not old or not new or min(len(old), len(new)) > 1:
                raise _contradiction("a confirmed pairing is one and one, one and several, or several and one")
            if any((i, j) in self.rejected for i in old for j in new):
                raise _contradiction("a pairing is both confirmed and rejected")

    def __bool__(self) -> bool:
        return bool(self.confirmed or self.rejected)

    @property
    def mirrored(self) -> Rulings:
        """The same rulings when old and new change places."""
        return Rulings(
            tuple((new, old) for old, new in self.confirmed), frozenset((new, old) for old, new in self.rejected)
        )


NO_RULINGS = Rulings()


def _contradiction(fact: str) -> BadValue:
    return BadValue(
        "these rulings on pairings contradict each other",
        facts=(fact,),
        tries=("revtrack log --events",),
    )
