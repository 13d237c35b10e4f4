"""What two texts in different languages have to do with each other: which units belong together, why, and what differs.

No words are compared. Units are paired by what survives a translation (printed numbers, figures, names, order, length), and
what is reported are differences of structure, numbers, dates and references.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from revtrack.model.changes import Signal, TextUnit
from revtrack.model.rulings import Positions


class Ground(StrEnum):
    """What speaks for a pairing across languages."""

    CONFIRMED = "confirmed"
    NUMBER = "number"
    """The printed numbers count the same: Article 5 and artikel 5, (c) and γ)."""
    FIGURES = "figures"
    """Figures that stand in both texts."""
    WORDS = "words"
    """Words that look alike in both languages, or that stand against each other in many pairs of these two texts."""
    STRUCTURE = "structure"
    """Both are headings, footnotes, or entries of a list of the same depth."""
    LENGTH = "length"
    ORDER = "order"


class Only(StrEnum):
    """The side on which something stands that the other side lacks."""

    OLD = "old"
    NEW = "new"

    @property
    def mirrored(self) -> Only:
        """The side when old and new change places."""
        return Only.NEW if self is Only.OLD else Only.OLD


class Difference(Struct, frozen=True):
    """A number, date or reference that stands on one side of a pairing only: its class, the words as printed, the side."""

    signal: Signal
    text: str
    only: Only


class Link(Struct, frozen=True):
    """Units that belong together: one and one, one and two, two and one; or one unit alone, the other side being empty.

    `similarity` says how far what survives a translation agrees, in [0, 1]; it is 0 for a unit alone.
    """

    old: Positions
    new: Positions
    grounds: tuple[Ground, ...] = ()
    similarity: float = 0.0
    differences: tuple[Difference, ...] = ()

    @property
    def is_paired(self) -> bool:
        """Whether both sides are there."""
        return bool(self.old and self.new)

    @property
    def mirrored(self) -> Link:
        """The link when old and new change places."""
        turned = (replace(difference, only=difference.only.mirrored) for difference in self.differences)
        return replace(self, old=self.new, new=self.old, differences=in_order(turned))


class Correspondence(Struct, frozen=True):
    """Every unit of both sides, told of exactly once.

    Links stand in the order of the new text; units of the old text alone stand where the old text had them.
    """

    old: tuple[TextUnit, ...]
    new: tuple[TextUnit, ...]
    links: tuple[Link, ...]
    coarse: tuple[str, ...] = ()
    """Places where a work bound forced a coarser answer."""

    @property
    def mirrored(self) -> Correspondence:
        """What is said when old and new change places."""
        return Correspondence(self.new, self.old, in_reading_order(link.mirrored for link in self.links), self.coarse)


def in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """What stands on the old side only, then what stands on the new side only, each as it was given."""
    return tuple(sorted(differences, key=lambda difference: difference.only is Only.NEW))


def in_reading_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links in the order of the new text; old units alone follow the pairing that stands before them in the old text."""
    given = sorted(links, key=lambda link: (link.old, link.new))
    ranks: dict[Link, tuple[int, int, int]] = {}
    before = -1
    for link in given:
        if link.is_paired:
            before = link.new[0]
        ranks[link] = (link.new[0], 0, 0) if link.new else (before, 1, link.old[0])
    return tuple(sorted(given, key=lambda link: ranks[link]))


def in_old_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links in the order of the old text; new units alone stand before the pairing that follows them in the new text.

    So of what stands between two pairings the old comes first, as in the order of the new text.
    """
    given = sorted(links, key=lambda link: (link.new, link.old), reverse=True)
    ranks: dict[Link, tuple[float, int, int]] = {}
    behind = math.inf
    for link in given:
        if link.is_paired:
            behind = link.old[0]
        ranks[link] = (link.old[0], 1, 0) if link.old else (behind, 0, link.new[0])
    return tuple(sorted(given, key=lambda link: ranks[link]))
