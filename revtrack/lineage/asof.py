"""What was known of documents up to a day: a relation counts once the document that says it is surely dated by then."""

from __future__ import annotations

from revtrack.model.dates import DocumentDate

Day = tuple[int, int, int]


def is_by(date: DocumentDate, day: DocumentDate) -> bool:
    """Whether a document of that date was surely there on that day: a year alone is there when it has ended.

    A day that is a year alone means its last day.
    """
    return date.is_known and _last(date) <= _last(day)


def is_after(date: DocumentDate, day: DocumentDate) -> bool:
    """Whether a document of that date surely came later than that day."""
    return date.is_known and _first(date) > _last(day)


def _first(date: DocumentDate) -> Day:
    return (date.year or 0, date.month or 1, date.day or 1)


def _last(date: DocumentDate) -> Day:
    return (date.year or 0, date.month or 12, date.day or 31)
