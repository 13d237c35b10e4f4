"""What the rulings on two texts say of two of their editions: positions for a comparison, and what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from revtrack.model.pairings import Ruling, Verdict
from revtrack.model.places import display
from revtrack.model.rulings import Positions, Rulings
from revtrack.report.views import Side
from revtrack.store.contract import TextKey
from revtrack.store.layout import pairings_name
from revtrack.workflows import rulingfile
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.ruledtexts import Lost, RuledText

Spot = tuple[Positions, Positions]


class Misfit(Struct, frozen=True):
    """A ruling that is not applied, and why. `fragment` stands in the text of that side: 0 for the first, 1 for the second."""

    ruling: Ruling
    side: int
    fragment: str
    why: str


class Fit(NamedTuple):
    """The rulings as positions, first side first, those that are not applied, and which ruling confirmed which positions."""

    rulings: Rulings
    misfits: tuple[Misfit, ...]
    confirmed: Mapping[Spot, Ruling]


class RuledPair(Struct, frozen=True):
    """Two editions in the order in which their rulings are kept: by text, of one text the older edition first."""

    first: RuledText
    second: RuledText
    name: str

    def concerns(self, ruling: Ruling) -> bool:
        """Whether a ruling can speak of these two: of two editions of one text only one made on these very editions."""
        editions = (self.first.edition, self.second.edition)
        return self.first.key != self.second.key or (ruling.first.edition, ruling.second.edition) == editions

    def spot(self, ruling: Ruling) -> Spot | Misfit:
        """Where a ruling stands in these editions."""
        found = self.first.find(ruling.first, ruling.unit_class), self.second.find(ruling.second, ruling.unit_class)
        for side, half in enumerate(found):
            if isinstance(half, Lost):
                return Misfit(ruling, side, half.place.fragment, half.why)
        first, second = (half for half in found if not isinstance(half, Lost))
        return first, second

    def fit(self, rulings: Iterable[Ruling]) -> Fit:
        """All rulings that hold for these editions. What does not fit, or contradicts another, is not applied."""
        spots: dict[tuple[Verdict, Spot], Ruling] = {}
        misfits: list[Misfit] = []
        for ruling in sorted(filter(self.concerns, rulings)):
            spot = self.spot(ruling)
            if isinstance(spot, Misfit):
                misfits.append(spot)
            else:
                spots.setdefault((ruling.verdict, spot), ruling)
        clashing = _clashing(list(spots))
        misfits += [
            Misfit(spots[told], 0, spots[told].first.places[0].fragment, "it contradicts another ruling")
            for told in spots
            if told in clashing
        ]
        held = sorted(
            spot for verdict, spot in spots if verdict is Verdict.CONFIRMED and (verdict, spot) not in clashing
        )
        rejected = [spot for verdict, spot in spots if verdict is Verdict.REJECTED and (verdict, spot) not in clashing]
        return Fit(
            Rulings(tuple(held), frozenset((i, j) for (i,), (j,) in rejected)),
            tuple(misfits),
            {spot: spots[Verdict.CONFIRMED, spot] for spot in held},
        )


def _clashing(told: Sequence[tuple[Verdict, Spot]]) -> set[tuple[Verdict, Spot]]:
    """Rulings that cannot hold together: a place confirmed twice, a pairing confirmed and rejected."""
    confirmed = [spot for verdict, spot in told if verdict is Verdict.CONFIRMED]
    rejected = {spot for verdict, spot in told if verdict is Verdict.REJECTED}
    counts = [Counter(at for spot in confirmed for at in spot[side]) for side in (0, 1)]
    found: set[tuple[Verdict, Spot]] = set()
    for spot in confirmed:
        refused = {((i,), (j,)) for i in spot[0] for j in spot[1]} & rejected
        if refused or any(counts[side][at] > 1 for side in (0, 1) for at in spot[side]):
            found.add((Verdict.CONFIRMED, spot))
        found |= {(Verdict.REJECTED, other) for other in refused}
    return found


def pair_in_store(catalogue: Catalogue, old: Side, new: Side) -> tuple[RuledPair, bool] | None:
    """The pair in which rulings on two sides are kept, and whether it is the other way round.

    None where a side is a file, or both are the same edition: there nothing can be ruled on.
    """
    if old.path or new.path:
        return None
    keys = [(TextKey(_slug(side), side.expression.language.short), side.edition) for side in (old, new)]
    if keys[0] == keys[1]:
        return None
    first, second = sorted(keys)
    pair = RuledPair(RuledText(catalogue, *first), RuledText(catalogue, *second), pairings_name(first[0], second[0]))
    return pair, keys[0] != first


def _slug(side: Side) -> str:
    from revtrack.model import slugs

    return slugs.slug(side.expression.number)


def kept(catalogue: Catalogue, name: str) -> tuple[Ruling, ...]:
    """Every ruling in a file of the store. StoreDamaged if it cannot be read."""
    return rulingfile.read(catalogue.store.decision(name), name)


def words(ruling: Ruling) -> str:
    """`¶¶ 2, 3 = ¶ 2`, first side first."""
    return f"{named(ruling.first.fragments)} = {named(ruling.second.fragments)}"


def named(fragments: Sequence[str]) -> str:
    """`¶¶ 2, 3`, `fn 2`, `h:access`: fragments of one class as people read them."""
    shown = [display(fragment) for fragment in fragments]
    if len(shown) == 1 or not all(name.startswith("¶ ") for name in shown):
        return ", ".join(shown)
    return "¶¶ " + ", ".join(name.removeprefix("¶ ") for name in shown)
