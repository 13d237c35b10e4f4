"""Made-up texts of law-like build, the same on every run: seeded, and none of them anybody's.

Words are made of syllables and fall as words fall in running text: a few everywhere, most of them seldom. A tenth of the
paragraphs are stock phrases that stand in many places, as "is repealed" does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

Texts = Sequence[str]

_SYLLABLES = ("ba", "den", "fi", "gor", "hal", "ken", "lu", "mer", "nis", "po", "rad", "sel", "tom", "ver")
_SMALL = ("of", "the", "in", "a", "with", "for", "under", "before", "after", "and", "or", "shall", "may", "not", "is")
_STOCK = (
    "(repealed)",
    "The same shall apply accordingly.",
    "The register decides.",
    "This is without prejudice to law.",
)
_VOCABULARY = 6_000
_STOCK_SHARE = 0.1


def law(count: int, *, vocabulary: int = _VOCABULARY) -> list[str]:
    """That many numbered paragraphs of 8 to 60 words."""
    writer = _Writer(7, vocabulary)
    return [_numbered(at, text) for at, text in zip(range(count), writer.paragraphs(), strict=False)]


def revised(texts: Texts, *, share: float, vocabulary: int = _VOCABULARY) -> list[str]:
    """The texts with that share of paragraphs edited at 1 to 40 % of their words, and a tenth of it dropped, added, moved."""
    writer = _Writer(8, vocabulary)
    chance = writer.chance
    new = [writer.edited(text, chance.uniform(0.01, 0.4)) if chance.random() < share else text for text in texts]
    for _ in range(max(1, int(len(texts) * share / 10))):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        del new[chance.randrange(len(new))]
        new.insert(chance.randrange(len(new)), writer.paragraph())
    return new


def rewritten(texts: Texts, count: int, *, share: float) -> list[str]:
    """`count` paragraphs of which that share is new or worded anew; the rest is taken over, in chapters that changed places."""
    writer = _Writer(9, _VOCABULARY)
    chance = writer.chance
    chapters = [texts[at : at + 50] for at in range(0, len(texts), 50)]
    for _ in range(len(chapters) // 4):
        chapters.insert(chance.randrange(len(chapters)), chapters.pop(chance.randrange(len(chapters))))
    old = [text for chapter in chapters for text in chapter]
    kept = min(len(old), round(count * (1 - share)))
    plain = set(chance.sample(range(len(old)), kept))
    new = [text if at in plain else writer.edited(text, chance.uniform(0.3, 0.9)) for at, text in enumerate(old)]
    while len(new) < count:
        new.insert(chance.randrange(len(new) + 1), writer.paragraph())
    return new[:count]


def edited(texts: Texts, *, share: float) -> list[str]:
    """Each text with that share of its words replaced."""
    writer = _Writer(13, _VOCABULARY)
    return [writer.edited(text, share) for text in texts]


def one_word(count: int, *, seed: int) -> list[str]:
    """That many paragraphs of one word each."""
    writer = _Writer(seed, _VOCABULARY)
    return [writer.word() for _ in range(count)]


def one_long(characters: int) -> list[str]:
    """One paragraph of that many characters."""
    writer = _Writer(10, _VOCABULARY)
    found: list[str] = []
    length = 0
    while length < characters:
        found.append(writer.paragraph())
        length += len(found[-1]) + 1
    return [" ".join(found)[:characters]]


class _Writer:
    """Writes words, paragraphs and edits from one seed."""

    def __init__(self, seed: int, vocabulary: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up text, no secret
        self._words = [*_SMALL, *(_made(at) for at in range(len(_SMALL), vocabulary))]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._words))))

    def word(self) -> str:
        return self.chance.choices(self._words, cum_weights=self._weights)[0]

    def paragraph(self) -> str:
        if self.chance.random() < _STOCK_SHARE:
            return self.chance.choice(_STOCK)
        words = self.chance.choices(self._words, cum_weights=self._weights, k=self.chance.randrange(8, 60))
        return f"{' '.join(words).capitalize()} {self.chance.randrange(2_000)}."

    def paragraphs(self) -> Iterator[str]:
        while True:
            yield self.paragraph()

    def edited(self, text: str, share: float) -> str:
        """The text with about that share of its words replaced, one at the least; its first word, the number, is kept."""
        words = text.split(" ")
        for _ in range(max(1, round(len(words) * share))):
            words[self.chance.randrange(min(1, len(words) - 1), len(words))] = self.word()
        return " ".join(words)


def _made(at: int) -> str:
    """The word of that rank: the rarer, the longer."""
    word = ""
    while at:
        at, syllable = divmod(at, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word


def _numbered(at: int, text: str) -> str:
    return f"{at % 40 + 1}. {text}"
