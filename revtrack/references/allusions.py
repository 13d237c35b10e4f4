"""Find where running text means a document by a date: "the strategy of 2005", "a strategy was adopted in 2005".

A word for a document, known or newly adopted, tied to a date in its own sentence. What tells it from others of its kind
(counter-terrorism, on fisheries) is kept as words: only a document of that very name fits it then.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from revtrack.model.language import Language
from revtrack.model.updates import SpokenDate
from revtrack.references.dates import spoken_dates
from revtrack.references.kinds import Noun, nouns
from revtrack.references.phrasing import PHRASING, STOP_WORDS, Phrasing, link_of
from revtrack.references.sentences import sentences

REACH = 140
"""At most so many characters stand between a word for a document and its date."""

_LEFT = re.compile(r"((?:[^\W_][\w'’:-]{0,30}[ \u00a0]){1,4})\Z")
_WORD = re.compile(r"[^\W\d_][\w-]{0,40}")
_BARE_DATE = re.compile(r"[\s\u00a0]{1,3}\(")


class Left(Struct, frozen=True):
    """What stands before a word for a document: its determiner, and the words that tell it from others, in order."""

    determiner: str
    words: tuple[str, ...]


class Dated(Struct, frozen=True):
    """A document meant by a date: `text[start:end]` are the words that say so."""

    start: int
    end: int
    noun: Noun
    date: SpokenDate
    words: tuple[str, ...]


def dated(text: str, lang: Language, found: Sequence[Noun] | None = None) -> tuple[Dated, ...]:
    """Every document that `text` means by a date, in order of their nouns, which may be given as `found`.

    `lang` is a language of the table.
    """
    found = tuple(nouns(text, lang)) if found is None else found
    dates = tuple(spoken_dates(text, lang=lang)) if found else ()
    if not found or not (dates or any(noun.year for noun in found)):
        return ()
    hits: list[Dated] = []
    for start, end in sentences(text):
        inside = within(found, start, end)
        if inside:
            hits += _Sentence(text, start, end, lang, inside, within(dates, start, end)).hits()
    return tuple(hits)


class _Starting(Protocol):
    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=_Starting)


def within(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of some things in a text, in order, that begin in a stretch of it."""
    first, last = (bisect_left(items, at, key=lambda item: item.start) for at in (start, end))
    return items[first:last]


def left_of(text: str, noun: Noun, row: Phrasing) -> Left:
    """The determiner before a noun ("" if none), and what stands between as far as it tells something.

    A noun with a definite ending needs none: words before it belong to it only behind `den`, `det` or `de`.
    """
    before = _LEFT.search(text[max(0, noun.start - 80) : noun.start])
    told: list[str] = []
    for word in reversed(before[1].split() if before else []):
        lower = word.lower()
        if lower in row.determiners or lower in row.indefinite:
            return Left(lower, tuple(reversed(told)))
        if lower in row.said or lower in row.joins:
            return Left(lower, tuple(reversed(told)))
        if lower not in row.neutral and lower not in STOP_WORDS:
            told.append(lower)
    if text[max(0, noun.start - 2) : noun.start].lower() in ("l'", "l’"):
        return Left("l'", ())
    if noun.definite:
        return Left("", ())
    return Left("", tuple(reversed(told)))


def content(text: str) -> tuple[str, ...]:
    """The words of a phrase that tell something, in lower case."""
    return tuple(word for found in _WORD.findall(text) if (word := found.lower()) not in STOP_WORDS)


class _Sentence(Struct, frozen=True):
    """One sentence with its words for documents and its dates."""

    text: str
    start: int
    end: int
    lang: Language
    nouns: Sequence[Noun]
    dates: Sequence[SpokenDate]

    @property
    def row(self) -> Phrasing:
        return PHRASING[self.lang]

    def hits(self) -> list[Dated]:
        found: dict[Noun, Dated] = {}
        adopted = self._is_adoption()
        for noun in reversed(self.nouns):
            hit = self._before(noun) or self._behind(noun) or (self._adopted(noun) if adopted else None)
            hit = hit or self._shared(noun, found)
            if hit:
                found[noun] = hit
        return [found[noun] for noun in self.nouns if noun in found]

    def _before(self, noun: Noun) -> Dated | None:
        """`the 2005 strategy`, `2005-strategien`, `2005 års strategi`."""
        if noun.year:
            return self._hit(noun, SpokenDate(noun.start, noun.start + 4, noun.year), self._left(noun).words)
        gaps = {Language.EN: (" ",), Language.SV: (" års ",)}.get(self.lang, ())
        for date in self.dates:
            gap = self.text[date.end : noun.start].replace("\u00a0", " ")
            if date.end <= noun.start and gap in gaps:
                return self._hit(noun, date, ())
        return None

    def _behind(self, noun: Noun) -> Dated | None:
        """`the strategy of 2005`, `the strategy on fisheries adopted in 2005`; a new one ("a strategy of 2005") is not meant."""
        date = next((date for date in self.dates if date.start >= noun.end), None)
        left = self._left(noun)
        if date is None or date.start - noun.end > REACH or left.determiner in self.row.indefinite:
            return None
        if not (left.determiner or left.words or noun.definite or self._is_known(noun)):
            return None
        between = self._between(noun, date)
        return None if between is None else self._hit(noun, date, (*left.words, *between))

    def _is_known(self, noun: Noun) -> bool:
        """Whether the noun needs no determiner: `EU-strategi`, and `-handlingsplan` behind another noun."""
        return self.text[noun.start : noun.start + 3].upper() in ("EU-", "UE-") or self.text[noun.start - 1] == "-"

    def _between(self, noun: Noun, date: SpokenDate) -> tuple[str, ...] | None:
        """The telling words between a noun and the link to its date; None if they are not tied to each other."""
        gap = self.text[noun.end : date.start]
        if _BARE_DATE.fullmatch(gap) or link_of(self.lang).fullmatch(gap):
            return ()
        link = next((found for found in link_of(self.lang).finditer(gap) if found.end() == len(gap)), None)
        others = [other for other in self.nouns if noun.end <= other.start < date.start]
        if link is None or others:
            return None
        middle = gap[: link.start()].partition(",")[0]
        first = _WORD.search(middle)
        telling = tuple(word for word in content(middle) if word not in self.row.neutral)
        if first is None or not (first[0].lower() in self.row.behind or not telling or self.lang is Language.FR):
            return None
        return telling

    def _adopted(self, noun: Noun) -> Dated | None:
        """`a strategy and an action plan were adopted in 2005`: a new document with one date in its sentence."""
        left = self._left(noun)
        if len(self.dates) != 1 or left.determiner not in self.row.indefinite:
            return None
        following = _WORD.match(self.text, noun.end + 1)
        if following and following[0].lower() in self.row.behind and following.end() + 1 != self.dates[0].start:
            return None
        return self._hit(noun, self.dates[0], left.words)

    def _is_adoption(self) -> bool:
        """Whether the sentence says in the passive that something was adopted, and by nobody in particular."""
        auxiliary, participle = self.row.passive
        words = self.text[self.start : self.end]
        said = [found for pattern in (auxiliary, participle) if pattern for found in [re.search(pattern, words, re.I)]]
        if not all(said):
            return False
        first = min(found.start() for found in said if found)
        return not any(word.lower() in self.row.agents for word in _WORD.findall(words[first:]))

    def _shared(self, noun: Noun, found: dict[Noun, Dated]) -> Dated | None:
        """`the strategy and action plan of 2005`, `strategi og -handlingsplan`: the first has the date of the second."""
        at = self.nouns.index(noun)
        other = self.nouns[at + 1] if at + 1 < len(self.nouns) else None
        if other is None or other not in found:
            return None
        gap = [word.lower() for word in self.text[noun.end : other.start].replace("-", " ").split()]
        if not gap or gap[0] not in self.row.joins or len(gap) > 2:
            return None
        if len(gap) == 2 and gap[1] not in self.row.determiners:
            return None
        left = self._left(noun)
        if left.determiner in self.row.indefinite or not (left.determiner or noun.definite or left.words):
            return None
        hit = found[other]
        return replace(hit, start=min(noun.start, hit.start), noun=noun, words=(*left.words, *hit.words))

    def _left(self, noun: Noun) -> Left:
        """What stands before a noun; a joining word determines it only behind another noun: `the strategy and action plan`."""
        left = left_of(self.text, noun, self.row)
        if left.determiner not in self.row.joins:
            return left
        joined = {self.text[other.end : noun.start].strip().lower() for other in self.nouns if other.end < noun.start}
        return left if left.determiner in joined else replace(left, determiner="")

    def _hit(self, noun: Noun, date: SpokenDate, words: tuple[str, ...]) -> Dated:
        end = max(noun.end, date.end)
        closed = self.text[noun.end : end].count("(") == 1 and self.text[end : end + 1] == ")"
        return Dated(min(noun.start, date.start), end + closed, noun, date, words)
