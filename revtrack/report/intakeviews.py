"""What a report on an intake is asked to show: what was read of each document, what was set apart, what needs a look."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from revtrack.model.ledger import Fate
from revtrack.model.manifests import Problem
from revtrack.model.texts import PageMatter

ADDED, CORRECTED, RECORDED, HELD = "added", "corrected", "recorded", "already held"
ASIDE, WAITING = "set aside", "not written"
OUTCOMES = (ADDED, CORRECTED, RECORDED, HELD, WAITING, ASIDE)
"""What became of a row. A row is set aside for its problems; one without is not written where the batch is not."""


class FoundFact(Struct, frozen=True):
    """A fact as decided, and where it was found."""

    name: str
    value: str
    where: str


class IntakeRow(Struct, frozen=True):
    """One row of a manifest and its document; what is not known of it, since it could not be read, is empty or 0.

    `version` is its address; `characters` by fate are all of the source, and by rule those normalised or set apart.
    `languages` are the best scores of its words. `relations` are (relation, document), what it cites among them. `sha256` is
    that of the original.
    """

    row: int
    name: str
    outcome: str
    version: str = ""
    work: str = ""
    label: str = ""
    edition: int = 0
    facts: tuple[FoundFact, ...] = ()
    languages: str = ""
    media: str = ""
    encoding: str = ""
    size: int = 0
    sha256: str = ""
    structure: str = ""
    paragraphs: int = 0
    footnotes: int = 0
    characters: Mapping[Fate, int] = field(default_factory=dict)
    normalised: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)
    page_matter: tuple[PageMatter, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    look_at: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def set_apart(self) -> int:
        """Characters set apart."""
        return self.characters.get(Fate.APART, 0)

    def fact(self, name: str) -> str:
        """The value of a fact; "" if it is not known."""
        return next((fact.value for fact in self.facts if fact.name == name), "")


class IntakeView(Struct, frozen=True):
    """What became of a manifest.

    `said` are words on how the table was read, `notes` sentences on it (what it hides, what is passed over). `written` says
    that something was stored, by the event `commit`; `dry_run` that nothing was to be. `error_sheet` is the file that holds
    the rows set aside, "" if there is none. `after` are sentences of the store about what came after the event.
    """

    manifest: str
    rows: tuple[IntakeRow, ...]
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    empty: int = 0
    remarks: int = 0
    left_out: int = 0
    written: bool = False
    dry_run: bool = False
    commit: str = ""
    error_sheet: str = ""
    after: tuple[str, ...] = ()

    def count(self, outcome: str) -> int:
        """How many rows have that outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def problems(self) -> int:
        """How many rows are set aside."""
        return self.count(ASIDE)

    @property
    def to_look_at(self) -> int:
        """How many documents a person should look at."""
        return sum(bool(row.look_at) for row in self.rows)
