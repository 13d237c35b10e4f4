"""Acts of the European Union by name: what `Directive 2013/34/EU` says, and which CELEX number it is, where only one can be.

    Regulation (EC) No 1049/2001      the running number first, until 2014
    Regulation (EU) 2016/679          the year first, since 2015
    Directive 95/46/EC                the year first, always
    Decision 2014/219/CFSP            the year first; some, of Parliament and Council, had the number first:
    Decision No 1098/2008/EC

An act is printed with either figure first, and nothing but the kind of act and the time it was made tells which is the year. So
both ways are tried against what was ever printed; of two that are left, "(EC)", "(EU)" and the like may exclude a year. One that
is left gives the CELEX number; where both or neither is left, the act keeps its name as printed, and nobody guesses. The forms
follow the Interinstitutional Style Guide and "How EU acts are numbered" of EUR-Lex; docs/references.md lists them by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

S = r"[ \u00a0\u202f\n\t]{1,3}"
"""What stands between two words of a name: blanks, or the end of a line."""

_FIRST_PARTS = r"[^\W\d_]{0,24}"
"""The first parts of a compound: `Durchführungs` of `Durchführungsverordnung`."""

_ENDS_NORDIC = r"(?:e?[nt]s?|er(?:ne)?s?|e|ar(?:na)?s?|s)?"


class Kind(Struct, frozen=True):
    """A kind of act: its English name, its letter in CELEX, and how it is named in running text.

    `telling` says that the Union alone has acts of this name with two figures: it needs no `(EU)` and no `/EC` beside it.
    """

    name: str
    letter: str
    words: tuple[str, ...]
    telling: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        "Framework Decision",
        "F",
        (
            r"framework decisions?",
            rf"rammeafgørelse{_ENDS_NORDIC}",
            rf"rammebeslutning{_ENDS_NORDIC}",
            rf"rambeslut{_ENDS_NORDIC}",
            r"rahmenbeschl(?:uss|uß|usses|üsse|üssen)",
            r"décisions?-cadres?",
        ),
        telling=True,
    ),
    Kind(
        "Joint Action",
        "E",
        (
            r"joint actions?",
            r"fælles aktion(?:en|er|erne)?",
            r"felles aksjon(?:en|er)?",
            r"gemensam(?:ma)? åtgärd(?:en|er)?",
            r"gemeinsame[nr]? (?:aktion|maßnahme)(?:en)?",
            r"actions? communes?",
        ),
    ),
    Kind(
        "Common Position",
        "E",
        (
            r"common positions?",
            r"fælles holdning(?:en|er)?",
            r"felles holdning(?:en|er)?",
            r"gemensam(?:ma)? ståndpunkt(?:en|er)?",
            r"gemeinsame[nr]? standpunkte?s?",
            r"positions? communes?",
        ),
    ),
    Kind(
        "Regulation",
        "R",
        (
            r"(?:implementing |delegated )?regulations?",
            rf"{_FIRST_PARTS}forordning{_ENDS_NORDIC}",
            rf"{_FIRST_PARTS}förordning{_ENDS_NORDIC}",
            rf"(?:delegierten? )?{_FIRST_PARTS}verordnung(?:en)?",
            r"règlements?(?: d['’]exécution| délégués?)?",
        ),
    ),
    Kind(
        "Directive",
        "L",
        (
            r"(?:implementing |delegated )?directives?(?: d['’]exécution| déléguées?)?",
            rf"{_FIRST_PARTS}direktiv{_ENDS_NORDIC}",
            rf"(?:delegierten? )?{_FIRST_PARTS}richtlinien?",
        ),
        telling=True,
    ),
    Kind(
        "Decision",
        "D",
        (
            r"(?:implementing |delegated )?decisions?",
            rf"{_FIRST_PARTS}afgørelse{_ENDS_NORDIC}",
            rf"{_FIRST_PARTS}beslutning{_ENDS_NORDIC}",
            r"vedtak(?:et)?",
            rf"{_FIRST_PARTS}beslut{_ENDS_NORDIC}",
            rf"{_FIRST_PARTS}beschl(?:uss|uß|usses|üsse|üssen)",
            rf"{_FIRST_PARTS}entscheidung(?:en)?",
            r"décisions?(?: d['’]exécution| déléguées?)?",
        ),
    ),
    Kind(
        "Recommendation",
        "H",
        (
            r"recommendations?",
            rf"henstilling{_ENDS_NORDIC}",
            rf"rekommendation{_ENDS_NORDIC}",
            r"empfehlung(?:en)?",
            r"recommandations?",
        ),
    ),
)
"""The longer names first: a framework decision is no decision."""

FIELDS: dict[str, tuple[str, ...]] = {
    "EU": ("EU", "UE"),
    "EC": ("EC", "EF", "EG", "CE"),
    "EEC": ("EEC", "EØF", "EEG", "EWG", "CEE"),
    "ECSC": ("ECSC", "EKSF", "EKSG", "EGKS", "CECA"),
    "Euratom": ("Euratom", "EURATOM"),
    "CFSP": ("CFSP", "FUSP", "GUSP", "GASP", "PESC"),
    "JHA": ("JHA", "RIA", "RIF", "JI", "JAI"),
}
"""The Community, Union or policy behind a number or in brackets before it: in English, and as spelt in en, da, sv, de, fr."""

_YEARS: dict[str, range] = {
    "EU": range(2009, 2052),
    "EC": range(1993, 2010),
    "EEC": range(1958, 1994),
    "ECSC": range(1952, 2003),
    "Euratom": range(1958, 2052),
    "CFSP": range(1993, 2052),
    "JHA": range(1993, 2011),
}
"""When acts bore them: from the treaty that brought each to the one that ended it."""

_FIELD_OF = {spelling.upper(): field for field, spellings in FIELDS.items() for spelling in spellings}
_SPELLED = "|".join(sorted((one for many in FIELDS.values() for one in many), key=len, reverse=True))

NUMBER_WORD = r"(?:(?:nos?|nr|n[ \u00a0]?[°ºo]s?|nummer|numéro)\b\.?|n[ \u00a0]?[°º]s?)"
BRACKET = rf"\((?:{_SPELLED})(?:,[ \u00a0]?(?:{_SPELLED})){{0,2}}\)"
ISSUER = (
    rf"(?:{S}(?:of the (?:European Parliament and of the )?Council|of the Commission"
    r"|du (?:Parlement européen et du )?Conseil|de la Commission"
    r"|des (?:Europäischen Parlaments und des )?Rate?s|der Kommission))?"
)
"""Who made it, between the kind and the figures: `décisions du Conseil 2009/371/JAI`."""
FIGURES = r"[0-9]{1,4}/[0-9]{1,4}(?![0-9])"
SUFFIX = rf"(?:(?:/(?:{_SPELLED})(?!\w)|[ \u00a0]{BRACKET})|(?!/))"
_LAST_PARTS = "|".join(word.replace(_FIRST_PARTS, "") for kind in KINDS for word in kind.words)
HEAD = rf"(?:{_LAST_PARTS}){ISSUER}(?:{S}{BRACKET})?(?:{S}{NUMBER_WORD})?{S}"
"""What stands before the figures: `Regulation (EC) No `; of a compound its last part."""

STEMS = (
    *("regul", "règl", "forordn", "förordn", "verordn", "direct", "direkt", "richtlin", "décision", "decision"),
    *("afgørel", "beslut", "vedtak", "beschl", "entscheid", "recomm", "henstil", "rekommend", "empfehl"),
    *("action", "aktion", "aksjon", "åtgärd", "maßnahm", "position", "holdning", "ståndp", "standp"),
)
"""One of these is in every name, in small letters."""

_KIND = "|".join(f"(?P<kind{order}>{'|'.join(kind.words)})" for order, kind in enumerate(KINDS))

ERA = 2015
"""Since this year every act has the year first, in one series of numbers for all of them."""
_CODECISION = 1993
"""Decisions of Parliament and Council had the number first, from the Treaty of Maastricht to the new series."""
_SHORT_YEARS = range(1958, 2000)
"""Years printed with two digits: from the first acts to the turn of the century."""


class Act(Struct, frozen=True):
    """An act as named. `fields` are those in brackets and behind the number; `numbered` says that "No" stands before it."""

    kind: str
    first: str
    second: str
    bracket: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.bracket, *self.suffix)

    @property
    def celex(self) -> str:
        """The CELEX number: `32013L0034`; "" where the name can be read in two ways, or in none that was ever printed."""
        found = {(year, number) for year, number in self._readings() if 0 < number < 10_000}
        if len(found) > 1:
            found = {(year, number) for year, number in found if all(year in _YEARS[field] for field in self.fields)}
        letter = self._letter()
        if len(found) != 1 or not letter:
            return ""
        [(year, number)] = found
        return f"3{year}{letter}{number:04d}"

    def __str__(self) -> str:
        """The name in English: `Decision 94/95/EC`, `Regulation (EU) 2012/1024`."""
        number = " No" if self.numbered else ""
        behind = f"/{self.suffix[0]}" if len(self.suffix) == 1 else _bracketed(self.suffix)
        return f"{self.kind}{_bracketed(self.bracket)}{number} {self.first}/{self.second}{behind}"

    def _letter(self) -> str:
        if self.fields == ("ECSC",):
            return ""
        if self.kind in ("Joint Action", "Common Position") and "JHA" in self.fields:
            return "F"
        return next(kind.letter for kind in KINDS if kind.name == self.kind)

    def _readings(self) -> Iterator[tuple[int, int]]:
        """(year, number), in each way this kind of act was ever printed."""
        year, number = _year(self.first), int(self.second)
        if year and self._year_first(year, short=len(self.first) == 2):
            yield year, number
        year, number = _year(self.second), int(self.first)
        if year and self._number_first(year, short=len(self.second) == 2):
            yield year, number

    def _year_first(self, year: int, *, short: bool) -> bool:
        if short and year not in _SHORT_YEARS:
            return False
        return year >= ERA or self.kind != "Regulation"

    def _number_first(self, year: int, *, short: bool) -> bool:
        if year >= ERA or (short and year not in _SHORT_YEARS):
            return False
        if self.kind == "Decision":
            told = bool(self.suffix) or self.numbered
            return told and {"EC", "EU"}.issuperset(self.fields) and year >= _CODECISION
        return self.kind == "Regulation" and (self.numbered or not self._is_of_the_new_series())

    def _is_of_the_new_series(self) -> bool:
        """Whether it is printed as all acts since 2015 are: the Union in brackets, no "No", the year first."""
        return bool(self.bracket) and not self.numbered and _year(self.first) >= ERA


def read(text: str) -> Act | None:
    """The act that the whole text names; None if it names none, or not one that surely is of the Union."""
    found = _form().fullmatch(text) if "/" in text else None
    if found is None:
        return None
    kind = next(KINDS[order] for order in range(len(KINDS)) if found[f"kind{order}"])
    first, second = found["figures"].split("/")
    act = Act(
        kind.name,
        first.lstrip("0") if len(first) > 2 else first,
        second.lstrip("0") if len(second) > 2 else second,
        _fields(found["bracket"]),
        _fields(found["suffix"]),
        numbered=bool(found["no"]),
    )
    return act if act.fields or (kind.telling and act.celex) else None


@cache
def _form() -> re.Pattern[str]:
    """The whole name, made ready when a name is first looked for."""
    return re.compile(
        rf"(?:{_KIND}){ISSUER}(?:{S}(?P<bracket>{BRACKET}))?(?:{S}(?P<no>{NUMBER_WORD}))?{S}"
        rf"(?P<figures>{FIGURES})(?P<suffix>{SUFFIX})",
        re.IGNORECASE,
    )


def _bracketed(fields: tuple[str, ...]) -> str:
    return f" ({', '.join(fields)})" if fields else ""


def _fields(text: str | None) -> tuple[str, ...]:
    return tuple(_FIELD_OF[word.upper()] for word in re.findall(r"[^\W\d_]+", text or ""))


def _year(digits: str) -> int:
    """The year that a figure could be; 0 if it could be none."""
    if len(digits) == 4 and 1952 <= int(digits) <= 2051:
        return int(digits)
    return 1900 + int(digits) if len(digits) == 2 and int(digits) >= 52 else 0
