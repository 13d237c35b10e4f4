"""What a store can do: the contract that the git store and its in-memory twin both keep.

A store holds bytes under addresses made of ids; it never looks into XML. Whoever calls it has parsed and validated before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from revtrack.model.documents import Author, Source
from revtrack.model.findings import Finding
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import WorkId
from revtrack.store.signers import Signer

DocumentCheck = Callable[[str, bytes], Iterable[Finding]]
"""Given the path and bytes of an edition's or record's XML: what is wrong with it, if anything."""


Decide = Callable[[bytes | None], bytes]
"""Given a file of `curation/` as it stands when the event is made (None if there is none): what it becomes."""


class EventKind(StrEnum):
    """What a commit did; the word stands in its `Revtrack-Event` trailer."""

    INIT = "init"
    ADD = "add"
    FETCH = "fetch"
    CORRECT = "correct"
    RECORD = "record"
    DECIDE = "decide"
    UNDO = "undo"
    REDO = "redo"
    SETTINGS = "settings"


class Level(StrEnum):
    """How deep `verify` looks."""

    QUICK = "quick"
    DEFAULT = "default"
    DEEP = "deep"
    SIGNATURES = "signatures"


class Settings(Struct, frozen=True):
    """The keys of `revtrack.toml`."""

    format: int = 1
    title: str = ""
    fanout: int = 0
    ui_lang: str = "en"
    require_signatures: bool = False
    signers: tuple[Signer, ...] = ()


class EditionKey(Struct, frozen=True):
    """Which edition: ids as they stand in paths. `work` is the folder it was first filed under."""

    work: str
    slug: str
    language: str
    ordinal: int


class RecordKey(Struct, frozen=True):
    """Which record."""

    work: str
    slug: str


class EditionDeposit(Struct, frozen=True):
    """An edition to be stored: XML and original together; `source` None keeps the original of the edition before.

    `facts` go into the manifest beside hashes and sizes (ledger sums, limits); they follow from the bytes and from what
    the person said, never from the clock or the machine.
    """

    work: WorkId
    number: DocumentNumber
    language: Language
    ordinal: int
    xml: bytes
    source: Source | None
    facts: Mapping[str, object] = field(default_factory=dict)


class RecordDeposit(Struct, frozen=True):
    """A known document's record to be stored, unless one stands there already with the same bytes."""

    work: WorkId
    number: DocumentNumber
    xml: bytes


Deposit = EditionDeposit | RecordDeposit


class TextKey(Struct, frozen=True, order=True):
    """Which text, whatever its edition: the slug of its number, and its language as in paths."""

    slug: str
    language: str


class Receipt(Struct, frozen=True):
    """What an add or a decision did. `commit` is the tip afterwards; nothing was written if all was held already.

    `notes` are sentences for the person about what came after the commit and could not be done (a file of the view that was
    edited by hand, a pin that could not be written): the commit is stored all the same.
    """

    commit: str
    added: tuple[EditionKey | RecordKey, ...] = ()
    already: tuple[EditionKey | RecordKey, ...] = ()
    notes: tuple[str, ...] = ()


class Proof(Struct, frozen=True):
    """What stands for a store at one event: the event, the Merkle root of all that was ever added, and its time (UTC seconds)."""

    commit: str
    root: str
    time: int


class Check(Struct, frozen=True):
    """One time that the store was checked (a fixity event): when (UTC seconds), at which event, over how many documents.

    `root` is the Merkle root at `tip` as a sound check left it, "" where none has.
    """

    time: int
    tip: str
    root: str
    count: int
    level: str
    errors: int

    @property
    def sound(self) -> bool:
        return self.errors == 0


class Synced(Struct, frozen=True):
    """What a sync did: our tip before and after it, theirs as it was found ("" if they had nothing yet).

    `taken` and `sent` are commits, oldest first; `joined` says that both had gone on and a commit joins them now.
    """

    remote: str
    before: str
    commit: str
    theirs: str = ""
    taken: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    joined: bool = False
    notes: tuple[str, ...] = ()


class Event(Struct, frozen=True):
    """One commit, in the words of the store. `undone` says whether a later undo took it back (and no redo brought it)."""

    commit: str
    kind: EventKind
    summary: str
    author: Author
    added: tuple[EditionKey | RecordKey, ...] = ()
    undone: bool = False


class Decided(NamedTuple):
    """What one event did to a file of `curation/`: its bytes before and after, None where there was no file."""

    event: Event
    before: bytes | None
    after: bytes | None


class Beside(Struct, frozen=True):
    """Folders for what can be made again: `inside` what is handed on with the store, `outside` of it, the user's own."""

    inside: Path
    outside: Path


class Store(Protocol):
    """A place that keeps editions, records and decisions, append-only, each change one atomic event."""

    def tip(self) -> str:
        """The id of the newest event."""

    def settings(self) -> Settings:
        """What `revtrack.toml` at the tip says; StoreNewer if its format is above 1."""

    def editions(self, *, number: str = "", withdrawn: bool = False) -> tuple[EditionKey, ...]:
        """Every edition held, sorted, or those of one number by its slug; those that an undo withdrew only if asked for.

        To ask for one number does not list the others, however many there are.
        """

    def records(self, *, number: str = "", withdrawn: bool = False) -> tuple[RecordKey, ...]:
        """Every record held, sorted, or that of one number."""

    def contents(self) -> str:
        """One word for what `versions/` holds: where it is equal, the same editions and records are held, with equal bytes."""

    def listing(self, *, since: str = "") -> Iterator[tuple[EditionKey | RecordKey, str | None]]:
        """(key, id of its XML's bytes) of everything held, withdrawn or not, in no order; equal ids mean equal bytes.

        With `since`, an earlier `contents`, only what differs from then (None for what is gone). ValueError, before anything
        is given, if the store does not know such contents (any more).
        """

    def withdrawn(self) -> frozenset[EditionKey | RecordKey]:
        """The editions and records that an undo withdrew."""

    def beside(self) -> Beside | None:
        """Where what is derived from the store may be kept; None for a store that lies nowhere."""

    def folder(self, slug: str) -> str | None:
        """The work folder under which a number is filed, whichever work it belongs to now; None if it is new."""

    def xml(self, key: EditionKey | RecordKey) -> bytes:
        """The XML, its hash checked on reading. StoreDamaged if it is not what was stored; KeyError if not held."""

    def original(self, key: EditionKey) -> Source:
        """The bytes as received, hash checked; for a correction without an original of its own, that of edition 1."""

    def manifest(self, key: EditionKey) -> Mapping[str, object]:
        """The manifest of an edition."""

    def brought_by(self, key: EditionKey | RecordKey) -> str:
        """The id of the event that brought it."""

    def decision(self, name: str) -> bytes | None:
        """The file `curation/<name>` at the tip, None if there is none."""

    def decisions(self) -> tuple[str, ...]:
        """The name of every file of `curation/` at the tip, sorted."""

    def decided(self, name: str) -> tuple[Decided, ...]:
        """Each event that changed the file `curation/<name>`, oldest first."""

    def add(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        """Store all deposits, and with them what becomes of files of `curation/` (`decisions`), in one atomic event.

        What is held with equal bytes is "already"; what is held with other bytes is a DuplicateConflict and nothing is
        added. Adding what an undo withdrew, with equal bytes, brings it back.
        """

    def add_many(
        self,
        deposits: Sequence[Deposit],
        *,
        kind: EventKind,
        summary: str,
        author: Author,
        decisions: Mapping[str, Decide] | None = None,
    ) -> Receipt:
        """What `add` does, by the quickest way for hundreds of deposits and more; the same promises, the same bytes."""

    def decide(
        self, files: Mapping[str, bytes | Decide | None], *, kind: EventKind, summary: str, author: Author
    ) -> Receipt:
        """Write (or with None remove) files of `curation/` in one event.

        A `Decide` makes the file of what stands there when the event is made, so that no other writer's words are lost.
        """

    def events(self) -> tuple[Event, ...]:
        """Every event, newest first."""

    def undo(self, *, author: Author, to: str | None = None, dry_run: bool = False) -> tuple[Event, ...]:
        """Take back the newest event not yet undone (or all down to, and without, `to`) by one new event.

        `versions/` keeps its bytes: additions are withdrawn by name in `curation/withdrawn.json`; decisions get their
        former content again. Gives the events taken back. NothingToUndo if only `init` is left.
        """

    def redo(self, *, author: Author, dry_run: bool = False) -> tuple[Event, ...]:
        """Bring back what the newest undo (not yet redone) took back, by one new event."""

    def verify(self, *, level: Level = Level.DEFAULT, check: DocumentCheck | None = None) -> tuple[Finding, ...]:
        """Everything wrong with the store itself; `check` is called for the XML of every edition and record."""

    def record_check(self, *, level: str, errors: int, count: int, time: int) -> Check:
        """Keep, outside the store, that it was checked. StoreError if that cannot be written."""

    def checks(self) -> tuple[Check, ...]:
        """When the store was checked, the newest first, as far as it is remembered."""

    def hand_edits(self) -> tuple[tuple[str, str], ...]:
        """(path, what is wrong) of each file in the view that differs from the store; empty for stores without a view."""
