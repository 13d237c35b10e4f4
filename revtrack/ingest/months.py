"""Months and dates as documents print them in Danish, Norwegian, Swedish, English, German and French."""

from __future__ import annotations

import re
from typing import NamedTuple

from revtrack.errors import BadValue
from revtrack.model.dates import DocumentDate

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "januar january januari janvier jänner jan",
            "februar february februari février feb",
            "marts march mars märz mar",
            "april avril apr",
            "maj may mai",
            "juni june juin jun",
            "juli july juillet jul",
            "august augusti août aug",
            "september septembre sept sep",
            "oktober october octobre okt oct",
            "november novembre nov",
            "december desember dezember décembre dec des dez",
        ),
        start=1,
    )
    for word in words.split()
}
"""Month words in lower case. `mars` and `mai` are the same month in every language that has them."""

_DAY_FIRST = re.compile(
    r"(?:\b(?:den|the|le)[ \u00a0]{1,2})?\b([0-9]{1,2})(?:\.|er|st|nd|rd|th)?[ \u00a0]{1,2}"
    r"([^\W\d_]{3,9})\.?,?[ \u00a0]{1,2}([0-9]{4})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})[ \u00a0]{1,2}([0-9]{1,2}),[ \u00a0]{1,2}([0-9]{4})\b")
_FIGURES = re.compile(r"\b([0-9]{1,2})\.[ ]?([0-9]{1,2})\.[ ]?([0-9]{4})\b")
_ISO = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")


class FoundDate(NamedTuple):
    """A date, and the characters [start, end) that print it."""

    date: DocumentDate
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """The first day printed in `text`; None if there is none, or it names a day that does not exist."""
    for pattern, order in ((_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy"), (_FIGURES, "dmy"), (_ISO, "ymd")):
        found = pattern.search(text)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            date = _day(parts["y"], parts["m"], parts["d"])
            if date:
                return FoundDate(date, *found.span())
    return None


def _day(year: str, month: str, day: str) -> DocumentDate | None:
    number = int(month) if month.isdigit() else MONTHS.get(month.lower())
    if number is None:
        return None
    try:
        return DocumentDate(int(year), number, int(day))
    except BadValue:
        return None
