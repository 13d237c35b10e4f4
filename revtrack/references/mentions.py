"""Find the document numbers that running text mentions, with their exact spans.

Each written form of the table gives candidates; a candidate is widened to the left (series) and to the right (suffixes,
then subject codes and markings), and kept if its shape or something beside it tells that it is a number. A bare
`1049/2001` or `12/13` tells nothing and is no mention; neither is a number that contradicts itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from revtrack.model.language import Language
from revtrack.model.numbers import CHAIN_LIMIT, Register, number_of
from revtrack.model.relations import Mention
from revtrack.references.dates import is_month
from revtrack.references.lists import added, further
from revtrack.references.patterns import (
    CUE_BEFORE,
    CUES,
    FORMS,
    JOINS,
    MARKING,
    NO_SUBJECTS,
    PRESS,
    SERIES_BEFORE,
    SPLIT_AT_START,
    SPLIT_BEFORE,
    SUBJECT,
    SUFFIX,
    Form,
    words_of,
)

_FIGURES = re.compile("[0-9]{4}|[0-9][/.-]|[/)][ \u00a0]?[0-9]")
"""A year, a figure beside a slash, stop or hyphen, or behind a bracket: every form has one of these."""
_MARGIN = 120
"""No form has more characters on either side of them; further apart than twice that they belong to no one form."""
_LOOK_BACK = 32
_NAME_BACK = 72
"""At most so many characters of a number stand before its figures: `gemeinsame Maßnahme (EU, Euratom) Nr. `."""
_SERIES_BACK = 8
_TAGS_LIMIT = 24
_JOIN_LIMIT = 12


class _Reader(Struct, frozen=True):
    """A text with the words that count as evidence in its language; `stated` says that the place itself is evidence."""

    text: str
    cues: frozenset[str]
    joins: frozenset[str]
    stated: bool


class _Tags(Struct, frozen=True):
    """What follows a number: subject codes and markings, up to the character `end`."""

    subjects: tuple[str, ...]
    markings: tuple[str, ...]
    end: int


def find_mentions(text: str, *, lang: Language = Language.UND) -> tuple[Mention, ...]:
    """Every document number in `text`, in order, without overlaps: `text[start:end] == raw`.

    `raw` is the number with its series and suffixes; the cue before it and the subject codes and markings after it are
    fields or evidence, never part of it. `lang` chooses the cue words; where it is unknown, those of every language count.
    """
    return _find(_Reader(text, words_of(CUES, lang), words_of(JOINS, lang), stated=False))


def find_stated(text: str) -> tuple[Mention, ...]:
    """Like `find_mentions`, for a header slot that holds document numbers: every number there counts, bare or not."""
    return _find(_Reader(text, frozenset(), frozenset(), stated=True))


def _find(reader: _Reader) -> tuple[Mention, ...]:
    stretches = list(_figured(reader.text))
    if not stretches:
        return ()
    forms = [form for form in FORMS if not form.marks or any(mark in reader.text for mark in form.marks)]
    found = [mention for form in forms for mention in _of_form(reader, form, stretches)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept += [mention, *further(reader.text, mention)]
            if mention.subjects or mention.markings:
                kept += added(reader.text, mention, _tags(reader.text, mention.end).end)
    return tuple(kept)


def _figured(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which a number could stand: near such figures as every form has, and most of a text has none."""
    start = end = -1
    for found in _FIGURES.finditer(text):
        if start >= 0 and found.start() - end > 2 * _MARGIN:
            yield max(0, start - _MARGIN), end + _MARGIN
            start = -1
        start, end = (found.start() if start < 0 else start), found.end()
    if start >= 0:
        yield max(0, start - _MARGIN), min(len(text), end + _MARGIN)


def _of_form(reader: _Reader, form: Form, stretches: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    read = _council if form.register is Register.COUNCIL else _other
    last = -1
    candidates = (found for start, end in stretches for found in form.pattern.finditer(reader.text, start, end))
    for found in candidates:
        if _is_cut(reader.text, found.start(), form.not_after):
            continue
        if not form.telling and not reader.stated and _is_bare(reader.text, found):
            continue
        mention = read(reader, form, found, last)
        if mention:
            last = _tags(reader.text, mention.end).end
            yield mention


def _is_cut(text: str, start: int, not_after: str) -> bool:
    """Whether a candidate begins inside a longer word, path or figure: `123456/14`, `a/12/13`, `1.049/2001`."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    return before[-1].isalnum() or before[-1] in not_after or (before[-1] in ".,-–" and before[:-1].isdecimal())


def _is_bare(text: str, found: re.Match[str]) -> bool:
    """Whether surely nothing tells that a candidate is a number: a figure stands before it, and no capital or mark behind.

    Cues, series and joining words end in a letter or a mark; suffixes, codes and markings begin with a capital or a mark.
    """
    before = text[max(0, found.start() - 4) : found.start()].rstrip()
    if before and not before[-1].isdecimal():
        return False
    after = text[found.end() : found.end() + 5].lstrip()
    return not after or (after[0] not in "+(-_" and not after[0].isupper())


def _council(reader: _Reader, form: Form, found: re.Match[str], last: int) -> Mention | None:
    """The mention at a candidate of a Council form; `last` is where the one before it ends with its tags, -1 if none."""
    text = reader.text
    if _is_split(reader, found.start()):
        return None
    start = _with_series(text, found.start())
    end = _with_suffixes(text, found.end())
    tags = _tags(text, end)
    widened = start < found.start() or end > found.end() or tags.end > end
    if not (form.telling or widened or _is_cued(reader, found, last)) or text[end : end + 1].isalnum():
        return None
    return _mention(form.register, text, start, end, tags)


def _other(reader: _Reader, form: Form, found: re.Match[str], _last: int) -> Mention | None:
    """The mention at a candidate of any other form, without the stop or bracket that ends the sentence around it."""
    start = _with_name(reader.text, form, found.start())
    if start is None or not (form.telling or form.before or _is_named(reader, found.start())):
        return None
    raw = reader.text[start : found.end()].rstrip("./_-")
    while raw.endswith(")") and raw.count("(") < raw.count(")"):
        raw = raw[:-1].rstrip("./_-")
    written = form.written.format(**found.groupdict()) if form.written else ""
    return _mention(form.register, reader.text, start, start + len(raw), _NO_TAGS, written)


def _with_name(text: str, form: Form, start: int) -> int | None:
    """Where the number of a candidate begins: with what must stand before its figures; None if that is missing."""
    if form.before is None:
        return start
    floor = max(0, start - _NAME_BACK)
    before = text[floor:start]
    told = before.rstrip()
    named = form.before.start(before) if told and not told[-1].isdecimal() else None
    return None if named is None else _word_start(text, floor + named)


def _word_start(text: str, at: int) -> int:
    """Where the word begins in which `at` stands: `Durchführungsverordnung`, whose last part names the kind."""
    while at and text[at - 1].isalpha():
        at -= 1
    return at


def _mention(register: Register, text: str, start: int, end: int, tags: _Tags, written: str = "") -> Mention | None:
    raw = text[start:end]
    number = number_of(register, written or raw)
    if number is None:
        return None
    return Mention(start, end, raw, number, number.register.value, tags.subjects, tags.markings, written)


def _with_series(text: str, start: int) -> int:
    floor = max(0, start - _SERIES_BACK)
    found = SERIES_BEFORE.search(text[floor:start])
    return floor + found.start() if found else start


def _with_suffixes(text: str, end: int) -> int:
    for _ in range(CHAIN_LIMIT):
        found = SUFFIX.match(text, end)
        if not found:
            break
        end = found.end()
    return end


def _tags(text: str, at: int) -> _Tags:
    subjects: list[str] = []
    markings: list[str] = []
    for _ in range(_TAGS_LIMIT):
        if found := MARKING.match(text, at):
            markings.append(found[1])
        elif (found := SUBJECT.match(text, at) or PRESS.match(text, at)) and _is_subject(found[1]):
            subjects.append(f"{found[1]} {found[2]}")
        else:
            break
        at = found.end()
    return _Tags(tuple(subjects), tuple(markings), at)


def _is_subject(code: str) -> bool:
    first = code.split(" ", 1)[0]
    return first not in NO_SUBJECTS and not is_month(first)


def _is_cued(reader: _Reader, found: re.Match[str], last: int) -> bool:
    """Whether the place, a cue word before the number, or the list it stands in says that it is one."""
    if reader.stated:
        return True
    if _is_dateish(found[0]):
        return False
    return _is_named(reader, found.start()) or (last >= 0 and _continues(reader, last, found))


def _is_split(reader: _Reader, start: int) -> bool:
    """Whether figures stand between a word for a document and a number: nobody can tell which of them are its own."""
    floor = max(0, start - _LOOK_BACK)
    if reader.stated:
        return SPLIT_AT_START.search(reader.text, floor, start) is not None
    split = SPLIT_BEFORE.search(reader.text, floor, start)
    return bool(split and split[1].lower() in reader.cues)


def _is_named(reader: _Reader, start: int) -> bool:
    """Whether a word stands before it that says "document"."""
    cue = CUE_BEFORE.search(reader.text[max(0, start - _LOOK_BACK) : start])
    return reader.stated or bool(cue and cue[1].lower() in reader.cues)


def _is_dateish(raw: str) -> bool:
    """Whether three figures are a day of the calendar as printed: `01/02/2014`, `1/2/2014`, `01/02/14`."""
    parts = raw.split("/")
    if len(parts) != 3 or int(parts[0]) > 31 or int(parts[1]) > 12:
        return False
    return len(parts[2]) == 4 or raw.startswith("0") or parts[1].startswith("0")


def _continues(reader: _Reader, last: int, found: re.Match[str]) -> bool:
    """Whether only a comma or a joining word stands between a number and the one before; years have two digits there."""
    between = reader.text[last : found.start()]
    if len(between) > _JOIN_LIMIT or found[0][-3:-2] != "/":
        return False
    word = between.strip(" \u00a0\n\t,;")
    return word in reader.joins or (not word and ("," in between or ";" in between))


_NO_TAGS = _Tags((), (), 0)
