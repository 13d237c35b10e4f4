"""Doubts: what stands where a document number is announced and cannot be read as one. It is shown to a person, never guessed.

doc. 99 56/14        a space inside, as recognised text has them
doc. l4781/05        a letter that looks like a figure
doc. 9956/2114       a year that no register has reached
5643/5/14 REV 4      two revisions that contradict each other
doc. 01/02/2014      a day of the calendar, or a number
COM(2013) 9 41 final the number of a Commission document with a space inside
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.references.mentions import find_mentions, find_stated
from revtrack.references.patterns import CUES, SUFFIX, words_of

_S = r"[ \u00a0]"
_FIGURE = r"[0-9lIO]"
_CUE = "|".join(sorted(frozenset().union(*CUES.values()), key=len, reverse=True))
_NUMBER = (
    rf"(?P<number>{_FIGURE}(?:{_S}?{_FIGURE}){{0,4}}(?:{_S}?/{_S}?{_FIGURE}(?:{_S}?{_FIGURE}){{0,3}}){{1,2}})(?![\w/])"
)
_CUED = re.compile(
    rf"(?<!\w)(?P<cue>{_CUE})[.:]{{0,2}}{_S}{{0,3}}(?:(?:no|nr|n°|nº)\b[.:]{{0,2}}{_S}{{0,2}})?{_NUMBER}", re.IGNORECASE
)
_FIRST = re.compile(rf"(?:\A|[,;]){_S}?{_NUMBER}", re.IGNORECASE)
"""A number in a header slot of numbers: at its beginning, or behind a comma."""
_COMMISSION = re.compile(
    rf"(?<!\w)(?:COM|KOM|JOIN|SEC|SEK|SWD){_S}?\({_S}?(?:19|20){_S}?[0-9]{_S}?[0-9]{_S}?\){_S}?"
    rf"[0-9](?:{_S}?[0-9]){{0,3}}(?={_S}(?:final|endelig|slutlig|endgültig)\b|[.,;:)]|\Z)"
)
_CONTRADICTING = re.compile(
    rf"(?<![\w/.,])[0-9]{{1,5}}/[0-9]{{1,2}}/[0-9]{{2}}(?![0-9/]){_S}{{0,2}}(?:REV|Rev){_S}?[0-9]{{1,2}}(?![\w/])"
)
_LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0"})


class Doubt(Struct, frozen=True):
    """Words that announce a number, `text[start:end]`, and why they are not read."""

    start: int
    end: int
    raw: str
    reason: str


def find_doubts(text: str, *, lang: Language = Language.UND, stated: bool = False) -> tuple[Doubt, ...]:
    """Every stretch of `text` that announces a document number and gives none, in order, without overlaps.

    With `stated` the text is a header slot of document numbers: each part of it announces one.
    """
    if "/" not in text and "(" not in text:
        return ()
    candidates = [*_candidates(text, lang), *(_stated(text) if stated else ())]
    if not candidates:
        return ()
    mentions = find_stated(text) if stated else find_mentions(text, lang=lang)
    read = [mention.span for mention in mentions]
    found = sorted(candidates, key=lambda doubt: (doubt.start, -doubt.end))
    kept: list[Doubt] = []
    for doubt in found:
        is_read = any(start < doubt.end and doubt.start < end for start, end in read)
        if not is_read and (not kept or doubt.start >= kept[-1].end):
            kept.append(doubt)
    return tuple(kept)


def _candidates(text: str, lang: Language) -> Iterator[Doubt]:
    cues = words_of(CUES, lang)
    for found in _CUED.finditer(text):
        if found["cue"].lower() in cues:
            yield from _council(text, *found.span("number"))
    for found in _CONTRADICTING.finditer(text):
        yield from _council(text, *found.span())
    for found in _COMMISSION.finditer(text):
        if re.search(rf"\d{_S}\d|\({_S}|{_S}\)", found[0]):
            yield _doubt(text, *found.span(), "a space stands in it")


def _stated(text: str) -> Iterator[Doubt]:
    for found in _FIRST.finditer(text):
        yield from _council(text, *found.span("number"))


def _council(text: str, start: int, end: int) -> Iterator[Doubt]:
    """The doubt about figures behind a cue, with their suffixes; none where they could be no number at all."""
    while suffix := SUFFIX.match(text, end):
        end = suffix.end()
    raw = text[start:end]
    figures = re.split(r"[A-Za-z]{3}", raw)[0]
    reason = _reason(raw, figures)
    if reason:
        yield _doubt(text, start, end, reason)


def _reason(raw: str, figures: str) -> str:
    """Why a number cannot be read; "" if it can, or if it is none even with its faults put right."""
    closed = re.sub(_S, "", figures.strip())
    mended = closed.translate(_LETTERS)
    try:
        DocumentNumber.parse(f"{mended} {raw[len(figures) :]}")
    except BadValue as error:
        return str(error) if closed == figures.strip() == mended and "/" in mended else ""
    if mended != closed:
        return "a letter stands where a figure should"
    if closed != figures.strip():
        return "a space stands in it"
    return "it may be a date"


def _doubt(text: str, start: int, end: int, reason: str) -> Doubt:
    return Doubt(start, end, text[start:end], reason)
