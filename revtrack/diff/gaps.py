"""Ties candidates in order: between ties that stayed in place, and inside matched sections, wherever those went."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from revtrack.diff.candidates import Candidate
from revtrack.diff.chains import between, heaviest_chain
from revtrack.diff.likeness import likeness
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.model.changes import Reason

SAME_NUMBER = 0.15
"""What an equal printed number adds to a likeness when two pairings are weighed against each other."""

NUMBERED_FLOOR = 0.20
"""Inside matched sections, where both bear the same number: a provision replaced under its number keeps few words."""

FEW_PAIRS = 36
"""A gap of so many pairs at most is looked at by itself."""

Chain = Sequence[tuple[int, int]]


def tie_near(pairing: Pairing, floor: float) -> None:
    """Tie what is surely alike between the same ties in place, where few stand there: most changes are no more than that."""
    old, new = pairing.sides
    for olds, news in between(pairing.in_place(), pairing.free(OLD), pairing.free(NEW)):
        if len(olds) == len(news) == 1:
            _tie_only(pairing, olds[0], news[0], floor)
        elif len(olds) * len(news) <= FEW_PAIRS:
            pairs = [(i, j) for i in olds for j in news if old.class_of(i) is new.class_of(j)]
            points = [
                (i, j, (score - floor) * (old.weight(i) + new.weight(j)))
                for i, j in pairs
                if pairing.are_free(i, j) and (score := likeness(old, i, new, j, floor=floor)) > floor
            ]
            for i, j, _ in heaviest_chain(points):
                pairing.tie((i,), (j,), Reason.LIKENESS)


def _tie_only(pairing: Pairing, i: int, j: int, floor: float) -> None:
    """Tie the two if they are surely alike."""
    old, new = pairing.sides
    if old.class_of(i) is new.class_of(j) and pairing.are_free(i, j) and likeness(old, i, new, j, floor=floor) > floor:
        pairing.tie((i,), (j,), Reason.LIKENESS)


def tie_in_sections(pairing: Pairing, found: Iterable[Candidate], sections: Mapping[int, int], floor: float) -> None:
    """Tie, inside each pair of matched sections, the heaviest rising chain of candidates above the floor."""
    old, new = pairing.sides
    inside: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        s = old.section_of[candidate.old]
        if sections.get(s) == new.section_of[candidate.new]:
            inside[s].append(candidate)
    for s, own in sorted(inside.items()):
        fixed = [
            (i, j, old.weight(i))
            for i in old.sections[s].members
            if (j := pairing.partners[OLD][i]) != FREE and new.section_of[j] == sections[s]
        ]
        chain = [(i, j) for i, j, _ in heaviest_chain(fixed)]
        _tie_chain(pairing, own, chain, floor, Reason.SECTION)


def tie_in_gaps(pairing: Pairing, found: Iterable[Candidate], floor: float) -> None:
    """Tie the heaviest rising chain of candidates above the floor that fits between what stayed in place."""
    _tie_chain(pairing, found, pairing.in_place(), floor, Reason.LIKENESS)


def tie_in_numbers(pairing: Pairing, found: Iterable[Candidate], sections: Mapping[int, int]) -> None:
    """Tie, inside matched sections, what bears the same number in full and is not wholly unlike."""
    numbered = [candidate for candidate in found if _is_same_number(pairing, candidate)]
    tie_in_sections(pairing, numbered, sections, NUMBERED_FLOOR)


def _tie_chain(pairing: Pairing, found: Iterable[Candidate], chain: Chain, floor: float, reason: Reason) -> None:
    olds, news = [i for i, _ in chain], [j for _, j in chain]
    points = [
        (c.old, c.new, _weight(pairing, c, floor))
        for c in found
        if c.likeness > floor
        and pairing.are_free(c.old, c.new)
        and bisect_left(olds, c.old) == bisect_left(news, c.new)
    ]
    for i, j, _ in heaviest_chain(points):
        pairing.tie((i,), (j,), reason)


def _weight(pairing: Pairing, candidate: Candidate, floor: float) -> float:
    """How much is gained by tying: likeness above the floor, times the text it holds."""
    old, new = pairing.sides
    number = SAME_NUMBER if _is_same_number(pairing, candidate) else 0.0
    return (candidate.likeness - floor + number) * (old.weight(candidate.old) + new.weight(candidate.new))


def _is_same_number(pairing: Pairing, candidate: Candidate) -> bool:
    """Whether both bear the same printed number in full."""
    old, new = pairing.sides
    i, j = candidate.old, candidate.new
    return old.units[i].marker == new.units[j].marker and old.path(i) != () and old.path(i) == new.path(j)
