"""Pairings: what a person ruled on places of two texts, in a form that outlives the editions it was said of."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.changes import UnitClass


class Verdict(StrEnum):
    """What a person said of a pairing."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"

    @property
    def imperative(self) -> str:
        """The word that asks for it: `confirm`."""
        return self.value.removesuffix("ed")


class RuledPlace(Struct, frozen=True, order=True):
    """A place as it was when somebody ruled on it.

    `eid` names it in that edition, `wid` through all editions; `sha256` is that of its text in UTF-8, the printed number left
    out; `fragment` is its name for people.
    """

    eid: str
    wid: str
    sha256: str
    fragment: str


class Half(Struct, frozen=True, order=True):
    """One side of a ruling: places of one edition, in reading order."""

    edition: int
    places: tuple[RuledPlace, ...]

    @property
    def fragments(self) -> tuple[str, ...]:
        return tuple(place.fragment for place in self.places)


class Ruling(Struct, frozen=True, order=True):
    """One verdict: these places belong together (one and one, one and several, several and one), or these two do not."""

    first: Half
    second: Half
    verdict: Verdict
    unit_class: UnitClass

    def __post_init__(self) -> None:
        sizes = sorted(len({place.eid for place in half.places}) for half in (self.first, self.second))
        if sizes != sorted(len(half.places) for half in (self.first, self.second)) or sizes[0] != 1:
            raise BadValue("a ruling is on one place and one or several others", tries=("revtrack log --events",))
        if self.verdict is Verdict.REJECTED and sizes[1] != 1:
            raise BadValue("a rejection is of one place and one other", tries=("revtrack log --events",))
        if min(self.first.edition, self.second.edition) < 1:
            raise BadValue("editions are counted from 1", tries=("revtrack log --editions",))

    @property
    def mirrored(self) -> Ruling:
        """The same ruling when the two texts change places."""
        return Ruling(self.second, self.first, self.verdict, self.unit_class)
