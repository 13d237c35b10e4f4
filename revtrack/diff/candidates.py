"""Finds pairs of free units that might belong together, each with what the two have in common.

A unit is looked up by its rarest words, which few others share, and beside it stand its neighbours by order and all in its
section: an index of words alone misses a third of a repetitive text. What is shared counts by its worth: a word that stands in
few units says much, one that stands in most says next to nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from revtrack.diff.chains import between
from revtrack.diff.likeness import likeness
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.model.changes import UnitClass

EACH_WITH_EACH = 250_000
"""Above so many pairs, what is weighed is said to be a choice."""

RARE_WORDS, POSTINGS, NOMINATED, NEIGHBOURS, GAP_PAIRS, SECTION_PAIRS = 12, 60, 10, 6, 2_500, 2_500
"""Of each unit so many rare words are looked up, words in more units than that are passed over, so many units are taken
from the index and from either side of its place, and all pairs of a gap and of two matched sections up to those numbers."""

MOST_NEIGHBOURS, MOST_NOMINATED = 60_000, 100_000
"""Of very many units each is compared with fewer neighbours and takes fewer from the index, so that the whole stays in reach."""

SAMPLE = 500
"""So many tied units tell, beside the free ones, how common a word is."""

WHOLE = 1000
"""Shares are whole numbers of this many parts, so that no sum depends on the order of adding or on the machine."""


class Candidate(Struct, frozen=True):
    """A pair of free units: their likeness in order (0 to 1), and what they share by worth, of both and of the smaller one.

    `shared` and `held` are parts of WHOLE.
    """

    old: int
    new: int
    likeness: float
    shared: int
    held: int


def candidates(pairing: Pairing, sections: Mapping[int, int], floor: float) -> list[Candidate]:
    """The pairs of free units of one class whose likeness reaches `floor`, in the order of the old side."""
    worth = Worth(pairing)
    found: list[Candidate] = []
    for unit_class in UnitClass:
        olds, news = (
            [at for at in pairing.free(side) if pairing.sides[side].class_of(at) is unit_class] for side in (OLD, NEW)
        )
        if olds and news:
            found += _scored(pairing, worth, sorted(_pairs(pairing, worth, sections, olds, news)), floor)
    return found


def is_thinned(pairing: Pairing) -> bool:
    """Whether there are too many free units for every pair to be looked at."""
    return len(pairing.free(OLD)) * len(pairing.free(NEW)) > EACH_WITH_EACH


class Worth:
    """What each word counts for, and the words of each free unit as a bag."""

    def __init__(self, pairing: Pairing) -> None:
        self._sides = pairing.sides
        self._bags: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._totals: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._units = 0
        self._spread: Counter[str] = Counter()
        for side in (OLD, NEW):
            for at in pairing.free(side):
                self._spread.update(set(pairing.sides[side].words(at)))
            self._units += len(pairing.free(side))
        for at in _sample(pairing):
            words = set(pairing.sides[OLD].words(at))
            self._spread.update(words)
            self._spread.update(words)
            self._units += 2
        self._worths: dict[int, int] = {}

    def of(self, word: str) -> int:
        """The worth of a word, eight times its bits: 0 where it stands in every unit."""
        count = self._spread[word]
        found = self._worths.get(count)
        if found is None:
            found = self._worths[count] = _eighth_bits(self._units, max(1, count))
        return found

    def spread(self, word: str) -> int:
        """In how many of the units looked at the word stands."""
        return self._spread[word]

    def bag(self, side: int, at: int) -> Counter[str]:
        found = self._bags[side].get(at)
        if found is None:
            found = self._bags[side][at] = Counter(self._sides[side].words(at))
        return found

    def total(self, side: int, at: int) -> int:
        """The worth of all words of a unit."""
        found = self._totals[side].get(at)
        if found is None:
            bag = self.bag(side, at)
            found = self._totals[side][at] = sum(self.of(word) * count for word, count in bag.items())
        return found

    def common(self, i: int, j: int) -> int:
        """The worth of the words that two units share."""
        old, new = self.bag(OLD, i), self.bag(NEW, j)
        return sum(self.of(word) * min(count, new[word]) for word, count in old.items() if word in new)


def _sample(pairing: Pairing) -> Sequence[int]:
    """Old units with a tie; each stands for its partner too, which has nearly the same words."""
    tied = [at for at, partner in enumerate(pairing.partners[OLD]) if partner != FREE]
    return tied[:: max(1, len(tied) // SAMPLE)]


def _eighth_bits(whole: int, part: int) -> int:
    """Eight times the logarithm to base two of whole / part, rounded down, in whole numbers alone."""
    return max(0, (whole**8 // part**8).bit_length() - 1)


def _scored(pairing: Pairing, worth: Worth, pairs: Iterable[tuple[int, int]], floor: float) -> Iterator[Candidate]:
    old, new = pairing.sides
    for i, j in pairs:
        score = likeness(old, i, new, j, floor=floor)
        if score:
            common = worth.common(i, j)
            one, other = worth.total(OLD, i), worth.total(NEW, j)
            yield Candidate(
                i,
                j,
                score,
                2 * WHOLE * common // max(1, one + other),
                WHOLE * common // max(1, min(one, other)),
            )


def _pairs(
    pairing: Pairing, worth: Worth, sections: Mapping[int, int], olds: Sequence[int], news: Sequence[int]
) -> set[tuple[int, int]]:
    nominated = set(_by_rare_words(worth, olds, news))
    nominated.update(_by_order(pairing, olds, news))
    nominated.update(_by_section(pairing, sections, olds, news))
    return nominated


def _by_rare_words(worth: Worth, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j in news:
        for word, count in worth.bag(NEW, j).items():
            postings[word].append((j, count))
    totals = {j: worth.total(NEW, j) for j in news}
    most = max(2, min(NOMINATED, MOST_NOMINATED // len(olds)))
    for i in olds:
        votes: dict[int, int] = defaultdict(int)
        bag = worth.bag(OLD, i)
        known = sorted((len(found), word) for word in bag if (found := postings.get(word)))
        for spread, word in known[:RARE_WORDS]:
            if spread > POSTINGS:
                break
            value, count = worth.of(word), bag[word]
            for j, other in postings[word]:
                votes[j] += value * (count if count < other else other)
        own = worth.total(OLD, i) + 1
        ranked = sorted((-WHOLE * vote // (own + totals[j]), j) for j, vote in votes.items())
        for _, j in ranked[:most]:
            yield i, j


def _by_order(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each free unit with the nearest by rank among those between the same two ties that stayed in place."""
    for gap_olds, gap_news in between(pairing.in_place(), olds, news):
        if len(gap_olds) * len(gap_news) <= GAP_PAIRS:
            yield from ((i, j) for i in gap_olds for j in gap_news)
            continue
        reach = max(1, min(NEIGHBOURS, MOST_NEIGHBOURS // len(gap_olds)))
        for rank, i in enumerate(gap_olds):
            middle = rank * len(gap_news) // len(gap_olds)
            for j in gap_news[max(0, middle - reach) : middle + reach + 1]:
                yield i, j


def _by_section(
    pairing: Pairing, sections: Mapping[int, int], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    old, new = pairing.sides
    members: dict[int, list[int]] = defaultdict(list)
    for j in news:
        members[new.section_of[j]].append(j)
    counts = Counter(old.section_of[i] for i in olds)
    for i in olds:
        own = old.section_of[i]
        matched = members.get(sections.get(own, -1), ())
        if counts[own] * len(matched) <= SECTION_PAIRS:
            for j in matched:
                yield i, j
