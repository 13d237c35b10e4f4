"""What a change report is asked to show: a comparison or a table, with what its readers need beside it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from revtrack.model.findings import Finding, Severity
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Mention, Reference
from revtrack.report.views import CorrelationView, DiffView


class ReportLook(StrEnum):
    """How the changes of a report stand on the page when it is opened."""

    CHANGES = "changes"
    INLINE = "inline"
    SIDE = "side"
    TABLE = "table"
    CLEAN = "clean"


class Remark(Struct, frozen=True):
    """What a colleague wrote beside a change, by the change's id. `file` is the name of the file it came in."""

    change_id: str
    text: str
    file: str = ""
    about: str = ""
    """The place and the words it was written beside, kept for when the change is gone."""


class WordStyle(StrEnum):
    """How a Word file tells changes: as revisions to accept or reject, or by looks alone."""

    TRACKED = "tracked"
    REDLINE = "redline"


class SummaryPlace(StrEnum):
    """Where the summary and the provenance of a Word file stand."""

    START = "start"
    END = "end"
    NONE = "none"


class WordOptions(Struct, frozen=True):
    """What a person asked of a Word file: its style, moves as moves, a comment for each change."""

    style: WordStyle = WordStyle.TRACKED
    moves: bool = True
    summary: SummaryPlace = SummaryPlace.START
    comments: bool = False


class ReportOptions(Struct, frozen=True):
    """What a person asked of a report. `title` and `author` are "" where nobody gave one; `ui` is the language of fixed words."""

    look: ReportLook = ReportLook.CHANGES
    ui: str = "en"
    title: str = ""
    author: str = ""
    word: WordOptions = WordOptions()


class KnownDocument(Struct, frozen=True):
    """What a store knows of a document that a text refers to."""

    title: str = ""
    date: str = ""
    held: bool = False
    markings: tuple[str, ...] = ()


class ReferenceNews(Struct, frozen=True):
    """References of two texts set side by side: which the new one has gained, lost and kept.

    `retargeted` are pairs (old, new) at one place that now name another document. `mentions` are, for the old and for the
    new text, the document numbers found in each unit, by its position. `known` is what the store knows of each document.
    """

    gained: tuple[Reference, ...] = ()
    lost: tuple[Reference, ...] = ()
    kept: tuple[Reference, ...] = ()
    retargeted: tuple[tuple[Reference, Reference], ...] = ()
    mentions: tuple[Mapping[int, tuple[Mention, ...]], Mapping[int, tuple[Mention, ...]]] = ({}, {})
    known: Mapping[DocumentNumber, KnownDocument] = field(default_factory=dict)


class ReportView(Struct, frozen=True):
    """A change report to hand over: a comparison, and what its readers need beside it.

    `ids` are those of the changes, in the order of `diff.comparison.changes`. `remarks` are notes on changes that are there,
    `gone` those whose change is there no more. `asked` are the options other than the default, as they were typed, for the
    provenance; `version` is revtrack's own.
    """

    diff: DiffView
    ids: tuple[str, ...]
    options: ReportOptions = ReportOptions()
    remarks: tuple[Remark, ...] = ()
    gone: tuple[Remark, ...] = ()
    asked: tuple[str, ...] = ()
    version: str = ""
    originals: tuple[str, str] = ("", "")
    """SHA-256 of the bytes as received, old and new; "" for a file that is not in the store."""
    references: ReferenceNews | None = None
    lineage: Lineage | None = None
    """The documents around the new text, for the picture and its table; None where there is no store."""
    confirmed_by: tuple[str, ...] = ()
    """Who confirmed which pairing, a sentence each."""
    forgotten: tuple[str, ...] = ()
    """Those notes of the comparison that tell of references into the text which were not renumbered."""


class TableView(Struct, frozen=True):
    """Three or more versions to hand over: a column each, with what the report was asked for.

    `ids` are those of the rows, in the order of the table. `remarks` are notes on rows that are there, `gone` those whose
    row is there no more.
    """

    table: CorrelationView
    options: ReportOptions = ReportOptions()
    asked: tuple[str, ...] = ()
    version: str = ""
    ids: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    gone: tuple[Remark, ...] = ()


class PageVerdict(Struct, frozen=True):
    """What a check of a report found. `done` are the checks that were made and held, in words; `commit` is the store's tip."""

    subject: str
    findings: tuple[Finding, ...]
    done: tuple[str, ...] = ()
    changes: int = 0
    commit: str = ""

    @property
    def sound(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)
