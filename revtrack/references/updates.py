"""Find where a text says that something was updated at a date: "ajourført i november 2008"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from revtrack.model.language import Language
from revtrack.model.updates import SpokenDate
from revtrack.references.dates import spoken_dates

VERBS: dict[Language, re.Pattern[str]] = {
    Language.DA: re.compile(
        r"\b(?:ajourført|ajourførte|ajourførtes|opdateret|opdaterede|opdateredes"
        r"|revideret|reviderede|revideredes|omarbejdet|omarbejdede)\b",
        re.IGNORECASE,
    ),
    Language.NB: re.compile(
        r"\b(?:ajourført|ajourførte|oppdatert|oppdaterte|revidert|reviderte|omarbeidet)\b", re.IGNORECASE
    ),
    Language.NN: re.compile(
        r"\b(?:ajourført|ajourførte|oppdatert|oppdaterte|revidert|reviderte|omarbeidd)\b", re.IGNORECASE
    ),
    Language.SV: re.compile(
        r"\b(?:uppdaterad|uppdaterat|uppdaterats|uppdaterade|uppdaterades"
        r"|reviderad|reviderat|reviderats|reviderade|reviderades|omarbetad|omarbetades)\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(r"\b(?:updated|revised)\b", re.IGNORECASE),
    Language.DE: re.compile(
        r"\b(?:aktualisiert|aktualisierte|überarbeitet|überarbeitete|revidiert|revidierte|fortgeschrieben)\b",
        re.IGNORECASE,
    ),
    Language.FR: re.compile(
        r"\b(?:mis à jour|mise à jour|mises à jour|révisé|révisée|révisés|révisées|actualisé|actualisée)\b",
        re.IGNORECASE,
    ),
}
"""Past forms of the verbs by which a text says that an earlier one was brought up to date. "Adopted" is none of them."""

REACH = 60
"""At most so many characters stand between the verb and its date."""
_STOPS = frozenset(".,;:!?()\n")


class Update(Struct, frozen=True):
    """An update at a date, with the words that say so: verb and date and what stands between."""

    date: SpokenDate
    quote: str


def updates(text: str, *, lang: Language) -> Iterator[Update]:
    """The updates of which `text` speaks, in order of their dates. Nothing for a known language without a row of verbs.

    A verb belongs to the next date in its clause; where there is none, to the date directly before it, as German has it:
    "im November 2008 aktualisiert". A date without such a verb is no update: "adopted in 2005".
    """
    dates = tuple(spoken_dates(text, lang=lang))
    if dates:
        found = {date: _span(verb, date) for verb in _verbs(text, lang) if (date := _date_of(text, verb, dates))}
        for date in sorted(found, key=lambda date: date.start):
            start, end = found[date]
            yield Update(date, text[start:end])


def _verbs(text: str, lang: Language) -> list[re.Match[str]]:
    rows = [VERBS[lang]] if lang in VERBS else [] if lang.is_known else VERBS.values()
    return sorted((found for row in rows for found in row.finditer(text)), key=lambda found: found.span())


def _date_of(text: str, verb: re.Match[str], dates: tuple[SpokenDate, ...]) -> SpokenDate | None:
    after = next((date for date in dates if date.start >= verb.end()), None)
    if after and after.start - verb.end() <= REACH and not _STOPS & set(text[verb.end() : after.start]):
        return after
    before = next((date for date in reversed(dates) if date.end <= verb.start()), None)
    return before if before and text[before.end : verb.start()].isspace() else None


def _span(verb: re.Match[str], date: SpokenDate) -> tuple[int, int]:
    return (min(verb.start(), date.start), max(verb.end(), date.end))
