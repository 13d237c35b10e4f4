"""Errors of single documents as problems of a row: the same words, with what to do in the table instead of on a command line."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.errors import (
    BadValue,
    DuplicateConflict,
    Internal,
    LanguageUnsure,
    MetadataMissing,
    RevtrackError,
    SourceRefused,
    StoreError,
    TrackedChanges,
)
from revtrack.model.manifests import Problem
from revtrack.workflows.manifest import Entry

_ENDINGS = ("; nothing was added", ", nothing was added")
_MISSING = {
    "number": "write it in the column number, or a work and a label",
    "date": "write it, or unknown",
    "lang": "write it, or und if nobody knows",
}
_MENDS: dict[type[RevtrackError], str] = {
    TrackedChanges: "write accept or reject into the column tracked",
    DuplicateConflict: "if it is a better reading write yes into correct, and a reason; else another number",
}


def said_of(entry: Entry, column: str, error: RevtrackError) -> Problem:
    """The problem that an error is to a row. What is no fault of the row (the store, a bug) is raised again."""
    if isinstance(error, StoreError | Internal):
        raise error
    return entry.problem(_column(column, error), _what(entry, error), _mend(column, error))


def unresolved(entry: Entry, column: str, word: str, error: RevtrackError, aside: Sequence[Entry]) -> Problem:
    """The problem of a row that names a document nobody knows, or one that cannot be added itself."""
    rows = [other.row for other in aside if word in (other.said.get("label"), other.said.get("number"))]
    if rows:
        listed = ", ".join(map(str, rows))
        what = f"'{word}' is the document of row {listed}, which is set aside itself"
        return entry.problem(column, what, f"mend row {listed} first")
    facts = f" ({error.facts[0]})" if error.facts else ""
    return entry.problem(column, f"{error.message}{facts}", "write a document number, or the label of one that is held")


def _column(column: str, error: RevtrackError) -> str:
    return "tracked" if isinstance(error, TrackedChanges) else column


def _what(entry: Entry, error: RevtrackError) -> str:
    """The sentence of the error without the name of the file, so that equal problems read alike."""
    message = error.message
    for ending in _ENDINGS:
        message = message.replace(ending, "")
    message = message.replace(entry.file, "the file") if entry.file else message
    shown = isinstance(error, SourceRefused) and error.facts
    return f"{message}: {error.facts[0]}" if shown else message


def _mend(column: str, error: RevtrackError) -> str:
    if isinstance(error, MetadataMissing | LanguageUnsure):
        return _MISSING.get(column, "write it")
    known = next((mend for kind, mend in _MENDS.items() if isinstance(error, kind)), "")
    if known:
        return known
    if isinstance(error, BadValue) and column == "correct":
        return "take the yes away, or see which text is meant"
    if column == "work":
        return "write the work it belongs to"
    return error.tries[0]
