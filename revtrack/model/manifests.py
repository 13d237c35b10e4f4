"""Manifests: the columns of a table that lists documents, and what is wrong with a row.

A column is found by its name, in any case, with blanks, hyphens or underscores, in its English forms and those of Dublin
Core (so that the `metadata.csv` of an archival package is read as it is). No name is guessed at.
"""

from __future__ import annotations

import re

from msgspec import Struct


class ManifestColumn(Struct, frozen=True):
    """A column: its name, its other names, what it holds, and an example."""

    name: str
    others: tuple[str, ...]
    holds: str
    example: str = ""


COLUMNS: tuple[ManifestColumn, ...] = (
    ManifestColumn("file", ("filename", "path"), "path below --base; empty: known, text not held", "notes/9956-14.txt"),
    ManifestColumn(
        "number",
        ("document number", "document no", "doc number", "doc no", "dc.identifier", "identifier"),
        "document number, CELEX, ELI or a name; needed if the text prints none",
        "9956/14",
    ),
    ManifestColumn("work", ("work id", "family"), "the work it belongs to, a short id", "eu-crr"),
    ManifestColumn("label", ("version label",), "a short name within the work, one word", "2014"),
    ManifestColumn("lang", ("language", "dc.language"), "da, nb, en …; und if nobody knows", "da"),
    ManifestColumn("date", ("document date", "dc.date"), "2014-05-19, 19.5.2014, 2014 or unknown", "2014-05-19"),
    ManifestColumn("title", ("dc.title",), "its title, if the text states none", "EU Strategy …"),
    ManifestColumn("revises", (), "what it revises: number, label or row's number; several with ;", "15175/08"),
    ManifestColumn("replaces", (), "what it replaces, likewise", ""),
    ManifestColumn("previous", ("previous document", "previous doc"), "its previous document, likewise", "5643/5/14"),
    ManifestColumn("cites", ("dc.relation", "relation"), "what it cites, likewise", "9447/13"),
    ManifestColumn("source_url", ("url", "source", "dc.source"), "where the file came from", "https://…"),
    ManifestColumn("tracked", ("tracked changes",), "accept or reject, for a DOCX with tracked changes", "accept"),
    ManifestColumn("correct", ("correction",), "yes: a better transcription of a text that is held", "yes"),
    ManifestColumn("reason", ("correction reason",), "why it is corrected", "word form"),
    ManifestColumn("stub", (), "yes: a known document, text not held; then no file", "yes"),
    ManifestColumn("sha256", (), "checked before the file is read", ""),
    ManifestColumn("rights", ("dc.rights",), "kept with the original", ""),
    ManifestColumn("note", ("notes", "comment"), "kept with the original", ""),
)
NAMES = tuple(column.name for column in COLUMNS)
PROBLEM = "problem"
"""The column that says what is wrong, of an error sheet: it is passed over when the sheet is run again."""
MARK = "# "
"""A row whose first cell begins so is for people: the row of help in a template."""

_BETWEEN = re.compile(r"[\s_.-]+")


def plain(name: str) -> str:
    """A column's name as it is compared: lower case, without blanks, dots, hyphens and underscores."""
    return _BETWEEN.sub("", name.casefold())


_DUBLIN_CORE = ("contributor", "coverage", "creator", "description", "format", "publisher", "subject", "type")
LISTED = (
    *("held", "edition", "markings", "xml", "xml_sha256", "original", "original_sha256", "original_name", "media_type"),
)
"""What the list of an export says beside the columns of a manifest: it follows from the files."""
UNUSED = frozenset(map(plain, (*(f"dc.{name}" for name in _DUBLIN_CORE), *LISTED)))
"""Names of Dublin Core for which revtrack has no place, and those of the list of an export; they are named and passed over."""

KNOWN: dict[str, str] = {plain(name): column.name for column in COLUMNS for name in (column.name, *column.others)}
"""Every name that a column may have, as it is compared, with the column it means."""


class Problem(Struct, frozen=True):
    """What is wrong with a row: the column ("" for the row as a whole), its cell (`C4`), what, and what to do about it."""

    column: str
    cell: str
    what: str
    mend: str

    def __str__(self) -> str:
        """As an error sheet says it."""
        where = " ".join(filter(None, (self.column, f"({self.cell})" if self.cell else "")))
        return f"{where}: {self.what}; {self.mend}" if where else f"{self.what}; {self.mend}"
