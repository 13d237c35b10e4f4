"""Weighs how well a unit of one language answers one of another, in whole numbers.

What is shared weighs by its rarity; a figure that only one side has weighs against. Words are judged against what units have
in common by chance, which depends on how near the two languages are. Length is judged as Gale and Church do: the square of
the difference, over the variance that translations of that length have.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from revtrack.diff.across.half import Half
from revtrack.diff.across.ordinals import Path
from revtrack.diff.across.shared import Shared

Rows = tuple[int, ...]

FORBIDDEN = -(10**9)

PAIRED, GROUPED = 40, -120
"""That a unit has a partner, and that two units have one: the one is the rule, the other rare."""
SAME_PATH, SAME_NUMBER, SAME_BULLET, OTHER_NUMBER, ONE_NUMBER = 450, 150, 60, -450, -200
"""Numbers equal in full, in their last step, both bullets; unequal; and a number on one side only."""
FIGURE, FIGURE_LOST, MOST_LOST = 4, 2, 300
"""A shared figure, and one of one side only, for each unit of rarity; and the most that lost figures weigh."""
WORDS, FEW_WORDS = 1100, 60
"""Full agreement of words; and a weight of words so small that their agreement is not yet to be trusted."""
LENGTH, SPREAD, LEAST_SPREAD, MOST_LENGTH = 50, 8, 60, 300
"""Half a squared deviation; variance of a length for each character, and for none; and the most that lengths weigh."""


class _Facts(NamedTuple):
    """What is weighed of a pairing: numbers, lengths, and of figures and words what is shared and what there is."""

    path: Path
    other: Path
    length: int
    other_length: int
    figures: int
    all_figures: int
    words: int
    all_words: int


class Weighing:
    """Weights of pairings between two halves. `chance` is what units far from each other have in common, in thousandths."""

    def __init__(
        self,
        halves: tuple[Half, Half],
        shared: tuple[Shared, Shared],
        rate: tuple[int, int],
        rejected: Collection[tuple[int, int]],
    ) -> None:
        """`shared` are figures and words, `rate` how much text answers how much, `rejected` rows that do not belong together."""
        self._old, self._new = halves
        self._figures, self._words = shared
        self._rejected = rejected
        self._lengths = [length * rate[1] // max(1, rate[0]) for length in self._old.lengths]
        self.chance = self._mean_likeness()

    def row(self, i: int, start: int, stop: int) -> list[int]:
        """The weight of old unit i against each new unit from start to stop."""
        kind, kinds = self._old.kinds[i], self._new.kinds
        return [
            FORBIDDEN if kinds[j] != kind or (i, j) in self._rejected else PAIRED + self._weigh(self._of_two(i, j))
            for j in range(start, stop)
        ]

    def split(self, i: int, j: int) -> int:
        """The weight of old unit i against the new units j and j + 1 together."""
        lengths = self._new.lengths
        if not _completes(self._lengths[i], lengths[j], lengths[j + 1]):
            return FORBIDDEN
        return self._group((i,), (j, j + 1))

    def merge(self, i: int, j: int) -> int:
        """The weight of the old units i and i + 1 together against new unit j."""
        if not _completes(self._new.lengths[j], self._lengths[i], self._lengths[i + 1]):
            return FORBIDDEN
        return self._group((i, i + 1), (j,))

    def shared_figures(self, olds: Rows, news: Rows) -> tuple[int, int]:
        """The weight of the figures that both sides have, and of all figures, those of both sides counted twice."""
        facts = self._of_all(olds, news)
        return facts.figures, facts.all_figures

    def likeness(self, olds: Rows, news: Rows) -> int:
        """How much of their words the two sides have in common, in thousandths."""
        facts = self._of_all(olds, news)
        return _likeness(facts.words, facts.all_words)

    def same_length(self, olds: Rows, news: Rows) -> int:
        """The shorter side by the longer, in thousandths, once the languages are made equally long."""
        facts = self._of_all(olds, news)
        shorter, longer = sorted((facts.length + 1, facts.other_length + 1))
        return 1000 * shorter // longer

    def _group(self, olds: Rows, news: Rows) -> int:
        """The weight of a group: of the numbers of its first units, and of all its text. A second one seldom has a number."""
        kinds = {*(self._old.kinds[i] for i in olds), *(self._new.kinds[j] for j in news)}
        if len(kinds) > 1 or any((i, j) in self._rejected for i in olds for j in news):
            return FORBIDDEN
        numbered = any(self._old.paths[i] for i in olds[1:]) or any(self._new.paths[j] for j in news[1:])
        return GROUPED + (ONE_NUMBER if numbered else 0) + self._weigh(self._of_all(olds, news))

    def _of_two(self, i: int, j: int) -> _Facts:
        figures, words = self._figures, self._words
        return _Facts(
            self._old.paths[i],
            self._new.paths[j],
            self._lengths[i],
            self._new.lengths[j],
            figures.of(i, j),
            figures.old[i] + figures.new[j],
            words.of(i, j),
            words.old[i] + words.new[j],
        )

    def _of_all(self, olds: Rows, news: Rows) -> _Facts:
        figures, words = self._figures, self._words
        return _Facts(
            self._old.paths[olds[0]],
            self._new.paths[news[0]],
            sum(self._lengths[i] for i in olds),
            sum(self._new.lengths[j] for j in news),
            sum(figures.of(i, j) for i in olds for j in news),
            sum(figures.old[i] for i in olds) + sum(figures.new[j] for j in news),
            sum(words.of(i, j) for i in olds for j in news),
            sum(words.old[i] for i in olds) + sum(words.new[j] for j in news),
        )

    def _weigh(self, facts: _Facts) -> int:
        path, other, length, other_length, figures, all_figures, words, all_words = facts
        off = length - other_length
        spread = SPREAD * (length + other_length) + 2 * LEAST_SPREAD
        return (
            (_numbers(path, other) if path or other else 0)
            - min(MOST_LENGTH, 2 * LENGTH * off * off // spread)
            + FIGURE * figures
            - min(MOST_LOST, FIGURE_LOST * max(0, all_figures - 2 * figures))
            + WORDS * (_likeness(words, all_words) - self.chance) // 1000
        )

    def _mean_likeness(self) -> int:
        """What units far from each other have in common, on the average of a sample."""
        old, new, words = len(self._old), len(self._new), self._words
        drawn = [(i, (i * 7 + new // part) % new) for i in range(old) for part in (2, 3) if new]
        likenesses = [_likeness(words.of(i, j), words.old[i] + words.new[j]) for i, j in drawn]
        return sum(likenesses) // max(1, len(likenesses))


def _completes(whole: int, first: int, second: int) -> bool:
    """Whether two parts together come much nearer to the whole than the longer of them alone."""
    return 2 * abs(whole - first - second) < abs(whole - max(first, second))


def _likeness(shared: int, all_words: int) -> int:
    return min(1000, 2000 * shared // (all_words + FEW_WORDS))


def _numbers(path: Path, other: Path) -> int:
    if not path or not other:
        return ONE_NUMBER
    if path[-1] != other[-1]:
        return OTHER_NUMBER
    if path[-1] == "-":
        return SAME_BULLET
    return SAME_PATH if path == other else SAME_NUMBER
