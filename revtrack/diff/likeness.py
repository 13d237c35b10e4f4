"""Says how alike two units are, from 0 to 1: by words in order, and for short ones by letters too."""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import Indel, LCSseq

from revtrack.diff.sides import Side

FEW_WORDS = 4
"""Up to so many words on both sides, letters are compared too: one changed word of two would look like half a rewrite."""

CHANCE = 0.3
"""The share of letters that two unrelated words have in common."""


MOST_CELLS = 400_000_000
"""Words times words up to which their order counts; above, as in one paragraph of a whole book, only how many both have."""


def likeness(old: Side, i: int, new: Side, j: int, *, floor: float = 0.0) -> float:
    """The likeness of two units; 0 where it lies below `floor`. Two bare numbers are alike only if they are equal."""
    words, other_words = old.words(i), new.words(j)
    if max(len(words), len(other_words)) > FEW_WORDS:
        return by_words(words, other_words, floor=floor)
    if old.is_bare(i) and new.is_bare(j):
        return float(old.key(i) == new.key(j))
    return likeness_of(words, other_words, old.key(i), new.key(j), floor=floor)


def by_words(words: str, other_words: str, *, floor: float = 0.0) -> float:
    """Twice the words kept in order over all words (Indel); 0 where it lies below `floor`."""
    if len(words) * len(other_words) > MOST_CELLS:
        return _by_count(words, other_words)
    return Indel.normalized_similarity(words, other_words, score_cutoff=floor)


def likeness_of(words: str, other_words: str, key: str, other_key: str, *, floor: float = 0.0) -> float:
    """What is alike by words; for a few words, by letters likewise if that is more."""
    if not words and not other_words:
        return 1.0 if key == other_key else 0.0
    alike = by_words(words, other_words, floor=floor)
    if max(len(words), len(other_words)) > FEW_WORDS or alike == 1.0:
        return alike
    by_letters = Indel.normalized_similarity(key.casefold(), other_key.casefold())
    found = max(alike, (by_letters - CHANCE) / (1 - CHANCE))
    return found if found >= floor else 0.0


def common(words: str, other_words: str) -> int:
    """How many words stand in both, in order."""
    if len(words) * len(other_words) > MOST_CELLS:
        return _in_both(words, other_words)
    return LCSseq.similarity(words, other_words)


def _by_count(words: str, other_words: str) -> float:
    return 2 * _in_both(words, other_words) / (len(words) + len(other_words))


def _in_both(words: str, other_words: str) -> int:
    """How many words stand in both, in whatever order."""
    return (Counter(words) & Counter(other_words)).total()
