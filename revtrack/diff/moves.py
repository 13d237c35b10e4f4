"""Ties what is left over, best first and wherever it stands, if it is long and like enough to be told from chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revtrack.diff.candidates import Candidate
from revtrack.diff.pairing import Pairing
from revtrack.model.changes import Reason

LEAST_WORDS, LEAST_LETTERS = 8, 25
"""A moved text has at least so many words or letters: shorter ones recur by chance."""


def tie_anywhere(
    pairing: Pairing, found: Iterable[Candidate], sections: Mapping[int, int], floor: float, *, across: float
) -> None:
    """Tie the likest candidates first: above `floor` inside matched sections, above `across` elsewhere."""
    old, new = pairing.sides

    def same_section(candidate: Candidate) -> bool:
        return sections.get(old.section_of[candidate.old]) == new.section_of[candidate.new]

    def rank(candidate: Candidate) -> tuple[float, bool, int, int, int]:
        distance = abs(candidate.old * len(new) - candidate.new * len(old))
        return (-candidate.likeness, not same_section(candidate), distance, candidate.old, candidate.new)

    wanted = [
        candidate
        for candidate in found
        if candidate.likeness > floor
        and pairing.are_free(candidate.old, candidate.new)
        and (candidate.likeness > across or same_section(candidate))
        and _is_long(pairing, candidate)
    ]
    for candidate in sorted(wanted, key=rank):
        if pairing.are_free(candidate.old, candidate.new):
            pairing.tie((candidate.old,), (candidate.new,), Reason.LIKENESS)


def _is_long(pairing: Pairing, candidate: Candidate) -> bool:
    old, new = pairing.sides
    words = min(len(old.words(candidate.old)), len(new.words(candidate.new)))
    letters = min(old.weight(candidate.old), new.weight(candidate.new)) - 1
    return words >= LEAST_WORDS or letters >= LEAST_LETTERS
