"""Finds the places of a ruling again in an edition, which may be another than the one it was made on.

In the edition somebody ruled on, a place is where its eId says. In another edition of the same text it is the one unit of
the same words, best under the same wId; else the one under the same wId whose words are nearly the same, so that a
corrected word does not undo a ruling. What is found twice or not at all is not found: nothing is guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from revtrack import diff
from revtrack.diff.units import of_expression
from revtrack.model.changes import TextUnit, UnitClass
from revtrack.model.pairings import Half, RuledPlace
from revtrack.model.places import display, find_alone, units
from revtrack.model.rulings import Rulings
from revtrack.model.texts import Expression, Note
from revtrack.store.contract import TextKey
from revtrack.workflows.catalogue import Catalogue

NEARLY = 0.75
"""A unit so like the one ruled on is the same, corrected; below, a person should look again."""

_ONE = Rulings(confirmed=(((0,), (0,)),))


class Ruled(Struct, frozen=True):
    """A unit of an edition as rulings know it; `at` is its position in reading order."""

    at: int
    unit_class: UnitClass
    place: RuledPlace
    text: str


class Lost(Struct, frozen=True):
    """A place that was not found again, and why."""

    place: RuledPlace
    why: str


class RuledText:
    """One edition of a text of the store, in which places of rulings are looked for."""

    def __init__(self, catalogue: Catalogue, key: TextKey, edition: int) -> None:
        self.key = key
        self.edition = edition
        self._catalogue = catalogue

    @cached_property
    def expression(self) -> Expression:
        return self._expression(self.edition)

    @cached_property
    def units(self) -> tuple[Ruled, ...]:
        """Every unit in reading order."""
        return _units(self.expression)

    @property
    def name(self) -> str:
        """`9956/14:da`."""
        return f"{self.expression.number}:{self.expression.language}"

    @property
    def titled(self) -> str:
        """What a person calls it in a sentence: `demo@1`; number, language and edition where that could be another."""
        groups = self._catalogue.groups
        if self.edition != groups[self.key.slug, self.key.language][-1].ordinal:
            return f"{self.name}@{self.edition}"
        if sum(slug == self.key.slug for slug, _ in groups) > 1:
            return self.name
        work = self._catalogue.membership.numbers.get(self.key.slug, self.expression.work)
        return f"{work}@{self.expression.label}" if self.expression.label else self.name

    def named(self, fragment: str) -> tuple[Ruled, ...]:
        """The units a fragment of an address names. UnknownPlace or AmbiguousPlace."""
        eids = {unit.place.eid for unit in find_alone(self.expression, fragment)}
        return tuple(unit for unit in self.units if unit.place.eid in eids)

    def half(self, found: Sequence[Ruled]) -> Half:
        """These units as one side of a ruling."""
        return Half(self.edition, tuple(unit.place for unit in found))

    def find(self, half: Half, unit_class: UnitClass) -> tuple[int, ...] | Lost:
        """The positions of all places of one side of a ruling, rising; the first place that is lost, if one is."""
        found: list[int] = []
        for place in half.places:
            at = self._find(place, half.edition, unit_class)
            if at is None or at in found:
                return Lost(place, self._why(place, half.edition))
            found.append(at)
        return tuple(sorted(found))

    def _find(self, place: RuledPlace, edition: int, unit_class: UnitClass) -> int | None:
        own = [unit for unit in self.units if unit.unit_class is unit_class]
        if edition == self.edition:
            return _only([unit for unit in own if unit.place.eid == place.eid and unit.place.sha256 == place.sha256])
        bearers = [unit for unit in own if unit.place.wid == place.wid]
        same = [unit for unit in own if unit.place.sha256 == place.sha256]
        for found in ([unit for unit in same if unit in bearers], same):
            if len(found) == 1:
                return found[0].at
        before = self._text_before(place, edition)
        return None if before is None else _only([unit for unit in bearers if _likeness(before, unit.text) >= NEARLY])

    def _why(self, place: RuledPlace, edition: int) -> str:
        name = display(place.fragment)
        if any(unit.place.wid == place.wid for unit in self.units):
            return f"{name} of {self.name} reads otherwise in edition {self.edition} than in edition {edition}"
        return f"{name} of {self.name}@{edition} is not found in edition {self.edition}"

    def _text_before(self, place: RuledPlace, edition: int) -> str | None:
        """The text of a place in the edition it was ruled on; None if that is not held or says something else."""
        try:
            before = _units(self._expression(edition))
        except KeyError:
            return None
        return next((unit.text for unit in before if unit.place == place), None)

    def _expression(self, edition: int) -> Expression:
        key = self._catalogue.groups[self.key.slug, self.key.language][-1]
        return self._catalogue.edition(replace(key, ordinal=edition)).expression


def _units(expression: Expression) -> tuple[Ruled, ...]:
    whole = zip(units(expression), of_expression(expression), strict=True)
    return tuple(_ruled(at, unit.item, compared) for at, (unit, compared) in enumerate(whole))


def _ruled(at: int, item: object, compared: TextUnit) -> Ruled:
    place = compared.place
    if place is None:
        raise TypeError("a unit of an expression has a place")
    wid = "" if isinstance(item, Note) else str(getattr(item, "wid", ""))
    digest = hashlib.sha256(compared.text.encode()).hexdigest()
    return Ruled(
        at, compared.unit_class, RuledPlace(place.eid, wid or place.eid, digest, place.fragment), compared.text
    )


def _only(found: Sequence[Ruled]) -> int | None:
    return found[0].at if len(found) == 1 else None


def _likeness(one: str, other: str) -> float:
    """How alike two texts are, as a comparison would say."""
    return diff.compare_units((TextUnit(one),), (TextUnit(other),), rulings=_ONE).changes[0].similarity
