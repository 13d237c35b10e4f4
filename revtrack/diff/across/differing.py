"""Finds the numbers, dates and references that stand in one text and not in its translation.

What is merely written in another way is no difference: 1,5 and 1.5; 19 May 2014 and 19. maj 2014; Article 5(2) and artikel 5,
stk. 2; two and 2. How often a figure stands there is style as well: one language says "that Article" where the other repeats
its number. So a figure counts as different if the other side lacks it altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from revtrack.diff.across.ordinals import place_of_letter
from revtrack.diff.across.surviving import figures
from revtrack.diff.telling import Telling, plain, telling
from revtrack.diff.tokens import MONTHS
from revtrack.model.changes import Signal
from revtrack.model.correspondence import Difference, Only
from revtrack.model.language import Language

_COUNTED = frozenset({Signal.NUMBER, Signal.DATE, Signal.REFERENCE})
_MONTHS = tuple(re.compile(month, re.IGNORECASE) for month in MONTHS)
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile("[0-9]+")
_LETTER = re.compile(r"(?:(?<!\w)\(|(?<![\w(]))([^\W\d_])\)")
"""A letter that is referred to: (a), a); not the ending in "date(s)"."""
_ONE = "1"
"""As a mere number it is an article in many languages: "1 month", "un mois"."""
_MONTH = "month "


class _Said(Struct, frozen=True):
    """One thing that a text says: its class, its words as printed, and the figures in it in one way of writing."""

    signal: Signal
    text: str
    tokens: frozenset[str]


class _Text(Struct, frozen=True):
    """All that a text says, and what excuses a figure of the other side: words for numbers, and letters standing alone."""

    said: tuple[_Said, ...]
    excuses: frozenset[str]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for said in self.said for token in said.tokens)


def differences(old: str, new: str, languages: tuple[Language, Language]) -> tuple[Difference, ...]:
    """What stands on one side only, that of the old side first. Words for numbers are read in languages that have a table."""
    if not any(map(_DIGITS.search, (old, new))) and not any(map(_LETTER.search, (old, new))):
        return ()
    before, after = _read(plain(old), languages[0]), _read(plain(new), languages[1])
    return (*_only(before, after, Only.OLD), *_only(after, before, Only.NEW))


def _only(here: _Text, there: _Text, side: Only) -> Iterator[Difference]:
    lacking = here.tokens - there.tokens - there.excuses
    if not any(token.startswith(_MONTH) for token in there.tokens - here.tokens):
        # a month whose name is not known on the other side says nothing
        lacking = frozenset(token for token in lacking if not token.startswith(_MONTH))
    told: set[tuple[Signal, str]] = set()
    for said in here.said:
        if said.tokens & lacking and (said.signal, said.text) not in told:
            told.add((said.signal, said.text))
            yield Difference(said.signal, said.text, side)


def _read(text: str, language: Language) -> _Text:
    told = [item for item in telling(text, language) if item.signal in _COUNTED and not _is_one(item)]
    said = [_Said(item.signal, text[item.start : item.end], frozenset(_tokens(item, text))) for item in told]
    covered = {at for item in told for at in range(item.start, item.end)}
    said += [
        _Said(Signal.REFERENCE, found[0], frozenset(_letter(found[1])))
        for found in _LETTER.finditer(text)
        if found.start(1) not in covered
    ]
    names = {item.name for item in told if item.signal is Signal.NUMBER}
    alone = {token for word in _WORD.findall(text) if len(word) == 1 for token in _letter(word)}
    return _Text(tuple(said), frozenset(names | alone))


def _is_one(item: Telling) -> bool:
    return item.signal is Signal.NUMBER and item.name == _ONE


def _tokens(item: Telling, text: str) -> Iterator[str]:
    printed = text[item.start : item.end]
    if item.signal is Signal.DATE:
        yield from _of_date(printed)
        return
    yield from (part.lstrip("0") or "0" for figure in figures(printed) for part in figure.split("/"))
    for found in _LETTER.finditer(printed):
        yield from _letter(found[1])


def _of_date(printed: str) -> Iterator[str]:
    """Day and year as figures, and the month as a token of its own, written in figures or in letters."""
    numbers = [number.lstrip("0") for number in _DIGITS.findall(printed)]
    if len(numbers) == 3:
        yield _MONTH + numbers.pop(1)
    yield from numbers
    for word in _WORD.findall(printed):
        yield from (f"{_MONTH}{at}" for at, month in enumerate(_MONTHS, 1) if month.fullmatch(word))


def _letter(letter: str) -> Iterator[str]:
    place = place_of_letter(letter)
    if place:
        yield f"letter {place}"
