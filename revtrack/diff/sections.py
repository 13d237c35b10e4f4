"""Matches sections of the old side with sections of the new one, before their paragraphs are paired.

A section is known by its headline, by its number a little, and above all by what stands in it. On real rewrites the section
decides: the same wording recurs under many headlines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from revtrack.diff.likeness import likeness
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.diff.sides import Section, Side

FLOOR = 0.30
BY_HEADLINE, BY_NUMBER = 0.50, 0.25
RARE = 40
"""Words in more sections than that say nothing about any of them."""

_UNITS = 1 << 20
"""Shares are added in whole parts of this size, so that sums do not depend on the order of adding."""


def match_sections(pairing: Pairing, kept: float = 0.5) -> dict[int, int]:
    """Old section -> new section, best first, each at most once. Empty where neither side has headlines.

    `kept` is the share of printed numbers that equal texts kept: a headline's number counts for that much.
    """
    old, new = pairing.sides
    if len(old.sections) == 1 and len(new.sections) == 1 and _headline(old, 0) is _headline(new, 0) is None:
        return {}
    bodies = _Bodies(pairing)
    scored = sorted((-score, abs(s - t), s, t) for s, t, score in _scores(pairing, bodies, kept) if score >= FLOOR)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, s, t in scored:
        if s not in found and t not in taken:
            found[s] = t
            taken.add(t)
    return found


def _scores(pairing: Pairing, bodies: _Bodies, kept: float) -> Iterator[tuple[int, int, float]]:
    for s, t in sorted(set(_by_headline(pairing)) | bodies.pairs()):
        yield s, t, bodies.share(s, t) + _headline_score(pairing, s, t, kept)


def _headline_score(pairing: Pairing, s: int, t: int, kept: float) -> float:
    old, new = pairing.sides
    i, j = _headline(old, s), _headline(new, t)
    if i is None or j is None:
        return BY_HEADLINE / 2 if i is j else 0.0
    words = likeness(old, i, new, j)
    number = bool(old.units[i].marker) and old.units[i].marker == new.units[j].marker
    return BY_HEADLINE * words + BY_NUMBER * number * min(1.0, 2 * kept)


def _headline(side: Side, section: int) -> int | None:
    return side.sections[section].headline


def _by_headline(pairing: Pairing) -> Iterator[tuple[int, int]]:
    """Sections whose headlines are alike in words or in number."""
    old, new = pairing.sides
    places: dict[str, list[int]] = defaultdict(list)
    for t in range(len(new.sections)):
        for name in _names(new, t):
            places[name].append(t)
    for s in range(len(old.sections)):
        for name in _names(old, s):
            for t in places.get(name, ())[:RARE]:
                yield s, t


def _names(side: Side, section: int) -> tuple[str, ...]:
    at = _headline(side, section)
    if at is None:
        return ("",)
    marker = side.units[at].marker
    return f"words {side.key(at).casefold()}", f"number {marker}"


class _Bodies:
    """What sections share: text that is tied already, and words, rarer ones counting more."""

    def __init__(self, pairing: Pairing) -> None:
        self._shared: dict[tuple[int, int], int] = defaultdict(int)
        self._sizes = tuple([0] * len(side.sections) for side in pairing.sides)
        self._add_ties(pairing)
        self._add_words(pairing)

    def pairs(self) -> set[tuple[int, int]]:
        return set(self._shared)

    def share(self, s: int, t: int) -> float:
        """The share of both bodies that is common, from 0 to 1."""
        size = self._sizes[OLD][s] + self._sizes[NEW][t]
        return 2 * self._shared.get((s, t), 0) / size if size else 0.0

    def _add_ties(self, pairing: Pairing) -> None:
        old, new = pairing.sides
        places = zip(pairing.partners[OLD], old.section_of, old.weights, strict=True)
        for (s, t), weight in _added((s, new.section_of[j], weight) for j, s, weight in places if j != FREE).items():
            self._shared[s, t] += weight * _UNITS
            self._sizes[OLD][s] += weight * _UNITS
            self._sizes[NEW][t] += weight * _UNITS

    def _add_words(self, pairing: Pairing) -> None:
        bags = [_bags(pairing, side) for side in (OLD, NEW)]
        worth = _worths(bags)
        for side in (OLD, NEW):
            for section, bag in bags[side].items():
                self._sizes[side][section] += sum(worth.get(word, 0) * count for word, count in bag.items())
        where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for section, bag in bags[NEW].items():
            for word in bag.keys() & worth.keys():
                where[word].append((section, bag[word]))
        for s, bag in bags[OLD].items():
            for word in bag.keys() & where.keys():
                for t, count in where[word]:
                    self._shared[s, t] += worth[word] * min(bag[word], count)


def _added(weighed: Iterable[tuple[int, int, int]]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    for s, t, weight in weighed:
        found[s, t] += weight
    return found


def _worths(bags: Sequence[Mapping[int, Counter[str]]]) -> dict[str, int]:
    """What each word counts for; words in too many sections are left out."""
    spread = Counter(word for own in bags for bag in own.values() for word in bag)
    sections = sum(len(own) for own in bags)
    return {word: _worth(count, sections) for word, count in spread.items() if count <= 2 * RARE}


def _worth(count: int, sections: int) -> int:
    """A word counts as six letters where it is rare, and as next to nothing where it stands in every section.

    Bits stand for the logarithm, which is not the same to the last digit on every machine.
    """
    return 6 * _UNITS * (sections // count).bit_length() // max(1, sections.bit_length())


def _bags(pairing: Pairing, side: int) -> dict[int, Counter[str]]:
    """The words of the free units of each section that has any, headlines left out."""
    own = pairing.sides[side]
    bags: dict[int, Counter[str]] = defaultdict(Counter)
    for at in pairing.free(side):
        section: Section = own.sections[own.section_of[at]]
        if at != section.headline:
            bags[own.section_of[at]].update(own.words(at))
    return bags
