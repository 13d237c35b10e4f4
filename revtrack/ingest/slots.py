"""Reads one line of a header that carries no label: institution, date, number, subject codes, type, marking."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.ingest import rules
from revtrack.ingest.labels import DOCUMENT_TYPES, INSTITUTIONS, MARKINGS, plain
from revtrack.ingest.lines import Line
from revtrack.ingest.months import find_date
from revtrack.ingest.words import NO_WORDS, Normal, Words
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.texts import SlotKind

_ORIGINAL = re.compile(r"\((OR\.)[ ]?([a-z]{2}(?:[/,][ ]?[a-z]{2}){0,5})\)$")
_CODE = re.compile(r"([A-Z][A-Z-]{0,12}(?: [A-Z]{2,3})?) ([0-9]{1,4})(?= |$)")
_DISPATCH = re.compile(r"(?: ?\([0-9]{1,2}\.[0-9]{1,2}\))?\*{0,2}")
_CHAIN = re.compile(r"(?:\+ ?)?(?:REV|ADD|COR|AMD|EXT|DCL) ?[0-9]{1,2}(?: \([a-z]{2}(?:,[ ]?[a-z]{2}){0,30}\))?")
_LONGEST = 100
_LONGEST_PLACE = 40


class DraftSlot(Struct, frozen=True):
    """A header slot with the place of its label and value; no label has no pieces."""

    kind: SlotKind
    value: Words
    line: int
    label: Words = NO_WORDS


class LineSlots(Struct, frozen=True):
    """What one line says, and the characters of it that a rule dropped."""

    slots: tuple[DraftSlot, ...]
    normals: tuple[Normal, ...] = ()


def read_slots(source: str, line: Line) -> LineSlots | None:
    """The slots of a line without labels; None if it is none that the tables know."""
    if len(line.text) > _LONGEST:
        return None
    original = _ORIGINAL.search(line.text)
    if original:
        return _with_original(source, line, original)
    for read in _READERS:
        found = read(line)
        if found:
            return LineSlots(found)
    return None


def is_chain(text: str) -> bool:
    """Whether a line is only the suffix of the number above it: "REV 1"."""
    return _CHAIN.fullmatch(text) is not None


def is_institution(text: str) -> bool:
    """Whether the words name an institution that heads its documents."""
    return plain(text) in INSTITUTIONS


def _with_original(source: str, line: Line, found: re.Match[str]) -> LineSlots | None:
    """The original language, alone on its line or behind place and date."""
    at = line.first
    slot = DraftSlot(
        SlotKind.ORIGINAL_LANGUAGE,
        Words.of(at + found.start(2), at + found.end(2)),
        line.number,
        Words.of(at + found.start(1), at + found.end(1)),
    )
    brackets = tuple(
        Normal(at + where, at + where + 1, rules.SLOT_BRACKET) for where in (found.start(), found.end() - 1)
    )
    if not found.start():
        return LineSlots((slot,), brackets)
    before = read_slots(source, line.narrowed(source, line.first, line.first + found.start()))
    return LineSlots((*before.slots, slot), (*before.normals, *brackets)) if before else None


def _one(kind: SlotKind, line: Line) -> tuple[DraftSlot, ...]:
    return (DraftSlot(kind, line.words, line.number),)


def _place_and_date(line: Line) -> tuple[DraftSlot, ...]:
    found = find_date(line.text)
    if found and found.start <= _LONGEST_PLACE and _DISPATCH.fullmatch(line.text, found.end):
        return _one(SlotKind.PLACE_AND_DATE, line)
    return ()


def _marking(line: Line) -> tuple[DraftSlot, ...]:
    return _one(SlotKind.MARKING, line) if plain(line.text) in MARKINGS else ()


def _number(line: Line) -> tuple[DraftSlot, ...]:
    """A document number, with a marking behind it or not."""
    if _is_number(line.text):
        return _one(SlotKind.NUMBER, line)
    words = line.text.split(" ")
    for count in range(1, min(len(words), 4)):
        head, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if plain(tail) in MARKINGS and _is_number(head.rstrip()):
            middle = line.first + len(head.rstrip())
            return (
                DraftSlot(SlotKind.NUMBER, Words.of(line.first, middle), line.number),
                DraftSlot(SlotKind.MARKING, Words.of(line.last - len(tail), line.last), line.number),
            )
    return ()


def _is_number(text: str) -> bool:
    try:
        found = DocumentNumber.parse(text)
    except BadValue:
        return False
    return found.register in (Register.COUNCIL, Register.COMMISSION)


def _subject_codes(line: Line) -> tuple[DraftSlot, ...]:
    """Every code of a line that holds nothing else: "JAI 332 ENFOPOL 138"."""
    found: list[DraftSlot] = []
    at = 0
    while at < len(line.text):
        code = _CODE.match(line.text, at)
        if not code:
            return ()
        words = Words.of(line.first + at, line.first + code.end())
        found.append(DraftSlot(SlotKind.SUBJECT_CODE, words, line.number))
        rest = line.text[code.end() :]
        at = len(line.text) - len(rest.lstrip())
    return tuple(found)


def _document_type(line: Line) -> tuple[DraftSlot, ...]:
    return _one(SlotKind.DOCUMENT_TYPE, line) if plain(line.text) in DOCUMENT_TYPES else ()


def _institution(line: Line) -> tuple[DraftSlot, ...]:
    return _one(SlotKind.INSTITUTION, line) if is_institution(line.text) else ()


_READERS: tuple[Callable[[Line], tuple[DraftSlot, ...]], ...] = (
    _marking,
    _document_type,
    _institution,
    _number,
    _subject_codes,
    _place_and_date,
)
