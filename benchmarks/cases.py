"""Which comparisons are timed: by size, the worst that is known, real rewrites, and bad input; with budgets and bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import madeup
from benchmarks.madeup import Texts

Sides = tuple[Texts, Texts]

NEAR, FAR = 0.005, 0.4
"""Share of paragraphs edited between two versions that stand close together, and between two that stand apart."""

SMOKE_DIVISOR = 100
FEW_WORDS = 28


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison. `budget` is CPU seconds: a goal for size and worst cases, for bad input the bound that is promised."""

    part: str
    name: str
    versions: str
    size: int
    make: Callable[[int], Sides] | None
    """Gives two sides of about that size; None where the pair is one of the yardstick's."""
    budget: float | None = None
    beside_git: bool = True
    pair: str = ""
    """Part of the name of the yardstick's pair."""

    @property
    def key(self) -> str:
        """What names it on a command line."""
        return f"{self.name}, {self.versions}".rstrip(", ")


def _by_size(size: int, versions: str, share: float, budget: float | None) -> Case:
    def make(count: int) -> Sides:
        old = madeup.law(count)
        return old, madeup.revised(old, share=share)

    return Case("size", f"{size:,} paragraphs", versions, size, make, budget)


def _few_words(count: int) -> Sides:
    old = madeup.law(count, vocabulary=FEW_WORDS)
    return old, madeup.revised(old, share=FAR, vocabulary=FEW_WORDS)


def _rewrite(count: int) -> Sides:
    old = madeup.law(count)
    return old, madeup.rewritten(old, count * 2850 // 2059, share=0.73)


def _one_word(count: int) -> Sides:
    return madeup.one_word(count, seed=11), madeup.one_word(count, seed=12)


def _all_equal(count: int) -> Sides:
    return ["The register decides."] * count, ["The register decides."] * (count - count // 50)


def _one_long(characters: int) -> Sides:
    old = madeup.one_long(characters)
    return old, madeup.edited(old, share=0.05)


def _against_nothing(count: int) -> Sides:
    return madeup.law(count), []


def _lone_surrogates(count: int) -> Sides:
    old = [text.replace("a", "a\ud800", 1) for text in madeup.law(count)]
    return old, [text.replace("the", "every", 1) for text in old]


def _bad(name: str, size: int, make: Callable[[int], Sides], bound: float) -> Case:
    return Case("bad input", name, "", size, make, bound, beside_git=False)


def _real(name: str, size: int, pair: str) -> Case:
    return Case("real", name, "", size, None, pair=pair)


CASES: tuple[Case, ...] = (
    _by_size(100, "near", NEAR, None),
    _by_size(1_000, "near", NEAR, None),
    _by_size(12_000, "near", NEAR, 0.15),
    _by_size(50_000, "near", NEAR, 5.0),
    _by_size(100, "far", FAR, None),
    _by_size(1_000, "far", FAR, None),
    _by_size(12_000, "far", FAR, 0.6),
    _by_size(50_000, "far", FAR, 5.0),
    Case("worst", "2,059 → 2,850 paragraphs, 73 % rewritten", "", 2_059, _rewrite, 1.5),
    Case("worst", f"12,000 paragraphs made of {FEW_WORDS} words", "far", 12_000, _few_words),
    _real("1,371 → 5,702 paragraphs of real law", 5_702, "32006l0048__32013r0575"),
    _real("1,371 → 1,482 paragraphs of real law", 1_482, "32006l0048__32013l0036"),
    _real("675 → 1,565 paragraphs of real law", 1_565, "31977l0388__32006l0112"),
    _real("739 → 1,463 paragraphs of real law", 1_463, "32004l0039__32014l0065"),
    _bad("100,000 one-word paragraphs", 100_000, _one_word, 20.0),
    _bad("50,000 equal paragraphs against 49,000", 50_000, _all_equal, 10.0),
    _bad("one paragraph of 2,000,000 characters", 2_000_000, _one_long, 10.0),
    _bad("12,000 paragraphs against none", 12_000, _against_nothing, 2.0),
    _bad("lone surrogates in 1,000 paragraphs", 1_000, _lone_surrogates, 2.0),
)


def case(key: str) -> Case:
    """The case of that key."""
    return next(found for found in CASES if found.key == key)


def smoke() -> tuple[Case, ...]:
    """The smallest size, and every made-up case besides."""
    least = min(found.size for found in CASES if found.part == "size")
    return tuple(found for found in CASES if found.make and (found.part != "size" or found.size == least))
