"""Every error a user can meet: one tree; each has a code, an exit status, facts and a `try:` line.

An error holds data and composes its sentence late. The shape on screen is fixed (docs/commands, section "Errors"):

    error: WHAT happened, naming what the user typed  [stable-code]
      the facts that show it
    try:   one command that most likely mends it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import ClassVar


class ExitStatus(IntEnum):
    """What the process returns; `revtrack help exit-codes` prints this table."""

    DONE = 0
    NO = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    STORE = 5
    NETWORK = 6
    BUG = 70
    INTERRUPTED = 130


EXIT_MEANINGS: dict[ExitStatus, str] = {
    ExitStatus.DONE: "done; differences found is still 0, like `git diff`",
    ExitStatus.NO: "the answer is no: differences with --exit-code, verify found problems, status --check not clean",
    ExitStatus.USAGE: "the command line is wrong",
    ExitStatus.NOT_FOUND: "not found or ambiguous: version, place, work; or known but text not held",
    ExitStatus.REFUSED: "refused: unsafe or unreadable input, conflicting duplicate, languages differ, extra not installed",
    ExitStatus.STORE: "the store or the disk: no store here, hand edits, locked, damaged, newer format, output not writable",
    ExitStatus.NETWORK: "the network: unreachable, refused, blocked, not the document",
    ExitStatus.BUG: "a bug in revtrack (traceback saved to a file, its path printed)",
    ExitStatus.INTERRUPTED: "interrupted, nothing changed",
}


class RevtrackError(Exception):
    """The root of everything a user can meet. `message` is one sentence; `facts` show it; `tries` mend it."""

    code: ClassVar[str] = "internal"
    status: ClassVar[ExitStatus] = ExitStatus.BUG
    meaning: ClassVar[str] = "a bug in revtrack"

    def __init__(self, message: str, *, facts: Iterable[str] = (), tries: Sequence[str]) -> None:
        super().__init__(message)
        self.message = message
        self.facts = tuple(facts)
        self.tries = tuple(tries)


def error_kinds() -> tuple[type[RevtrackError], ...]:
    """Every kind of error with a code of its own, sorted by code; the root is no kind, and `internal` is a bug's code."""
    found: set[type[RevtrackError]] = set()
    waiting: list[type[RevtrackError]] = RevtrackError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting.extend(kind.__subclasses__())
    return tuple(sorted((kind for kind in found if "code" in vars(kind)), key=lambda kind: kind.code))


# -- 2: the command line -----------------------------------------------------------------------------------------------


class UsageError(RevtrackError):
    code = "usage"
    status = ExitStatus.USAGE
    meaning = "the command line could not be understood"


class MetadataMissing(RevtrackError):
    code = "metadata-missing"
    status = ExitStatus.USAGE
    meaning = (
        "a fact the store needs (number, work, language, date) stands neither in the document nor on the command line"
    )


class BadValue(RevtrackError):
    """A value that cannot be what it claims to be: a number, a date, a language, a work id."""

    code = "bad-value"
    status = ExitStatus.USAGE
    meaning = "a value cannot be what it claims to be: a number, a date, a language, a work id"


# -- 3: not found or ambiguous -----------------------------------------------------------------------------------------


class UnknownVersion(RevtrackError):
    code = "unknown-version"
    status = ExitStatus.NOT_FOUND
    meaning = "no version of that name is in this store"


class AmbiguousVersion(RevtrackError):
    code = "ambiguous-version"
    status = ExitStatus.NOT_FOUND
    meaning = "the words fit more than one version; revtrack lists them and never chooses"


class AmbiguousLanguage(RevtrackError):
    code = "ambiguous-language"
    status = ExitStatus.NOT_FOUND
    meaning = "the version is held in several languages and none was named"


class UnknownWork(RevtrackError):
    code = "unknown-work"
    status = ExitStatus.NOT_FOUND
    meaning = "no work of that id is in this store"


class TextNotHeld(RevtrackError):
    code = "text-not-held"
    status = ExitStatus.NOT_FOUND
    meaning = "the document is known by number, but nobody has given its text to this store"


class NotInRegister(RevtrackError):
    code = "not-in-register"
    status = ExitStatus.NOT_FOUND
    meaning = "the register does not have the document, or not in the language or the format that was asked for"


class UnknownPlace(RevtrackError):
    code = "unknown-place"
    status = ExitStatus.NOT_FOUND
    meaning = "the version has no such paragraph, heading or footnote"


class AmbiguousPlace(RevtrackError):
    code = "ambiguous-place"
    status = ExitStatus.NOT_FOUND
    meaning = "the place fits more than one paragraph; revtrack lists them and never chooses"


# -- 4: refused --------------------------------------------------------------------------------------------------------


class SourceRefused(RevtrackError):
    """The bytes of a document could not be read without losing or guessing something."""

    code = "source-refused"
    status = ExitStatus.REFUSED
    meaning = "the document could not be read without losing or guessing something"


class UnsupportedFormat(SourceRefused):
    code = "unsupported-format"
    meaning = "revtrack does not read this kind of file"


class UnknownEncoding(SourceRefused):
    code = "encoding-unsure"
    meaning = "the bytes are not text in an encoding revtrack can tell for certain"


class EmptySource(SourceRefused):
    code = "empty-source"
    meaning = "the file holds no text"


class NoStructure(SourceRefused):
    code = "no-structure"
    meaning = "the text holds no paragraph that could be addressed"


class InputTooLarge(SourceRefused):
    code = "input-too-large"
    meaning = "the document is over a limit; a limit reached is never a shorter text"


class TrackedChanges(SourceRefused):
    code = "tracked-changes"
    meaning = "the document holds tracked changes, and nobody has said which of its two texts is meant"


class PdfEncrypted(SourceRefused):
    code = "pdf-encrypted"
    meaning = "the PDF opens only with a password"


class PdfNoText(SourceRefused):
    code = "pdf-no-text"
    meaning = (
        "the PDF, or a page of it, shows text that it does not hold as characters: a scan, or glyphs without Unicode"
    )


class PdfBroken(SourceRefused):
    code = "pdf-broken"
    meaning = "the PDF is damaged or cut off"


class LanguageUnsure(SourceRefused):
    code = "language-unsure"
    meaning = "two languages fit the text about equally well, and a wrong one blocks later comparisons"


class XmlNotWellFormed(SourceRefused):
    code = "xml-not-well-formed"
    meaning = "the XML cannot be parsed"


class XmlUnsafe(SourceRefused):
    code = "xml-unsafe"
    meaning = "the XML carries a DTD, an entity or a size that revtrack does not follow"


class XmlProfile(SourceRefused):
    code = "xml-profile"
    meaning = "the XML is not Akoma Ntoso as revtrack's profile has it"


class ManifestColumns(RevtrackError):
    code = "manifest-columns"
    status = ExitStatus.REFUSED
    meaning = "a manifest has a column that revtrack does not know, the same column twice, or none that it needs"


class ManifestRows(RevtrackError):
    code = "manifest-rows"
    status = ExitStatus.REFUSED
    meaning = "rows of a manifest cannot be added as they are; all of them are listed, and nothing is added before"


class DuplicateConflict(RevtrackError):
    code = "duplicate-conflict"
    status = ExitStatus.REFUSED
    meaning = "the number and language are already held with other text"


class LanguagesDiffer(RevtrackError):
    code = "languages-differ"
    status = ExitStatus.REFUSED
    meaning = "the two versions are in different languages; a word diff would mean nothing"


class SigningRefused(RevtrackError):
    code = "signing-refused"
    status = ExitStatus.REFUSED
    meaning = "the store requires signatures, and this change has none that it accepts"


class SyncConflict(RevtrackError):
    code = "sync-conflict"
    status = ExitStatus.REFUSED
    meaning = "two stores hold different things under one name, and a person has to decide"


class DocumentRestricted(RevtrackError):
    code = "restricted"
    status = ExitStatus.REFUSED
    meaning = "the document is known to be marked restricted, and is not asked for without --force"


class ExtraMissing(RevtrackError):
    code = "extra-missing"
    status = ExitStatus.REFUSED
    meaning = "an optional part of revtrack is not installed"


# -- 5: the store or the disk ------------------------------------------------------------------------------------------


class StoreError(RevtrackError):
    """The store or the disk cannot do it."""

    code = "store"
    status = ExitStatus.STORE
    meaning = "the store or the disk cannot do it"


class NoStore(StoreError):
    code = "no-store"
    meaning = "there is no revtrack store here or above"


class StoreExists(StoreError):
    code = "store-exists"
    meaning = "the folder already holds something; init changes nothing that is there"


class StoreDirty(StoreError):
    code = "store-dirty"
    meaning = "files of the store were edited by hand"


class StoreLocked(StoreError):
    code = "store-locked"
    meaning = "another process is writing to the store, or left a lock that is not revtrack's"


class StoreDamaged(StoreError):
    code = "store-damaged"
    meaning = "what the store holds is not what its manifests say"


class StoreUnsafe(StoreError):
    code = "store-unsafe"
    meaning = "the repository's own settings could run programs or show other content; it is not opened"


class StoreNewer(StoreError):
    code = "store-newer"
    meaning = "the store was written by a newer revtrack"


class DiskFull(StoreError):
    code = "disk-full"
    meaning = "the disk is full or not writable; nothing was added"


class OutputExists(StoreError):
    code = "output-exists"
    meaning = "the output file exists and is not overwritten without --force; a folder that holds something is never written to"


class OutputNotWritable(StoreError):
    code = "output-not-writable"
    meaning = "the output file cannot be written"


class NothingToUndo(StoreError):
    code = "nothing-to-undo"
    meaning = "no step is left that could be taken back"


class HistoryRewritten(StoreError):
    code = "history-rewritten"
    meaning = (
        "a history no longer holds what was seen in it before, or is that of another store; nothing is taken from it"
    )


class GitMissing(StoreError):
    code = "git-missing"
    meaning = "git is not installed, or is older than 2.36"


# -- 6: the network ----------------------------------------------------------------------------------------------------


class Offline(RevtrackError):
    code = "offline"
    status = ExitStatus.NETWORK
    meaning = "the other side could not be reached"


class FetchFailed(RevtrackError):
    code = "fetch-failed"
    status = ExitStatus.NETWORK
    meaning = "somebody answered, but what came is not the document that was asked for; nothing was added"


class RemoteRefused(RevtrackError):
    code = "remote-refused"
    status = ExitStatus.NETWORK
    meaning = "the other side answered, and refused"


# -- 70 and 130 --------------------------------------------------------------------------------------------------------


class Internal(RevtrackError):
    """A promise of revtrack to itself did not hold; nothing was shown or stored."""

    code = "internal"
    meaning = "a bug in revtrack: a check of its own did not hold, and nothing was shown or stored"


class Interrupted(RevtrackError):
    code = "interrupted"
    status = ExitStatus.INTERRUPTED
    meaning = "interrupted by the person"
