"""Weighs what bytes that are no UTF-8 could be: each reading is judged by the places in which its letters and signs stand.

Any code page gives some character to nearly every byte, so decoding without an error proves nothing. But a capital inside a
word, a quotation mark between two letters, or a letter that no language here has, speaks against a reading. One that
nothing speaks against fits; two that fit and read differently cannot be told apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LETTERS = frozenset("æøåÆØÅäöüÄÖÜßéèêëÉÈÊËáàâÁÀÂíîïÎÏóôÓÔúùûÚÙÛçÇñÑœŒÿ")
_USUAL = frozenset("æøåÆØÅäöüÄÖÜßéèêàâçùûîïôœëÉÈÊÀÇŒ")
"""Letters of the languages revtrack reads; the others stand in names and loans."""
_ALONE = frozenset("àÀåÅöÖøØæÆéÉ")
"""Letters that are words."""
SIGNS = frozenset("\u00a0‘’“”„‚–—…«»§©®°•€£¹²³½¼¾·´¶™†‡±")
_BETWEEN_LETTERS = frozenset("\u00a0’–—…·´")
_BEHIND = frozenset("¹²³°®™")
"""Signs that stand behind a word or figure, never before one."""
_WITH_FIGURES = frozenset("½¼¾")


class Charset(NamedTuple):
    """A code page: how Python names it, and how people do."""

    codec: str
    name: str


WINDOWS = Charset("cp1252", "Windows-1252")
_OTHERS = (
    Charset("iso8859-15", "ISO-8859-15"),
    Charset("cp850", "DOS code page 850"),
    Charset("mac_roman", "Mac Roman"),
    Charset("cp1250", "Windows-1250"),
)
_NEAR = 0.8
_CONTROL = re.compile("[\x80-\x9f]")


class Weight(NamedTuple):
    """How much of what stands above ASCII is in its place in one reading; `text` is that reading.

    `usual` counts the letters of the languages revtrack reads.
    """

    charset: Charset
    text: str
    good: int
    of: int
    usual: int

    @property
    def fits(self) -> bool:
        return self.good == self.of

    @property
    def tempts(self) -> bool:
        """Whether nothing speaks against it, and most of it is letters that are used: odd letters come by accident."""
        return self.fits and self.is_near

    @property
    def is_near(self) -> bool:
        return self.share >= _NEAR and self.usual * 2 > self.of

    @property
    def share(self) -> float:
        return self.good / self.of if self.of else 0.0


def weigh(data: bytes, charset: Charset) -> Weight | None:
    """The weight of one reading; None where the code page has no character for some byte, or a control."""
    try:
        text = data.decode(charset.codec)
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text):
        return None
    high = [at for at, character in enumerate(text) if character > "\x7f"]
    usual = sum(text[at] in _USUAL for at in high)
    return Weight(charset, text, sum(_is_in_place(text, at) for at in high), len(high), usual)


def rivals(data: bytes, text: str) -> tuple[Weight, ...]:
    """Other readings, of which most stands in its place, that read otherwise than `text`; best first."""
    found = (weigh(data, charset) for charset in _OTHERS)
    near = [each for each in found if each is not None and each.is_near and each.text != text]
    return tuple(sorted(near, key=lambda each: -each.share))


def difference(text: str, other: str) -> tuple[str, str]:
    """The first word that two readings of the same bytes have not in common, as each has it."""
    at = next(at for at, pair in enumerate(zip(text, other, strict=True)) if pair[0] != pair[1])
    start = max((text.rfind(space, 0, at) for space in " \n\t"), default=-1) + 1
    end = min((found for space in " \n\t" if (found := text.find(space, at)) >= 0), default=len(text))
    start, end = max(start, at - 20), min(end, at + 20)
    return text[start:end], other[start:end]


def _is_in_place(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in LETTERS:
        alone = not before.isalpha() and not after.isalpha()
        return not (character.isupper() and before.islower()) and (not alone or character in _ALONE)
    if character not in SIGNS:
        return False
    if character in _WITH_FIGURES:
        return not before.isalpha() and not after.isalpha()
    if character in _BEHIND:
        return not after.isalpha() and (bool(before) or not after)
    return character in _BETWEEN_LETTERS or not (before.isalpha() and after.isalpha())
