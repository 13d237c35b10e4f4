"""Finds the telling words of a text: modal verbs, negations, numbers, dates and references, each counted under one name.

A date or a reference is found as a whole, so its figures are no numbers beside it. Figures, document numbers, signs of section
and dates with figures are read in every language; words need a language with a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from revtrack.diff import wordlists
from revtrack.model.changes import Signal
from revtrack.model.language import Language

NE = frozenset({"ne", "n"})
NE_REACH = 4
"""So many words may stand between "ne" and the word that completes it: ne les a jamais."""

_PLAIN = str.maketrans({"’": "'", "\u2011": "-", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None})
_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")

_AND = "(?:and|or|to|og|eller|til|och|eller|till|und|oder|bis|et|ou|à)"
_LINK = f"(?:,?\\s{_AND}\\s|\\s?[-–]\\s?)"
_BRACKET = r"\([0-9a-z]{1,4}\)"
_FIGURE = f"[0-9]{{1,4}}[a-z]{{0,3}}(?:\\.[0-9]{{1,3}}){{0,3}}(?!\\w|\\.[0-9])(?:\\s?{_BRACKET}){{0,3}}"
_FIGURES = f"{_FIGURE}(?:(?:,\\s?(?:{_FIGURE}|{_BRACKET})){{0,8}}{_LINK}(?:{_FIGURE}|{_BRACKET}))?"
"""5, 8aa, 3.1, 57(2)(a), 5 to 8, 364, 369f and 369s; without a link the next number is not of the list: paragraph 5, 10 boxes."""
_ROMAN = r"(?-i:[IVXLC]{1,6})(?!\w)"
_ROMANS = f"{_ROMAN}(?:(?:,\\s?{_ROMAN}){{0,8}}{_LINK}{_ROMAN})?"
_NUMBER_SIGN = r"(?:(?:nr\.?|n°|(?-i:Nos?)\.?|no\.)\s?)"

_DOCUMENT = (
    r"(?:[0-9]{1,5}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{3,5}/[0-9]{1,4}|[0-9]{1,2}/[0-9]{4}|[0-9]{2}/[0-9]{1,4}(?=/[a-zæø]))"
    r"(?:/[a-zæø]{2,7})?(?![\w/])"
    r"(?:\s(?:rev|add|cor|amd|ext|dcl)\s?[0-9]{1,2}(?!\w)){0,4}"  # 9956/14, 14781/1/05 REV 1, 2016/679, 45/2001, 89/665/EEC
    r"|(?:com|kom|join|sec|sek|swd|c)\([0-9]{4}\)\s?[0-9]{1,5}(?!\w)"  # COM(2013) 941
    r"|[0-9](?:19|20)[0-9]{2}(?-i:[A-Z]{1,2})[0-9]{4}(?!\w)"  # CELEX: 32016R0679
)
_AMOUNT = r"(?:[0-9]{1,3}(?:[\s.,'][0-9]{3}){1,5}(?:[.,][0-9]{1,4})?|[0-9]{1,18}(?:[.,][0-9]{1,9})?)(?!\w)"
_PIECE = re.compile(r"[^\W\d_]+(?:'t(?!\w)|(?:-[^\W\d_]+){1,5})?|\w+|§{1,2}")
"""A word, a figure or a sign; "peut-être" and "Kann-Vorschrift" are one word, and so are no modal verb."""

_SERIES = frozenset({"com", "kom", "join", "sec", "sek", "swd", "c"})
_NUMBER_SIGNS = frozenset({"no", "nos", "nr", "n"})
_SIGNS = _NUMBER_SIGNS | {"§", "§§", "litra", "bokstav", "buchstabe"}


class Telling(Struct, frozen=True):
    """Something telling in a text: its class, the name it is counted under, its words in lower case, and where it stands."""

    signal: Signal
    name: str
    words: frozenset[str]
    start: int
    end: int
    is_document: bool = False
    """A reference to another document, not to a part of a text."""


class _Found(NamedTuple):
    """A word, or a match of the pattern: by which of its groups, the text in lower case, and where."""

    group: str
    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """The text with one form of apostrophe and hyphen, composed letters and no invisible signs."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)


def words(text: str) -> list[str]:
    """The words and figures of a text, in lower case."""
    return _WORD.findall(plain(text).casefold())


def may_tell(changed: Iterable[str], language: Language) -> bool:
    """Whether any of these words tells something where it stands, or could be part of what does."""
    known = _known_words(language)
    return any(word in known or word[0].isdigit() for word in changed)


def may_be_counted(changed: Iterable[str]) -> bool:
    """Whether any of these words could be a letter or Roman figure behind something that tells: litra a, Chapter IV."""
    return any(len(word) == 1 or not word.strip("ivxlc") for word in changed)


def opens(text: str, language: Language) -> bool:
    """Whether anything in a `plain` text could begin a date or a reference."""
    return _opening(language).search(text) is not None


def telling(text: str, language: Language) -> list[Telling]:
    """Everything telling in a `plain` text, in order. Words are read only in a language with a table."""
    found = _pieces(text, language)
    telling_words = _rows(language)
    return [
        item
        for at, here in enumerate(found)
        if here.group != "word" or here.text in telling_words
        for item in _items(text, found, at, language)
    ]


def _pieces(text: str, language: Language) -> list[_Found]:
    """The text as words and, where one begins, whole dates, references and numbers."""
    pattern, openers = _pattern(language), _openers(language)
    found: list[_Found] = []
    done = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if start < done:
            continue
        word = piece[0].casefold()
        if (word in openers or word[0].isdigit()) and (whole := pattern.match(text, start)):
            done = whole.end()
            found.append(_Found(whole.lastgroup or "", whole[0].casefold(), start, done))
        else:
            found.append(_Found("word", word, start, end))
    return found


def _items(text: str, found: Sequence[_Found], at: int, language: Language) -> Iterator[Telling]:
    here = found[at]
    if here.group != "word":
        yield _figured(here)
        return
    for signal, name in _rows(language).get(here.text, ()):
        if signal is Signal.MODALITY:
            yield from () if _is_noun(text, found, at) else (_modal(name, found, at, language),)
        elif not _lacks_ne(found, at, language):
            yield _single(signal, name, here)


def _figured(here: _Found) -> Telling:
    """A date, reference or number, counted under its words in order; a date under its words in any order."""
    parts = words(here.text)
    if here.group == "date":
        name = " ".join(sorted(part.removesuffix("st").removesuffix("th") for part in parts if part != "of"))
        return Telling(Signal.DATE, name, frozenset(parts), here.start, here.end)
    if here.group == "number":
        name = _SPACES.sub("", here.text).replace("'", "")
        return Telling(Signal.NUMBER, name, frozenset(parts), here.start, here.end)
    name = " ".join(part for part in parts if part not in _NUMBER_SIGNS)
    return Telling(Signal.REFERENCE, name, frozenset(parts), here.start, here.end, here.group == "document")


def _single(signal: Signal, name: str, here: _Found) -> Telling:
    return Telling(signal, name, frozenset(words(here.text)), here.start, here.end)


def _modal(name: str, found: Sequence[_Found], at: int, language: Language) -> Telling:
    """The verb, together with the negation in it or right beside it."""
    here = found[at]
    beside = [other for other in (found[at - 1 : at] if at else []) if _is_ne(other, language)]
    beside += [other for other in found[at + 1 : at + 2] if _denies(other, language)]
    if not beside and not _denies(here, language):
        return _single(Signal.MODALITY, name, here)
    said = frozenset(words(" ".join(part.text for part in (here, *beside))))
    return Telling(Signal.MODALITY, f"{name} not", said, here.start, here.end)


def _denies(found: _Found, language: Language) -> bool:
    return any(signal is Signal.NEGATION for signal, _ in _rows(language).get(found.text, ()))


def _is_ne(found: _Found, language: Language) -> bool:
    return language is Language.FR and found.text in NE


def _lacks_ne(found: Sequence[_Found], at: int, language: Language) -> bool:
    """Whether a French word that denies only beside "ne" stands without it."""
    if language is not Language.FR or found[at].text not in wordlists.BESIDE_NE:
        return False
    near = (*found[max(0, at - 1 - NE_REACH) : at], *found[at + 1 : at + 2])
    return not any(other.text in NE for other in near)


def _is_noun(text: str, found: Sequence[_Found], at: int) -> bool:
    """Whether a modal verb's letters are a noun or name here: the will of the parties, in May, das Können."""
    here = found[at]
    if at and found[at - 1].text in wordlists.NOUN_AFTER and here.text != "may":
        return True
    before = text[max(0, here.start - 3) : here.start].rstrip()[-1:]
    return text[here.start : here.end].istitle() and (before.isalnum() or before == ",")


@cache
def _rows(language: Language) -> dict[str, tuple[tuple[Signal, str], ...]]:
    """For each telling word its classes and the name it is counted under."""
    found: dict[str, tuple[tuple[Signal, str], ...]] = {}
    for signal, table in wordlists.WORDS.items():
        for row in table.get(language, ()):
            name, *_ = forms = row.split()
            for form in forms:
                found[form.casefold()] = (*found.get(form.casefold(), ()), (signal, name))
    return found


@cache
def _known_words(language: Language) -> frozenset[str]:
    """Every word that can be part of something telling in that language."""
    return _openers(language) | {word for form in _rows(language) for word in words(form)} | NE


@cache
def _openers(language: Language) -> frozenset[str]:
    """The words, in lower case, that a date or a reference may begin with."""
    tables = (wordlists.PLACES, wordlists.PARTS, wordlists.ACTS)
    cues = {row.casefold() for table in tables for row in table.get(language, ())}
    return frozenset(cues.union(_months(), _SERIES, _SIGNS))


@cache
def _opening(language: Language) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(word) for word in _openers(language) if word.isalnum()))
    return re.compile(f"[0-9§]|\\b(?:{words})\\b", re.IGNORECASE)


@cache
def _months() -> tuple[str, ...]:
    named = {month for months in wordlists.MONTHS.values() for month in months}
    return tuple(sorted(named.union(wordlists.MONTHS_WITH_FIGURES), key=lambda month: (-len(month), month)))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """One alternative for each class with figures, in order of what contains what."""
    rules = [
        f"(?P<date>{_date()})",
        f"(?P<document>{_act(language)}(?:{_DOCUMENT}))",
        f"(?P<place>§{{1,2}}\\s?{_FIGURES}{_cited(language)})",
        f"(?P<number>{_AMOUNT}|[0-9]\\w*)",
    ]
    return re.compile("|".join(rules), re.IGNORECASE)


def _date() -> str:
    month = f"(?:{'|'.join(_months())})(?!\\w)"
    return "|".join(
        (
            f"[0-9]{{1,2}}(?:st|nd|rd|th|er)?\\.?\\s?(?:of\\s)?{month}(?:,?\\s[0-9]{{4}}(?!\\w))?",  # 19. maj 2014, 1st of March
            f"{month}\\s[0-9]{{1,2}}(?:st|nd|rd|th)?(?!\\w)(?:,?\\s[0-9]{{4}}(?!\\w))?",  # March 1, 2026
            f"{month}\\s[0-9]{{4}}(?!\\w)",  # maj 2014
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\\w)",  # 2014-05-19
            "[0-9]{1,2}(?:\\.\\s?[0-9]{1,2}\\.\\s?|/[0-9]{1,2}/)[0-9]{4}(?![\\w/])",  # 19.5.2014, 19/05/2014
        )
    )


def _act(language: Language) -> str:
    """What may stand before a document number and belongs to it: Regulation (EU) No 910/2014."""
    acts = wordlists.ACTS.get(language)
    name = f"(?:(?:{'|'.join(acts)})\\s(?:\\([a-zæøåéö]{{2,9}}(?:,\\s?[a-zæøåéö]{{2,9}})?\\)\\s)?)?" if acts else ""
    return f"{name}{_NUMBER_SIGN}?"


def _cited(language: Language) -> str:
    """Alternatives for the parts of a text that the language names; "" where it has no table."""
    if language not in wordlists.LANGUAGES:
        return ""
    places, parts = (wordlists.PLACES[language], wordlists.PARTS[language])
    return (
        f"|(?:{'|'.join((*places, *parts))})\\.?\\s?(?:{_FIGURES}|{_BRACKET}|(?-i:[a-z])\\))"
        f"|(?:litra|bokstav|buchstabe)\\s[a-z](?!\\w)"
        f"|(?:{'|'.join(parts)})\\s{_ROMANS}"
        f"|{_NUMBER_SIGN}{_FIGURES}"
    )
