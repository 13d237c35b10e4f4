"""Follow defined terms and short forms through a text: hereinafter "the Strategy", and later "the Strategy" alone.

A term means the document named in the sentence that defines it; a short form ("said action plan") the one that its own
word stood beside before: "action plan 6102/19". Both are given with every document they could mean: whoever resolves them
takes none where there are two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct, field

from revtrack.model.allusions import DocumentKind
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention
from revtrack.references.allusions import Dated, left_of, within
from revtrack.references.kinds import Noun, nouns
from revtrack.references.patterns import CUES, words_of
from revtrack.references.phrasing import PHRASING, QUOTE, Phrasing
from revtrack.references.sentences import LONGEST, sentences

LONGEST_TERM = 60
CAPITALS = (Language.EN, Language.FR)
"""Languages in which a capital makes a word a term."""
MOST = 8
"""More documents than this are not kept for one word: two are enough to take none."""
NEAR = 40
"""At most so many characters stand between a word for a document and the number it is introduced by."""

_QUOTED = rf"{QUOTE}[ \u00a0]?([^\W\d_][^\"“”„‟«»‹›()\n]{{1,{LONGEST_TERM}}}?)[ \u00a0]?{QUOTE}(?!\w)"
_ALONE = re.compile(rf"\([ ]?(?:[^\W\d_]{{2,3}} )?{_QUOTED}[ ]?\)")
_INTRODUCING = re.compile(
    r"[\s\u00a0(,:]{0,3}(?:(?:in|i|im|dans|of) )?(?:([^\W\d_]{3,14})[.:]{0,2}[\s\u00a0]{1,2})?"
    r"(?:(?:nr|no|n°)[.:]{0,2}[\s\u00a0]{1,2})?"
)
_FOLLOWING = re.compile(r"[\s\u00a0]{1,3}([^\W\d_]{1,20})")


Name = tuple[DocumentKind, bool]


class Piece(Struct, frozen=True, dict=True):
    """A paragraph as terms are followed through it: its text, its mentions, and those of its footnotes by their offsets."""

    text: str
    nouns: tuple[Noun, ...]
    mentions: tuple[Mention, ...]
    noted: tuple[tuple[int, DocumentNumber], ...] = ()
    dated: tuple[Dated, ...] = ()

    @cached_property
    def begins(self) -> list[int]:
        """Where its sentences begin."""
        return [begin for begin, _ in sentences(self.text)]


class Term(Struct, frozen=True):
    """What a defined term means: one of `numbers`, or the document of a date; nothing if both are empty."""

    kind: DocumentKind
    numbers: tuple[DocumentNumber, ...]
    dated: Dated | None = None


class Use(Struct, frozen=True):
    """A term or short form at `text[start:end]`, and what it means."""

    start: int
    end: int
    term: Term


class Follower(Struct):
    """What a text has defined and introduced so far, in one language."""

    lang: Language
    own: frozenset[DocumentKind]
    defined: dict[Name, dict[Term, None]] = field(default_factory=dict)
    introduced: dict[DocumentKind, dict[DocumentNumber, None]] = field(default_factory=dict)

    @property
    def row(self) -> Phrasing:
        return PHRASING[self.lang]

    def read(self, piece: Piece) -> tuple[Use, ...]:
        """The terms and short forms that a paragraph uses; what it defines counts behind its definition."""
        uses: list[Use] = []
        definitions = sorted(self._definitions(piece), key=lambda one: one[:2])
        spans = _merged([*((hit.start, hit.end) for hit in piece.dated), *(one[:2] for one in definitions)])
        waiting = deque(definitions)
        for noun in piece.nouns:
            while waiting and waiting[0][0] < noun.start:
                self._define(*waiting.popleft()[2:])
            if not _is_inside(noun.start, spans):
                uses += self._use(piece, noun)
            self._introduce(piece, noun)
        for one in waiting:
            self._define(*one[2:])
        return tuple(uses)

    def _define(self, name: Name, term: Term) -> None:
        known = self.defined.setdefault(name, {})
        if len(known) < MOST:
            known[term] = None

    def _definitions(self, piece: Piece) -> Iterator[tuple[int, int, Name, Term]]:
        """Start, end, name and meaning of each definition."""
        for pattern in (*_defining(self.lang), _ALONE):
            for found in pattern.finditer(piece.text):
                inside = list(nouns(found[1], self.lang))
                if len(inside) == 1:
                    term = self._meaning(piece, found.start(), found.end(), inside[0].kind)
                    yield found.start(), found.end(), self._name(found[1], inside[0]), term

    def _name(self, text: str, noun: Noun) -> tuple[DocumentKind, bool]:
        """A term by its kind; where capitals are chosen, "the Strategy" is not "the strategy"."""
        return noun.kind, self.lang in CAPITALS and text[noun.start].isupper()

    def _meaning(self, piece: Piece, start: int, end: int, kind: DocumentKind) -> Term:
        """The documents that stand in the same brackets before a definition, else in its sentence before."""
        opened = piece.text.rfind("(", max(0, start - LONGEST), start + 1)
        bracket = opened if opened >= 0 and ")" not in piece.text[opened:start] else start
        first = piece.begins[bisect_right(piece.begins, start) - 1]
        numbers = _named(piece, bracket, start, end) or _named(piece, first, start, end)
        before = within(piece.dated, first, start)
        dated = [hit for hit in before if hit.end <= start and hit.noun.kind is kind]
        return Term(kind, numbers, dated[-1] if dated and not numbers else None)

    def _use(self, piece: Piece, noun: Noun) -> Iterator[Use]:
        left = left_of(piece.text, noun, self.row)
        if left.words or left.determiner in self.row.indefinite or self._is_told_apart(piece.text, noun):
            return
        terms = self.defined.get(self._name(piece.text, noun))
        if terms:
            yield Use(noun.start, noun.end, _joined(tuple(terms)))
            return
        back = left.determiner in self.row.said
        known = back or (noun.kind is not DocumentKind.DOCUMENT and (noun.definite or bool(left.determiner)))
        if known and noun.kind not in self.own and self.introduced.get(noun.kind):
            yield Use(noun.start, noun.end, Term(noun.kind, tuple(self.introduced[noun.kind])))

    def _is_told_apart(self, text: str, noun: Noun) -> bool:
        """Whether something behind a noun says which document is meant, so that it is no short form: `the strategy on fish`."""
        following = _FOLLOWING.match(text, noun.end)
        return following is not None and following[1].lower() in self.row.behind

    def _introduce(self, piece: Piece, noun: Noun) -> None:
        """Keep the number that stands beside a noun; no more of one kind than are needed to see that they are many."""
        known = self.introduced.setdefault(noun.kind, {})
        for mention in within(piece.mentions, noun.end, noun.end + NEAR + 1)[:1]:
            if len(known) < MOST and mention.number is not None and _introduces(piece.text, noun, mention, self.lang):
                known[mention.number] = None


def _introduces(text: str, noun: Noun, mention: Mention, lang: Language) -> bool:
    """Whether a number stands directly behind a noun, over a bracket and a cue word: `action plan (doc. 6102/19)`."""
    gap = text[noun.end : mention.start]
    if not noun.end <= mention.start or len(gap) > NEAR:
        return False
    found = _INTRODUCING.fullmatch(gap)
    return found is not None and (found[1] is None or found[1].lower() in words_of(CUES, lang))


def _named(piece: Piece, first: int, start: int, end: int) -> tuple[DocumentNumber, ...]:
    """The documents that a stretch of text names before a definition, and in footnotes up to its end."""
    said = [mention.number for mention in within(piece.mentions, first, start) if mention.end <= start]
    noted = [number for at, number in piece.noted if first < at <= end + 1]
    found = dict.fromkeys(number for number in (*said, *noted) if number is not None)
    return tuple(found)[:MOST]


def _joined(terms: Sequence[Term]) -> Term:
    """What a term means that was defined more than once: any of it."""
    numbers = tuple(dict.fromkeys(number for term in terms for number in term.numbers))
    dated = [term.dated for term in terms if term.dated]
    if len(terms) > 1 and (dated or any(not term.numbers for term in terms)):
        return Term(terms[0].kind, ())
    return Term(terms[0].kind, numbers, dated[0] if dated else None)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    found = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return found >= 0 and at < spans[found][1]


@cache
def _defining(lang: Language) -> tuple[re.Pattern[str], ...]:
    """`hereinafter "the Strategy"`, and `hereinafter the Strategy)`: without quotation marks only up to a closing bracket."""
    define = PHRASING[lang].define
    bare = rf"[:,]?[ \u00a0]([^\W\d_][^\"“”„‟«»‹›()\n]{{1,{LONGEST_TERM}}})(?=\))"
    article = r"[:,]?[ \u00a0]{0,2}(?:(?:as|als|den|det|the|la|le|die|der|das)[ \u00a0])?"
    return (
        re.compile(rf"\b{define}{article}{_QUOTED}", re.IGNORECASE),
        re.compile(rf"\b{define}{bare}", re.IGNORECASE),
    )
