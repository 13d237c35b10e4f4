"""Find where running text points at a provision: "punkt 12", "Article 5(2)(a)", "paragraphs 3 to 5 and 9", "the Annex".

Words that name a part are looked for first; only there does anything else begin. From such a word the reference is read to
its end: its number, narrower parts behind it ("artikel 5, stk. 2, litra a"), a list, wider parts behind "of" ("paragraph 2 of
Article 5"). Then it is told whether the provision is one of another document; such a one is never looked for in this text.
Everything is read with bounded patterns at places that only move forward, so time grows with length alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revtrack.model.language import Language
from revtrack.model.provisions import Part, PartKind, Provision
from revtrack.model.relations import Mention
from revtrack.references.elsewhere import elsewhere
from revtrack.references.mentions import find_mentions
from revtrack.references.parts import (
    BLANKS,
    BRACKET_BEGINS,
    BRACKETED,
    DASHED,
    ENDS,
    FIGURE,
    GAP,
    LETTER,
    RANK,
    ROMAN,
    SUB,
    WIDE,
    WORD,
    PartWord,
    Tables,
    tables_of,
)

_LIST_LIMIT = 30
_CHAIN_LIMIT = 5
_BACK = 24


class _Member(NamedTuple):
    """One number behind a word, with what stands in brackets behind it: the parts named, and where it stands."""

    parts: tuple[Part, ...]
    start: int
    end: int


def find_provisions(
    text: str, *, lang: Language = Language.UND, mentions: Sequence[Mention] | None = None
) -> tuple[Provision, ...]:
    """Every reference to a provision in `text`, in order, without overlaps: `text[start:end] == raw`.

    `mentions` are the document numbers in the text, if they are known already. Words are those of `lang`; of every language
    where it is unknown.
    """
    readers = [reader for tables in tables_of(lang) if (reader := _Reader(text, tables, lang)).candidates]
    if not readers:
        return ()
    numbers = find_mentions(text, lang=lang) if mentions is None else mentions
    found = [provision for reader in readers for provision in reader.read(numbers)]
    if len(readers) < 2:
        return tuple(found)
    kept: list[Provision] = []
    for provision in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or provision.start >= kept[-1].end:
            kept.append(provision)
    return tuple(kept)


class _Reader:
    """Reads one text with the tables of one language."""

    def __init__(self, text: str, tables: Tables, lang: Language) -> None:
        self.text = text
        lower = text.lower()
        self.lower = lower if len(lower) == len(text) else text.replace("\u0130", "I").lower()
        self.tables = tables
        self.dotted = lang is Language.SV
        self.candidates = self._candidates()
        self.places = frozenset(self.candidates)

    def read(self, mentions: Sequence[Mention]) -> Iterator[Provision]:
        done, numbers = 0, (mentions, [mention.start for mention in mentions])
        inside = iter(mentions)
        mention = next(inside, None)
        for at in self.candidates:
            if at < done:
                continue
            while mention is not None and mention.end <= at:
                mention = next(inside, None)
            if mention is not None and mention.start <= at:
                continue
            part = self._part(at)
            if part is None:
                continue
            found, end = self._whole(at, *part)
            if found:
                external, document = elsewhere(self.text, self.lower, found[0].start, end, self.tables, numbers)
                for member in found:
                    yield Provision(
                        member.start, member.end, self.text[member.start : member.end], member.parts, external, document
                    )
                done = end

    def _candidates(self) -> Sequence[int]:
        """Where a word that names a part could begin, in order."""
        lower, found = self.lower, set()
        for stem in self.tables.stems:
            at = lower.find(stem)
            while at >= 0:
                if not at or not (lower[at - 1].isalnum() or lower[at - 1] == "§"):
                    found.add(at)
                at = lower.find(stem, at + 1)
        return sorted(found)

    def _part(self, at: int) -> tuple[PartWord, int] | None:
        """The word for a part that stands there, and where it ends; None for another word."""
        if at not in self.places:
            return None
        before = self.text[at - 1 : at]
        if before and (before.isalnum() or before in "-_/@"):
            return None
        for phrase, part in self.tables.phrases:
            if self.lower.startswith(phrase, at):
                return part, at + len(phrase)
        word = WORD.match(self.lower, at)
        known = self.tables.words.get(word[0]) if word else None
        if word is None or known is None or (known.stopped and self.text[word.end() : word.end() + 1] != "."):
            return None
        return known, word.end()

    def _whole(self, start: int, part: PartWord, end: int) -> tuple[list[_Member], int]:
        """The members of the reference that begins with this word, and where it ends as a whole."""
        chain = self._chain(start, part, end)
        if chain is None:
            return ([], start)
        prefix, part, first = chain
        if self._ends_here(first.end):
            return ([_Member(prefix + first.parts, start, first.end)], first.end)
        listed = self._list(first, part) if first.parts[0].number else [first]
        members = [
            _Member(prefix + each.parts, each.start if order else start, each.end) for order, each in enumerate(listed)
        ]
        end = members[-1].end
        wider, end = self._wider(members[0].parts[0].kind, end)
        if wider:
            last = members[-1]
            members[-1] = _Member(last.parts, last.start, end)
            members = [_Member(wider + each.parts, each.start, each.end) for each in members]
        return members, end

    def _ends_here(self, at: int) -> bool:
        """Whether surely nothing of a reference follows: the sentence ends, or a word that neither joins nor leads on."""
        if self.text[at : at + 1] not in BLANKS:
            return self.text[at : at + 1] in ENDS
        word = WORD.match(self.lower, at + 1)
        return word is not None and word[0] not in self.tables.leads

    def _chain(
        self, start: int, part: PartWord, end: int, *, commas: bool = True
    ) -> tuple[tuple[Part, ...], PartWord, _Member] | None:
        """The parts above the narrowest one named, that part's word, and its number: Artikel 5 Absatz 2 Buchstabe a."""
        first = self._numbered(start, part, end)
        if first is None:
            return None
        prefix: tuple[Part, ...] = ()
        for _ in range(_CHAIN_LIMIT):
            narrower = self._narrower(first, part, commas=commas)
            if narrower is None:
                break
            prefix += first.parts
            part, first = narrower
        return prefix, part, first

    def _numbered(self, start: int, part: PartWord, end: int) -> _Member | None:
        """A word with the number behind it; the word alone if it needs none."""
        gap = GAP.match(self.text, end)
        at = gap.end() if gap else end
        found = self._item(at, part.kind) if at > end or self.text[end - 1] == "§" else None
        if found and not (part.kind is PartKind.NUMBER and not self._is_number(start)):
            return found
        return self._alone(start, part, end)

    def _alone(self, start: int, part: PartWord, end: int) -> _Member | None:
        """ "bilaget", "the Annex": the only annex there is."""
        row = self.tables.row
        if part.kind is not PartKind.ANNEX or self.lower[start:end] not in row.alone:
            return None
        if row.articles and self._word_before(start) not in row.articles:
            return None
        return _Member((Part(PartKind.ANNEX, ""),), start, end)

    def _is_number(self, start: int) -> bool:
        """Whether "nr. 3" is a part of a text there, and not the number of a case, a measure or a law."""
        before = self.lower[max(0, start - 2) : start].rstrip()
        if not before or before[-1] in ",(;:":
            return True
        return self._word_before(start).rstrip(".") in self.tables.row.before

    def _word_before(self, at: int) -> str:
        """The word before a place in lower case, without a bracket or quotation mark in front; "l'" is one."""
        words = self.lower[max(0, at - _BACK) : at].replace("’", "'").split()
        return words[-1].lstrip('(["“”„«»‘') if words else ""

    def _item(self, at: int, kind: PartKind) -> _Member | None:
        """A number with its brackets: 5(2)(a), (a), a), II."""
        may_be_dashed = self.tables.row.dashed and kind is PartKind.ARTICLE and "-" in self.text[at + 1 : at + 4]
        if may_be_dashed and (dashed := DASHED.match(self.text, at)):
            return self._with_brackets(kind, dashed[0], at, dashed.end())
        if figure := FIGURE.match(self.text, at):
            return self._with_brackets(kind, figure[0], at, figure.end())
        if kind in WIDE or kind is PartKind.POINT:
            roman = ROMAN.match(self.text, at)
            if roman and (kind is not PartKind.POINT or len(roman[0]) > 1):
                return _Member((Part(kind, roman[0]),), at, roman.end())
        if kind in WIDE or kind is PartKind.ARTICLE or kind is PartKind.FOOTNOTE:
            return None
        if bracketed := BRACKETED.match(self.text, at):
            return _Member((Part(kind, bracketed[1] or bracketed[2]),), at, bracketed.end())
        letter = LETTER.match(self.text, at) if kind is PartKind.LETTER else None
        return _Member((Part(kind, letter[1]),), at, letter.end()) if letter else None

    def _with_brackets(self, kind: PartKind, number: str, at: int, end: int) -> _Member:
        if not self.dotted and self.text[end : end + 1] not in BRACKET_BEGINS:
            return _Member((Part(kind, number),), at, end)
        steps = [Part(kind, number)]
        if self.dotted and kind is PartKind.ARTICLE and "." in number:
            steps = [Part(kind, number.partition(".")[0]), Part(PartKind.PARAGRAPH, number.partition(".")[2])]
            letter = LETTER.match(self.text, end + 1) if self.text[end : end + 1] in (" ", "\u00a0") else None
            if letter and letter[1] not in self.tables.row.of:
                steps.append(Part(PartKind.LETTER, letter[1]))
                end = letter.end()
        while len(steps) <= _CHAIN_LIMIT and self.text[end : end + 1] in BRACKET_BEGINS:
            sub = SUB.match(self.text, end) if kind is not PartKind.FOOTNOTE else None
            if not sub:
                break
            steps.append(_bracket(sub[1], steps[-1].kind))
            end = sub.end()
        return _Member(tuple(steps), at, end)

    def _narrower(self, above: _Member, part: PartWord, *, commas: bool) -> tuple[PartWord, _Member] | None:
        """The narrower part named right behind: ", stk. 2"."""
        comma = self.text.startswith(",", above.end)
        at = above.end + comma
        if (comma and not commas) or self.text[at : at + 1] not in BLANKS:
            return None
        at += 1 + (self.text[at + 1 : at + 2] in BLANKS)
        word = self._part(at)
        if word is None or word[0].kind is PartKind.FOOTNOTE or part.kind is PartKind.FOOTNOTE:
            return None
        if RANK[word[0].kind] <= RANK[above.parts[-1].kind] or (comma and word[0].kind is PartKind.ANNEX):
            return None
        behind = GAP.match(self.text, word[1])
        item = self._item(behind.end(), word[0].kind) if behind and behind[0] else None
        return (word[0], item) if item else None

    def _list(self, first: _Member, part: PartWord) -> list[_Member]:
        """The first member and those of a list behind it. What stands behind a comma counts once a joining word follows."""
        settled, waiting = [first], list[_Member]()
        for _ in range(_LIST_LIMIT):
            last = (waiting or settled)[-1]
            link = self.tables.join.match(self.text, last.end)
            if link is None or not (part.plural or (link["till"] or " ") in "-–"):
                break
            if self.text[link.end() : link.end() + 1] == "§":
                break
            item = self._item(link.end(), first.parts[0].kind) or self._bracketed(link.end(), first)
            if item is None:
                break
            if link["till"] and _are_alike(last, item):
                (waiting or settled)[-1] = _Member(_to(last.parts, item.parts), last.start, item.end)
            else:
                waiting.append(item)
            if not link["comma"]:
                settled += waiting
                waiting = []
        return settled

    def _bracketed(self, at: int, first: _Member) -> _Member | None:
        """A member that names its bracket alone: the (3) of "Article 5(2) and (3)"."""
        bracketed = SUB.match(self.text, at)
        if len(first.parts) < 2 or bracketed is None:
            return None
        steps = (*first.parts[:-1], Part(first.parts[-1].kind, bracketed[1]))
        return _Member(steps, at, bracketed.end())

    def _wider(self, kind: PartKind, at: int) -> tuple[tuple[Part, ...], int]:
        """The wider parts behind "of", widest first, and where they end."""
        wider: tuple[Part, ...] = ()
        for _ in range(_CHAIN_LIMIT):
            start = self._behind_of(at)
            word = self._part(start) if start else None
            if word is None or (RANK[word[0].kind] >= RANK[kind] and kind is not PartKind.FOOTNOTE):
                break
            found = self._chain(start, *word, commas=False)
            if found is None:
                break
            wider = (*found[0], *found[2].parts, *wider)
            kind, at = wider[0].kind, found[2].end
        return wider, at

    def _behind_of(self, at: int) -> int:
        """Where the word behind "of", and behind "the", begins; 0 if none is there."""
        row = self.tables.row
        first = WORD.match(self.lower, at + 1) if self.text[at : at + 1] in BLANKS else None
        if first is None or first[0] not in row.of:
            return 0
        at = first.end() + 1
        second = WORD.match(self.lower, at)
        if second is None:
            return at
        elided = second[0] == "l" and self.text[second.end() : second.end() + 1] in ("'", "’")
        return second.end() + 1 if elided or second[0] in row.the or second[0] in row.own else at


def _bracket(number: str, above: PartKind) -> Part:
    """A bracket behind an article is its paragraph, any other a letter or a point."""
    if number[0].isdigit():
        return Part(PartKind.PARAGRAPH if RANK[above] <= RANK[PartKind.ARTICLE] else PartKind.POINT, number)
    return Part(PartKind.LETTER, number)


def _are_alike(one: _Member, other: _Member) -> bool:
    """Whether two members can be the ends of a run: numbers of the same parts of the same part."""
    kinds = [step.kind for step in one.parts] == [step.kind for step in other.parts]
    return kinds and one.parts[:-1] == other.parts[:-1] and not one.parts[-1].last


def _to(steps: tuple[Part, ...], last: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of a run from the first member's to the last one's."""
    return (*steps[:-1], Part(steps[-1].kind, steps[-1].number, last[-1].number))
