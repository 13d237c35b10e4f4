"""What a report is asked to show: model values put together by whoever calls, with the words the person typed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from revtrack.model.allusions import OpenAllusion
from revtrack.model.changes import Change, Comparison, Edit, Pattern, TextUnit, UnitClass
from revtrack.model.correspondence import Correspondence, Link
from revtrack.model.documents import Edition, Version, Work
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import Unit
from revtrack.model.provisions import Inner
from revtrack.model.readings import Fact, Reading
from revtrack.model.relations import Mention, Reference, Unread
from revtrack.model.strands import Reintroduced
from revtrack.model.texts import Expression

NO_FACT = Fact("", "")
"""A fact that nobody stated: its row is left out."""


class Side(Struct, frozen=True):
    """One side of a comparison: its text, which of how many editions, and how the person named it (`eupl@1.1`).

    `sha256` is that of the edition's XML, `commit` the event that brought it; both are "" for a file that is not in the
    store, whose path is `path`.
    """

    expression: Expression
    edition: int
    editions: int
    source: str
    sha256: str = ""
    commit: str = ""
    path: str = ""


class HeaderChange(Struct, frozen=True):
    """A header slot that differs, like the subject: its kind, its label as printed, and the words that changed."""

    kind: str
    label: str
    edits: tuple[Edit, ...]


class DiffView(Struct, frozen=True):
    """A comparison to be shown.

    `summary` counts units of the class paragraph by kind and flag, over the whole comparison (keys: unchanged, modified,
    inserted, deleted, split, merged, moved, renumbered, renumbered_only, typography; modified leaves typography out).
    `shown` are the positions in `comparison.changes` that pass the filters; `hidden` says how many each filter hid.
    `context` is how many unchanged units are shown around each change. `hint` is a last line in the caller's words.
    `header` are the slots of the header that differ; they are no units and are not counted among them.
    `notes` are sentences about the two texts: a ruling that was not applied.
    """

    old: Side
    new: Side
    title: str
    comparison: Comparison
    patterns: tuple[Pattern, ...]
    summary: Mapping[str, int]
    shown: tuple[int, ...]
    hidden: Mapping[str, int] = field(default_factory=dict)
    context: int = 0
    hint: str = ""
    header: tuple[HeaderChange, ...] = ()
    notes: tuple[str, ...] = ()


class RulingsView(Struct, frozen=True):
    """What a person ruled on pairings of two versions, and what became of it.

    Pairings are words, old side first: `¶¶ 2, 3 = ¶ 2`. `already` were decided before; `replaced` are older rulings that
    made way, each with its verdict (`confirmed ¶ 2 = ¶ 2`). `commit` is the event, "" if nothing was written. `notes` are
    sentences of the store about what came after it.
    """

    old: str
    new: str
    confirmed: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    commit: str = ""
    notes: tuple[str, ...] = ()


class Direction(StrEnum):
    """Whose order a correlation table keeps: destination is that of the old text, derivation that of the new."""

    DESTINATION = "destination"
    DERIVATION = "derivation"


class Confirmation(Struct, frozen=True):
    """Who confirmed a pairing, when (ISO 8601, UTC) and in which event; all "" where the store does not tell."""

    author: str = ""
    time: str = ""
    commit: str = ""


class CorrelationRow(Struct, frozen=True):
    """What belongs together: in each column the positions of its units, and from each column to the next what happened.

    Across languages no words are compared: there are no steps, and `link` says on what grounds the two sides were paired.
    """

    cells: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[Change, ...], ...]
    reintroduced: tuple[Reintroduced, ...] = ()
    unit_class: UnitClass = UnitClass.PARAGRAPH
    confirmed: tuple[Confirmation, ...] = ()
    link: Link | None = None


class CorrelationBlock(Struct, frozen=True):
    """The rows of one component, headings among them, or those of all footnotes; `title` is "" where it needs none."""

    title: str
    rows: tuple[CorrelationRow, ...]


class CorrelationView(Struct, frozen=True):
    """A correlation table to be shown: a column for each version, oldest left, and their units in reading order.

    `notes` are sentences about the texts, like a ruling on a pairing that was not applied. `ruled` is what this call decided.
    `across_languages`: no words were compared, and each row has a link.
    """

    columns: tuple[Side, ...]
    units: tuple[tuple[TextUnit, ...], ...]
    blocks: tuple[CorrelationBlock, ...]
    direction: Direction = Direction.DESTINATION
    coarse: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ruled: RulingsView | None = None
    across_languages: bool = False


class AcrossView(Struct, frozen=True):
    """A correspondence between two languages to be shown.

    `summary` counts links: paired; of these grouped (two units against one) and differing (in numbers, dates or
    references); old_only and new_only, units without a partner.
    """

    old: Side
    new: Side
    title: str
    correspondence: Correspondence
    summary: Mapping[str, int]
    notes: tuple[str, ...] = ()


class Received(Struct, frozen=True):
    """The original that an edition was read from: the file as it came, and with which edition; `size` in bytes.

    `url` and `provenance` are what a person said, `fetches` the moments (UTC) it was fetched at, each with its address.
    `pages` are the first and the last page of a PDF.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    edition: int
    url: str = ""
    provenance: str = ""
    fetches: tuple[tuple[str, str], ...] = ()
    pages: tuple[int, int] | None = None


class ShowView(Struct, frozen=True):
    """An edition to be shown: the whole of it, or the units of some places; `received` where it is asked for."""

    edition: Edition
    editions: tuple[int, ...]
    units: tuple[Unit, ...]
    whole: bool
    work_title: str = ""
    sha256: str = ""
    commit: str = ""
    received: Received | None = None


class EventLine(Struct, frozen=True):
    """One event of a store: `versions` are the versions it brought, as they are printed; `when_iso` is in UTC."""

    commit: str
    kind: str
    summary: str
    who: str
    when_iso: str
    undone: bool
    versions: tuple[str, ...]


class CheckLine(Struct, frozen=True):
    """One check of a store: `when_iso` is in UTC, `count` how many documents it held, `root` "" where none was proved."""

    commit: str
    when_iso: str
    level: str
    errors: int
    count: int
    root: str = ""


class StatusView(Struct, frozen=True):
    """A store as it is now. Works `doc-…` without a title are numbers nobody has filed yet: not counted among works.

    `hand_edits` are (path, what is wrong). `remarks` are words about a work, by its id; a remark about a work that is
    not there is shown with the sign for text not held.
    """

    folder: str
    works: tuple[Work, ...]
    look_at: tuple[str, ...]
    hand_edits: tuple[tuple[str, str], ...]
    commit: str
    remarks: Mapping[str, str] = field(default_factory=dict)


class AddView(Struct, frozen=True):
    """One document brought in: what was read, the facts as decided with where each was found, and what became of it.

    `media` is "text", "Markdown" …; `size` is in bytes; `version` is printed as given (`9956/14:da`, `9956/14:da@2`).
    `unread` are sentences on what announces a document number and is none. `outcome` is "added", "corrected", "already held"
    or "would be added".
    """

    name: str
    media: str
    encoding: str
    size: int
    reading: Reading
    number: Fact
    date: Fact
    language: Fact
    work: Fact
    title: Fact = NO_FACT
    label: Fact = NO_FACT
    references: tuple[Reference, ...] = ()
    unread: tuple[str, ...] = ()
    outcome: str = "added"
    version: str = ""
    commit: str = ""
    edition: int = 1
    sha256: str = ""


class QuestionLine(Struct, frozen=True):
    """One question to a register: where, for which media types and language ("" for any), and the format ("" for any)."""

    url: str
    accept: str
    language: str = ""
    form: str = ""


class FetchView(Struct, frozen=True):
    """What was fetched: from where, what the server said of it, how many bytes, and when (UTC, `2026-03-01T12:00:00Z`, or "").

    `first` is the address asked first, `url` the one that gave the bytes; `name` is what they may be called as a file.
    """

    asked: str
    first: str
    url: str
    media_type: str
    size: int
    sha256: str
    time: str
    name: str
    etag: str = ""
    modified: str = ""


class RefsView(Struct, frozen=True):
    """References of one version, or of a place in it. `out` or `incoming` is None where that direction was not asked for.

    `known` says of each number whether its text is held. `mentions` are (fragment, mention) as found in the text.
    `markings` are those of each document. `opened` are words that mean a document nobody can tell, `unread`
    words that announce a number and are none, `rejected` references that a person ruled out, `disputed` numbers that several
    documents claim. `path` is that of a file not in the store.
    """

    version: Version
    out: tuple[Reference, ...] | None
    incoming: tuple[Reference, ...] | None
    known: Mapping[DocumentNumber, bool]
    mentions: tuple[tuple[str, Mention], ...] = ()
    commit: str = ""
    place: str = ""
    path: str = ""
    markings: Mapping[DocumentNumber, tuple[str, ...]] = field(default_factory=dict)
    opened: tuple[OpenAllusion, ...] = ()
    unread: tuple[Unread, ...] = ()
    rejected: tuple[Reference, ...] = ()
    disputed: Mapping[DocumentNumber, tuple[DocumentNumber, ...]] = field(default_factory=dict)
    inner: tuple[Inner, ...] = ()
    """References of the text into itself."""


class SyncView(Struct, frozen=True):
    """An exchange with another store. `taken` and `sent` are its events, oldest first; the counts hold joins as well.

    In a dry run events that are only there have no words here: they are counted.
    """

    remote: str
    commit: str
    taken: tuple[EventLine, ...] = ()
    taken_count: int = 0
    sent: tuple[EventLine, ...] = ()
    sent_count: int = 0
    joined: bool = False
    dry_run: bool = False
    notes: tuple[str, ...] = ()


class SignersView(Struct, frozen=True):
    """Who may write: (name, role, kind of key, key) of each; `commit` is the event that changed it, "" if none did."""

    required: bool
    signers: tuple[tuple[str, str, str, str], ...]
    commit: str = ""
    notes: tuple[str, ...] = ()


class ReceiptView(Struct, frozen=True):
    """What stands for a store: its newest event, when that was (UTC), and the root of all that was ever added."""

    title: str
    commit: str
    root: str
    when: str
    texts: int
    editions: int
    records: int


class VerifyCounts(Struct, frozen=True):
    """What a check has looked at. `subject` is the file or version checked, "" for the whole store.

    `tip` is the event the check started from, "" where there is no store.
    """

    texts: int = 0
    editions: int = 0
    originals: int = 0
    records: int = 0
    level: str = "default"
    tip: str = ""
    subject: str = ""
