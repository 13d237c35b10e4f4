"""Allusions: words by which a text means a document without its number ("the strategy of 2005", "the Strategy").

What a text says is kept apart from what it means: an allusion follows from the text alone, and which document it means
follows from the documents known at the time. So an allusion that nothing fits today resolves when its document arrives.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.model.dates import DocumentDate
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import NO_EVIDENCE, Evidence


class DocumentKind(StrEnum):
    """What a document is called in running text. The words of each language stand in `revtrack.references.kinds`."""

    STRATEGY = "strategy"
    ACTION_PLAN = "action plan"
    PROGRAMME = "programme"
    GUIDELINES = "guidelines"
    CONCLUSIONS = "conclusions"
    COMMUNICATION = "communication"
    RECOMMENDATION = "recommendation"
    RESOLUTION = "resolution"
    DECISION = "decision"
    REGULATION = "regulation"
    DIRECTIVE = "directive"
    REPORT = "report"
    AGREEMENT = "agreement"
    LICENCE = "licence"
    RULES = "rules"
    DOCUMENT = "document"


class Allusion(Struct, frozen=True):
    """Words that mean a document without its number, with what they say of it.

    `year`, `month` and `day` are its date as far as the text says it. `words` are the words that tell it from others of its
    kind ("counter-terrorism"), in order, in lower case. `numbers` are the documents that the text itself names for
    these words: those of a definition, or of the mention before a short form; one of them is meant.
    """

    kind: DocumentKind
    evidence: Evidence = NO_EVIDENCE
    year: int | None = None
    month: int | None = None
    day: int | None = None
    words: tuple[str, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()

    def fits(self, date: DocumentDate) -> bool:
        """Whether `date` agrees with everything the words say; a date that says less than they do does not."""
        return (
            self.year is not None
            and date.year == self.year
            and (self.month is None or date.month == self.month)
            and (self.day is None or date.day == self.day)
        )


class OpenAllusion(Struct, frozen=True):
    """An allusion of a document that resolves to none: nothing known here fits, or several do (`candidates`)."""

    source: DocumentNumber
    allusion: Allusion
    candidates: tuple[DocumentNumber, ...] = ()
