"""Dates as running text speaks of them: "november 2008", "14. november 2008", "2005", in the languages of the month table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revtrack.model.language import Language
from revtrack.model.months import MONTH_NUMBERS, MONTHS
from revtrack.model.updates import SpokenDate

_BY_LANGUAGE = {lang: {name: order for order, name in enumerate(names, 1)} for lang, names in MONTHS.items()}

_YEAR = re.compile(r"(?<![\w/.,–-])(?:19|20)[0-9]{2}(?![\w/–-]|[.,][0-9])")
_MONTH_BEFORE = re.compile(
    r"(?:(?<![\w/])([0-9]{1,2})(?:\.|er|st|nd|rd|th)?[ \u00a0](?:of |de )?)?(?<!\w)([^\W\d_]{3,10})[ \u00a0](?:of |de )?\Z"
)
_MONTH_AND_DAY_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{3,10})[ \u00a0]([0-9]{1,2})(?:st|nd|rd|th)?,?[ \u00a0]\Z")
_LOOK_BACK = 28


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in any language of the table."""
    return word.lower() in MONTH_NUMBERS


def spoken_dates(text: str, *, lang: Language) -> Iterator[SpokenDate]:
    """The dates of `text` in order. Month names are those of `lang`; of every language where it is unknown."""
    months = _BY_LANGUAGE.get(lang, {}) if lang.is_known else MONTH_NUMBERS
    for found in _YEAR.finditer(text):
        yield _spoken(text, found, months)


def _spoken(text: str, found: re.Match[str], months: dict[str, int]) -> SpokenDate:
    year, start, end = int(found[0]), found.start(), found.end()
    floor = max(0, start - _LOOK_BACK)
    before = text[floor:start]
    if (named := _MONTH_BEFORE.search(before)) and named[2].lower() in months:
        return SpokenDate(
            floor + named.start(), end, year, months[named[2].lower()], int(named[1]) if named[1] else None
        )
    if (named := _MONTH_AND_DAY_BEFORE.search(before)) and named[1].lower() in months:
        return SpokenDate(floor + named.start(), end, year, months[named[1].lower()], int(named[2]))
    return SpokenDate(start, end, year)
