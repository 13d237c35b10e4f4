"""Gather the allusions of a text: documents meant by a date, by a defined term, by a short form.

They follow from the text alone, whatever else is known; `resolution` says later what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from revtrack.model.allusions import Allusion
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit, units
from revtrack.model.relations import Evidence, Mention
from revtrack.model.texts import Expression, Note
from revtrack.references.allusions import Dated, dated
from revtrack.references.kinds import kinds_of, nouns
from revtrack.references.mentions import find_mentions
from revtrack.references.phrasing import rows_of
from revtrack.references.terms import Follower, Piece, Use

LONGEST_QUOTE = 160


def find_allusions(expression: Expression) -> tuple[Allusion, ...]:
    """What the paragraphs and footnotes of a text mean without a number, in reading order, once for each place and words.

    Where the place itself names the number, the words beside it are no allusion. Nothing for a language without a row.
    """
    own = kinds_of(expression.title)
    found: dict[Allusion, None] = {}
    for lang in rows_of(expression.language):
        follower = Follower(lang, own)
        for bearer, borne in groupby(units(expression), key=lambda unit: (unit.place.component, unit.place.index)):
            del bearer
            for allusion in _of_paragraph(expression, list(borne), follower):
                found.setdefault(allusion)
    return tuple(found)


def _of_paragraph(expression: Expression, borne: Sequence[Unit], follower: Follower) -> Iterator[Allusion]:
    """The allusions of a paragraph, then of its footnotes."""
    bearer = borne[0].place.fragment
    for unit in borne:
        found = tuple(nouns(unit.text, follower.lang))
        if not found:
            continue
        is_note = unit.role == "footnote"
        mentions = find_mentions(unit.text, lang=expression.language)
        hits = dated(unit.text, follower.lang, found)
        noted = () if is_note else tuple(_noted(borne[1:], expression.language))
        uses = follower.read(Piece(unit.text, found, mentions, noted, hits))
        yield from _told(unit, bearer if is_note else "", hits, uses, mentions)


def _noted(notes: Sequence[Unit], lang: Language) -> Iterator[tuple[int, DocumentNumber]]:
    """The numbers in the footnotes of a paragraph, each with where its mark stands."""
    for unit in notes:
        if isinstance(unit.item, Note):
            for mention in find_mentions(unit.text, lang=lang):
                if mention.number is not None:
                    yield unit.item.offset, mention.number


def _told(
    unit: Unit, bearer: str, hits: Sequence[Dated], uses: Sequence[Use], mentions: Sequence[Mention]
) -> Iterator[Allusion]:
    here = {mention.number for mention in mentions}
    for hit in hits:
        yield _dated(hit, _evidence(unit, bearer, hit.start, hit.end))
    for use in uses:
        evidence = _evidence(unit, bearer, use.start, use.end)
        numbers: tuple[DocumentNumber, ...] = use.term.numbers
        if use.term.dated:
            yield _dated(use.term.dated, evidence)
        elif numbers and not here & set(numbers):
            yield Allusion(use.term.kind, evidence, numbers=numbers)


def _dated(hit: Dated, evidence: Evidence) -> Allusion:
    return Allusion(hit.noun.kind, evidence, hit.date.year, hit.date.month, hit.date.day, hit.words)


def _evidence(unit: Unit, bearer: str, start: int, end: int) -> Evidence:
    return Evidence(
        fragment=unit.place.fragment, quote=unit.text[start : min(end, start + LONGEST_QUOTE)], bearer=bearer
    )
