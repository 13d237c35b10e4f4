"""Weighs candidates against each other and ties the best: by what is shared, how far ahead of every rival, in what company.

Points were found by measurement on rewrites with official truth. Most of them go to what is shared by worth; next to that counts
how much better a pair is than the second best of either unit, since drafters' phrases recur and a pair that stands alone is sure
even where much was rewritten; and then company: ties on both sides of a unit that lead to the same neighbourhood.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from revtrack.diff.candidates import WHOLE, Candidate
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.model.changes import Reason

LIKENESS, SHARED, HELD, AHEAD = 0.2, 4.0, 1.1, 2.3
"""Points for a full likeness, for all worth shared of both and of the smaller one, and for each unit without a rival."""

SECTION, KIN, NEIGHBOUR, PLACE, NUMBER = 0.55, 0.6, 0.35, 1.1, 1.0
"""Points for matched sections, for sections tied otherwise, for a tie beside that leads beside, for lying between the same ties
in place, and for the same printed number where numbers were kept."""

LEAST_LIKENESS = 0.35
"""What is less alike is neither tied nor a rival."""

LEAST_WORDS, LEAST_LETTERS = 4, 25
"""A unit of fewer words and letters is tied only between the same ties: it recurs by chance."""

REACH = 6
"""Neighbours so far away are company."""


def tie_best(
    pairing: Pairing, found: Iterable[Candidate], sections: Mapping[int, int], kept: float, *, least: float
) -> None:
    """Tie the candidates of at least so many points, best first."""
    old, new = pairing.sides
    left = [c for c in found if c.likeness >= LEAST_LIKENESS and pairing.are_free(c.old, c.new)]
    company = Company(pairing, sections, kept)
    rivals = Rivals(left)
    weighed = []
    for candidate in left:
        place = company.is_between(candidate)
        if place or _is_long(pairing, candidate):
            points = (
                LIKENESS * candidate.likeness
                + (SHARED * candidate.shared + HELD * candidate.held + AHEAD * rivals.lead(candidate)) / WHOLE
                + PLACE * place
                + company.points(candidate)
            )
            if points >= least:
                distance = abs(candidate.old * len(new) - candidate.new * len(old))
                weighed.append((-round(points, 6), distance, candidate.old, candidate.new))
    for _, _, i, j in sorted(weighed):
        if pairing.are_free(i, j):
            pairing.tie((i,), (j,), Reason.LIKENESS)


def _is_long(pairing: Pairing, candidate: Candidate) -> bool:
    old, new = pairing.sides
    words = min(len(old.words(candidate.old)), len(new.words(candidate.new)))
    letters = min(old.weight(candidate.old), new.weight(candidate.new)) - 1
    return words >= LEAST_WORDS or letters >= LEAST_LETTERS


class Rivals:
    """The best and the second best share of each unit, to tell how far a candidate is ahead of the others."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self._best: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
        for candidate in found:
            for side, at in ((OLD, candidate.old), (NEW, candidate.new)):
                first, second = self._best[side].get(at, (0, 0))
                if candidate.shared > second:
                    ordered = (candidate.shared, first) if candidate.shared > first else (first, candidate.shared)
                    self._best[side][at] = ordered

    def lead(self, candidate: Candidate) -> int:
        """By how much the candidate is ahead of the best rival, or behind it, on both sides together; in parts of WHOLE."""
        return self._lead(OLD, candidate.old, candidate.shared) + self._lead(NEW, candidate.new, candidate.shared)

    def _lead(self, side: int, at: int, shared: int) -> int:
        first, second = self._best[side].get(at, (0, 0))
        return shared - (second if shared == first else first)


class Company:
    """What stands around a candidate and is tied already."""

    def __init__(self, pairing: Pairing, sections: Mapping[int, int], kept: float) -> None:
        self._pairing = pairing
        self._sections = sections
        self._kept = kept
        place = pairing.in_place()
        self._places = [i for i, _ in place], [j for _, j in place]
        self._kin: dict[int, Counter[int]] = {}

    def is_between(self, candidate: Candidate) -> bool:
        """Whether both lie between the same two ties that stayed in place."""
        olds, news = self._places
        return bisect_left(olds, candidate.old) == bisect_left(news, candidate.new)

    def points(self, candidate: Candidate) -> float:
        """What sections, neighbours and numbers speak for the pair."""
        i, j = candidate.old, candidate.new
        old, new = self._pairing.sides
        s, t = old.section_of[i], new.section_of[j]
        marker = old.units[i].marker
        return (
            SECTION * (self._sections.get(s) == t)
            + KIN * self._share(s, t)
            + NEIGHBOUR * (self._leads(i, j, -1) + self._leads(i, j, 1))
            + NUMBER * self._kept * (marker != "" and marker == new.units[j].marker)
        )

    def _share(self, s: int, t: int) -> float:
        """Which share of what is tied in an old section is tied into that new one."""
        kin = self._kin.get(s)
        if kin is None:
            old, new = self._pairing.sides
            kin = self._kin[s] = Counter()
            for i in old.sections[s].members:
                j = self._pairing.partners[OLD][i]
                if j != FREE:
                    kin[new.section_of[j]] += old.weights[i]
        return kin[t] / max(1, kin.total())

    def _leads(self, i: int, j: int, step: int) -> bool:
        """Whether the nearest tie of either unit in that direction leads near the other unit, in the same direction."""
        return self._led(OLD, i, j, step) or self._led(NEW, j, i, step)

    def _led(self, side: int, at: int, other: int, step: int) -> bool:
        partners = self._pairing.partners[side]
        for distance in range(1, REACH + 1):
            near = at + step * distance
            if not 0 <= near < len(partners):
                return False
            if partners[near] != FREE:
                gap = (partners[near] - other) * step
                return 0 < gap <= distance + 4
        return False
