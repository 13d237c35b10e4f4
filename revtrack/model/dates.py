"""Dates of documents: a day, a year alone, or unknown. Never a guess, never today."""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

from revtrack.errors import BadValue

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


class DocumentDate(Struct, frozen=True):
    """When a document says it was made. All three parts, the year alone, or nothing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.month is None) != (self.day is None) or (self.year is None and self.month is not None):
            raise BadValue("a date is a day, a year or unknown", tries=("--date 2014-05-19   or   --date unknown",))
        if self.year is None:
            return
        try:
            datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError as error:
            raise BadValue(
                f"there is no date {self}",
                tries=("--date 2014-05-19   or   --date unknown",),
            ) from error

    @classmethod
    def parse(cls, text: str) -> DocumentDate:
        """`2014-05-19`, `2014` or `unknown`; BadValue for anything else, since other forms can be read two ways."""
        word = text.strip()
        if word == "unknown":
            return UNKNOWN_DATE
        if _YEAR.fullmatch(word):
            return cls(int(word))
        if found := _ISO.fullmatch(word):
            return cls(*(int(part) for part in found.groups()))
        raise BadValue(
            f"'{text}' is not a date revtrack reads",
            facts=("a date is year-month-day, a year alone, or the word unknown",),
            tries=("--date 2014-05-19   or   --date unknown",),
        )

    @property
    def is_known(self) -> bool:
        return self.year is not None

    @property
    def is_day(self) -> bool:
        return self.day is not None

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Unknown before everything, a year before its days."""
        return (self.year or 0, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        """`2014-05-19`, `2014` or `unknown`."""
        if self.year is None:
            return "unknown"
        if self.day is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


UNKNOWN_DATE = DocumentDate()
