"""Readings: what intake found in a source, before a person's words are added and it becomes an expression.

A fact that the document does not state is None. Nothing here is a default.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.model.language import Language
from revtrack.model.ledger import Ledger
from revtrack.model.texts import Component, PageMatter, Slot


class Tracked(StrEnum):
    """Which of the two texts of a document with tracked changes is meant: the one after them, or the one before."""

    ACCEPT = "accept"
    REJECT = "reject"


class Fact(Struct, frozen=True):
    """A fact as the document states it: the canonical value, and where it was found ("line 11", '"den 19. maj 2014"')."""

    value: str
    where: str


class LanguageScore(Struct, frozen=True):
    """How well a language fits, in [0, 1]: the share of telling words that belong to it."""

    language: Language
    score: float


class PrintedPlace(Struct, frozen=True):
    """Where a paragraph or note begins on paper: its eId, the page, and the line on that page, both counted from 1."""

    eid: str
    page: int
    line: int


class Reading(Struct, frozen=True):
    """A source as read: structure, header, page matter, facts with their places, and the ledger of every character.

    `language` is what the format itself states. `languages`, by the words, is best first and holds the runner-up; it is
    empty when no telling word was met. `look_at` are sentences for the person (an unnumbered paragraph, a footnote apart,
    a frequent odd word form); they never stop an add. `tracked` says which text of a source with tracked changes was read;
    None where it has none. `places` says where each paragraph is printed; it is empty where the format knows no pages.
    """

    components: tuple[Component, ...]
    principal: str
    ledger: Ledger
    header: tuple[Slot, ...] = ()
    page_matter: tuple[PageMatter, ...] = ()
    number: Fact | None = None
    date: Fact | None = None
    title: Fact | None = None
    language: Fact | None = None
    languages: tuple[LanguageScore, ...] = ()
    look_at: tuple[str, ...] = ()
    media_type: str = "text/plain"
    extension: str = "txt"
    tracked: Tracked | None = None
    places: tuple[PrintedPlace, ...] = ()
