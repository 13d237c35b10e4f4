"""Finds pairs of free units that might belong together, each with its likeness.

Few units are compared each with each. Of many, each is compared with those that share its rarest words, with its
neighbours by order, and with all in its section: an index of words alone misses a third of a repetitive text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from revtrack.diff.chains import between
from revtrack.diff.likeness import likeness
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.diff.sides import Side

EACH_WITH_EACH = 250_000
"""Up to so many pairs, every pair is looked at; above, only nominated ones."""

RARE_WORDS, POSTINGS, NOMINATED, NEIGHBOURS, GAP_PAIRS, SECTION_PAIRS = 12, 100, 16, 6, 2_500, 2_500
"""Of each unit so many rare words are looked up, words in more units than that are passed over, so many units are taken
from the index and from either side of its place, and all pairs of a gap and of two matched sections up to those numbers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of free units and their likeness."""

    old: int
    new: int
    likeness: float


def candidates(pairing: Pairing, sections: Mapping[int, int], floor: float) -> list[Candidate]:
    """The pairs of free units of one class whose likeness reaches `floor`, in the order of the old side."""
    found: list[Candidate] = []
    by_class: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side in (OLD, NEW):
        for at in pairing.free(side):
            by_class[pairing.sides[side].class_of(at).value][side].append(at)
    for _, (olds, news) in sorted(by_class.items()):
        found += _scored(pairing, _pairs(pairing, sections, olds, news), floor)
    return found


def is_thinned(pairing: Pairing) -> bool:
    """Whether there are too many free units for every pair to be looked at."""
    return len(pairing.free(OLD)) * len(pairing.free(NEW)) > EACH_WITH_EACH


def _scored(pairing: Pairing, pairs: Iterable[tuple[int, int]], floor: float) -> Iterator[Candidate]:
    old, new = pairing.sides
    most = floor / (2 - floor)
    for i, j in pairs:
        short, long = sorted((len(old.words(i)), len(new.words(j))))
        if short >= most * long or long <= 8:
            score = likeness(old, i, new, j, floor=floor)
            if score:
                yield Candidate(i, j, score)


def _pairs(
    pairing: Pairing, sections: Mapping[int, int], olds: Sequence[int], news: Sequence[int]
) -> Iterable[tuple[int, int]]:
    if len(olds) * len(news) <= EACH_WITH_EACH:
        return ((i, j) for i in olds for j in news)
    old, new = pairing.sides
    nominated = set(_by_rare_words(old, olds, new, news))
    nominated.update(_by_order(pairing, olds, news))
    nominated.update(_by_section(pairing, sections, olds, news))
    return sorted(nominated)


def _by_rare_words(old: Side, olds: Sequence[int], new: Side, news: Sequence[int]) -> Iterator[tuple[int, int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for j in news:
        for word in sorted(set(new.words(j))):
            postings[word].append(j)
    for i in olds:
        known = sorted((len(postings[word]), word) for word in set(old.words(i)) if word in postings)
        votes: Counter[int] = Counter()
        for count, word in known[:RARE_WORDS]:
            if count <= POSTINGS:
                for j in postings[word]:
                    votes[j] += 1_000_000 // count  # whole numbers add up alike in every order
        for j, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:NOMINATED]:
            yield i, j


def _by_order(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each free unit with the nearest by rank among those between the same two ties that stayed in place."""
    for gap_olds, gap_news in between(pairing.in_place(), olds, news):
        if len(gap_olds) * len(gap_news) <= GAP_PAIRS:
            yield from ((i, j) for i in gap_olds for j in gap_news)
            continue
        for rank, i in enumerate(gap_olds):
            middle = rank * len(gap_news) // len(gap_olds)
            for j in gap_news[max(0, middle - NEIGHBOURS) : middle + NEIGHBOURS + 1]:
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
