"""Ties provisions by their number, where two versions share one numbering.

An act that is amended keeps its numbers: what is put in is Article 7a, and point (c) replaced as a whole is point (c) still. A
recast numbers anew, and there a number says little. Which of the two it is shows in the texts that stayed equal: where nearly all
of them kept their number in full, a number names a provision, however much of its text was replaced.

Only printed numbers that stand apart from the text, under headings that are known as such, are taken for names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.diff.sides import Section, Side
from revtrack.model.changes import Reason

LEAST_TIES, KEPT = 12, 0.95
"""So many numbered texts must have stayed equal, and so great a share of them kept its number in full."""

UNKNOWN = 0.5
"""The share that is assumed where too few numbered texts stayed equal to say."""

Name = tuple[Hashable, ...]


def tie_provisions(pairing: Pairing) -> float:
    """Tie what bears the same number in full, if the two sides share one numbering; the share of numbers that were kept."""
    old, new = (names(side) for side in pairing.sides)
    kept = _kept(pairing, old, new)
    if kept < KEPT:
        return kept
    where = {name: at for at, name in _once(new)}
    for i, name in _once(old):
        j = where.get(name)
        if j is not None and pairing.are_free(i, j) and _same_class(pairing, i, j):
            pairing.tie((i,), (j,), Reason.SECTION)
    return kept


def names(side: Side) -> list[Name]:
    """What each unit is called: its headline's number, its own in full, and its place among those without one; () if nothing.

    Component and class are part of the name. Units of plain lists have no names: there a number is read out of the text, and
    may be part of it.
    """
    if any(unit.lead for unit in side.units):
        return [()] * len(side.units)
    found: list[Name] = []
    counts: Counter[Name] = Counter()
    for section in side.sections:
        head = _headed(side, section)
        path = head
        for at in section.members if section.headline is None else (section.headline, *section.members):
            unit, own = side.units[at], side.path(at) if at != section.headline else ()
            path = head + own if own else path
            name = (unit.unit_class.value, *path, *((unit.marker,) if at != section.headline and not own else ()))
            counts[name] += 1
            found.append((*name, counts[name]) if path != head[:1] else ())
    return found


def _headed(side: Side, section: Section) -> Name:
    """How names in a section begin: with the component, and with the number of its headline or, without one, its words."""
    first = section.members.start if section.headline is None else section.headline
    place = side.units[first].place if first < len(side.units) else None
    component = place.component if place else ""
    if section.headline is None:
        return (component,)
    return (component, _said(side.units[section.headline].marker) or side.key(section.headline))


def _said(marker: str) -> str:
    return " ".join(marker.split()).casefold()


def _kept(pairing: Pairing, old: Sequence[Name], new: Sequence[Name]) -> float:
    """Which share of the equal texts that bear a number kept it in full; UNKNOWN where there are too few to say."""
    units = pairing.sides[OLD].units
    kept = [old[i] == new[j] for i, j in enumerate(pairing.partners[OLD]) if j != FREE and old[i] and units[i].marker]
    return sum(kept) / len(kept) if len(kept) >= LEAST_TIES else UNKNOWN


def _once(found: Sequence[Name]) -> Iterator[tuple[int, Name]]:
    counts = Counter(found)
    return ((at, name) for at, name in enumerate(found) if name and counts[name] == 1)


def _same_class(pairing: Pairing, i: int, j: int) -> bool:
    return pairing.sides[OLD].class_of(i) is pairing.sides[NEW].class_of(j)
