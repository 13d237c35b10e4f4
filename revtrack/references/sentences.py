"""Cut running text into sentences, so that what is said in one is not tied to a date in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revtrack.references.dates import is_month

_STOP = re.compile(r"[.!?;](?=[\s\u00a0]{1,4}[\"“„«»‘(]?([^\W\d_]{1,40})|\s{0,4}\Z)")
_DAY = re.compile(r"(?<!\w)[0-9]{1,2}\Z")
ABBREVIATIONS = frozenset(
    {"doc", "dok", "nr", "no", "art", "pkt", "jf", "bl", "cf", "kap", "abs", "stk", "tidl", "prop"}
)
"""Words before a full stop that ends no sentence."""
LONGEST = 2000
"""A sentence is cut behind so many characters: more is a list or a table, and what stands at its ends is not tied together."""
_LAST_WORD = re.compile(r"([^\W\d_]{1,8})\Z")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`, in order, without gaps: a stop before a capital, none behind a day or `nr.`"""
    start = 0
    for found in _STOP.finditer(text):
        if _ends(text, found):
            yield from _cut(start, found.end())
            start = found.end()
    yield from _cut(start, len(text))


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((at, min(at + LONGEST, end)) for at in range(start, end, LONGEST))


def _ends(text: str, found: re.Match[str]) -> bool:
    following = found[1]
    if following is None or found[0] in "!?;":
        return True
    before = text[max(0, found.start() - 10) : found.start()]
    if _DAY.search(before) and is_month(following):
        return False
    word = _LAST_WORD.search(before)
    if word and word[1].lower() in ABBREVIATIONS:
        return False
    return following[0].isupper()
