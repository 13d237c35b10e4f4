"""That a text was updated at a date, as it says itself; and dates as running text speaks of them."""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.dates import DocumentDate
from revtrack.model.relations import Evidence


class SpokenDate(Struct, frozen=True):
    """A date in running text: `text[start:end]`. Month and day are None where the text does not say them."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    def fits(self, date: DocumentDate) -> bool:
        """Whether `date` agrees with everything the text says; a date that says less than the text does not."""
        return (
            date.year == self.year
            and (self.month is None or date.month == self.month)
            and (self.day is None or date.day == self.day)
        )


class SaidUpdate(Struct, frozen=True):
    """That the text was updated at a date, as it says at a place of its principal component."""

    date: SpokenDate
    evidence: Evidence
