"""Follow defined terms and short forms through a text: hereinafter "the Strategy", and later "the Strategy" alone.

A term means the document named in the sentence that defines it; a short form ("said action plan") the one that its own
word stood beside before: "action plan 6102/19". Both are given with every document they could mean: whoever resolves them
takes none where there are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from revtrack.model.allusions import DocumentKind
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention
from revtrack.references.allusions import Dated, left_of
from revtrack.references.kinds import Noun, nouns
from revtrack.references.patterns import CUES, words_of
from revtrack.references.phrasing import PHRASING, QUOTE, Phrasing
from revtrack.references.sentences import sentences

LONGEST_TERM = 60
CAPITALS = (Language.EN, Language.FR)
"""Languages in which a capital makes a word a term."""
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as terms are followed through it: its text, its mentions, and those of its footnotes by their offsets."""

    text: str
    mentions: tuple[Mention, ...]
    noted: tuple[tuple[int, DocumentNumber], ...] = ()
    dated: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """What a defined term means: one of `numbers`, or the document of a date; nothing if both are empty."""

    kind: DocumentKind
    numbers: tuple[DocumentNumber, ...]
    dated: Dated | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A term or short form at `text[start:end]`, and what it means."""

    start: int
    end: int
    term: Term


@dataclass
class Follower:
    """What a text has defined and introduced so far, in one language."""

    lang: Language
    own: frozenset[DocumentKind]
    defined: dict[Name, list[Term]] = field(default_factory=dict)
    introduced: dict[DocumentKind, dict[DocumentNumber, None]] = field(default_factory=dict)

    @property
    def row(self) -> Phrasing:
        return PHRASING[self.lang]

    def read(self, piece: Piece) -> tuple[Use, ...]:
        """The terms and short forms that a paragraph uses; what it defines counts behind its definition."""
        uses: list[Use] = []
        taken = [(hit.start, hit.end) for hit in piece.dated]
        definitions = {start: (end, name, term) for start, end, name, term in self._definitions(piece)}
        spans = [(start, end) for start, (end, _, _) in definitions.items()]
        waiting = sorted(definitions)
        for noun in nouns(piece.text, self.lang):
            while waiting and waiting[0] < noun.start:
                _, name, term = definitions[waiting.pop(0)]
                self.defined.setdefault(name, []).append(term)
            if not any(start <= noun.start < end for start, end in (*taken, *spans)):
                uses += self._use(piece, noun)
            self._introduce(piece, noun)
        for start in waiting:
            _, name, term = definitions[start]
            self.defined.setdefault(name, []).append(term)
        return tuple(uses)

    def _definitions(self, piece: Piece) -> Iterator[tuple[int, int, Name, Term]]:
        """Start, end, name and meaning of each definition."""
        for pattern in (*_DEFINING[self.lang], _ALONE):
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
        opened = piece.text.rfind("(", 0, start + 1)
        bracket = opened if opened >= 0 and ")" not in piece.text[opened:start] else start
        first = next((begin for begin, stop in sentences(piece.text) if begin <= start < stop), 0)
        numbers = _named(piece, bracket, start, end) or _named(piece, first, start, end)
        dated = [hit for hit in piece.dated if first <= hit.start and hit.end <= start and hit.noun.kind is kind]
        return Term(kind, numbers, dated[-1] if dated and not numbers else None)

    def _use(self, piece: Piece, noun: Noun) -> Iterator[Use]:
        left = left_of(piece.text, noun, self.row)
        if left.words or left.determiner in self.row.indefinite or self._is_told_apart(piece.text, noun):
            return
        terms = self.defined.get(self._name(piece.text, noun))
        if terms:
            yield Use(noun.start, noun.end, _joined(terms))
            return
        back = left.determiner in self.row.said
        known = back or (noun.kind is not DocumentKind.DOCUMENT and (noun.definite or bool(left.determiner)))
        if known and noun.kind not in self.own and noun.kind in self.introduced:
            yield Use(noun.start, noun.end, Term(noun.kind, tuple(self.introduced[noun.kind])))

    def _is_told_apart(self, text: str, noun: Noun) -> bool:
        """Whether something behind a noun says which document is meant, so that it is no short form: `the strategy on fish`."""
        following = _FOLLOWING.match(text, noun.end)
        return following is not None and following[1].lower() in self.row.behind

    def _introduce(self, piece: Piece, noun: Noun) -> None:
        for mention in piece.mentions:
            if mention.number is not None and _introduces(piece.text, noun, mention, self.lang):
                self.introduced.setdefault(noun.kind, {})[mention.number] = None


def _introduces(text: str, noun: Noun, mention: Mention, lang: Language) -> bool:
    """Whether a number stands directly behind a noun, over a bracket and a cue word: `action plan (doc. 6102/19)`."""
    gap = text[noun.end : mention.start]
    if not noun.end <= mention.start or len(gap) > NEAR:
        return False
    found = _INTRODUCING.fullmatch(gap)
    return found is not None and (found[1] is None or found[1].lower() in words_of(CUES, lang))


def _named(piece: Piece, first: int, start: int, end: int) -> tuple[DocumentNumber, ...]:
    """The documents that a stretch of text names before a definition, and in footnotes up to its end."""
    said = [mention.number for mention in piece.mentions if first <= mention.start and mention.end <= start]
    noted = [number for at, number in piece.noted if first < at <= end + 1]
    return tuple(dict.fromkeys(number for number in (*said, *noted) if number is not None))


def _joined(terms: Sequence[Term]) -> Term:
    """What a term means that was defined more than once: any of it."""
    numbers = tuple(dict.fromkeys(number for term in terms for number in term.numbers))
    dated = [term.dated for term in terms if term.dated]
    if len(terms) > 1 and (dated or any(not term.numbers for term in terms)):
        return Term(terms[0].kind, ())
    return Term(terms[0].kind, numbers, dated[0] if dated else None)


def _defining(row: Phrasing) -> tuple[re.Pattern[str], ...]:
    """`hereinafter "the Strategy"`, and `hereinafter the Strategy)`: without quotation marks only up to a closing bracket."""
    bare = rf"[:,]?[ \u00a0]([^\W\d_][^\"“”„‟«»‹›()\n]{{1,{LONGEST_TERM}}})(?=\))"
    article = r"[:,]?[ \u00a0]{0,2}(?:(?:as|als|den|det|the|la|le|die|der|das)[ \u00a0])?"
    return (
        re.compile(rf"\b{row.define}{article}{_QUOTED}", re.IGNORECASE),
        re.compile(rf"\b{row.define}{bare}", re.IGNORECASE),
    )


_DEFINING = {lang: _defining(row) for lang, row in PHRASING.items()}
